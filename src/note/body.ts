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

/** A heading with all that stands under it, headings of lower levels included. */
export interface Section extends Heading {
	to: number;
	/** What stands under the heading, without code and comments. */
	lines: Line[];
}

/** The sections of a note in its order; none where the frontmatter has no end. */
export function sectionsOf(text: string): Section[] {
	const lines = bodyLines(text) ?? [];
	const headings = headingsIn(lines);
	return headings.map((heading, i) => {
		const to = headings.slice(i + 1).find(({ level }) => level <= heading.level)?.from ?? text.length;
		return { ...heading, to, lines: lines.filter(({ from }) => from > heading.end && from < to) };
	});
}

/** The first section of this title (without #), whatever its level: a person may have moved it. */
export function sectionNamed(text: string, title: string): Section | null {
	return sectionsOf(text).find((section) => section.title.toLowerCase() === title.toLowerCase()) ?? null;
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
	const [, signs, title] = /^(#{1,6})(?![^ \t])[ \t]*(.*?)(?:(?:^|[ \t]+)#+)?[ \t]*$/.exec(line) ?? [];
	return { level: signs?.length ?? 0, title: title ?? line.trim() };
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
