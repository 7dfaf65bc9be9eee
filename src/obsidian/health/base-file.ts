import { normalizePath, Notice } from "obsidian";
import { baseText } from "../../health/base";
import { makeFolder } from "../notes/creating";
import { complain } from "../notes/writing";
import type { Parts } from "../parts";

/** Where the table for Bases goes: beside the accounts. */
export function basePath({ stored: { settings: { folder } } }: Parts): string {
	return normalizePath(`${folder}/2FA.base`);
}

/** Writes the table as a file; one that is there stays as it is. */
export async function saveBase(parts: Parts): Promise<void> {
	const path = basePath(parts);
	try {
		await makeFolder(parts.app, path);
		await parts.app.vault.create(path, baseText(parts.stored.settings.tag));
		new Notice(`${path} is made. Open it like a note; it needs the core plugin Bases.`);
	} catch {
		complain(`${path} could not be made. Nothing was changed. Look whether such a file is there already.`);
	}
}
