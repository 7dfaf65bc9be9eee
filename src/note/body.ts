import type { Edit } from "./edit";
import { lineEnding } from "./frontmatter";
import { bodyLines } from "./lines";
import type { Line } from "./lines";

/** A heading; offsets into the note. */
interface Heading {
	/** 1 to 6. */
	level: number;
	title: string;
	/** Where it begins, and where its last line ends. */
	from: number;
	end: number;
}

/** A heading with what stands under it. */
export interface Section extends Heading {
	to: number;
	/** What stands under the heading, without headings, code and comments. */
	lines: Line[];
}

/** The headings of a note in its order, each with what stands between it and the next of any level; none where the frontmatter has no end. */
export function sectionsOf(text: string): Section[] {
	const lines = bodyLines(text) ?? [];
	const headings = headingsIn(lines);
	let at = 0;
	const before = (end: number): Line[] => {
		const first = at;
		while ((lines[at]?.from ?? end) < end) at++;
		return lines.slice(first, at);
	};
	return headings.map((heading, i) => {
		const to = headings[i + 1]?.from ?? text.length;
		before(heading.end + 1);
		return { ...heading, to, lines: before(to) };
	});
}

/** The first section of this title (without #), whatever its level: a person may have moved it. Headings of lower levels are in it. */
export function sectionNamed(text: string, title: string): Section | null {
	const sections = sectionsOf(text);
	const first = sections.findIndex((section) => section.title.toLowerCase() === title.toLowerCase());
	const named = sections[first];
	if (named === undefined) return null;
	const next = sections.findIndex(({ level }, i) => i > first && level <= named.level);
	const parts = sections.slice(first, next < 0 ? sections.length : next);
	return { ...named, to: sections[next]?.from ?? text.length, lines: parts.flatMap(({ lines }) => lines) };
}

/**
 * Adds a line at the end of the section under `heading` (`## 2FA history`), which is made at the end of the note when it is
 * missing. No other character changes.
 */
export function appendUnder(text: string, heading: string, line: string): Edit {
	if (bodyLines(text) === null || /[\p{Cc}\p{Cs}]/u.test(heading + line)) return { reason: "unreadable" };
	const section = sectionNamed(text, titleIn(heading).title);
	if (section === null) return { text: withSection(text, heading, line) };
	const at = section.from + text.slice(section.from, section.to).trimEnd().length;
	const last = /[^\r\n]*$/.exec(text.slice(section.from, at))?.[0] ?? "";
	const eol = lineEnding(text, at - last.length);
	const gap = at <= section.end || isListed(last) ? eol : eol + eol;
	return { text: text.slice(0, at) + gap + line + text.slice(at) };
}

function withSection(text: string, heading: string, line: string): string {
	const eol = lineEnding(text, text.length);
	const [last = "", previous = ""] = text.replace("\uFEFF", "").split(/\r\n|\n|\r/).reverse();
	const ended = last === "" ? "" : eol;
	const apart = (last + (last === "" ? previous : "")).trim() === "" ? "" : eol;
	return [text, ended, apart, heading, eol, eol, line, eol].join("");
}

/** Whether a list goes on after this line without a blank one between. */
function isListed(line: string): boolean {
	return /^(?:[-*+]|\d+[.)])?[ \t]/.test(line);
}

/** `## so` at column 0 as its level and title; level 0 = no heading, and the text itself. */
function titleIn(line: string): { level: number; title: string } {
	const level = /^#{1,6}(?![^ \t])/.exec(line)?.[0].length ?? 0;
	return { level, title: level === 0 ? line.trim() : withoutEnd(line.slice(level).trim()) };
}

/** A title without the signs that may close it, behind a blank. Gone through from its end: a pattern would begin anew at each of many blanks. */
function withoutEnd(title: string): string {
	let end = title.length;
	while (title[end - 1] === "#") end--;
	return end === 0 || /[ \t]/.test(title[end - 1] ?? "") ? title.slice(0, end).trimEnd() : title;
}

/** `## so` at column 0, and paragraphs of one line underlined with = or -. */
function headingsIn(lines: Line[]): Heading[] {
	const found: Heading[] = [];
	let above: Line | null = null;
	let isInside = false;
	for (const [i, line] of lines.entries()) {
		// Where a block was left out, a paragraph may begin.
		if (line.from > (lines[i - 1]?.to ?? 0) + 2) [above, isInside] = [null, false];
		const { level, title } = titleIn(line.text);
		const underline: number = above === null ? 0 : underlines(line.text);
		if (level > 0) found.push({ level, title, from: line.from, end: line.to });
		else if (above !== null && underline > 0) found.push({ level: underline, title: above.text.trim(), from: above.from, end: line.to });
		const isOver: boolean = level > 0 || underline > 0 || line.text.trim() === "" || isRule(line.text);
		above = isOver || isInside || !isParagraph(line.text) ? null : line;
		isInside = !isOver;
	}
	return found;
}

function underlines(line: string): number {
	const sign = /^ {0,3}(=+|-+)[ \t]*$/.exec(line)?.[1]?.slice(0, 1);
	return sign === "=" ? 1 : sign === "-" ? 2 : 0;
}

function isRule(line: string): boolean {
	return /^ {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$/.test(line);
}

function isParagraph(line: string): boolean {
	return !/^(?:\s|>|(?:[-*+]|\d+[.)])(?:\s|$))/.test(line);
}
