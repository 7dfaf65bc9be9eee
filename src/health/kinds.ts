import { isLow, presetFor } from "../backup/presets";
import { daysBetween, renewal } from "../backup/renewal";
import { isKeyless, isUnused, type Entry } from "../entry";
import { secondWays } from "./second-way";

/** What a finding may cost, the most first: an account; time and trouble; nothing for now. */
export const levels = ["high", "medium", "low"] as const;
export type Level = (typeof levels)[number];

/** Kinds that take keys, other notes, or the text below the properties to tell: found elsewhere. */
export type ToldId = "unreadable" | "merge-conflict" | "not-encrypted" | "secret-in-text" | "other-passphrase" | "conflict-copy" | "duplicate" | "low-cost" | "short-seed" | "not-backed-up";
/** As in `health_ignore`. */
export type AccountKindId = ToldId | "no-second-way" | "no-backup-codes" | "few-backup-codes" | "overdue-backup-codes" | "one-device" | "no-sheet" | "unverified" | "untested-backup-codes";
export type VaultKindId = "kit-not-confirmed" | "passphrase-not-typed" | "no-backup" | "recovery-page-differs";
export type KindId = AccountKindId | VaultKindId;

/** An account to be looked at. `told`: what was found elsewhere, each with words on it or "". */
export interface HealthAccount {
	path: string;
	title: string;
	entry: Entry;
	told: Partial<Record<ToldId, string>>;
}

/** What is known beside the accounts; what is absent cannot be found here, or there is no way yet to mend it. Days are YYYY-MM-DD; null = never. */
export interface VaultFacts {
	/** The passphrase was last typed on this device. */
	typed?: string | null;
	/** Whether a person said that the passphrase is on paper, or that it need not be. */
	kit?: "confirmed" | "declined" | null;
	/** The last good backup of this device. */
	backedUp?: string | null;
	/** Days between backups, where they are made by themselves. */
	backsUpEvery?: number;
	recoveryPage?: "same" | "differs" | "absent";
	/** Sheets can be printed. */
	prints?: boolean;
}

/** One sort of finding: its heading, one sentence why, and how it is found. */
export interface Kind<Id extends KindId, About extends readonly unknown[]> {
	id: Id;
	level: Level;
	heading: string;
	why: string;
	/** More words on what was found, or ""; null where all is well. */
	readonly find: (...about: About) => string | null;
}

type AccountKind = Kind<AccountKindId, [account: HealthAccount, today: string, vault: VaultFacts]>;
/** `isIgnored`: a person said that it is not to be told any more. */
type VaultKind = Kind<VaultKindId, [vault: VaultFacts, today: string]> & { isIgnored?: (vault: VaultFacts) => boolean };

/** Days after which a passphrase that was not typed may be forgotten, and a backup is old. */
const [untyped, stale] = [90, 30];

const found = (is: boolean, words = ""): string | null => (is ? words : null);
const told = (id: ToldId): Pick<AccountKind, "id" | "find"> => ({ id, find: (account) => account.told[id] ?? null });
const unused = ({ backupCodes }: Entry): number => backupCodes.filter(isUnused).length;
const hasCodesElsewhere = ({ backupCodes, copies }: Entry): boolean => backupCodes.length === 0 && copies.length > 0;

