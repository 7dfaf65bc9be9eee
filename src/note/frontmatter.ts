/** Where the frontmatter of a note stands: offsets into the whole text, which begins with `---` at `from`'s line before. */
export interface Frontmatter {
	/** The first character after the opening line. */
	from: number;
	/** The first character of the closing line. */
	to: number;
}

/**
 * Finds the frontmatter: `---` at column 0 of the first line, up to the next `---` at column 0. A byte order mark may
 * stand before it, and spaces may follow the dashes. "open" when the closing line is missing, null when there is none.
 */
export function findFrontmatter(text: string): Frontmatter | "open" | null {
	const opening = /^\uFEFF?---[ \t]*(?:\r\n|\n|\r)/.exec(text);
	if (!opening) return null;
	const from = opening[0].length;
	const closing = /[\r\n]---[ \t]*(?![^\r\n])/g;
	closing.lastIndex = from - 1;
	const found = closing.exec(text);
	return found ? { from, to: found.index + 1 } : "open";
}

/** The line ending that stands before `at`, or else the first one of the text. */
export function lineEnding(text: string, at: number): string {
	const before = /(?:\r\n|\n|\r)$/.exec(text.slice(Math.max(0, at - 2), at));
	return before?.[0] ?? /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
}

/** The offset just after the line that holds `at`, its line ending included. */
export function nextLine(text: string, at: number): number {
	const end = text.indexOf("\n", at);
	return end < 0 ? text.length : end + 1;
}
