import { isSealed } from "../entry";
import { filledLines, textNodes } from "./codes";
import { findFrontmatter } from "./frontmatter";
import { splitMarks } from "./marks";
import { parseNote, properties } from "./note";
import type { Note } from "./note";
import { secretProperties } from "./told";

/** An encrypted field of a note, without its mark, and the property it stands in; null where that cannot be told. */
export interface SealedField {
	property: string | null;
	stored: string;
}

/**
 * Every encrypted field of the properties that hold secrets, also in a note that is read-only. Of properties that cannot be
 * parsed: whatever looks like an encrypted field, with the key that stands before it at the start of a line.
 */
export function sealedIn(text: string): SealedField[] {
	const front = findFrontmatter(text);
	if (front === null && !text.startsWith("<<<<<<<")) return [];
	const source = front === null || front === "open" ? text : text.slice(0, front.to);
	if (!/tfn\d/.test(source)) return [];
	const note = front === null || front === "open" ? null : parseNote(text, front);
	return note && !("what" in note) && note.root ? fieldsOf(note) : fieldsIn(source);
}

function fieldsOf(note: Note): SealedField[] {
	return secretProperties.flatMap((property) => {
		const values = properties(note, property).flatMap(({ value }) => textNodes(value)).map(({ value }) => value);
		const texts = property.startsWith("backup_codes") ? values.flatMap(filledLines).map((line) => splitMarks(line).stored) : values.map((value) => value.trim());
		return texts.filter(isSealed).map((stored) => ({ property, stored }));
	});
}

function fieldsIn(source: string): SealedField[] {
	return [...source.matchAll(/tfn\d+\.[\w.-]+/g)].map(({ 0: stored, index }) => ({ property: keyBefore(source.slice(0, index)), stored }));
}

function keyBefore(source: string): string | null {
	return [...source.matchAll(/(?:^|[\r\n])(["']?)([\w-]+)\1[ \t]*:/g)].at(-1)?.[2] ?? null;
}
