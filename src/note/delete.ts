import { changed, partsOf, retyped } from "./change";
import { editable, exchanged, shapes } from "./edit";
import type { Edit, Refusal, Shape, Splice } from "./edit";
import { EVENT_ID } from "./events";
import { findCodes, findText, linesWithout } from "./find";
import type { Found } from "./find";
import { nextLine } from "./frontmatter";
import { colonOf, edit, setProperty } from "./insert";
import { property } from "./note";
import type { Note } from "./note";
import { afterLastFilledLine, endOf, isBlock, quoted, replacing } from "./scalars";
import type { List, Node, Pair, Scalar } from "./tree";

const unreadable: Refusal = { reason: "unreadable" };

/**
 * Deletes a code of this stored text from a property: the item of its list, or the line of its text, with its mark. Of equal
 * ones the last unmarked. A property that loses its last code stays as an empty list; one that holds no codes is deleted.
 */
export function deleteCode(text: string, key: string, stored: string): Edit {
	const isCode = key.startsWith("backup_codes");
	const found = isCode ? findCodes(text, key, stored) : findText(text, key, stored);
	if ("reason" in found) return found;
	if (!isCode) return deleteProperty(text, key);
	const last = [...found].reverse();
	const code = last.find(({ marked }) => marked.marks.length === 0) ?? last[0];
	return code ? withoutCode(code, key) : unreadable;
}

function withoutCode(found: Found, key: string): Edit {
	const { note, item: { scalar } } = found;
	const lines = linesWithout(found);
	if (lines.length > 0) return changed(found, lines, [...lineOf(found), ...partsOf(found, ""), ...retyped(found, quoted(lines.join("\n")))]);
	const pair = property(note, key);
	if (pair?.value.kind === "list") return withoutItem(note, pair, pair.value, scalar);
	return edit(note, replacing(note.text, scalar, "[]"), exchanged(shapes(note), scalar.event, 1, ...emptyList));
}

const emptyList: Shape[] = [{ kind: `${EVENT_ID.SEQUENCE}||` }, { kind: String(EVENT_ID.POP) }];

/** The whole lines of a scalar on which nothing stands but this code. */
function lineOf({ note: { text }, item: { scalar, text: code } }: Found): Splice[][] {
	const lines: Splice[][] = [];
	for (let at = scalar.from; at < scalar.to; at = nextLine(text, at)) {
		const to = Math.min(nextLine(text, at), scalar.to);
		if (text.slice(at, to).trim() === code) lines.push([{ from: at, to, put: "" }]);
	}
	return lines;
}

function withoutItem(note: Note, pair: Pair, list: List, item: Scalar): Edit {
	const expected = exchanged(shapes(note), item.event, 1);
	if (list.flow) return firstOf(note, flowCuts(note.text, item), expected);
	const cuts = lineCuts(note, list.start, item);
	const colon = list.items.length === 1 ? colonOf(note, pair.key) : null;
	return firstOf(note, colon === null ? cuts : cuts.map((cut) => [{ from: colon, to: colon, put: " []" }, ...cut]), expected);
}

/**
 * Deletes every item that says this, in capitals or not, from a list of words such as `devices`, or from one text of words with
 * commas between. A list that loses its last item stays, empty; a text goes with its property.
 */
export function deleteItem(text: string, key: string, item: string): Edit {
	const note = editable(text);
	if (!note) return unreadable;
	const pair = property(note, key);
	if (!pair) return { reason: "gone" };
	const { value } = pair;
	const says = (word: string): boolean => word.trim().toLowerCase() === item.trim().toLowerCase();
	if (value.kind === "scalar") return withoutWord(text, key, value.value, says);
	if (value.kind !== "list" || value.fixed) return unreadable;
	const found = value.items.filter((each) => each.kind === "scalar").find((each) => says(each.value));
	if (!found) return { reason: "gone" };
	const edited = found.fixed ? unreadable : withoutItem(note, pair, value, found);
	const again = "text" in edited ? deleteItem(edited.text, key, item) : edited;
	return "reason" in again && again.reason === "gone" ? edited : again;
}

function withoutWord(text: string, key: string, value: string, says: (word: string) => boolean): Edit {
	const words = value.split(/[,\n]/).map((word) => word.trim()).filter((word) => word !== "");
	const rest = words.filter((word) => !says(word));
	if (rest.length === words.length) return { reason: "gone" };
	return rest.length === 0 ? deleteProperty(text, key) : setProperty(text, key, rest.join(", "));
}

