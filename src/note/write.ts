import { isSealed } from "../entry";
import { changed, partsOf, retyped, suffixed } from "./change";
import type { Edit, Refusal, Splice } from "./edit";
import { findCodes, findText, linesWith } from "./find";
import type { Found } from "./find";
import { earliest, hasWrongTail, isDay, markOf, splitMarks } from "./marks";
import { isQuoted, quoted } from "./scalars";

export { addBackupCodes } from "./add-codes";
export { deleteCode, deleteItem, deleteProperty } from "./delete";
export { setProperty } from "./insert";
export { sentences } from "./edit";
export type { Edit, Reason } from "./edit";

const unreadable: Refusal = { reason: "unreadable" };

/** Marks the first unused backup code of this stored text as used on `day` (YYYY-MM-DD). */
export function markCodeUsed(text: string, stored: string, day: string): Edit {
	const found = findCodes(text, "backup_codes", stored);
	if ("reason" in found) return found;
	const unused = found.find(({ marked }) => marked.marks.length === 0 && !marked.rest);
	if (!unused) return usedAlready(found);
	if (!isDay(day)) return unreadable;
	return suffixed(unused, markOf(unused.marked.stored, day));
}

function usedAlready(found: Found[]): Refusal {
	const day = found.map(({ marked }) => earliest(marked)).find((used) => used !== null);
	return day ? { reason: "already used", day } : unreadable;
}

/** Takes the marks of `day` (of any day when absent) from the last backup code of this stored text that has one. */
export function unmarkCode(text: string, stored: string, day?: string): Edit {
	const found = findCodes(text, "backup_codes", stored);
	if ("reason" in found) return found;
	const isMeant = (mark: { day: string }) => day === undefined || mark.day === day;
	const used = [...found].reverse().find(({ marked }) => marked.marks.some(isMeant));
	if (!used) return { reason: "gone" };
	const { marks, rest, stored: code } = used.marked;
	const others = marks.filter((mark) => !isMeant(mark)).reverse();
	const left = others.map((mark) => ` used ${mark.day}${mark.tail === null ? "" : `~${mark.tail}`}`).join("");
	return changed(used, linesWith(used, code + rest + left), marksOf(used, day));
}

/** The places of marks in a scalar, with what stands between them and the code: all of them together, then each alone. */
function marksOf({ note, item: { scalar } }: Found, day = "\\d{4}-\\d\\d-\\d\\d"): Splice[][] {
	// In quotes we add one blank, even after a line end; elsewhere a line end before a mark came with the mark.
	const gap = isQuoted(scalar) ? "\\\\x20|\\s" : "\\r?\\n[ \\t]*|[ \\t]";
	const mark = new RegExp(`(?:${gap})used\\s+${day}(?:~[\\w-]*)?`, "g");
	const found = [...note.text.slice(scalar.from, scalar.to).matchAll(mark)];
	const cuts = found.map(({ 0: { length }, index }) => ({ from: scalar.from + index, to: scalar.from + index + length, put: "" }));
	return [cuts, ...cuts.map((cut) => [cut])];
}

/** Replaces the secret of a property whose stored text is `stored`, or that item of its codes, whose mark is kept. */
export function replaceSecret(text: string, property: string, stored: string, sealed: string): Edit {
	const isCode = property.startsWith("backup_codes");
	if (!isWritable(sealed, isCode)) return unreadable;
	const found = isCode ? findCodes(text, property, stored) : findText(text, property, stored);
	if ("reason" in found) return found;
	const [first] = found;
	return first ? resealed(first, sealed) : unreadable;
}

/** One line of text. A code in the clear that ends like a mark could not be told from a marked one. */
function isWritable(value: string, isCode: boolean): boolean {
	const isLine = value !== "" && value === value.trim() && !/[\p{Cc}\p{Cs}]/u.test(value);
	return isLine && (!isCode || splitMarks(value).stored === value);
}

function resealed(found: Found, sealed: string): Edit {
	const { item: { scalar, text }, marked } = found;
	// What is no mark may be a part of the code, and must not stay behind in the clear.
	if (marked.rest && !isSealed(marked.stored)) return unreadable;
	const day = earliest(marked);
	const isKept = hasWrongTail(marked) || marked.rest !== "";
	const mark = isKept ? text.slice(marked.stored.length) : day ? markOf(sealed, day) : "";
	const value = sealed + mark;
	const lines = linesWith(found, value);
	if (lines.length === 1 || marked.stored === scalar.value.trim()) return changed(found, [value], [...(isSealed(sealed) ? retyped(found, value) : []), ...retyped(found, quoted(value))]);
	return changed(found, lines, [...partsOf(found, value), ...retyped(found, quoted(lines.join("\n")))]);
}
