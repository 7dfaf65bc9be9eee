import { accountKinds, levels, vaultKinds, type HealthAccount, type KindId, type Level, type VaultFacts } from "./kinds";

/** An account of a finding, and more words on it, or "". */
export interface FoundAccount {
	account: HealthAccount;
	words: string;
}

/** One sort of finding with all accounts it was found of; a finding of the whole vault has none. */
export interface Finding {
	id: KindId;
	level: Level;
	heading: string;
	why: string;
	accounts: FoundAccount[];
}

/** How the vault stands. */
export interface Health {
	/** By what they cost, the most first. */
	findings: Finding[];
	/** The same of what accounts have in `health_ignore`, and of what the vault's person does without. */
	ignored: Finding[];
	accounts: number;
	/** How many accounts nothing was found of that is not ignored. */
	inOrder: number;
}

/** Looks at every account and at the vault; `today` is a day, YYYY-MM-DD. `least`: the last level that is looked for. */
export function healthOf(accounts: readonly HealthAccount[], vault: VaultFacts, today: string, least: Level = "low"): Health {
	const isWanted = ({ level }: { level: Level }): boolean => levels.indexOf(level) <= levels.indexOf(least);
	const ofVault = (isFound: (kind: (typeof vaultKinds)[number]) => boolean): Finding[] => vaultKinds
		.filter((kind) => isWanted(kind) && isFound(kind))
		.map(({ id, level, heading, why }) => ({ id, level, heading, why, accounts: [] }));
	const ofAccounts = accountKinds.filter(isWanted).map(({ id, level, heading, why, find }) => ({
		id, level, heading, why,
		accounts: accounts.flatMap((account) => {
			const words = isJudged(account, id) ? find(account, today, vault) : null;
			return words === null ? [] : [{ account, words }];
		}),
	}));
	const part = (isIgnored: boolean): Finding[] => ofAccounts
		.map((finding) => ({ ...finding, accounts: finding.accounts.filter(({ account }) => account.entry.healthIgnore.includes(finding.id) === isIgnored) }))
		.filter((finding) => finding.accounts.length > 0);
	const open = part(false);
	const all = [...ofVault((kind) => kind.find(vault, today) !== null), ...open];
	const findings = levels.flatMap((level) => all.filter((finding) => finding.level === level));
	const troubled = new Set(open.flatMap((finding) => finding.accounts.map(({ account }) => account)));
	const ignored = [...ofVault((kind) => kind.isIgnored?.(vault) === true), ...part(true)];
	return { findings, ignored, accounts: accounts.length, inOrder: accounts.length - troubled.size };
}

/** What a note says that cannot be read for sure is no finding, but that it cannot be. */
function isJudged({ told }: HealthAccount, id: KindId): boolean {
	const isReadable = told.unreadable === undefined && told["merge-conflict"] === undefined;
	return isReadable || id === "unreadable" || id === "merge-conflict" || id === "not-backed-up";
}
