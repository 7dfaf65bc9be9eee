import { describe, expect, it } from "vitest";
import { findFrontmatter, lineEnding, nextLine } from "../../src/note/frontmatter";

describe("findFrontmatter", () => {
	it.each([
		["between two lines of dashes", "---\na: 1\n---\nbody", "a: 1\n"],
		["with nothing in it", "---\n---\nbody", ""],
		["with CRLF", "---\r\na: 1\r\n---\r\nbody", "a: 1\r\n"],
		["with mixed line ends", "---\r\na: 1\nb: 2\r\n---\n", "a: 1\nb: 2\r\n"],
		["with old line ends", "---\ra: 1\r---\rbody", "a: 1\r"],
		["after a byte order mark", "\uFEFF---\na: 1\n---\n", "a: 1\n"],
		["at the end of the file", "---\na: 1\n---", "a: 1\n"],
		["with blanks after the dashes", "--- \t\na: 1\n---  \nbody", "a: 1\n"],
		["up to the first closing line", "---\na: 1\n---\nb: 2\n---\n", "a: 1\n"],
		["past dashes that are indented", "---\na: |\n  x\n ---\n---\n", "a: |\n  x\n ---\n"],
		["past dashes with text after them", "---\na: 1\n---b\n----\n---\n", "a: 1\n---b\n----\n"],
		["past a line separator, which is no line end here", "---\na: x\u2028---\n---\n", "a: x\u2028---\n"],
	])("finds it %s", (_, text, source) => {
		const front = findFrontmatter(text);
		expect(front && front !== "open" && text.slice(front.from, front.to)).toBe(source);
	});

	it.each([
		["no text", ""],
		["no dashes", "a: 1\n---\n"],
		["a line before it", "\n---\na: 1\n---\n"],
		["blanks before the dashes", " ---\na: 1\n---\n"],
		["four dashes", "----\na: 1\n----\n"],
		["text after the dashes", "--- a\n---\n"],
		["dashes alone", "---"],
	])("finds none with %s", (_, text) => expect(findFrontmatter(text)).toBeNull());

	it("tells when the closing line is missing", () => expect(findFrontmatter("---\na: 1\n ---\n")).toBe("open"));
});

it.each([["a\r\nb\n", 6, "\n"], ["a\nb\r\n", 5, "\r\n"], ["a\rb", 2, "\r"], ["a\r\nb", 0, "\r\n"], ["a", 1, "\n"]])("takes the line end of %j before %i", (text, at, eol) => {
	expect(lineEnding(text, at)).toBe(eol);
});

it("goes to the next line, and to the end from the last one", () => {
	expect(nextLine("ab\r\ncd", 0)).toBe(4);
	expect(nextLine("ab\r\ncd", 4)).toBe(6);
});
