import { normalizePath, Platform, type App } from "obsidian";
import { download } from "../download";
import type { Parts } from "../parts";
import { makeFolder } from "./creating";

/**
 * Gives a file to the person: as a download, or, on phones, which have no place for one, in the folder of accounts, read back. Gives
 * where it is. @throws where it could not be written, or reads otherwise
 */
export async function giveOut({ app, stored: { settings } }: Parts, doc: Document, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
	if (Platform.isDesktop) {
		download(doc, name, bytes, name.endsWith(".html") ? "text/html" : "application/octet-stream");
		return name;
	}
	const path = await freeAt(app, normalizePath(`${settings.folder}/${name}`));
	await makeFolder(app, path);
	const file = await app.vault.createBinary(path, bytes.buffer);
	const read = new Uint8Array(await app.vault.readBinary(file));
	if (read.length !== bytes.length || !read.every((byte, at) => byte === bytes[at])) throw new Error("It was not written as it was given.");
	return path;
}

/** The first of `a.html`, `a 2.html`, … that is not there. */
async function freeAt({ vault }: App, path: string): Promise<string> {
	const [, stem = path, extension = ""] = /^(.*?)(\.[^./]+)?$/.exec(path) ?? [];
	for (let n = 1; ; n++) {
		const each = n === 1 ? path : `${stem} ${n}${extension}`;
		if (!(await vault.adapter.exists(each))) return each;
	}
}
