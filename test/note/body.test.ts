import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import { appendUnder, sectionNamed, sectionsOf } from "../../src/note/body";
import { addHistory } from "../../src/note/history";
import { inTurn } from "../../src/note/edit";
import { bodyLines } from "../../src/note/lines";
import { taskLists } from "../../src/note/tasks";
import { markCodeUsed, setProperty } from "../../src/note/write";
import { growth, quadratic } from "../growth";

const front = "---\ntotp_seed: JBSWY3DPEHPK3PXP\nbackup_codes:\n  - 9832-3290\n---\n";
const line = "- 2026-02-15 backup code used (Ann)";

function appended(text: string): string {
	const edit = appendUnder(text, "## 2FA history", line);
	return "text" in edit ? edit.text : edit.reason;
}

describe("the lines of a body", () => {
	// Each fence is longer than the one before: eight times as many are 64 times the text, and 512 times the work where all of it is read for each.
	it("are read once where no fence ever ends", () => {
		const fences = (count: number): string => Array.from({ length: count }, (_, n) => `${"~".repeat(n + 3)} a`).join("\n");
		expect(growth(fences, 150, bodyLines)).toBeLessThan(128);
	});

	it.each([
		["a longer fence", "````\na\n```\nb\n`````\nc", ["c"]], ["none but a shorter one", "````\na\n```\nb", ["````", "a", "```", "b"]], ["none but one of the other sign", "~~~\na\n```", ["~~~", "a", "```"]],
		["none but one that is indented too far", "```\na\n    ```", ["```", "a", "    ```"]], ["the list", "- ```\n  a\nb", ["b"]], ["a fence in the list", "- ```\n    a\n    ```\n  b", ["  b"]], ["nothing, in a list", "- ```\n  a", ["- ```", "  a"]],
	])("leave out a block of code to its end: %s", (_, body, left) => expect(bodyLines(`${body}\n`)?.map(({ text }) => text)).toEqual([...left, ""]));
});

describe("the sections of a body", () => {
	it.each([
		["blanks in a heading", "# a", " ", "b"], ["signs in a heading", "# ", "#", "b"], ["signs and blanks in a heading", "# ", " #", "b"], ["headings", "", "# a\n", ""], ["headings, each lower than the one before", "", "#### a\n##### b\n###### c\n", ""],
		["rules of blanks and signs", "", "- ", "a"], ["blanks", "", " ", "-"],
	])("take time with its length where it holds many %s", (_, begin, part, end) => {
		const make = (length: number) => `${begin}${part.repeat(length / part.length)}${end}\n`;
		expect(growth(make, 10_000, (text) => [sectionNamed(text, "none"), sectionNamed(text, "a"), taskLists(text)])).toBeLessThan(quadratic);
	});
});

describe("a section that is missing", () => {
	it.each([
		["an empty note", "", `## 2FA history\n\n${line}\n`],
		["frontmatter alone", front, `${front}\n## 2FA history\n\n${line}\n`],
		["a body", `${front}Words.\n`, `${front}Words.\n\n## 2FA history\n\n${line}\n`],
		["a body with a blank line at its end", `${front}Words.\n\n`, `${front}Words.\n\n## 2FA history\n\n${line}\n`],
		["a body without a line end", `${front}Words.`, `${front}Words.\n\n## 2FA history\n\n${line}\n`],
		["blanks at its end", "Words.\n\n    ", `Words.\n\n    \n## 2FA history\n\n${line}\n`],
		["Windows line ends", "Words.\r\n", `Words.\r\n\r\n## 2FA history\r\n\r\n${line}\r\n`],
		["old Mac line ends", "Words.\r", `Words.\r\r## 2FA history\r\r${line}\r`],
		["a byte order mark", "\uFEFF", `\uFEFF## 2FA history\n\n${line}\n`],
	])("is made at the end of %s", (_, before, after) => expect(appended(before)).toBe(after));

	it.each([
		["fenced code", "```md\n## 2FA history\n```\n"],
		["tildes", "~~~\n```\n## 2FA history\n~~~~\n"],
		["code in a list", "- a\n- ```\n  b\n  ```\n"],
		["an HTML comment", "<!--\n## 2FA history\n-->\n"],
		["a comment of Obsidian", "%%\n## 2FA history\n%%\n"],
		["a formula", "$$\n## 2FA history\n$$\n"],
		["another heading", "## 2FA history of Ann\n### Old 2FA history\n"],
		["what is no heading", "##2FA history\n    ## 2FA history\n> ## 2FA history\n"],
	])("is not taken for %s", (_, body) => expect(appended(body)).toBe(`${body}\n## 2FA history\n\n${line}\n`));
});

