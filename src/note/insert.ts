import { isSealed } from "../entry";
import { editable, exchanged, scalarShape, shapes, spliced } from "./edit";
import type { Edit, Refusal, Shape, Splice } from "./edit";
import { EVENT_ID } from "./events";
import { findFrontmatter, lineEnding, nextLine } from "./frontmatter";
import { isDay } from "./marks";
import { property } from "./note";
import type { Note } from "./note";
import { endOf, isBlock, quoted, replacing } from "./scalars";
import type { Node, Pair } from "./tree";

const unreadable: Refusal = { reason: "unreadable" };

/** Sets a property to a text: replaces its value, or adds it at the end of the frontmatter, which is made when missing. null changes nothing. */
export function setProperty(text: string, key: string, value: string | null): Edit {
	if (value === null) return { text };
	if (/[\p{Cc}\p{Cs}]/u.test(value)) return unreadable;
	const typed = typedValue(key, value);
	if (findFrontmatter(text) === null) return { text: withFrontmatter(text, [`${key}: ${typed}`]) };
	const note = editable(text);
	if (!note) return unreadable;
	const pair = property(note, key);
	return pair ? replaced(note, pair, typed, value) : added(note, [`${key}: ${typed}`], [scalarShape(key), scalarShape(value)]);
}

/** What may stand without quotes, because every YAML version reads it as what is meant. */
const plain: Record<string, RegExp> = {
	type: /^(?:TOTP|HOTP|Steam|mOTP|Yandex|Push|Key)$/,
	algorithm: /^SHA(?:1|256|512)$/,
	digits: /^[1-9]\d?$/,
	period: /^[1-9]\d{0,4}$/,
	counter: /^(?:0|[1-9]\d{0,14})$/,
	favourite: /^(?:true|false)$/,
};

/** A property's value as it has to be typed. */
export function typedValue(key: string, value: string): string {
	return isDay(value) || plain[key]?.test(value) ? value : typedSecret(value);
}

/** A secret as it has to be typed: an encrypted field plain, everything else in double quotes. */
export function typedSecret(value: string): string {
	return isSealed(value) && /^[\w.-]+$/.test(value) ? value : quoted(value);
}

/** A note without frontmatter with these lines as its frontmatter. */
export function withFrontmatter(text: string, lines: string[]): string {
	const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
	const eol = lineEnding(text, 0);
	return `${mark}${["---", ...lines, "---", ""].join(eol)}${text.slice(mark.length)}`;
}

function replaced(note: Note, pair: Pair, typed: string, value: string): Edit {
	const { value: former } = pair;
	if (former.kind !== "scalar" || former.fixed) return unreadable;
	if (former.value === value && former.from >= 0) return { text: note.text };
	const splices = replacing(note.text, former, typed) ?? fillingIn(note, pair, typed);
	const before = shapes(note);
	const expected = exchanged(before, former.event, 1, { kind: before[former.event]?.kind ?? "", value });
	return edit(note, splices, expected);
}

/** Puts a value after the colon of a key that has none. */
function fillingIn(note: Note, { key, value }: Pair, typed: string): Splice[] | null {
	const at = value.kind === "scalar" && isBlock(value) ? null : colonOf(note, key);
	return at === null ? null : [{ from: at, to: at, put: ` ${typed}` }];
}

/** The place just after the colon of a key; null where it is not beside it. */
export function colonOf({ text }: Note, key: Node): number | null {
	if (key.kind !== "scalar") return null;
	const colon = /^[ \t]*:/.exec(text.slice(endOf(key)));
	return colon && endOf(key) + colon[0].length;
}

/** Adds lines at the end of the frontmatter, as deep as its other properties; before blank lines there, unless a block owns them. */
export function added(note: Note, lines: string[], shape: Shape[]): Edit {
	const indent = rootIndent(note);
	if (indent === null) return unreadable;
	const { text, front: { from, to } } = note;
	const put = lines.map((line) => indent + line + lineEnding(text, to)).join("");
	const filled = text.slice(from, to).trimEnd().length;
	const beforeBlanks = filled === 0 ? from : nextLine(text, from + filled);
	const expected = withAdded(note, shape);
	const first = edit(note, [{ from: beforeBlanks, to: beforeBlanks, put }], expected);
	return "text" in first || beforeBlanks === to ? first : edit(note, [{ from: to, to, put }], expected);
}

function withAdded(note: Note, added: Shape[]): Shape[] {
	const before = shapes(note);
	if (note.root) return exchanged(before, note.root.end, 0, ...added);
	const end: Shape = { kind: String(EVENT_ID.POP) };
	return [{ kind: String(EVENT_ID.DOCUMENT) }, { kind: `${EVENT_ID.MAPPING}||` }, ...added, end, end];
}

function rootIndent({ text, root, events }: Note): string | null {
	if (!root) return events.length === 0 ? "" : null;
	const indent = text.slice(text.lastIndexOf("\n", root.start - 1) + 1, root.start);
	return root.flow || indent.trim() !== "" ? null : indent;
}

/** One try at an edit: unreadable when anything but the expected differs. */
export function edit(note: Note, splices: Splice[] | null, expected: Shape[]): Edit {
	const text = splices && spliced(note, splices, expected);
	return text === null ? unreadable : { text };
}
