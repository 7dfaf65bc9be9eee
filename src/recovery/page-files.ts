import { unpack, type Kept } from "./archive";
import { notesInside } from "./inside";

/** Texts to look into, and what could not be read, in sentences. */
export interface Gathered {
	files: Kept[];
	told: string[];
	/** Archives that came with a folder. They are not opened: they hold notes as they were. */
	archives: string[];
}

type Read = Omit<Gathered, "archives">;

/** A file as a person chose it, with its path where it came with a folder. */
export interface Chosen {
	path: string;
	/** Null where the browser may not read it. */
	file: File | null;
}

/** The largest file that is looked into: notes and backups are far smaller. Bytes. */
const largest = 256 * 1024 * 1024;

/** The texts of files, of those in archives too. Of a folder only notes are read: a vault holds much else. */
export async function gather(chosen: readonly Chosen[]): Promise<Gathered> {
	const isFolder = ({ path }: Chosen) => path.includes("/");
	const taken = chosen.filter((each) => !isFolder(each) || each.file === null || /\.md$/i.test(each.path));
	const all = await Promise.all(taken.map(read));
	const archives = chosen.filter((each) => isFolder(each) && isZipName(each.path)).map(({ path }) => path);
	return { files: all.flatMap(({ files }) => files), told: all.flatMap(({ told }) => told), archives };
}

async function read({ path, file }: Chosen): Promise<Read> {
	const unread = `${path}: It could not be read. Copy it to this device and choose it again.`;
	if (file === null) return { files: [], told: [unread] };
	try {
		if (file.size > largest) return { files: [], told: [`${path} is far larger than a note or a backup. It was not read.`] };
		const bytes = new Uint8Array(await file.arrayBuffer());
		if (isZip(bytes) || isZipName(path)) return unpacked(path, bytes);
		const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
		const inside = notesInside(text);
		return { files: inside === null ? [{ path, text }] : inside.map((note) => ({ path: `${path}/${note.path}`, text: note.text })), told: [] };
	} catch (error) {
		return { files: [], told: [error instanceof TypeError ? `${path}: It is no text: neither a note nor a backup.` : unread] };
	}
}

function isZipName(path: string): boolean {
	return /\.zip$/i.test(path);
}

/** PKWARE's APPNOTE, section 4.3.7: how every zip with a file in it begins. */
function isZip(bytes: Uint8Array): boolean {
	return [0x50, 0x4b, 3, 4].every((byte, at) => bytes[at] === byte);
}

function unpacked(path: string, bytes: Uint8Array): Read {
	try {
		const { files, damaged } = unpack(bytes);
		return {
			files: files.filter((each) => /\.md$/i.test(each.path)).map((each) => ({ path: `${path}/${each.path}`, text: each.text })),
			told: damaged.map((each) => `${path}/${each.path}: ${each.what}`),
		};
	} catch (error) {
		return { files: [], told: [`${path}: ${error instanceof Error ? error.message : ""}`] };
	}
}

/** What was dropped; folders with all that is in them. */
export async function dropped({ items, files }: DataTransfer): Promise<Chosen[]> {
	const entries = [...items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
	if (entries.length === 0) return [...files].map((file) => ({ path: file.name, file }));
	return (await Promise.all(entries.map((entry) => inside(entry, entry.name)))).flat();
}

async function inside(entry: FileSystemEntry, path: string): Promise<Chosen[]> {
	if (isFile(entry)) return [{ path, file: await new Promise<File | null>((resolve) => entry.file(resolve, () => resolve(null))) }];
	if (!isFolder(entry)) return [];
	const reader = entry.createReader();
	const found: FileSystemEntry[] = [];
	try {
		// Browsers hand over a hundred at a time.
		for (let some = await next(reader); some.length > 0; some = await next(reader)) found.push(...some);
	} catch {
		return [{ path, file: null }];
	}
	return (await Promise.all(found.map((each) => inside(each, `${path}/${each.name}`)))).flat();
}

function next(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
	return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
	return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
	return entry.isDirectory;
}
