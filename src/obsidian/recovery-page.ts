import { normalizePath, type App } from "obsidian";
import pageParts from "recovery:page";
import format from "../../docs/format.md";
import opener from "../../docs/open.py";
import { hexDigestOf } from "../note/digest";
import { propertiesOf } from "../note/whole";
import type { Kept } from "../recovery/archive";
import { recoveryPage } from "../recovery/html";
import { notesInside } from "../recovery/inside";
import { makeFolder } from "./notes/creating";
import { lotOf, type Lot } from "./notes/lot";
import { compare } from "./notes/putting-in";
import type { Parts } from "./parts";

/** How the saved page compares with what would be written now; "other accounts": the page is right, and holds accounts as they were. */
export type RecoveryPageState = "absent" | "same" | "other accounts" | "differs";

const pageName = "recovery.html";
/** So many characters at its start tell whether a file is one that we wrote, of whatever version. */
const telling = 80;

/** The accounts to carry inside: their properties as they stand; left out is where not everything secret in them is encrypted. */
function accountsToCarry(parts: Parts): Promise<Lot> {
	return lotOf(parts, (text) => {
		const properties = propertiesOf(text);
		return properties === null ? null : `---\n${properties}---\n`;
	});
}

/** How the saved page stands, and what saving it anew is about. */
export interface PageNow {
	state: RecoveryPageState;
	/** What can be put inside, and what not. */
	lot: Lot;
	/** How many accounts it carries, and those of them that stand nowhere in the vault any more, without their key, or cannot be read there, by path. */
	carried: number;
	last: string[];
}

/** Looks at all of it: the page, what it carries, and what it could. */
export async function recoveryPageNow(parts: Parts): Promise<PageNow> {
	const found = await textAt(parts.app, pagePath(parts));
	const inside = insideOf(found);
	const lot = await accountsToCarry(parts);
	const { missing, changed } = await compare(parts, { files: inside, damaged: [] });
	const { accounts } = parts;
	const keyless = changed.filter(({ path, entry: { seed } }) => seed !== null && accounts.at(path)?.entry.seed == null && !accounts.sealedFields().includes(seed));
	const last = [...missing, ...keyless, ...inside.filter(({ path }) => lot.unread.has(path))].map(({ path }) => path);
	return { state: stateOf(found, inside, lot.files), lot, carried: inside.length, last: [...new Set(last)] };
}

/** Compares the page in the accounts' folder, byte for byte, with what would be written now. */
export async function recoveryPageState(parts: Parts): Promise<RecoveryPageState> {
	const found = await textAt(parts.app, pagePath(parts));
	const inside = insideOf(found);
	return stateOf(found, inside, inside.length === 0 ? [] : (await accountsToCarry(parts)).files);
}

function insideOf(page: string | null): Kept[] {
	return notesInside(page ?? "") ?? [];
}

/** `notes`: what it would carry now, where it carries any. */
function stateOf(page: string | null, inside: readonly Kept[], notes: readonly Kept[]): RecoveryPageState {
	if (page === null) return "absent";
	if (page !== makePage(inside)) return "differs";
	return inside.length === 0 || page === makePage(notes) ? "same" : "other accounts";
}

/** The page as it would be written now; with `notes` inside. */
export function makePage(notes: readonly Kept[], title?: string): string {
	return recoveryPage(pageParts, notes, title);
}

/** What was written where; `sum` is the SHA-256 of the page. */
export interface Saved {
	page: string;
	paths: string[];
	sum: string;
}

/**
 * Writes the page, open.py and format.md into the accounts' folder, and reads them back. Files of these names that are not ours are
 * named instead, and nothing is written, unless `replaces`. Gives a sentence where writing failed.
 */
export async function saveRecoveryPage(parts: Parts, notes: readonly Kept[], replaces: boolean): Promise<Saved | { foreign: string[] } | { problem: string }> {
	const page = makePage(notes);
	const files = [{ name: pageName, text: page }, { name: "open.py", text: opener }, { name: "format.md", text: format }].map(({ name, text }) => ({ path: pathOf(parts, name), text }));
	try {
		const foreign = replaces ? [] : await foreignAmong(parts.app, files);
		if (foreign.length > 0) return { foreign };
		for (const file of files) await put(parts.app, file);
		return { page, paths: files.map(({ path }) => path), sum: hexDigestOf(page) };
	} catch {
		return { problem: "The recovery page could not be written whole. Check that the folder can be written and that there is room, then save it again. Your notes were not changed." };
	}
}

/** Those that are there and begin otherwise than any version of ours. */
async function foreignAmong(app: App, files: readonly Kept[]): Promise<string[]> {
	const found = await Promise.all(files.map(async ({ path, text }) => ({ path, text, there: await textAt(app, path) })));
	return found.filter(({ text, there }) => there !== null && !there.startsWith(text.slice(0, telling))).map(({ path }) => path);
}

async function put(app: App, { path, text }: Kept): Promise<void> {
	await makeFolder(app, path);
	const file = app.vault.getFileByPath(path);
	if (file === null) await app.vault.create(path, text);
	else await app.vault.process(file, () => text);
	if ((await textAt(app, path)) !== text) throw new Error("What was written was not read back.");
}

async function textAt({ vault }: App, path: string): Promise<string | null> {
	const file = vault.getFileByPath(path);
	return file === null ? null : vault.read(file);
}

/** Where the page is, or would be. */
export function pagePath(parts: Parts): string {
	return pathOf(parts, pageName);
}

function pathOf({ stored: { settings } }: Parts, name: string): string {
	return normalizePath(`${settings.folder}/${name}`);
}
