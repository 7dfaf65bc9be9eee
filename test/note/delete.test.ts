import { describe, expect, it } from "vitest";
import { deleteCode, deleteItem, deleteProperty } from "../../src/note/write";

const note = (properties: string) => `---\n${properties}---\nbody\n`;
const crlf = (text: string) => text.replaceAll("\n", "\r\n");

const lists: [string, string, string][] = [
	["an indented list", "backup_codes:\n    - a\n    - b # c\n    # d\n    - e\nx: 1\n", "backup_codes:\n    - a\n    # d\n    - e\nx: 1\n"],
	["a list at column 0", "backup_codes:\n- a\n- b\n- c\nx: 1\n", "backup_codes:\n- a\n- c\nx: 1\n"],
	["the end of a list", "backup_codes:\n  - a\n  - b\n", "backup_codes:\n  - a\n"],
	["the start of a list", "backup_codes:\n  - b\n  - a\n", "backup_codes:\n  - a\n"],
	["a list with blank lines", "backup_codes:\n\n  - a\n\n  - b\n\n  - c\n", "backup_codes:\n\n  - a\n\n\n  - c\n"],
	["a list with its items on the next lines", "backup_codes:\n  - a\n  -\n    b\n  - c\n", "backup_codes:\n  - a\n  - c\n"],
	["a list of one", "backup_codes: # c\n  # d\n  - b\n  # e\nx: 1\n", "backup_codes: [] # c\n  # d\n  # e\nx: 1\n"],
	["a list of one at column 0", "backup_codes:\n- b\nx: 1\n", "backup_codes: []\nx: 1\n"],
	["quotes", "backup_codes:\n  - 'a'\n  - \"b\"\n  - 'c'\n", "backup_codes:\n  - 'a'\n  - 'c'\n"],
	["quotes over lines", "backup_codes:\n  - \"b\\\n    \"\n  - 'c'\n", "backup_codes:\n  - 'c'\n"],
	["a list with folded items", "backup_codes:\n  - b\n    used 2026-01-01\n  - c\n", "backup_codes:\n  - c\n"],
	["a list of blocks", "backup_codes:\n  - |\n    b\n\n  - c\n", "backup_codes:\n\n  - c\n"],
	["one of several in a block of a list", "backup_codes:\n  - |\n    a\n    b\n  - c\n", "backup_codes:\n  - |\n    a\n  - c\n"],
	["a list with a tag on the code", "backup_codes:\n  - !!str b\n  - a\n", "backup_codes:\n  - a\n"],
	["a flow list", "backup_codes: [a, b, c] # d\n", "backup_codes: [a, c] # d\n"],
	["the start of a flow list", "backup_codes: [b, a]\n", "backup_codes: [a]\n"],
	["the end of a flow list", "backup_codes: [a, 'b' ]\n", "backup_codes: [a ]\n"],
	["a flow list of one", "backup_codes: [b]\n", "backup_codes: []\n"],
	["a flow list of one with a comma", "backup_codes: [ b, ]\n", "backup_codes: [  ]\n"],
	["a flow list over lines", "backup_codes: [\n  a,\n  b,\n  c, # d\n]\n", "backup_codes: [\n  a,\n  c, # d\n]\n"],
	["a flow list over lines with comments", "backup_codes: [\n  a, # of, a\n  b, # of, b\n  c # of, c\n]\n", "backup_codes: [\n  a, # of, a\n   # of, b\n  c # of, c\n]\n"],
	["the end of a flow list over lines", "backup_codes: [\n  a, # of, a\n  b\n  ]\n", "backup_codes: [\n  a # of, a\n  ]\n"],
	["the end of a flow list with a trailing comma", "backup_codes: [\n  a,\n  b,\n]\n", "backup_codes: [\n  a,\n]\n"],
	["a flow list with commas on other lines", "backup_codes: [\n  a\n  , b\n  , c\n]\n", "backup_codes: [\n  a\n  , c\n]\n"],
	["one text", "backup_codes: b # c\nx: 1\n", "backup_codes: [] # c\nx: 1\n"],
	["one text in quotes", "backup_codes: 'b used 2026-01-01'\n", "backup_codes: []\n"],
	["a block of one", "backup_codes: | # c\n  b\n\nx: 1\n", "backup_codes: [] # c\n\nx: 1\n"],
	["a block", "backup_codes: |\n  a\n  b\n\n  c\n", "backup_codes: |\n  a\n\n  c\n"],
	["a folded block", "backup_codes: >-\n  a\n\n  b\n\n  c\n", "backup_codes: >-\n  a\n\n\n  c\n"],
	["a text of several lines", "backup_codes: \"a\\nb\\nc\"\n", "backup_codes: \"a\\n\\nc\"\n"],
	["plain text over lines", "backup_codes: a\n\n  b\n\n  c\n", "backup_codes: a\n\n\n  c\n"],
	["equal codes, an unmarked one", "backup_codes: [b used 2026-01-01, b, b used 2026-01-02]\n", "backup_codes: [b used 2026-01-01, b used 2026-01-02]\n"],
	["equal codes, the last one", "backup_codes: [b used 2026-01-01, a, b used 2026-01-02]\n", "backup_codes: [b used 2026-01-01, a]\n"],
];

