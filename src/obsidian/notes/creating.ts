import { normalizePath, TFile, type App } from "obsidian";
import type { Keyless } from "../../code/keyless";
import { needsPin } from "../../code/seed";
import type { UriAccount } from "../../code/uri";
import { labelOf, type SealedKind } from "../../entry";
import { oneLine } from "../../note/inert";
import { noteName } from "../../note/name";
import { newNote, type NewAccount } from "../../note/template";
import { today } from "../views/draw";
import { withDates } from "./dates";
import type { Parts } from "../parts";
import { sentenceFor } from "../sentences";

/**
 * Writes the note of a new account; its secret key and PIN are encrypted before, unless "unencrypted" was chosen. `wanted` is a path
 * from `pathAt`. Gives the path or a sentence; never overwrites.
 */
export async function createAccount(parts: Parts, given: UriAccount, how: "encrypted" | "unencrypted", wanted?: string): Promise<{ path: string } | { problem: string }> {
	const { session } = parts;
	const locked = how === "encrypted" ? session.whyNotSeal("seed") : null;
	if (locked !== null) return { problem: sentenceFor(locked) };
	// As the note will say them: the key is encrypted for these names, and another label would be pointed out.
	const names = { issuer: oneLine(given.issuer), username: oneLine(given.username) };
	const stored = (kind: SealedKind, secret: string) => (how === "encrypted" ? session.seal(kind, secret, labelOf(names)) : secret);
	const seed = stored("seed", given.secret);
	const pin = given.pin === undefined || !needsPin(given.type) ? null : stored("pin", given.pin);
	return write(parts, { ...given, ...names, seed, pin }, wanted);
}

/** The same for an account that has no secret key to keep: nothing of it is encrypted, so it takes no passphrase. */
export function createKeyless(parts: Parts, given: Keyless & { devices: string[] }, wanted?: string): Promise<{ path: string } | { problem: string }> {
	return write(parts, { ...given, seed: null }, wanted);
}

async function write(parts: Parts, given: Omit<NewAccount, "date">, wanted?: string): Promise<{ path: string } | { problem: string }> {
	const { app, accounts, journal, clock, stored: { settings } } = parts;
	try {
		const template = await readTemplate(app, settings.template);
		if (template === null) return { problem: `The template ${settings.template} was not found, so nothing was saved. Choose another one in the settings.` };
		const path = wanted ?? (await pathFor(parts, given));
		if (await app.vault.adapter.exists(path)) return { problem: `There is a file ${path} already. Nothing was saved, and it was not changed. Give the note another name.` };
		const text = newNote({ ...given, date: today(clock.now), tags: [settings.tag] }, template && withDates(template, clock.now));
		await makeFolder(app, path);
		const file = await app.vault.create(path, text);
		await accounts.read(file);
		journal.wrote(path, "", text).catch(() => undefined);
		return { path };
	} catch {
		return { problem: "The note could not be written, so nothing was saved. Check that the folder can be written and that there is room." };
	}
}

/** The text of the person's template; undefined for the built-in one, null when it is gone. */
async function readTemplate({ vault }: App, path: string): Promise<string | undefined | null> {
	if (path === "") return undefined;
	const file = vault.getAbstractFileByPath(normalizePath(path));
	return file instanceof TFile ? vault.read(file) : null;
}

/** The first free path for the note of an account: the service alone makes the best name, the user name is added where that is taken. */
export function pathFor({ app, stored: { settings } }: Parts, { issuer, username }: Pick<UriAccount, "issuer" | "username">): Promise<string> {
	return freePath(app, settings.folder, issuer === "" ? [noteName("", username)] : [noteName(issuer, ""), noteName(issuer, username)]);
}

/** The first free path of these names in the folder, which may be missing yet. */
export async function freePath(app: App, folder: string, names: string[]): Promise<string> {
	const place = normalizePath(folder);
	const stems = names.map((name) => (place === "" || place === "/" ? name : `${place}/${name}`));
	for (const stem of stems) if (!(await app.vault.adapter.exists(`${stem}.md`))) return `${stem}.md`;
	return freeAt(app, `${stems.at(-1) ?? place}.md`);
}

/** The first of `a.zip`, `a 2.zip`, … that is not there. */
export async function freeAt({ vault }: App, path: string): Promise<string> {
	const [, stem = path, extension = ""] = /^(.*?)(\.[^./]+)?$/s.exec(path) ?? [];
	for (let n = 1; ; n++) {
		const each = n === 1 ? path : `${stem} ${n}${extension}`;
		if (!(await vault.adapter.exists(each))) return each;
	}
}

/** Writes a file that is not there yet, its folder with it, and reads it back. @throws where it could not be written, or reads otherwise */
export async function createWhole(app: App, path: string, bytes: Uint8Array<ArrayBuffer>): Promise<TFile> {
	await makeFolder(app, path);
	const file = await app.vault.createBinary(path, bytes.buffer);
	const read = new Uint8Array(await app.vault.readBinary(file));
	if (read.length !== bytes.length || !read.every((byte, at) => byte === bytes[at])) throw new Error("It was not written as it was given.");
	return file;
}

/** The path of a note as a person types it, folder and name, without what file systems and links trip over. */
export function pathAt(typed: string): string {
	const parts = typed.replace(/\.md$/i, "").split(/[\\/]/).filter((part) => part.trim() !== "");
	return `${parts.map((part) => noteName(part, "")).join("/") || noteName("", "")}.md`;
}

/** Why a typed path is none of a folder that is there or could be made; undefined where it is one. */
export function whyNoFolder({ vault }: App, typed: string): string | undefined {
	const path = normalizePath(typed);
	if (typed.trim() === "" || path === "/" || vault.getFolderByPath(path) !== null) return undefined;
	if (vault.getFileByPath(path) !== null) return "This is a file. The former folder is kept.";
	return path.split("/").every((part) => part === noteName(part, "")) ? undefined : "No folder of the vault can be called so: no name in it can begin or end with a dot, or hold signs such as : * ? #. The former folder is kept.";
}

/** Makes the folder of a path where it is missing. */
export async function makeFolder({ vault }: App, path: string): Promise<void> {
	const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
	if (folder !== "" && vault.getFolderByPath(folder) === null) await vault.createFolder(folder);
}
