import type { Kept } from "./archive";

/** `2fa-backup-2026-11-22-113005.zip`, in the time of the place where it was made: names in order of time. */
export function backupName(at: Date): string {
	const two = (n: number): string => String(n).padStart(2, "0");
	const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
	return `2fa-backup-${day}-${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}.zip`;
}

/** When the backup of this name was made; null where it is no name of one. */
export function backupTime(name: string): Date | null {
	const found = /^2fa-backup-(\d{4})-(\d\d)-(\d\d)-(\d\d)(\d\d)(\d\d)(?: \d+)?\.zip$/.exec(name);
	if (found === null) return null;
	const [year = 0, month = 0, day = 0, hour, minute, second] = found.slice(1).map(Number);
	return new Date(year, month - 1, day, hour, minute, second);
}

const day = 24 * 60 * 60_000;

/** Whether so many days have gone by since the last backup, in milliseconds since 1970. One that is yet to come tells of a clock that was wrong. */
export function isDue(last: number, now: number, days: number): boolean {
	return last > now || now >= last + days * day;
}

/** A note by what it is known by: where it stands, and its secrets as stored, which it keeps under another name. */
export interface HeldNote {
	path: string;
	secrets: readonly string[];
}

/**
 * Those that can go, the newest first given, when `keep` are to stay: never one with a note that no newer one holds, so that notes
 * which vanished unseen are not rotated away, and never one that cannot be read, as nobody knows what is in it. `notesIn` tells what
 * one holds, or null; those that stay are asked one by one, until they hold it all: mostly the newest does.
 */
export async function toDrop<Name>(newestFirst: readonly Name[], keep: number, notesIn: (name: Name) => Promise<readonly HeldNote[] | null>): Promise<Name[]> {
	const safe = new Set<string>();
	// A note that lost all its secrets is not the one that had some.
	const place = ({ path, secrets }: HeldNote): string => `${path}\n${secrets.length > 0 ? "full" : "bare"}`;
	const hold = (notes: readonly HeldNote[] | null): void => notes?.forEach((note) => [place(note), place({ ...note, secrets: [] }), ...note.secrets].forEach((sign) => safe.add(sign)));
	const isHeld = (note: HeldNote): boolean => safe.has(place(note)) || (note.secrets.length > 0 && note.secrets.every((secret) => safe.has(secret)));
	const stay = newestFirst.slice(0, Math.max(1, keep));
	const rest = stay.values();
	const areHeld = async (notes: readonly HeldNote[]): Promise<boolean> => {
		if (notes.every(isHeld)) return true;
		const next = rest.next();
		if (next.done === true) return false;
		hold(await notesIn(next.value));
		return areHeld(notes);
	};
	const gone: Name[] = [];
	for (const name of newestFirst.slice(stay.length)) {
		const notes = await notesIn(name);
		if (notes === null) continue;
		if (await areHeld(notes)) gone.push(name);
		// What goes makes nothing safe.
		else hold(notes);
	}
	return gone;
}

/** Whether two lots of notes say the same, in whatever order. */
export function isSameLot(one: readonly Kept[], other: readonly Kept[]): boolean {
	const texts = new Map(one.map(({ path, text }) => [path, text]));
	return texts.size === other.length && other.every(({ path, text }) => texts.get(path) === text);
}

/** Notes of a backup beside those of the vault. */
export interface Compared<Note extends Kept> {
	missing: Note[];
	changed: Note[];
	same: Note[];
}

/** What became of the notes of a backup. `here` gives the text that stands at a path, or null. */
export function compared<Note extends Kept>(backup: readonly Note[], here: (path: string) => string | null): Compared<Note> {
	const all: Compared<Note> = { missing: [], changed: [], same: [] };
	for (const kept of backup) {
		const text = here(kept.path);
		all[text === null ? "missing" : text === kept.text ? "same" : "changed"].push(kept);
	}
	return all;
}
