import type { Event } from "js-yaml";
import { EVENT_ID, getScalarValue } from "./events";
import { findFrontmatter } from "./frontmatter";
import { parseNote } from "./note";
import type { Note } from "./note";

/** Why an edit was not made. */
export type Reason = "gone" | "already used" | "unreadable";

/** Why nothing was changed; `day` = when the code was used, `where` = the property that stands in the way. */
export interface Refusal {
	reason: Reason;
	day?: string;
	where?: string;
}

/** The whole note after an edit, or why nothing was changed. */
export type Edit = { text: string } | Refusal;

/** The same for a person. */
export const sentences: Record<Reason, string> = {
	gone: "This value no longer stands in the note. Nothing was changed. Look at the note again.",
	"already used": "This code is already marked as used. Nothing was changed.",
	unreadable: "The note is written in a way that cannot be edited safely. Nothing was changed. Open the note and change it by hand.",
};

/** One edit after the other; the first refusal is that of all. */
export function inTurn(text: string, edits: ((text: string) => Edit)[]): Edit {
	let done: Edit = { text };
	for (const edit of edits) if ("text" in done) done = edit(done.text);
	return done;
}

/** A piece of the note to be replaced, by offsets into it. */
export interface Splice {
	from: number;
	to: number;
	put: string;
}

/** What an event means: its kind with anchor and tag, and of a scalar the value, or a test for it. */
export interface Shape {
	kind: string;
	value?: string;
	accepts?: (value: string) => boolean;
}

/** The note's text ready for an edit; null when it has to stay as it is. */
export function editable(text: string): Note | null {
	const front = findFrontmatter(text);
	if (!front || front === "open") return null;
	const note = parseNote(text, front);
	if ("what" in note || note.problems.length > 0) return null;
	const isOpen = note.root ? !note.root.fixed : note.events.length === 0;
	return isOpen ? note : null;
}

/**
 * Makes the splices, parses the note again and compares the event streams: null when anything differs from what is
 * expected, when the frontmatter would end elsewhere, or when the note would become read-only.
 */
export function spliced(note: Note, splices: Splice[], expected: Shape[]): string | null {
	const text = withSplices(note.text, splices);
	const grown = text.length - note.text.length;
	const after = editable(text);
	if (!after || after.front.from !== note.front.from || after.front.to !== note.front.to + grown) return null;
	return matches(shapes(after), expected) ? text : null;
}

/** The text after its splices, which must not overlap. */
export function withSplices(text: string, splices: Splice[]): string {
	const lastFirst = [...splices].sort((a, b) => b.from - a.from);
	return lastFirst.reduce((result, { from, to, put }) => result.slice(0, from) + put + result.slice(to), text);
}

function matches(found: Shape[], expected: Shape[]): boolean {
	if (found.length !== expected.length) return false;
	return found.every(({ kind, value }, i) => {
		const wanted = expected[i];
		if (wanted?.kind !== kind) return false;
		return wanted.accepts ? wanted.accepts(value ?? "") : wanted.value === value;
	});
}

/** The event stream of a note as shapes, to compare it with another. */
export function shapes(note: Note): Shape[] {
	return note.events.map((event) => shapeOf(note.source, event));
}

/** The shape of a scalar without anchor and tag. */
export function scalarShape(value: string): Shape {
	return { kind: `${EVENT_ID.SCALAR}||`, value };
}

function shapeOf(source: string, event: Event): Shape {
	if (event.type === EVENT_ID.POP || event.type === EVENT_ID.DOCUMENT) return { kind: String(event.type) };
	const anchor = event.anchorStart < 0 ? "" : source.slice(event.anchorStart, event.anchorEnd);
	if (event.type === EVENT_ID.ALIAS) return { kind: `${event.type}|${anchor}` };
	const tag = event.tagStart < 0 ? "" : source.slice(event.tagStart, event.tagEnd);
	const kind = `${event.type}|${anchor}|${tag}`;
	return event.type === EVENT_ID.SCALAR ? { kind, value: getScalarValue(source, event) } : { kind };
}

/** A list with `count` items at `at` exchanged for others; not `toSpliced`, which older phones lack. */
export function exchanged<T>(list: readonly T[], at: number, count: number, ...items: T[]): T[] {
	return [...list.slice(0, at), ...items, ...list.slice(at + count)];
}
