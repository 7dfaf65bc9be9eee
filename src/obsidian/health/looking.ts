import type { TFile } from "obsidian";
import { writeKey } from "../../code/key";
import { isAccountLink } from "../../code/uri";
import { secretsInText } from "../../health/in-text";
import { findFrontmatter, nextLine } from "../../note/frontmatter";
import type { Account } from "../notes/accounts";
import { pacing } from "../notes/pace";
import type { Parts } from "../parts";
import { textsIn } from "../pictures";

const found = { link: "a link that holds a key", key: "its secret key", code: "a backup code" };
const types = new Map([["png", "png"], ["jpg", "jpeg"], ["jpeg", "jpeg"], ["gif", "gif"], ["webp", "webp"], ["bmp", "bmp"], ["avif", "avif"]]);

/** Looks for secrets in what stands below the properties of these accounts' notes, pictures included; tells of each note, with words or null. Throws when the signal aborts. */
export async function lookInto(parts: Parts, accounts: readonly Account[], signal: AbortSignal, tell: (path: string, words: string | null) => void): Promise<void> {
	const pace = pacing();
	for (const account of accounts) {
		const file = parts.app.vault.getFileByPath(account.path);
		const words = file === null ? [] : [...await inText(parts, account, file), ...await inPictures(parts, file, signal)];
		signal.throwIfAborted();
		tell(account.path, words.length === 0 ? null : words.join(", "));
		await pace();
	}
}

async function inText(parts: Parts, account: Account, file: TFile): Promise<string[]> {
	const text = await parts.app.vault.cachedRead(file).catch(() => "");
	const front = findFrontmatter(text);
	const from = front === null || front === "open" ? 0 : nextLine(text, front.to);
	const above = text.slice(0, from).split("\n").length - 1;
	return secretsInText(text.slice(from), secretsOf(parts, account)).map(({ line, what }) => `line ${above + line}: ${found[what]}`);
}

/** Of what is locked only links are found, for these need no key to be known. */
function secretsOf({ codes }: Parts, { entry }: Account): { keys: string[]; codes: string[] } {
	const opened = codes.openSeed(entry);
	const texts = entry.backupCodes.filter(({ onPaper }) => onPaper !== true).map(({ stored }) => codes.openCode(entry, stored));
	return {
		keys: "seed" in opened ? [writeKey(opened.seed.secret, opened.seed.type)] : [],
		codes: texts.flatMap((each) => ("text" in each ? [each.text] : [])),
	};
}

/** The pictures that the note shows, and that are QR codes of accounts. */
async function inPictures({ app }: Parts, file: TFile, signal: AbortSignal): Promise<string[]> {
	const links = (app.metadataCache.getFileCache(file)?.embeds ?? []).map(({ link }) => link.replace(/[|#].*$/, ""));
	const words: string[] = [];
	for (const link of new Set(links)) {
		const picture = app.metadataCache.getFirstLinkpathDest(link, file.path);
		const type = types.get(picture?.extension.toLowerCase() ?? "");
		if (picture === null || type === undefined) continue;
		const bytes = await app.vault.readBinary(picture).catch(() => null);
		const texts = bytes === null ? [] : await textsIn(new Blob([bytes], { type: `image/${type}` }), signal);
		if (Array.isArray(texts) && texts.some(isAccountLink)) words.push(`${picture.name}: a QR code that holds a key`);
	}
	return words;
}
