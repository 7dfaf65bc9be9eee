import { strFromU8, strToU8, zipSync } from "fflate";
import { hexDigestOf } from "../note/digest";
import { crc32, listed, strewn, unpacker, type Packed } from "./zip";

/** A text file of an archive: where it stands in the vault, slashes between folders, and what it says. */
export interface Kept {
	path: string;
	text: string;
}

/** What an archive gives: what could be read, and what could not, each with a reason. */
export interface Unpacked {
	files: Kept[];
	damaged: Damaged[];
}

interface Damaged {
	path: string;
	what: string;
}

/** Why an archive cannot be read, in a sentence. */
export class NoArchive extends Error {}

const sums = "SHA256SUMS";

/** A zip of text files in UTF-8, in the order given, with their checksums as `sha256sum --check` reads them. Equal files and time give equal bytes. */
export function pack(files: readonly Kept[], at: Date): Uint8Array<ArrayBuffer> {
	const bytes = files.map(({ path, text }) => [path, strToU8(text)] as const);
	const lines = bytes.map(([path, each]) => `${hexDigestOf(each)}  ${path}\n`).join("");
	// A zip knows no time before (APPNOTE 4.4.6); a clock that is not set is no reason to have no backup.
	const mtime = at.getFullYear() < 1980 ? new Date(1980, 0, 1) : at;
	return zipSync(Object.fromEntries([...bytes, [sums, strToU8(lines)]]), { mtime });
}

/** A file of an archive, whether right or not; `bytes` is null where it could not be unpacked, `isWhole`: as its CRC-32 says. */
interface Opened extends Packed {
	bytes: Uint8Array | null;
	digest: string;
	isWhole: boolean;
}

/**
 * The notes of a zip: of ours, or packed again by another program. Each by itself, so that what is damaged costs no other one: a note
 * that is not as its checksum says, is no UTF-8 or would leave the vault is named and left out. Throws NoArchive where it is no zip.
 */
export function unpack(bytes: Uint8Array): Unpacked {
	const directory = listed(bytes);
	const headers = directory ?? strewn(bytes);
	if (directory === null && headers.length === 0) throw new NoArchive("This is no zip archive, or it is cut short or damaged. Nothing of it was read. Try an older one.");
	const open = opener(bytes);
	const found = open(headers);
	const list = found.find(({ path }) => path === sums);
	const read = notesOf(found, checksums(list?.isWhole === true ? list.bytes : null), () => open(strewn(bytes)));
	const damaged = directory === null ? [{ path: "The archive's list of files", what: "It is cut off or damaged: there may have been more notes. Look into an older backup too." }] : [];
	if (list?.isWhole === false) damaged.push({ path: sums, what: spoilt });
	return { files: read.flatMap((each) => ("text" in each ? [each] : [])), damaged: [...damaged, ...read.flatMap((each) => ("what" in each ? [each] : []))] };
}

/** Each note as its checksum says, or why it is not given; `wanted` are the checksums by path, `others` what the archive may hold besides. */
function notesOf(found: readonly Opened[], wanted: Map<string, string>, others: () => Opened[]): (Kept | Damaged)[] {
	const digests = [...wanted.values()];
	const byDigest = new Map(found.map((each) => [each.digest, each]));
	// A spoilt line of the directory hides a note that stands there all the same.
	if (digests.some((digest) => !byDigest.has(digest))) for (const each of others()) byDigest.set(each.digest, each);
	const named = new Map(found.map((each) => [each.path, each]));
	const rest = found.filter(({ path, digest }) => path !== sums && !wanted.has(path) && !digests.includes(digest));
	return [
		...[...wanted].map(([path, digest]) => readFile(path, byDigest.get(digest)?.bytes ?? whyNot(named.get(path)))),
		...rest.map((each) => readFile(each.path, (each.isWhole ? each.bytes : null) ?? whyNot(each))),
	];
}

const spoilt = "It is not what was put in: the archive is damaged or was changed. Look into an older backup.";

/** Opens the notes and the list of checksums. */
function opener(bytes: Uint8Array): (all: readonly Packed[]) => Opened[] {
	const unpacked = unpacker(bytes);
	// Each place is unpacked once, however many lines are of it: else a small file could keep the app for minutes.
	const known = new Map<string, Pick<Opened, "bytes" | "digest"> & { sum: number | null }>();
	const at = (packed: Packed) => {
		const { method, from, to } = packed;
		const place = `${method} ${from} ${method === 0 ? to : ""}`;
		const before = known.get(place);
		if (before !== undefined) return before;
		const file = unpacked(packed);
		const found = { bytes: file, digest: file === null ? "" : hexDigestOf(file), sum: file === null ? null : crc32(file) };
		known.set(place, found);
		return found;
	};
	return (all) => all.filter(({ path }) => path === sums || isNote(path)).map((packed) => {
		const { sum, ...found } = at(packed);
		return { ...packed, ...found, isWhole: sum !== null && sum === packed.crc };
	});
}

function isNote(path: string): boolean {
	return /\.md$/i.test(path);
}

function checksums(list: Uint8Array | null): Map<string, string> {
	const lines = list === null ? [] : strFromU8(list).split("\n");
	return new Map(lines.flatMap((line) => {
		const [, sum, path] = /^([\da-f]{64}) [ *]([^\r]+)$/.exec(line) ?? [];
		return sum === undefined || path === undefined || !isNote(path) ? [] : [[path, sum] as const];
	}));
}

function whyNot(packed: Packed | undefined): string {
	if (packed === undefined) return "It is missing in the archive. Look into an older backup.";
	return packed.isLocked || ![0, 8].includes(packed.method) ? "Only another program can unpack it: it has a password, or is packed in a rare way." : spoilt;
}

/** What a file says; `found` is its bytes, or why they are not there. */
function readFile(path: string, found: Uint8Array | string): Kept | Damaged {
	if (/\p{Cc}/u.test(path)) return { path, what: "It has no name that a file can have: the archive is damaged." };
	if (path.startsWith("/") || /^[A-Za-z]:|\\/.test(path) || path.split("/").includes("..")) return { path, what: "Its name leads out of the vault." };
	if (typeof found === "string") return { path, what: found };
	try {
		return { path, text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(found) };
	} catch {
		return { path, what: "It is no text." };
	}
}
