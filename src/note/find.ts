import { codeItems, filledLines } from "./codes";
import type { Item } from "./codes";
import { editable, exchanged } from "./edit";
import type { Refusal } from "./edit";
import { findFrontmatter } from "./frontmatter";
import { splitMarks } from "./marks";
import type { Marked } from "./marks";
import { property } from "./note";
import type { Note } from "./note";
import type { Node } from "./tree";

/** A secret that an edit names by its stored text, in the note where it stands. */
export interface Found {
	note: Note;
	item: Item;
	marked: Marked;
}

/** Every code of a property whose stored text is this one, in the note's order: at least one. `stored` may carry its mark. */
export function findCodes(text: string, key: string, stored: string): Found[] | Refusal {
	const name = splitMarks(stored).stored;
	return find(text, key, (value) => codeItems(value).map((item) => ({ item, marked: splitMarks(item.text) })), name);
}

/** The one text of a property when it is this one. */
export function findText(text: string, key: string, stored: string): Found[] | Refusal {
	return find(text, key, textItems, stored.trim());
}

type Located = Omit<Found, "note">;

function find(text: string, key: string, locate: (value: Node) => Located[], name: string): Found[] | Refusal {
	if (findFrontmatter(text) === null) return { reason: "gone" };
	const note = editable(text);
	if (!note) return { reason: "unreadable" };
	const value = property(note, key)?.value;
	const named = value && name !== "" ? locate(value).filter(({ marked }) => marked.stored === name) : [];
	if (!value || named.length === 0) return { reason: "gone" };
	const isFixed = value.fixed || named.some(({ item }) => item.scalar.fixed);
	return isFixed ? { reason: "unreadable" } : named.map((located) => ({ note, ...located }));
}

function textItems(value: Node): Located[] {
	if (value.kind !== "scalar") return [];
	const text = value.value.trim();
	return [{ item: { text, scalar: value, line: 0 }, marked: { stored: text, marks: [], rest: "" } }];
}

/** The lines of the scalar that a found secret stands on, with this text in the place of its own. */
export function linesWith({ item }: Found, text: string): string[] {
	return exchanged(filledLines(item.scalar.value), item.line, 1, text);
}

/** The lines of that scalar without the one of the found secret. */
export function linesWithout({ item }: Found): string[] {
	return exchanged(filledLines(item.scalar.value), item.line, 1);
}
