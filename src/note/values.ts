import { isNothing } from "./fields";
import { property } from "./note";
import type { Note } from "./note";
import type { Node } from "./tree";

/** A value without its style, to compare it with another: a text without the blanks around it, or lists of values. */
export type Value = string | Value[];

/** What a property says; null when it is not there. */
export function valueOf(note: Note, key: string): Value | null {
	const value = property(note, key)?.value;
	return value ? plainValue(value) : null;
}

/** Whether two values say the same. */
export function isSame(one: Value | null, other: Value | null): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}

/** An alias is followed to a text alone: it can stand inside the list that it names. */
function plainValue(node: Node): Value {
	if (node.kind === "alias") return node.target?.kind === "scalar" ? plainValue(node.target) : "*";
	if (node.kind === "scalar") return isNothing(node) ? "" : node.value.trim();
	if (node.kind === "list") return node.items.map(plainValue);
	return node.pairs.map(({ key, value }) => [plainValue(key), plainValue(value)]);
}
