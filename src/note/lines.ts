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

/** How a block ends: with a line like `last`, or before one like `next`. `fence`: of a block of code, what it begins with. */
interface End {
	last: RegExp;
	next?: RegExp;
	fence?: string;
}

function withoutBlocks(lines: Line[]): Line[] {
	const left: Line[] = [];
	const unclosed = new Set<RegExp>();
	const closes = closingIn(lines);
	for (let i = 0; i < lines.length; i++) {
		const line = lines[i];
		const end = line && endOf(line.text);
		const isClosed = end && !unclosed.has(end.last) && (end.fence === undefined || closes(i + 1, end));
		const last = isClosed ? lastOf(lines, i, end) : null;
		if (isClosed && last === null) unclosed.add(end.last);
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

/**
 * Whether a block of code ends from a line on, told without reading on to the end of the note for each of many that do not: by
 * the longest fence from there on, of each sign, indented by up to 3 blanks or by any number, and by the last line at column 0.
 */
function closingIn(lines: Line[]): (from: number, end: End) => boolean {
	const longest = new Map(["`", "~", "-`", "-~"].map((kind) => [kind, new Uint32Array(lines.length + 1)]));
	let column0 = -1;
	for (let i = lines.length - 1; i >= 0; i--) {
		const text = lines[i]?.text ?? "";
		if (column0 < 0 && /^\S/.test(text)) column0 = i;
		const [, blanks = "", fence = ""] = /^([ \t]*)(`{3,}|~{3,})[ \t]*$/.exec(text) ?? [];
		for (const [kind, lengths] of longest) {
			const fits = fence.startsWith(kind.slice(-1)) && (kind.startsWith("-") || /^ {0,3}$/.test(blanks));
			lengths[i] = Math.max(lengths[i + 1] ?? 0, fits ? fence.length : 0);
		}
	}
	return (from, { fence = "", next }) => (next !== undefined && from <= column0) || (longest.get((next === undefined ? "" : "-") + fence.slice(0, 1))?.[from] ?? 0) >= fence.length;
}

/** How the block that begins on this line ends; null where none begins, or ends on the same line. */
function endOf(line: string): End | null {
	const [, item, fence] = /^ {0,3}((?:(?:[-*+]|\d+[.)])[ \t]+)*)(`{3,}(?=[^`]*$)|~{3,})/.exec(line) ?? [];
	const closing = fence === undefined ? "" : `${fence}${fence.slice(0, 1)}*[ \\t]*$`;
	// In a list a fence is indented, and ends with the list.
	if (fence !== undefined) return item === "" ? { last: new RegExp(`^ {0,3}${closing}`), fence } : { last: new RegExp(`^[ \\t]*${closing}`), next: /^\S/, fence };
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
