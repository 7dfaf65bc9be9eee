import { isSealed } from "../entry";
import { withSplices } from "./edit";
import type { Splice } from "./edit";
import { findFrontmatter } from "./frontmatter";
import { inCommand, inMarkdown } from "./inert";
import { typedValue } from "./insert";
import { parseNote } from "./note";
import { replacing } from "./scalars";
import type { Node, Scalar } from "./tree";

/** What a placeholder stands for. */
export type Values = Record<"issuer" | "account" | "username" | "title" | "date" | "type" | "totp_seed", string>;

const placeholder = /\{\{\s*(issuer|account|username|title|date|type|totp_seed)(?::[^{}\r\n]*)?\s*\}\}/gi;

/** Fills the placeholders of Markdown text with text that nothing acts on. */
export function fillBody(body: string, values: Values): string {
	return body.replace(placeholder, (_, name: string, at: number) => {
		const value = valueOf(values, name);
		if (isSealed(value)) return value;
		return isInCommand(body, at) ? inCommand(value) : inMarkdown(value);
	});
}

/** What stands for a placeholder while the frontmatter is parsed. */
const slot = /slot(issuer|account|username|title|date|type|totp_seed)slot/g;

/**
 * Fills the placeholders of a note's frontmatter: a text that holds one is typed anew, so that it reads as the value
 * whatever that is. Null when the template's frontmatter is no YAML even so.
 */
export function fillFrontmatter(template: string, values: Values): string | null {
	const front = findFrontmatter(template);
	if (!front || front === "open") return null;
	const source = template.slice(front.from, front.to);
	const slots = source.replace(placeholder, (_, name: string, at: number) =>
		(isInCommand(source, at) ? inCommand(valueOf(values, name)) : `slot${name.toLowerCase()}slot`));
	const text = template.slice(0, front.from) + slots;
	const note = parseNote(text, { from: front.from, to: text.length });
	if ("what" in note) return null;
	const typed = note.root ? scalars(note.root).flatMap(([key, scalar]) => filling(text, key, scalar, values)) : [];
	const splices = [...typed, ...loose(text, typed, values)];
	return withSplices(text, splices);
}

/** Fills what stands in comments and commands. */
function loose(text: string, typed: Splice[], values: Values): Splice[] {
	const found = [...text.matchAll(slot)].map(({ 0: name, 1: value = "", index: from }) => ({ from, to: from + name.length, put: inCommand(valueOf(values, value)) }));
	return found.filter(({ from }) => !typed.some((splice) => splice.from <= from && from < splice.to));
}

function filling(text: string, key: string, scalar: Scalar, values: Values): Splice[] {
	if (scalar.value.search(slot) < 0 || scalar.value.includes("<%")) return [];
	const value = scalar.value.replace(slot, (_, name: string) => valueOf(values, name));
	return replacing(text, scalar, typedValue(key, value.trim())) ?? [];
}

/** Every scalar under a node with the key it belongs to. */
function scalars(node: Node, key = ""): [string, Scalar][] {
	if (node.kind === "scalar") return [[key, node]];
	if (node.kind === "list") return node.items.flatMap((item) => scalars(item));
	if (node.kind === "alias") return [];
	return node.pairs.flatMap((pair) => [...scalars(pair.key), ...scalars(pair.value, pair.key.kind === "scalar" ? pair.key.value : "")]);
}

function valueOf(values: Values, name: string): string {
	return Object.entries(values).find(([known]) => known === name.toLowerCase())?.[1] ?? "";
}

/** Whether a place is inside a Templater command, `<%` … `%>`. */
function isInCommand(text: string, at: number): boolean {
	return text.lastIndexOf("<%", at) > text.lastIndexOf("%>", at);
}
