import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { hexDigestOf } from "../note/digest";

/** A text file of an archive: where it stands in the vault, slashes between folders, and what it says. */
export interface Kept {
	path: string;
	text: string;
}

/** What an archive gives: what could be read, and what could not, each with a reason. */
export interface Unpacked {
	files: Kept[];
	damaged: { path: string; what: string }[];
}

/** Why an archive cannot be read, in a sentence. */
export class NoArchive extends Error {}

const sums = "SHA256SUMS";
/** No vault's notes come near: more is a mistake or a bomb. Bytes when unpacked. */
const mostBytes = 256 * 1024 * 1024;

/** A zip of text files in UTF-8, in the order given, with their checksums as `sha256sum --check` reads them. Equal files and time give equal bytes. */
export function pack(files: readonly Kept[], at: Date): Uint8Array<ArrayBuffer> {
	const bytes = files.map(({ path, text }) => [path, strToU8(text)] as const);
	const lines = bytes.map(([path, each]) => `${hexDigestOf(each)}  ${path}\n`).join("");
	// A zip knows no time before (APPNOTE 4.4.6); a clock that is not set is no reason to have no backup.
	const mtime = at.getFullYear() < 1980 ? new Date(1980, 0, 1) : at;
	return zipSync(Object.fromEntries([...bytes, [sums, strToU8(lines)]]), { mtime });
}

/**
 * The text files of a zip: of ours, or packed again by another program. A file that is not as its checksum says, is no UTF-8 or would
 * leave the vault is named and left out. Throws a sentence where it is no zip that can be read.
 */
export function unpack(bytes: Uint8Array): Unpacked {
	const entries = Object.entries(unzipped(bytes)).filter(([path]) => !path.endsWith("/"));
	const wanted = checksums(entries.find(([path]) => path === sums)?.[1]);
	const files: Kept[] = [];
	const damaged: Unpacked["damaged"] = [];
	for (const [path, each] of entries) {
		if (path === sums) continue;
		const read = readFile(path, each, wanted.get(path));
		if ("text" in read) files.push({ path, ...read });
		else damaged.push({ path, ...read });
	}
	const found = new Set(entries.map(([path]) => path));
	damaged.push(...[...wanted.keys()].filter((path) => !found.has(path)).map((path) => ({ path, what: "It is missing in the archive." })));
	return { files, damaged };
}

function unzipped(bytes: Uint8Array): Record<string, Uint8Array> {
	let left = mostBytes;
	try {
		return unzipSync(bytes, {
			filter: ({ originalSize }) => {
				left -= originalSize;
				if (left < 0) throw new RangeError();
				return true;
			},
		});
	} catch (error) {
		throw new NoArchive(error instanceof RangeError ? "This archive holds more than the notes of a vault can be. Nothing of it was read." : "This is no zip archive, or it is cut short or damaged. Nothing of it was read.");
	}
}

function checksums(listed: Uint8Array | undefined): Map<string, string> {
	const lines = listed === undefined ? [] : strFromU8(listed).split("\n");
	return new Map(lines.flatMap((line) => {
		const [, sum, path] = /^([\da-f]{64}) [ *]([^\r]+)$/.exec(line) ?? [];
		return sum === undefined || path === undefined ? [] : [[path, sum] as const];
	}));
}

function readFile(path: string, bytes: Uint8Array, sum: string | undefined): { text: string } | { what: string } {
	if (path === "" || /\p{Cc}/u.test(path)) return { what: "It has no name that a file can have: the archive is damaged." };
	if (path.startsWith("/") || /^[A-Za-z]:|\\/.test(path) || path.split("/").includes("..")) return { what: "Its name leads out of the vault." };
	if (sum !== undefined && hexDigestOf(bytes) !== sum) return { what: "It is not what was put in: the archive is damaged or was changed." };
	try {
		return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
	} catch {
		return { what: "It is no text." };
	}
}
