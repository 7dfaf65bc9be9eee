import { normalizePath, type App } from "obsidian";
import { hasSeed } from "../../code/seed";
import type { Entry } from "../../entry";
import { hexDigestOf } from "../../note/digest";
import { storedSecrets } from "../../note/secrets";
import { firstLetter, type Lettered } from "../../recovery/kit-letter";
import { sheetParts, titles, type Meaning, type SheetOptions } from "../../recovery/sheet";
import { encryptedAccount, hasFields, openAccount, type OpenedSecrets, type SheetAccount, type SheetName } from "../../recovery/sheet-account";
import type { Account } from "../notes/accounts";
import { makeFolder } from "../notes/creating";
import { calledIn } from "../notes/naming";
import { pacing } from "../notes/pace";
import { whyNotChanged } from "../notes/secrets";
import type { Parts } from "../parts";
import { sealedForWords, today, titleOf } from "../views/draw";

/** What is to be printed. */
export interface Wanted extends Pick<SheetOptions, "variant" | "paper"> {
	accounts: readonly Account[];
	/** The person's own word for an account, by path; null = the accounts are called by their names. */
	words: ReadonlyMap<string, string> | null;
	/** Whose page one is on it. */
	letter: Lettered | null;
}

export interface Sheet {
	html: string;
	/** Those all of whose secrets are on it. */
	whole: Account[];
	/** The others that were wanted. */
	partly: Account[];
	/** Whether a list at its end says what its names mean. */
	isCoded: boolean;
	/** Whether it could have named a recovery page, were there one. */
	lacksPage: boolean;
}

/**
 * Makes the sheet, giving way to the app between accounts and telling how many are done. Null where `goesOn` says that it is not
 * wanted any more, as after a lock. The text holds secrets: its owner lets go of it.
 */
export async function makeSheet(parts: Parts, wanted: Wanted, goesOn: () => boolean, tell: (done: number) => void): Promise<Sheet | null> {
	const pace = pacing();
	const { variant, paper } = wanted;
	const { accounts, leftOut } = sorted(parts, wanted);
	const whole: Account[] = [];
	const pages: SheetAccount[] = [];
	for (const account of accounts) {
		const page = pageOf(parts, account, wanted);
		pages.push(page);
		if (page.isWhole) whole.push(account);
		await pace();
		if (!goesOn()) return null;
	}
	const { app, clock, stored: { settings: { folder } } } = parts;
	const page = await pageFingerprint(app, folder);
	const letter = wanted.letter === null ? "" : await readLetter(parts, wanted.letter);
	const made = sheetParts(pages, { variant, paper, day: today(clock.now), vault: app.vault.getName(), folder, letter, page, leftOut, meanings: meaningsOf(wanted) });
	let html = "";
	let done = 0;
	for (const part of made) {
		html += part;
		tell(Math.min(done++, accounts.length));
		await pace();
		if (!goesOn()) return null;
	}
	return { html, whole, partly: wanted.accounts.filter((account) => !whole.includes(account)), isCoded: wanted.words !== null, lacksPage: page === null && variant !== "open" };
}

function meaningsOf({ accounts, words }: Wanted): Meaning[] {
	return words === null ? [] : accounts.map((account) => ({ word: words.get(account.path) ?? "", ...nameOf(account) }));
}

function nameOf(account: Account): { issuer: string; username: string } {
	const { issuer, username } = account.entry;
	return { issuer: issuer === "" ? titleOf(account) : issuer, username };
}

/** Those that can be on the sheet, and a sentence for each of the others. */
function sorted(parts: Parts, { variant, accounts, words }: Wanted): { accounts: Account[]; leftOut: string[] } {
	const called = ({ path }: Account) => words?.get(path) ?? calledIn(parts.accounts, path);
	const whyOut = ({ entry, problems }: Account): string | null => {
		if (storedSecrets(entry).length === 0) return whyNotChanged(problems);
		return variant === "encrypted" && !hasFields(entry) ? "nothing of it is encrypted." : null;
	};
	const leftOut = accounts.flatMap((account) => {
		const why = whyOut(account);
		return why === null ? [] : [`${called(account)}: ${why}`];
	});
	return { accounts: accounts.filter((account) => whyOut(account) === null), leftOut };
}

function pageOf(parts: Parts, account: Account, { variant, words }: Wanted): SheetAccount {
	const { path, entry, problems } = account;
	const name: SheetName = { ...nameOf(account), code: words?.get(path) ?? null };
	const page = variant === "encrypted" ? encryptedAccount(entry, name) : openAccount(entry, name, openedOf(parts, entry));
	const problem = whyNotChanged(problems);
	const doubt = [problem, words === null && variant === "open" ? sealedFor(parts, entry) : null].filter((word) => word !== null);
	return { ...page, facts: [...page.facts, ...doubt], isWhole: page.isWhole && problem === null };
}

function openedOf({ codes }: Parts, entry: Entry): OpenedSecrets {
	const seed = hasSeed(entry) ? codes.openSeed(entry) : null;
	const locked = { problem: "It is locked." };
	return {
		seed: seed === null ? null : "seed" in seed ? seed.seed : "problem" in seed ? seed : locked,
		codes: new Map(entry.backupCodes.map(({ stored }) => {
			const opened = codes.openCode(entry, stored);
			return [stored, "reason" in opened ? locked : opened];
		})),
	};
}

/** A key that was encrypted for another account may have been put here by somebody. */
function sealedFor({ codes }: Parts, entry: Entry): string | null {
	const opened = hasSeed(entry) ? codes.openSeed(entry) : null;
	return opened !== null && "seed" in opened && opened.sealedFor !== null ? sealedForWords(opened.sealedFor) : null;
}

/** The SHA-256 of recovery.html in the folder; null where there is none. */
export async function pageFingerprint({ vault: { adapter } }: App, folder: string): Promise<string | null> {
	const path = normalizePath(`${folder}/recovery.html`);
	if (!(await adapter.exists(path))) return null;
	return adapter.readBinary(path).then((bytes) => hexDigestOf(new Uint8Array(bytes)), () => null);
}

function letterName(variant: Lettered): string {
	return `${titles[variant]}, page one.md`;
}

function letterPath({ stored: { settings } }: Parts, variant: Lettered): string {
	return normalizePath(`${settings.folder}/${letterName(variant)}`);
}

async function readLetter(parts: Parts, variant: Lettered): Promise<string> {
	const file = parts.app.vault.getFileByPath(letterPath(parts, variant));
	return file === null ? firstLetter(variant) : parts.app.vault.read(file);
}

/** Puts a file into the vault; gives its path, or null where there is one already or it could not be written. */
export async function keepFile({ app, stored: { settings } }: Parts, name: string, text: string): Promise<string | null> {
	const path = normalizePath(`${settings.folder}/${name}`);
	try {
		await makeFolder(app, path);
		return (await app.vault.create(path, text)).path;
	} catch {
		return null;
	}
}

/** The note with the text of page one, made of our text where there is none yet; null where it could not be made. */
export async function ensureLetter(parts: Parts, variant: Lettered): Promise<string | null> {
	const path = letterPath(parts, variant);
	return parts.app.vault.getFileByPath(path) === null ? keepFile(parts, letterName(variant), firstLetter(variant)) : path;
}
