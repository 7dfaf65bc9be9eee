import type { Vault } from "obsidian";
import { pacing, pieces } from "./pace";

/** How many notes are read at once. */
const atOnce = 50;

/**
 * Every encrypted field in the properties of any note, account or not, read from the disk: asked once in a vault's life,
 * before it is said that nothing in it is encrypted yet.
 */
export async function sealedAnywhere(vault: Vault): Promise<string[]> {
	const found: string[] = [];
	const pace = pacing();
	for (const files of pieces(vault.getMarkdownFiles(), atOnce)) {
		const texts = await Promise.all(files.map((file) => vault.cachedRead(file).catch(() => "")));
		found.push(...texts.flatMap((text) => /^\uFEFF?---[^]*?(?:\n---|$)/.exec(text)?.[0].match(/tfn\d+\.\d[\w.-]+/g) ?? []));
		await pace();
	}
	return found;
}
