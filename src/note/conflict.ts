import { isSealed } from "../entry";
import { addItems } from "./add-codes";
import { deleteProperty, eventsOf, linesOf } from "./delete";
import { editable, exchanged, inTurn, shapes } from "./edit";
import type { Edit, Refusal } from "./edit";
import { withBothHistories } from "./histories";
import { sidesOf } from "./hunks";
import { added, edit } from "./insert";
import { isDay } from "./marks";
import { property } from "./note";
import type { Note } from "./note";
import { codesOf, withCodes } from "./union";
import type { Plain } from "./union";
import { isSame, valueOf } from "./values";
import type { Value } from "./values";

/** The two sides of a conflict as notes; `base` is what both began with, where git kept it. */
interface Notes {
	theirs: Note;
	base: Note | null;
}

/**
 * Puts both sides of git's conflicts in the properties together: codes with their marks, items of lists, the higher counter, the later
 * day; where the base is known, what only one side changed. Anything else that differs is for a person to decide: then, and
 * where it cannot be told (while locked) whether two codes are the same, nothing is changed and `where` names the property. Of the
 * body the history is put together too; other conflicts there stay. "gone": there is no conflict that can be read.
 */
export function repairConflict(text: string, plain: Plain = (stored) => stored): Edit {
	const sides = sidesOf(text);
	if (!sides) return withHistories(text);
	const [ours, theirs] = [editable(sides.ours), editable(sides.theirs)];
	if (!ours || !theirs) return unreadable;
	const notes = { theirs, base: sides.base === null ? null : editable(sides.base) };
	const keys = new Set([ours, theirs].flatMap(keysOf));
	const edit = inTurn(sides.ours, [...keys].map((key) => (text: string) => settled(text, key, notes, plain)));
	return "text" in edit ? { text: withBothHistories(edit.text) } : edit;
}

function withHistories(text: string): Edit {
	const joined = withBothHistories(text);
	return joined === text ? { reason: "gone" } : { text: joined };
}

const unreadable: Refusal = { reason: "unreadable" };

function keysOf({ root }: Note): string[] {
	return (root?.pairs ?? []).map(({ key }) => (key.kind === "scalar" ? key.value : ""));
}

/** Our side with one property as both sides together have it. */
function settled(text: string, key: string, { theirs, base }: Notes, plain: Plain): Edit {
	const note = editable(text);
	if (!note) return unreadable;
	const [own, other, former] = [valueOf(note, key), valueOf(theirs, key), base && valueOf(base, key)];
	if (isSame(own, other) || (base && isSame(other, former))) return { text };
	if (own === null || (base && isSame(own, former))) return taken(note, key, theirs);
	if (other === null) return { text };
	if (isCodes(key)) return withCodes(text, { key, theirs: codesOf(theirs, key), base: base && codesOf(base, key) }, plain);
	if (Array.isArray(own) || Array.isArray(other)) return withItems(text, key, own, other);
	const better = chosen(key, own, other, plain);
	if (better === null) return { ...unreadable, where: key };
	return better === own ? { text } : taken(note, key, theirs);
}

/** Which of two texts says what both sides mean; null when a person has to decide. */
function chosen(key: string, own: string, other: string, plain: Plain): string | null {
	if (plain(own) === plain(other)) return isSealed(own) ? own : other;
	if (key === "counter" && [own, other].every((number) => /^\d{1,15}$/.test(number))) return Number(own) > Number(other) ? own : other;
	if (days.includes(key) && [own, other].every(isDay)) return own > other ? own : other;
	return null;
}

/** Days of which the later one is true of both sides. */
const days = ["verified", "backup_codes_tested", "sheet_printed"];

function isCodes(key: string): boolean {
	return key === "backup_codes" || key === "backup_codes_former";
}

function withItems(text: string, key: string, own: Value, other: Value): Edit {
	const [ours, theirs] = [own, other].map((value) => [value].flat());
	const missing = (theirs ?? []).filter((item) => !ours?.some((known) => isSame(known, item)));
	return missing.every((item) => typeof item === "string") ? addItems(text, key, missing) : { ...unreadable, where: key };
}

/** A note with a property as it stands, to the character, in another; without it where the other has none. */
function taken(note: Note, key: string, theirs: Note): Edit {
	const [own, other] = [property(note, key), property(theirs, key)];
	if (!other) return deleteProperty(note.text, key);
	const lines = linesOf(theirs, other);
	if (!lines) return { ...unreadable, where: key };
	const put = theirs.text.slice(lines.from, lines.to);
	const { first, count } = eventsOf(other);
	const shape = shapes(theirs).slice(first, first + count);
	if (!own) return added(note, put.replace(/\r?\n$/, "").split(/\r?\n/), shape);
	const place = linesOf(note, own);
	const replaced = eventsOf(own);
	const made = edit(note, place && [{ ...place, put }], exchanged(shapes(note), replaced.first, replaced.count, ...shape));
	return "text" in made ? made : { ...made, where: key };
}