describe("a section that is there", () => {
	it.each([
		["at the end", "## 2FA history\n\n- a\n", `## 2FA history\n\n- a\n${line}\n`],
		["without a line end", "## 2FA history\n\n- a", `## 2FA history\n\n- a\n${line}`],
		["empty", "## 2FA history", `## 2FA history\n${line}`],
		["before a heading of its level", "## 2FA history\n- a\n\n## Next\n- b\n", `## 2FA history\n- a\n${line}\n\n## Next\n- b\n`],
		["before a higher heading", "## 2FA history\n- a\n# Next\n- b\n", `## 2FA history\n- a\n${line}\n# Next\n- b\n`],
		["before an underlined heading", "## 2FA history\n- a\n\nNext\n---\n- b\n", `## 2FA history\n- a\n${line}\n\nNext\n---\n- b\n`],
		["before a rule, which ends no section", "## 2FA history\n- a\n---\nb\n", `## 2FA history\n- a\n---\nb\n\n${line}\n`],
		["with a lower heading in it", "## 2FA history\n- a\n\n### Of Ann\n- b\n\n## Next\n", `## 2FA history\n- a\n\n### Of Ann\n- b\n${line}\n\n## Next\n`],
		["with a heading in its code", "## 2FA history\n- a\n\n```\n## Next\n```\n- b\n\n# Next\n", `## 2FA history\n- a\n\n\`\`\`\n## Next\n\`\`\`\n- b\n${line}\n\n# Next\n`],
		["with words at its end", "## 2FA history\nWords.\n", `## 2FA history\nWords.\n\n${line}\n`],
		["with an item of several lines", "## 2FA history\n- a\n  b\n", `## 2FA history\n- a\n  b\n${line}\n`],
		["of another level", "# 2FA history #\n- a\n## Next\n- b\n", `# 2FA history #\n- a\n## Next\n- b\n${line}\n`],
		["in small letters", "## 2fa history\n- a\n", `## 2fa history\n- a\n${line}\n`],
		["underlined", "2FA history\n===\n- a\n", `2FA history\n===\n- a\n${line}\n`],
		["behind a fence that is never closed", "```\n\n## 2FA history\n- a\n", `\`\`\`\n\n## 2FA history\n- a\n${line}\n`],
		["with Windows line ends", "a\n## 2FA history\r\n- a\r\n\r\n## Next\r\n", `a\n## 2FA history\r\n- a\r\n${line}\r\n\r\n## Next\r\n`],
	])("gets the line: %s", (_, before, after) => expect(appended(front + before)).toBe(front + after));

	it("is refused where the frontmatter has no end, or the line is more than one", () => {
		expect(appended("---\ntotp_seed: a\n")).toBe("unreadable");
		expect(appendUnder("", "## 2FA history", "- a\n# b")).toEqual({ reason: "unreadable" });
	});
});

