import type { Problem } from "../entry";
import { resolved } from "./codes";
import { SCALAR_STYLE } from "./events";
import { property } from "./note";
import type { Note } from "./note";
import type { List, Node, Pair, Scalar } from "./tree";

/** The properties that hold secrets. */
export const secretProperties = ["totp_seed", "totp_seed_next", "pin", "backup_codes", "backup_codes_former"];

/** Why a secret of the note is not what was typed, or cannot be changed: what YAML does silently is told here. */
export function secretProblems(note: Note): Problem[] {
	return secretProperties.flatMap((where) => {
		const pair = property(note, where);
		const said = pair ? pairProblems(note, pair) : [];
		return [...new Set(said)].map((what) => ({ what, where }));
	});
}

function pairProblems(note: Note, { key, value }: Pair): string[] {
	const said = nodeProblems(note.text, value);
	if (note.root?.fixed) said.push(readOnly);
	if (value.kind === "mapping") said.push("This is read as a mapping. Write the codes as a list, each in quotes.");
	if (value.kind === "list") return [...said, ...listProblems(note.text, value)];
	if (isEmpty(value) && key.kind === "scalar" && /^["']?[ \t]*:[ \t]+#\S/.test(note.text.slice(key.to, key.to + 200))) said.push(comment);
	return said;
}

function listProblems(text: string, list: List): string[] {
	const said = list.items.flatMap((item) => nodeProblems(text, item));
	if (list.items.some((item) => item.kind === "list" || item.kind === "mapping")) said.push("One of these codes is read as a list or a mapping. Put it in quotes.");
	if (!list.flow && list.items.some(isEmpty) && /(?:^|\n)[ \t]*-[ \t]+#\S/.test(linesOf(text, list))) said.push(comment);
	return said;
}

const readOnly = "An anchor (&), an alias (*) or a tag (!) stands here. This is read, but not changed; write the values out to change that.";
const comment = "What follows a blank and # is a comment and is not read. If it belongs to the value, put the value in quotes.";

function nodeProblems(text: string, node: Node): string[] {
	if (node.kind === "alias") return [resolved(node) ? readOnly : "A value that begins with * stands for another one, and there is none of this name. Put it in quotes."];
	if (node.fixed && isEmpty(node)) return ["A value that begins with & or ! reads as empty. Put it in quotes."];
	const said = node.fixed ? [readOnly] : [];
	if (node.kind === "scalar" && isCutShort(text, node)) said.push(comment);
	return said;
}

/** Whether a comment without a blank after its `#` follows: `ab #cd` reads as `ab`. */
function isCutShort(text: string, scalar: Scalar): boolean {
	return scalar.style === SCALAR_STYLE.PLAIN && scalar.to >= 0 && /^[ \t]+#\S/.test(text.slice(scalar.to, scalar.to + 200));
}

function isEmpty(node: Node): boolean {
	return node.kind === "scalar" && node.from < 0;
}

/** The list's lines: up to the first that is neither indented nor an item. */
function linesOf(text: string, list: List): string {
	const start = text.lastIndexOf("\n", list.start) + 1;
	const end = text.slice(start).search(/\n(?![\s#-])|\n---/);
	return text.slice(start, end < 0 ? undefined : start + end);
}