/** What is found of single accounts, by what it costs. */
export const accountKinds: readonly AccountKind[] = [
	{ ...told("unreadable"), level: "high", heading: "Properties with a mistake", why: "Until it is put right the note is not changed, and may be misread." },
	{ ...told("merge-conflict"), level: "high", heading: "Merge conflict", why: "Git left both sides in the properties, so neither of them counts." },
	{
		id: "no-second-way", level: "high", heading: "No second way in", why: "If the device or the hardware key is lost, nothing else is known that opens the account.",
		find: ({ entry }) => found(isKeyless(entry.type) && secondWays(entry).length === 0),
	},
	{
		id: "no-backup-codes", level: "high", heading: "No backup codes", why: "Without them, losing phone and vault means asking the service for help.",
		find: ({ entry }) => found(!isKeyless(entry.type) && unused(entry) === 0 && !hasCodesElsewhere(entry), entry.backupCodes.length === 0 ? "" : "all are used"),
	},
	{ ...told("not-encrypted"), level: "high", heading: "Not encrypted", why: "Anyone who can read the note can make or use its codes." },
	{ ...told("secret-in-text"), level: "high", heading: "Secrets in the text of notes", why: "There they are not encrypted. Once they stand in the properties, encrypted, delete them from the text." },
	{ ...told("other-passphrase"), level: "high", heading: "Another passphrase", why: "These open with a passphrase that is not, or no longer, this vault's. Lose it, and they are lost." },
	{ ...told("not-backed-up"), level: "medium", heading: "Left out of backups", why: "When one was made, not all in them was encrypted, or could be read for sure." },
	{ ...told("conflict-copy"), level: "medium", heading: "Two notes of one account", why: "They hold the same encrypted secrets: a code that is marked in one is still offered by the other." },
	{ ...told("duplicate"), level: "medium", heading: "Same secret key twice", why: "One account in two notes: what is marked in one is not in the other." },
	{
		id: "few-backup-codes", level: "medium", heading: "Few backup codes left", why: "New ones usually make the old ones invalid.",
		find: ({ entry }) => found(unused(entry) > 0 && isLow(unused(entry), presetFor(entry.issuer)), `${unused(entry)} of ${entry.backupCodes.length} left`),
	},
	{
		id: "overdue-backup-codes", level: "medium", heading: "Backup codes to renew", why: "The day that was set for it is near or over.",
		find: ({ entry }, today) => found(entry.backupCodes.length > 0 && renewal(entry, today).is !== "none", `by ${entry.backupCodesRenew}`),
	},
	{
		id: "one-device", level: "medium", heading: "One device, no copy", why: "Only one device is noted, and no copy of the key outside this vault.",
		find: ({ entry }) => found(!isKeyless(entry.type) && entry.devices.length === 1 && entry.copies.length === 0 && entry.sheetPrinted === null, entry.devices.join()),
	},
	{
		id: "no-sheet", level: "medium", heading: "Not on a printed sheet", why: "No sheet was printed since the account, or its backup codes, came.",
		find: ({ entry }, _, { prints = false }) => found(prints && !isOnSheet(entry)),
	},
	{ ...told("low-cost"), level: "medium", heading: "Older encryption", why: "Guessing the passphrase takes less time than it would with today's." },
	{ ...told("short-seed"), level: "low", heading: "Short secret key", why: "It has less than 80 bits. A service that made it so short may give a longer one." },
	{
		id: "unverified", level: "low", heading: "Never verified", why: "No code of these was seen to be right yet.",
		find: ({ entry }) => found(!isKeyless(entry.type) && entry.seed !== null && entry.verified === null),
	},
	{
		id: "untested-backup-codes", level: "low", heading: "Backup codes never tried", why: "None of them was seen to work yet, and enough are left to sign in with one.",
		find: ({ entry }) => found(!isTried(entry) && !isLow(unused(entry) - 1, presetFor(entry.issuer))),
	},
];

/** Whether a sheet was printed since the account, or its backup codes, came. */
export function isOnSheet({ sheetPrinted, backupCodesGenerated }: Entry): boolean {
	return sheetPrinted !== null && sheetPrinted >= (backupCodesGenerated ?? "");
}

/** A day of a test counts for the set that it was made with. */
function isTried({ backupCodes, backupCodesTested, backupCodesGenerated }: Entry): boolean {
	return backupCodes.some(({ used }) => used !== null) || (backupCodesTested !== null && backupCodesTested >= (backupCodesGenerated ?? ""));
}

/** What is found of the vault as a whole. */
export const vaultKinds: readonly VaultKind[] = [
	{
		id: "kit-not-confirmed", level: "high", heading: "Passphrase on paper?", why: "Nobody can get it back for you. Write it on paper, by hand, and keep that where you keep your passport.",
		find: ({ kit }) => found(kit === null),
		isIgnored: ({ kit }) => kit === "declined",
	},
	{
		id: "passphrase-not-typed", level: "medium", heading: "Passphrase not typed lately", why: "What is never typed is forgotten. Type it once, on this device.",
		find: ({ typed }, today) => found(isOlder(typed, today, untyped)),
	},
	{
		id: "no-backup", level: "medium", heading: "No recent backup", why: "A backup is what is left when a disk, or sync, destroys the notes.",
		find: ({ backedUp, backsUpEvery = 0 }, today) => found(isOlder(backedUp, today, Math.max(stale, backsUpEvery + 1))),
	},
	{
		id: "recovery-page-differs", level: "medium", heading: "The recovery page differs", why: "The accounts inside are as they were, it is of an older version, or somebody changed it.",
		find: ({ recoveryPage }) => found(recoveryPage === "differs"),
	},
];

/** Whether a day lies so many days back, or never came; what is not asked about never does. Of a clock that was ahead nothing is known; a day is what travelling takes. */
function isOlder(day: string | null | undefined, today: string, days: number): boolean {
	if (day === undefined || day === null) return day === null;
	const gone = daysBetween(day, today);
	return gone >= days || gone < -1;
}
