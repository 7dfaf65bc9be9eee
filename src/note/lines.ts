import { findFrontmatter } from "./frontmatter";

/** A line of the body without its ending; offsets into the note. */
export interface Line {
	from: number;
	to: number;
	text: string;
}

/**
 * The lines under a note's frontmatter that are neither code, comment, formula nor HTML; null where the frontmatter has no
 * end. A block that is never closed hides nothing: what is added to the note would be lost in it.
 */
export function bodyLines(text: string): Line[] | null {
	const front = findFrontmatter(text);
	if (front === "open") return null;
	const start = front?.to ?? (text.startsWith("\uFEFF") ? 1 : 0);
	const found = [...text.slice(start).matchAll(/([^\r\n]*)(?:\r\n|\n|\r|$)/g)];
	const lines = found.map(({ 1: line = "", index }) => ({ from: start + index, to: start + index + line.length, text: line }));
	return withoutBlocks(front ? lines.slice(1) : lines);
}

/** How a block ends: with a line like `last`, or before one like `next`. */
interface End {
	last: RegExp;
	next?: RegExp;
}

function withoutBlocks(lines: Line[]): Line[] {
	const left: Line[] = [];
	const unclosed = new Set<string>();
	for (let i = 0; i < lines.length; i++) {
		const line = lines[i];
		const end = line && endOf(line.text);
		const last = end && !unclosed.has(end.last.source) ? lastOf(lines, i, end) : null;
		if (end && last === null) unclosed.add(end.last.source);
		if (last !== null) i = last;
		else if (line) left.push(line);
	}
	return left;
}

/** The place of the last line of the block that begins at `first`. */
function lastOf(lines: Line[], first: number, { last, next }: End): number | null {
	for (let i = first + 1; i < lines.length; i++) {
		const text = lines[i]?.text ?? "";
		if (last.test(text)) return i;
		if (next?.test(text)) return i - 1;
	}
	return null;
}

/** How the block that begins on this line ends; null where none begins, or ends on the same line. */
function endOf(line: string): End | null {
	const [, item, fence] = /^ {0,3}((?:(?:[-*+]|\d+[.)])[ \t]+)*)(`{3,}(?=[^`]*$)|~{3,})/.exec(line) ?? [];
	const closing = fence === undefined ? "" : `${fence}${fence.slice(0, 1)}*[ \\t]*$`;
	// In a list a fence is indented, and ends with the list.
	if (closing !== "") return item === "" ? { last: new RegExp(`^ {0,3}${closing}`) } : { last: new RegExp(`^[ \\t]*${closing}`), next: /^\S/ };
	const begun = blocks.find(([begins]) => begins.test(line));
	return begun && !begun[1].test(line.replace(begun[0], "")) ? { last: begun[1] } : null;
}

/** What else begins a block, and what is on its last line. CommonMark 4.6; Obsidian's comments and formulas. */
const blocks: [RegExp, RegExp][] = [
	[/^ {0,3}<!--/, /-->/],
	[/^ {0,3}<(?:script|pre|style|textarea)(?![^\s>])/i, /<\/(?:script|pre|style|textarea)>/i],
	[/^%%/, /%%/],
	[/^\$\$/, /\$\$/],
];
