import { normalizePath, Platform } from "obsidian";
import { download } from "../download";
import type { Parts } from "../parts";
import { createWhole, freeAt } from "./creating";

/**
 * Gives a file to the person: as a download, or, on phones, which have no place for one, in the folder of accounts, read back. Gives
 * where it is. @throws where it could not be written, or reads otherwise
 */
export async function giveOut({ app, stored: { settings } }: Parts, doc: Document, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
	if (Platform.isDesktop) {
		download(doc, name, bytes, name.endsWith(".html") ? "text/html" : "application/octet-stream");
		return name;
	}
	return (await createWhole(app, await freeAt(app, normalizePath(`${settings.folder}/${name}`)), bytes)).path;
}
