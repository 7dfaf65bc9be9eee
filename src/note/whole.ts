import { isSealed } from "../entry";
import { findFrontmatter } from "./frontmatter";
import { fieldsOf } from "./garbled";
import { readEntry } from "./read";

/** The properties of a note, as they may be kept outside of it: null where they cannot be read or hold a secret in the clear. */
export function propertiesOf(text: string): string | null {
	const front = findFrontmatter(text);
	const { entry } = readEntry(text);
	const isSafe = entry !== null && isWhole(text) && fieldsOf(entry).every(({ stored }) => isSealed(stored));
	return isSafe && front && front !== "open" ? text.slice(front.from, front.to) : null;
}

/** The note with other properties in the place of its own; null where they are none, or where its own have no clear end. */
export function withProperties(text: string, properties: string | null): string | null {
	const front = findFrontmatter(text);
	if (properties === null || !front || front === "open") return null;
	const whole = text.slice(0, front.from) + properties + text.slice(front.to);
	return isWhole(whole) ? whole : null;
}

/** Whether the properties of a note can be read and changed. */
export function isWhole(text: string): boolean {
	return readEntry(text).problems.every(({ where }) => where !== undefined);
}
