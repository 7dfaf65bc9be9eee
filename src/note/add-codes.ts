import { filledLines } from "./codes";
import { editable, exchanged, scalarShape, shapes } from "./edit";
import type { Edit, Refusal, Shape, Splice } from "./edit";
import { EVENT_ID } from "./events";
import { isNothing } from "./fields";
import { findFrontmatter, lineEnding, nextLine } from "./frontmatter";
import { added, edit, typedSecret, withFrontmatter } from "./insert";
import { splitMarks } from "./marks";
import { property } from "./note";
import type { Note } from "./note";
import { endOf, isBlock, replacing } from "./scalars";
import type { List, Pair, Scalar } from "./tree";

const unreadable: Refusal = { reason: "unreadable" };
const listShape: Shape = { kind: `${EVENT_ID.SEQUENCE}||` };
const end: Shape = { kind: String(EVENT_ID.POP) };

/** Adds codes to `backup_codes` in the style of those that stand there. A code in the clear that ends like a mark is refused. */
export function addBackupCodes(text: string, codes: string[]): Edit {
	return codes.every((code) => splitMarks(code).stored === code) ? addItems(text, "backup_codes", codes) : unreadable;
}

/** Adds texts to the list of a property in its own style; makes the list, and the frontmatter, when missing. */
export function addItems(text: string, key: string, items: string[]): Edit {
	if (!items.every((item) => item !== "" && !/[\p{Cc}\p{Cs}]/u.test(item))) return unreadable;
	if (items.length === 0) return { text };
	const lines = [`${key}:`, ...items.map((item) => `  - ${typedSecret(item)}`)];
	if (findFrontmatter(text) === null) return { text: withFrontmatter(text, lines) };
	const note = editable(text);
	if (!note) return unreadable;
	const pair = property(note, key);
	if (!pair) return added(note, lines, [scalarShape(key), listShape, ...items.map(scalarShape), end]);
	return appended(note, pair, items);
}

function appended(note: Note, { key, value }: Pair, codes: string[]): Edit {
	if (value.kind === "list" && !value.fixed) return inList(note, value, codes);
	if (value.kind !== "scalar" || value.fixed || key.kind !== "scalar") return unreadable;
	const lines = filledLines(value.value);
	if (value.from < 0) return underKey(note, key, value, codes);
	if (lines.length === 0 || isNothing(value)) return inPlaceOf(note, value, codes);
	const edit = isBlock(value) ? inBlock(note, value, codes) : besides(note, value, codes);
	return "text" in edit ? edit : inPlaceOf(note, value, [...lines, ...codes]);
}

function inList(note: Note, list: List, codes: string[]): Edit {
	const expected = exchanged(shapes(note), list.end, 0, ...codes.map(scalarShape));
	const typed = codes.map(typedSecret);
	if (!list.flow) return afterSomeLine(note, list.start, indentAt(note.text, list.start), typed.map((code) => `- ${code}`), expected);
	const last = list.items.at(-1);
	if (!last) return edit(note, [{ from: list.start + 1, to: list.start + 1, put: typed.join(", ") }], expected);
	if (last.kind !== "scalar" || last.from < 0) return unreadable;
	return edit(note, [{ from: endOf(last), to: endOf(last), put: typed.map((code) => `, ${code}`).join("") }], expected);
}

/** A key with nothing after it. */
function underKey(note: Note, key: Scalar, value: Scalar, codes: string[]): Edit {
	const expected = exchanged(shapes(note), value.event, 1, listShape, ...codes.map(scalarShape), end);
	const lines = codes.map((code) => `- ${typedSecret(code)}`);
	return afterSomeLine(note, key.to, `${indentAt(note.text, key.from)}  `, lines, expected);
}

/** A list of these in the place of `""`, or of what cannot be extended as it stands. */
function inPlaceOf(note: Note, value: Scalar, codes: string[]): Edit {
	const expected = exchanged(shapes(note), value.event, 1, listShape, ...codes.map(scalarShape), end);
	return edit(note, replacing(note.text, value, `[${codes.map(typedSecret).join(", ")}]`), expected);
}

/** One text becomes a list of it and the new ones. */
function besides(note: Note, value: Scalar, codes: string[]): Edit {
	const before = shapes(note);
	const expected = exchanged(before, value.event, 1, listShape, scalarShape(value.value), ...codes.map(scalarShape), end);
	const start = value.from - (endOf(value) - value.to);
	const put = [...codes.map((code) => `, ${typedSecret(code)}`), "]"].join("");
	return edit(note, [{ from: start, to: start, put: "[" }, { from: endOf(value), to: endOf(value), put }], expected);
}

/** A block with one text a line gets more lines. */
function inBlock(note: Note, value: Scalar, codes: string[]): Edit {
	const wanted = [...filledLines(value.value), ...codes].join("\n");
	const before = shapes(note);
	const kind = before[value.event]?.kind ?? "";
	const expected = exchanged(before, value.event, 1, { kind, accepts: (text) => filledLines(text).join("\n") === wanted });
	const indent = /^[ \t]*/.exec(note.text.slice(value.from))?.[0] ?? "";
	return afterSomeLine(note, value.from, indent, codes, expected);
}

/** Puts lines after the first line from `at` on where the note then reads as expected. */
function afterSomeLine(note: Note, at: number, indent: string, lines: string[], expected: Shape[]): Edit {
	const { text, front } = note;
	for (let line = nextLine(text, at); line <= front.to; line = nextLine(text, line)) {
		const put = lines.map((code) => indent + code + lineEnding(text, line)).join("");
		const found = edit(note, [{ from: line, to: line, put } satisfies Splice], expected);
		if ("text" in found || line === text.length) return found;
	}
	return unreadable;
}

/** What stands before `at` on its line: blanks, or else an edit that follows is refused. */
function indentAt(text: string, at: number): string {
	return text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
}
