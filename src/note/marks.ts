import type { BackupCode } from "../entry";
import { isOnPaper, isSealed } from "../entry";
import { digestOf } from "./digest";

/** An item of backup codes as typed, taken apart. */
export interface Marked {
	/** The code without what follows it. */
	stored: string;
	/** Its marks, the last one first. */
	marks: { day: string; tail: string | null }[];
	/** What stands between code and marks and is neither. */
	rest: string;
}

const mark = /(?:^|[ \t])used[ \t]+(\d{4}-\d\d-\d\d)(~\S*)?$/;

/** Whether text is a day that exists, written YYYY-MM-DD. */
export function isDay(text: string): boolean {
	if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
	const date = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** The first 4 characters of base64url(SHA-256(stored text)): shows that a merge moved a mark to another code. */
export function tailOf(stored: string): string {
	return btoa(String.fromCharCode(...digestOf(stored).slice(0, 3))).replaceAll("+", "-").replaceAll("/", "_");
}

/** What follows a code from the day of its use: ` used 2026-02-15`, on an encrypted one with its tail. */
export function markOf(stored: string, day: string): string {
	return isSealed(stored) ? ` used ${day}~${tailOf(stored)}` : ` used ${day}`;
}

/** Takes an item apart: the code, then anything else, then any number of marks with days that exist. */
export function splitMarks(item: string): Marked {
	const marks: Marked["marks"] = [];
	let text = item.trim();
	for (let found = mark.exec(text); found?.[1] && isDay(found[1]); found = mark.exec(text)) {
		marks.push({ day: found[1], tail: found[2]?.slice(1) ?? null });
		text = text.slice(0, found.index).trimEnd();
	}
	const at = text.search(isSealed(text) ? /\s/ : /(?:^|[ \t])used(?!\S)/i);
	return at < 0 ? { stored: text, marks, rest: "" } : { stored: text.slice(0, at).trimEnd(), marks, rest: text.slice(at) };
}

/** The day of the earliest mark, which is the one that counts; null when there is none. */
export function earliest({ marks }: Marked): string | null {
	return marks.map(({ day }) => day).sort()[0] ?? null;
}

/** Reads an item of backup codes; `generated` is the day the service made them, if the note says so. */
export function readCode(item: string, generated: string | null): BackupCode {
	const marked = splitMarks(item);
	const unclear = doubt(marked, generated);
	const code: BackupCode = { stored: marked.stored, used: earliest(marked), ...(isOnPaper(marked.stored) ? { onPaper: true } : {}) };
	return unclear ? { ...code, unclear } : code;
}

/** Whether a text that is no encrypted field holds one, or the head of one: what a merge leaves that mixes two. */
export function isPiece(stored: string): boolean {
	return !isSealed(stored) && /tfn\d+\.\d|\d\.\d+\.\d+\.[\w-]/.test(stored);
}

function doubt(marked: Marked, generated: string | null): string | null {
	const used = earliest(marked);
	if (marked.stored === "") return "There is a mark, but no code before it.";
	if (marked.rest) return "What follows this code is not a mark such as: used 2026-02-15.";
	if (isPiece(marked.stored)) return "This is a piece of an encrypted text, or one stands inside it: a merge may have mixed two codes.";
	if (hasWrongTail(marked)) return "This mark was made for another code.";
	if (used && generated && used < generated) return "It is marked as used before these codes were made.";
	return null;
}

/** Whether a mark carries the tail of another code. */
export function hasWrongTail({ stored, marks }: Marked): boolean {
	return marks.some(({ tail }) => tail !== null && tail !== tailOf(stored));
}