/** The lines of an item: from its dash, which can stand on a line above, to its end. */
function lineCuts({ text }: Note, start: number, item: Scalar): Splice[][] {
	const cuts: Splice[][] = [];
	const to = isBlock(item) ? afterLastFilledLine(text, item) : nextLine(text, endOf(item));
	for (let from = lineStart(text, item.from); from >= lineStart(text, start); from = lineStart(text, from - 1)) {
		cuts.push([{ from, to, put: "" }]);
		if (from === 0) break;
	}
	return cuts;
}

/** An item of a flow list with the comma after it, or else with the one before it. */
function flowCuts(text: string, item: Scalar): Splice[][] {
	const open = item.from - (endOf(item) - item.to);
	const start = open - (/!!str[ \t]+$/.exec(text.slice(0, open))?.[0].length ?? 0);
	const end = endOf(item);
	const gap = "(?:[ \\t\\r\\n]|#[^\\r\\n]*(?=[\\r\\n]))*";
	const after = new RegExp(`^${gap},`).exec(text.slice(end))?.[0].length;
	if (after === 1) return [[cut(text, start, end + 1)]];
	const before = /,(?=(?:[ \t\r\n]|[ \t]#[^\r\n]*(?=[\r\n]))*$)/.exec(text.slice(0, start))?.index;
	if (before !== undefined && /^,[ \t]*$/.test(text.slice(before, start))) return [[cut(text, before, end)]];
	const comma = after === undefined ? before : end + after - 1;
	return [[cut(text, start, end), ...(comma === undefined ? [] : [cut(text, comma, comma + 1)])]];
}

/** Takes out what stands here with its line, where nothing else is on it, or with the blanks after it. */
function cut(text: string, from: number, to: number): Splice {
	const start = lineStart(text, from);
	const end = nextLine(text, to);
	if (text.slice(start, from).trim() === "" && text.slice(to, end).trim() === "") return { from: start, to: end, put: "" };
	return { from, to: to + (/^[ \t]+(?![ \t#\]])/.exec(text.slice(to))?.[0].length ?? 0), put: "" };
}

/** Deletes a property with its value. Comment lines beside it stay. */
export function deleteProperty(text: string, key: string): Edit {
	const note = editable(text);
	if (!note) return unreadable;
	const pair = property(note, key);
	if (!pair) return { reason: "gone" };
	const lines = linesOf(note, pair);
	return lines ? { text: text.slice(0, lines.from) + text.slice(lines.to) } : unreadable;
}

/** The lines of a property, all of them and nothing else's; null where they cannot be told. */
export function linesOf(note: Note, pair: Pair): { from: number; to: number } | null {
	const { text, front, root } = note;
	if (root === null || root.flow || pair.key.kind !== "scalar" || pair.value.fixed) return null;
	const from = lineStart(text, pair.key.from);
	const expected = withoutPair(note, pair);
	if (expected === null) return null;
	for (let to = endOfNode(text, pair.value) ?? nextLine(text, endOf(pair.key)); to <= front.to; to = nextLine(text, to)) {
		if ("text" in edit(note, [{ from, to, put: "" }], expected)) return { from, to };
		if (to === front.to) break;
	}
	return null;
}

/** The event stream without a property; null where something of it has an anchor, which may be in use elsewhere. */
function withoutPair(note: Note, pair: Pair): Shape[] | null {
	const { first, count } = eventsOf(pair);
	if (note.events.slice(first, first + count).some((event) => event.type !== EVENT_ID.ALIAS && "anchorStart" in event && event.anchorStart >= 0)) return null;
	return note.root?.pairs.length === 1 ? [] : exchanged(shapes(note), first, count);
}

/** The events of a property: the place of the first, and how many. */
export function eventsOf({ key, value }: Pair): { first: number; count: number } {
	const first = key.kind === "scalar" ? key.event : 0;
	const last = value.kind === "scalar" ? value.event : value.kind === "alias" ? first + 1 : value.end;
	return { first, count: last - first + 1 };
}

/** The start of the line after the last text of a node; null when it has none. */
function endOfNode(text: string, node: Node): number | null {
	if (node.kind === "scalar") {
		if (node.from < 0) return null;
		return isBlock(node) ? afterLastFilledLine(text, node) : nextLine(text, endOf(node));
	}
	if (node.kind === "alias") return null;
	const parts = node.kind === "list" ? node.items : node.pairs.flatMap(({ key, value }) => [key, value]);
	const ends = parts.map((part) => endOfNode(text, part)).filter((end) => end !== null);
	return ends.length === 0 ? nextLine(text, node.start) : Math.max(...ends);
}

function lineStart(text: string, at: number): number {
	return text.lastIndexOf("\n", at - 1) + 1;
}

function firstOf(note: Note, edits: Splice[][], expected: Shape[]): Edit {
	for (const splices of edits) {
		const made = edit(note, splices, expected);
		if ("text" in made) return made;
	}
	return unreadable;
}
