import { isSealed } from "../entry";
import { addItems } from "./add-codes";
import { redated, suffixed } from "./change";
import { deleteCode } from "./delete";
import { editable, inTurn } from "./edit";
import type { Edit, Refusal } from "./edit";
import { Fields } from "./fields";
import { findCodes } from "./find";
import { earliest, hasWrongTail, markOf, splitMarks } from "./marks";
import type { Marked } from "./marks";
import type { Note } from "./note";
import { replaceSecret } from "./write";

/** What a stored text holds, to tell which are the same secret: its plain text where it can be opened, or else itself. */
export type Plain = (stored: string) => string;

/** Codes of one property, as each side has them; `base` is what both began with, where that is known. */
export interface Codes {
	key: string;
	theirs: Marked[];
	base: Marked[] | null;
}

/** The codes of a property with their marks. */
export function codesOf(note: Note, key: string): Marked[] {
	return new Fields(note).codes(key).map(splitMarks);
}

/**
 * Puts what only their side has into this note: codes, and marks. What was encrypted on one side ends encrypted. A code that one
 * side deleted, and the other left as it was, is deleted. Refused where it cannot be told whether two codes are the same.
 */
export function withCodes(text: string, { key, theirs, base }: Codes, plain: Plain): Edit {
	const note = editable(text);
	if (!note) return { reason: "unreadable" };
	const ours = codesOf(note, key);
	const has = (codes: Marked[], code: Marked) => codes.some(({ stored }) => plain(stored) === plain(code.stored));
	const isAsBefore = (code: Marked) => base?.some((former) => typed(former) === typed(code)) ?? false;
	const onlyOurs = ours.filter((code) => !has(theirs, code));
	const onlyTheirs = theirs.filter((code) => !has(ours, code));
	const isGrown = base?.every((code) => has(ours, code) && has(theirs, code)) ?? false;
	const news = [onlyOurs, onlyTheirs].map((codes) => codes.filter((code) => !isAsBefore(code)));
	if (!isGrown && news.every(({ length }) => length > 0) && news.flat().some(({ stored }) => isSealed(plain(stored)))) return { reason: "unreadable", where: key };
	const taken = theirs.filter((code) => has(ours, code) || !isAsBefore(code));
	return inTurn(text, [
		...taken.map((code) => (text: string) => withCode(text, code, key, plain)),
		...onlyOurs.filter(isAsBefore).map(({ stored }) => (text: string) => deleteCode(text, key, stored)),
	]);
}

/** Puts a code, or what only its mark says, into this note: into the set where it stands, or else that of `key`. */
export function withCode(text: string, code: Marked, key: string, plain: Plain): Edit {
	const note = editable(text);
	if (!note) return { reason: "unreadable" };
	for (const home of new Set([key, "backup_codes", "backup_codes_former"])) {
		const same = codesOf(note, home).filter(({ stored }) => plain(stored) === plain(code.stored));
		const own = same.find(({ marks }) => marks.length > 0) ?? same[0];
		if (own?.stored === "") return { text };
		if (own) return inTurn(text, [(text) => asSealed(text, home, own.stored, code.stored), (text) => withMarks(text, home, isSealed(own.stored) ? own.stored : code.stored, code)]);
	}
	return addItems(text, key, [typed(code).trim()]);
}

function asSealed(text: string, key: string, own: string, stored: string): Edit {
	return isSealed(own) || !isSealed(stored) ? { text } : replaceSecret(text, key, own, stored);
}

/** The marks of both: of two days the earlier. What is unclear on one side is so afterwards. */
function withMarks(text: string, key: string, stored: string, code: Marked): Edit {
	const found = findCodes(text, key, stored);
	if ("reason" in found) return found;
	const own = found.find(({ marked }) => marked.marks.length > 0 || marked.rest !== "") ?? found[0];
	if (!own) return unreadable;
	const [ours, day] = [earliest(own.marked), earliest(code)];
	const isBare = ours === null && own.marked.rest === "";
	if (isUnclear(code)) return isBare ? suffixed(own, suffixOf(code)) : { text };
	if (day === null || (ours !== null && ours <= day)) return { text };
	return ours === null || isUnclear(own.marked) ? suffixed(own, markOf(stored, day)) : redated(own, ours, day);
}

const unreadable: Refusal = { reason: "unreadable" };

function isUnclear(code: Marked): boolean {
	return code.rest !== "" || hasWrongTail(code);
}

/** An item as it is written: with the one mark that counts, or with all there is when it is unclear. */
function typed(code: Marked): string {
	const day = earliest(code);
	if (isUnclear(code)) return code.stored + suffixOf(code);
	return day === null ? code.stored : code.stored + markOf(code.stored, day);
}

function suffixOf({ marks, rest }: Marked): string {
	const written = [...marks].reverse().map(({ day, tail }) => ` used ${day}${tail === null ? "" : `~${tail}`}`);
	return rest + written.join("");
}