describe("deleteCode", () => {
	it.each(lists)("deletes from %s", (_, before, after) => expect(deleteCode(note(before), "backup_codes", "b")).toEqual({ text: note(after) }));

	it.each(lists)("deletes with other line ends, a byte order mark and no end from %s", (_, before, after) => {
		const odd = (properties: string) => `\uFEFF${crlf(`---\n${properties}---`)}`;
		expect(deleteCode(odd(before), "backup_codes", "b")).toEqual({ text: odd(after) });
	});

	it("deletes a secret with its property", () => expect(deleteCode(note("x: 1\npin: 'b' # c\ny: 1\n"), "pin", "b")).toEqual({ text: note("x: 1\ny: 1\n") }));

	it.each([
		["another code", "backup_codes: [a]\n", "gone"], ["a former code", "backup_codes_former: [b]\n", "gone"], ["no property", "x: 1\n", "gone"], ["an anchored code", "backup_codes: [&x b]\n", "unreadable"],
		["a code that another property stands for", "backup_codes:\n  - b\n  - &x c\ny: *x\nbackup_codes_former: *x\nz: {? a : b}\n", "unreadable"], ["a broken note", "backup_codes: [b]\nx: y: z\n", "unreadable"],
	])("refuses %s", (_, properties, reason) => expect(deleteCode(note(properties), "backup_codes", "b")).toEqual({ reason }));
});

describe("deleteItem", () => {
	it.each([
		["of a flow list", "k: [Pixel 8, 'b', c] # d\n", "k: ['b', c] # d\n"],
		["at its end", "k: [ b, Pixel 8 ]\n", "k: [ b ]\n"],
		["of a list, with what stands behind it on the line", "k:\n  - \"pixel 8\" # a\n  # b\n  - c\n", "k:\n  # b\n  - c\n"],
		["twice", "k: [Pixel 8, b, PIXEL 8]\n", "k: [b]\n"],
		["alone", "k:\n  - Pixel 8\nx: 1\n", "k: []\nx: 1\n"],
		["of a text with commas", "k: Pixel 8, b c,d\n", "k: \"b c, d\"\n"],
		["as the whole text", "a: 1\nk: Pixel 8\nx: 1\n", "a: 1\nx: 1\n"],
		["of a block", "k: |\n  Pixel 8\n  b\n", "k: \"b\"\n"],
	])("deletes an item %s", (_, before, after) => {
		expect(deleteItem(note(before), "k", "Pixel 8")).toEqual({ text: note(after) });
		expect(deleteItem(note(after), "k", "Pixel 8")).toEqual({ reason: "gone" });
		expect(deleteItem(crlf(note(before)), "k", "Pixel 8")).toEqual({ text: crlf(note(after)) });
	});

	it("refuses what it cannot tell, and finds no part of an item", () => {
		expect(deleteItem(note("k: [Pixel 8 Pro]\n"), "k", "Pixel 8")).toEqual({ reason: "gone" });
		expect(deleteItem(note("k: &a [Pixel 8]\n"), "k", "Pixel 8")).toEqual({ reason: "unreadable" });
		expect(deleteItem("---\nk: [Pixel 8]\n", "k", "Pixel 8")).toEqual({ reason: "unreadable" });
	});
});

describe("deleteProperty", () => {
	it.each([
		["plain text", "a: 1\nk: b # c\n# d\nz: 1\n", "a: 1\n# d\nz: 1\n"], ["the first", "k: b\nz: 1\n", "z: 1\n"], ["the last", "# c\na: 1\nk: b\n", "# c\na: 1\n"], ["the only one", "# c\nk: b\n", "# c\n"],
		["no value", "a: 1\nk:\nz: 1\n", "a: 1\nz: 1\n"], ["a list", "a: 1\nk:\n  # c\n  - b\n  - 'd\n    e'\nz: 1\n", "a: 1\nz: 1\n"], ["a list at column 0", "k:\n- b\n- c\nz: 1\n", "z: 1\n"],
		["a flow list over lines", "k: [\n  a,\n  b # c\n]\nz: 1\n", "z: 1\n"], ["a block with what looks like a comment", "a: 1\nk: |\n  # b\n  c\nz: 1\n", "a: 1\nz: 1\n"], ["a block that keeps its end", "k: |+\n  b\n\nz: 1\n", "\nz: 1\n"],
		["a mapping", "k:\n  b: 1\n  c: [d, e]\nz: 1\n", "z: 1\n"], ["an empty flow list", "k: [\n ]\nz: 1\n", "z: 1\n"], ["text over lines", "k: b\n  c\n\n  d\nz: 1\n", "z: 1\n"], ["a quoted key", "\"k\" : \"b\\\n  c\"\nz: 1\n", "z: 1\n"],
		["an empty list over lines", "k: [ # c\n ]\nz: 1\n", "z: 1\n"], ["a list with aliases", "x: &x 1\nk:\n  - b\n  - *x\nz: 1\n", "x: &x 1\nz: 1\n"],
	])("deletes %s", (_, before, after) => {
		expect(deleteProperty(note(before), "k")).toEqual({ text: note(after) });
		expect(deleteProperty(crlf(note(before)), "k")).toEqual({ text: crlf(note(after)) });
	});

	it.each([["no such property", "a: 1\n", "gone"], ["an anchor that is used", "k: [&x b]\nz: *x\n", "unreadable"], ["a flow mapping", "{k: b, z: 1}\n", "unreadable"], ["a broken note", "k: b: c\n", "unreadable"]])("refuses %s", (_, properties, reason) => {
		expect(deleteProperty(note(properties), "k")).toEqual({ reason });
	});
});
