import type { Splice } from "./edit";
import { SCALAR_STYLE } from "./events";
import { nextLine } from "./frontmatter";
import type { Scalar } from "./tree";

/** Whether a scalar is a `|` or `>` block. */
export function isBlock({ style }: Scalar): boolean {
	return style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK;
}

/** Whether a scalar stands in quotes. */
export function isQuoted({ style }: Scalar): boolean {
	return style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;
}

/** Where a scalar ends: after its closing quote, if it has one. */
export function endOf(scalar: Scalar): number {
	return isQuoted(scalar) ? scalar.to + 1 : scalar.to;
}

/** Puts other text in the place of a written scalar, its quotes or block included; null when its place is not clear. */
export function replacing(text: string, scalar: Scalar, put: string): Splice[] | null {
	if (scalar.from < 0) return null;
	if (!isBlock(scalar)) return [{ from: scalar.from - (endOf(scalar) - scalar.to), to: endOf(scalar), put }];
	const header = blockHeader(text, scalar.from);
	return header && [{ ...header, put }, { from: scalar.from, to: afterLastFilledLine(text, scalar), put: "" }];
}

/** Where `|` or `>` and its signs stand on the line before a block's content. */
function blockHeader(text: string, content: number): { from: number; to: number } | null {
	const start = text.lastIndexOf("\n", content - 2) + 1;
	const found = /(?:^|[ \t])([|>][-+\d]*)(?=[ \t]*(?:[ \t]#.*)?\r?\n$)/.exec(text.slice(start, content));
	if (!found?.[1]) return null;
	const to = start + found.index + found[0].length;
	return { from: to - found[1].length, to };
}

/** The start of the line after the last one of a block that is not blank. */
export function afterLastFilledLine(text: string, { from, to }: Scalar): number {
	const filled = text.slice(from, to).trimEnd().length;
	return filled === 0 ? from : Math.min(nextLine(text, from + filled), to);
}

/** Where text can be added to one of a scalar's lines, the last place first: before a closing quote, at line ends, before `\n`. */
export function lineEnds(text: string, scalar: Scalar): number[] {
	const ends = isBlock(scalar) ? [] : [scalar.to];
	const source = text.slice(scalar.from, scalar.to);
	if (scalar.style === SCALAR_STYLE.DOUBLE_QUOTED) ends.push(...[...source.matchAll(/\\n/g)].map(({ index }) => scalar.from + index));
	let at = scalar.from;
	for (const line of source.split("\n")) {
		if (line.trim() !== "") ends.push(at + (isBlock(scalar) ? line.replace(/\r$/, "") : line.trimEnd()).length);
		at += line.length + 1;
	}
	return [...new Set(ends)].sort((a, b) => b - a);
}

/** Text as it has to be typed inside a scalar of this style. */
export function typedAs(style: Scalar["style"], value: string): string {
	if (style === SCALAR_STYLE.DOUBLE_QUOTED) return quoted(value).slice(1, -1);
	return style === SCALAR_STYLE.SINGLE_QUOTED ? value.replaceAll("'", "''") : value;
}

/**
 * Text in double quotes that every YAML version reads alike. What is invisible or turns the direction of text is escaped, and so
 * are the signs by which Templater (`<%`), our own templates (two braces) and inline code would act on it.
 */
export function quoted(value: string): string {
	return JSON.stringify(value)
		.replace(/<(?=%)/g, "\\x3c")
		.replace(/%>/g, "%\\x3e")
		.replace(/\{(?=\{)/g, "\\x7b")
		.replace(/`/g, "\\x60")
		.replace(/[\x7f-\x9f\u2028\u2029\ufeff\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, escaped);
}

function escaped(character: string): string {
	return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
