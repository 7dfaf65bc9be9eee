import type { TFile } from "obsidian";
import { readEntry } from "../../note/read";
import { storedSecrets } from "../../note/secrets";
import type { Kept, Unpacked } from "../../recovery/archive";
import { compared } from "../../recovery/backups";
import type { Parts } from "../parts";
import type { Account } from "./accounts";
import { freePath, makeFolder } from "./creating";

/** A note of a backup, as the account that it was. */
export interface Former extends Account {
	text: string;
	/** Where the same account stands in the vault under another name. */
	now?: string;
}

/** Whether Templater may act on the note when it is made: nothing that is in a file from elsewhere is to run unasked. */
export function mayRun({ text }: Former): boolean {
	return text.includes("<%");
}

/** The accounts of a backup beside the vault: not there, there as something else, there as they were; and what of it is no account or damaged. */
export interface Comparison {
	missing: Former[];
	moved: Former[];
	changed: Former[];
	same: number;
	others: number;
	damaged: Unpacked["damaged"];
}

/** Compares the notes of a backup with those of the vault as they stand on the disk. Reads, and changes nothing. */
export async function compare({ app: { vault }, accounts, stored }: Parts, { files, damaged }: Unpacked): Promise<Comparison> {
	const read = files.map((kept) => formerOf(kept, stored.settings.tag));
	const formers = read.filter((former) => former !== null);
	const texts = new Map<string, string>();
	await Promise.all(formers.map(async ({ path }) => {
		const file = vault.getFileByPath(path);
		// One that cannot be read stays too, and the backup's can be put beside it.
		if (file !== null) texts.set(path, await vault.read(file).catch(() => ""));
	}));
	const { missing, changed, same } = compared(formers, (path) => texts.get(path) ?? null);
	const places = secretPlaces(accounts.all());
	const gone = missing.map((former) => {
		const now = storedSecrets(former.entry).map(({ stored: secret }) => places.get(secret)).find((place) => place !== undefined);
		return now === undefined ? former : { ...former, now };
	});
	return {
		missing: gone.filter(({ now }) => now === undefined), moved: gone.filter(({ now }) => now !== undefined), changed,
		same: same.length, others: read.length - formers.length, damaged,
	};
}

/** Where each stored secret stands: the same text is the same account, whatever its note is called now. */
function secretPlaces(accounts: readonly Account[]): Map<string, string> {
	return new Map(accounts.flatMap(({ path, entry }) => storedSecrets(entry).map(({ stored }) => [stored, path] as const)));
}

/** Null for what is no account, or lies where the app shows nothing. */
function formerOf({ path, text }: Kept, tag: string): Former | null {
	if (!path.endsWith(".md") || path.split("/").some((part) => part.startsWith(".") || part === "")) return null;
	const { entry, problems } = readEntry(text, tag);
	return entry === null ? null : { path, name: path.slice(path.lastIndexOf("/") + 1, -".md".length), entry, problems, steps: [], text };
}

/** Writes a note of a backup into the vault: at its place, or beside what stands there. Nothing is written over. Gives the path, or a sentence. */
export async function putIn({ app, accounts }: Parts, { path, name, text }: Former): Promise<{ file: TFile } | { problem: string }> {
	try {
		const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
		const free = (await app.vault.adapter.exists(path)) ? await freePath(app, folder, [name]) : path;
		await makeFolder(app, free);
		const file = await app.vault.create(free, text);
		await accounts.read(file);
		return { file };
	} catch {
		return { problem: `${path} could not be written. Check that the folder can be written and that there is room.` };
	}
}