describe("the history", () => {
	it("is written in one edit with the property that it tells of", () => {
		const edit = inTurn(`${front}Words.\n`, [(text) => markCodeUsed(text, "9832-3290", "2026-02-15"), (text) => addHistory(text, "2026-02-15", "backup code used", "Ann"), (text) => setProperty(text, "backup_codes_tested", "2026-02-15")]);
		expect(edit).toEqual({ text: `${front.replace("3290\n", "3290 used 2026-02-15\nbackup_codes_tested: 2026-02-15\n")}Words.\n\n## 2FA history\n\n${line}\n` });
		expect(inTurn(front, [(text) => markCodeUsed(text, "no such code", "2026-02-15"), (text) => addHistory(text, "2026-02-15", "backup code used")])).toEqual({ reason: "gone" });
	});

	it("lets no name act", () => {
		const edit = addHistory("", "2026-02-15", "backup code used", "<% tp.x %> {{date}} `2fa: x` [[a]]\n# b ![c](d)");
		expect("text" in edit && edit.text.split("\n").length).toBe(4);
		expect("text" in edit && /[<`[\]{}#!]/.test(edit.text.replace("## 2FA history", "").replace(/&#\d+;/g, ""))).toBe(false);
	});
});

describe("any note", () => {
	const pieces = ["a", "b c", "- x", "  - y", "1. z", "> q", "## 2FA history", "# One", "## Two ##", "### Three", "####", "####### no", "#no", "===", "---", "***", "  ", "\tcode", "```", "```js", "~~~", "- ```", "  ```", "| a |", "| - |", "[a]: b", "<!--", "-->", "<pre>", "</pre>"];
	const ends = ["\n", "\n\n", "\r\n", "\r\n\r\n"];
	const body = fc.array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom(...ends)), { maxLength: 12 }).map((parts) => parts.flat().join(""));
	const start = fc.constantFrom("", front, front.replaceAll("\n", "\r\n"), "\uFEFF");

	it("changes by that one line, with its heading once, and nothing else", () => {
		fc.assert(fc.property(start, body, fc.boolean(), (head, rest, isCut) => {
			const before = head + (isCut ? rest.trimEnd() : rest);
			const isThere = sectionNamed(before, "2FA history") !== null;
			const once = appended(before);
			if (once === "unreadable") {
				expect(before).toMatch(/^\uFEFF?---/);
				return;
			}
			const twice = appended(once);
			for (const [left, right] of [[before, once], [once, twice]] as const) {
				const put = insertedIn(left, right);
				expect(put?.replace(/[\r\n]/g, "")).toBe(left === before && !isThere ? `## 2FA history${line}` : line);
			}
			const section = sectionNamed(twice, "2FA history");
			expect(section?.lines.filter(({ text }) => text === line).length).toBe(isThere && before.includes(line) ? 3 : 2);
		}), { seed: 2026, numRuns: 3000 });
	});

	it("has the headings that CommonMark sees at the margin", () => {
		const plain = pieces.filter((piece) => !/^(?:<|-->|\[a|\| |[ \t]| {2})/.test(piece) && !piece.includes("- ```"));
		// Only blocks that are closed: what never is, hides nothing here and all in CommonMark. A paragraph of several lines is left out.
		const blocks = fc.array(fc.constantFrom(...plain.filter((piece) => !/^[`~=]|^---$/.test(piece)), "```\n## in code\n```", "~~~\n# in code\n```\n~~~", "Over\n===", "Over\n---", "a\n\n---"), { maxLength: 12 });
		fc.assert(fc.property(blocks, (parts) => {
			const text = `${parts.join("\n\n")}\n`;
			const tokens = new MarkdownIt("commonmark").parse(text, {});
			const seen = tokens.flatMap((token, i) => (token.type === "heading_open" && token.level === 0 ? [{ level: Number(token.tag.slice(1)), title: tokens[i + 1]?.content ?? "" }] : []));
			expect(sectionsOf(text).map(({ level, title }) => ({ level, title }))).toEqual(seen);
		}), { seed: 2026, numRuns: 2000 });
	});
});

/** What was put into a text in one place; null where anything else differs. */
function insertedIn(before: string, after: string): string | null {
	let at = 0;
	while (at < before.length && before[at] === after[at]) at++;
	const put = after.slice(at, at + after.length - before.length);
	return after === before.slice(0, at) + put + before.slice(at) ? put : null;
}
