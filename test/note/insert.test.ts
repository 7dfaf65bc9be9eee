import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { setProperty } from "../../src/note/write";
import { readWithYaml } from "./reader";

const note = (properties: string) => `---\n${properties}---\nbody\n`;

describe("setProperty", () => {
	it.each([
		["plain text", "issuer: A # c\nx: 1\n", "issuer: \"B\" # c\nx: 1\n"],
		["quoted text", "x: 1\n'issuer': 'A'   # c\n", "x: 1\n'issuer': \"B\"   # c\n"],
		["text over lines", "issuer: A\n  and more\nx: 1\n", "issuer: \"B\"\nx: 1\n"],
		["a block", "issuer: >- # c\n  A\n  A\n\n# d\nx: 1\n", "issuer: \"B\" # c\n\n# d\nx: 1\n"],
		["a block that keeps its end", "issuer: |+\n  A\n\n\nx: 1\n", "issuer: \"B\"\n\n\nx: 1\n"],
		["an empty block", "issuer: |\nx: 1\n", "issuer: \"B\"\nx: 1\n"],
		["an empty value", "issuer:\nx: 1\n", "issuer: \"B\"\nx: 1\n"],
		["an empty value before a comment", "issuer:   # c\nx: 1\n", "issuer: \"B\"   # c\nx: 1\n"],
		["an empty quoted key", "\"issuer\" :\nx: 1\n", "\"issuer\" : \"B\"\nx: 1\n"],
		["empty quotes", "issuer: ''\n", "issuer: \"B\"\n"],
		["a value in a flow mapping", "{issuer: A, x: 1}\n", "{issuer: \"B\", x: 1}\n"],
		["a value on the next line", "issuer:\n  A\nx: 1\n", "issuer:\n  \"B\"\nx: 1\n"],
	])("replaces %s", (_, before, after) => expect(setProperty(note(before), "issuer", "B")).toEqual({ text: note(after) }));

	it.each([
		["after the last line", "x: 1\n", "x: 1\nissuer: \"B\"\n"], ["in empty properties", "", "issuer: \"B\"\n"], ["below comments", "# c\n", "# c\nissuer: \"B\"\n"],
		["after a list", "x:\n- a\n- b\n", "x:\n- a\n- b\nissuer: \"B\"\n"], ["after an empty key", "x:\n", "x:\nissuer: \"B\"\n"], ["after a block", "x: |\n  a\n", "x: |\n  a\nissuer: \"B\"\n"],
		["before blank lines", "x: 1\n\n\t\n", "x: 1\nissuer: \"B\"\n\n\t\n"], ["after the blank lines of a block", "x: |+\n  a\n\n", "x: |+\n  a\n\nissuer: \"B\"\n"],
		["as deep as the others", "  x: 1\n", "  x: 1\n  issuer: \"B\"\n"], ["beside a key of that name further in", "x:\n  issuer: A\n", "x:\n  issuer: A\nissuer: \"B\"\n"], ["after a comment that is indented", "x: 1\n  # c\n", "x: 1\n  # c\nissuer: \"B\"\n"],
	])("adds a property %s", (_, before, after) => expect(setProperty(note(before), "issuer", "B")).toEqual({ text: note(after) }));

	it.each([
		["body", "---\nissuer: \"B\"\n---\nbody"], ["", "---\nissuer: \"B\"\n---\n"], ["a\r\nb\r\n", "---\r\nissuer: \"B\"\r\n---\r\na\r\nb\r\n"], ["\uFEFFbody", "\uFEFF---\nissuer: \"B\"\n---\nbody"],
	])("makes the properties of %j", (before, after) => expect(setProperty(before, "issuer", "B")).toEqual({ text: after }));

	it("keeps to the line ends of the note", () => {
		expect(setProperty("---\r\nx: 1\r\n---\r\nbody\n", "issuer", "B")).toEqual({ text: "---\r\nx: 1\r\nissuer: \"B\"\r\n---\r\nbody\n" });
		expect(setProperty("---\r\n---\r\n", "issuer", "B")).toEqual({ text: "---\r\nissuer: \"B\"\r\n---\r\n" });
	});

	it.each([
		["type", "TOTP", "TOTP"], ["algorithm", "SHA256", "SHA256"], ["digits", "8", "8"], ["period", "60", "60"], ["counter", "41", "41"], ["favourite", "true", "true"], ["verified", "2026-01-10", "2026-01-10"], ["totp_seed", "tfn1.1.2.3.a-_b", "tfn1.1.2.3.a-_b"],
		["issuer", "TOTP", "\"TOTP\""], ["issuer", "123", "\"123\""], ["issuer", "yes", "\"yes\""], ["digits", "08", "\"08\""], ["type", "SMS", "\"SMS\""], ["totp_seed", "tfn1 x: y", "\"tfn1 x: y\""], ["issuer", "a\"b\\c", "\"a\\\"b\\\\c\""],
		["issuer", "<% tp %> {{x}} `y`", "\"\\x3c% tp %\\x3e \\x7b{x}} \\x60y\\x60\""], ["issuer", "{{{", "\"\\x7b\\x7b{\""], ["issuer", "a\u202eb\u2028c", "\"a\\u202eb\\u2028c\""],
	])("types %s %j as %s", (key, value, typed) => expect(setProperty(note(""), key, value)).toEqual({ text: note(`${key}: ${typed}\n`) }));

	it("changes nothing for no value and for the same value", () => {
		expect(setProperty(note("x: 1\n"), "issuer", null)).toEqual({ text: note("x: 1\n") });
		expect(setProperty(note("issuer: A\n"), "issuer", "A")).toEqual({ text: note("issuer: A\n") });
	});

	it.each([
		["a list", "issuer: [A]\n"], ["an anchored value", "issuer: &x A\n"], ["an alias", "x: &x A\nissuer: *x\n"], ["a new key in a flow mapping", "{x: 1}\n"], ["properties that are a list", "- a\n"], ["broken properties", "a: b: c\n"],
	])("refuses %s", (_, properties) => expect(setProperty(note(properties), "issuer", "B")).toEqual({ reason: "unreadable" }));
	it.each(["a\nb", "a\u0000", "\ud800"])("refuses to write %j", (value) => expect(setProperty(note(""), "issuer", value)).toEqual({ reason: "unreadable" }));

	it("writes any line of text so that readers of both YAML versions read it", () => {
		fc.assert(fc.property(fc.string({ unit: "grapheme" }), (value) => {
			const edit = setProperty(note("x: 1\n"), "issuer", value);
			if (!("text" in edit)) return /\p{Cc}/u.test(value);
			expect(readWithYaml(edit.text).issuer).toBe(value);
			expect(parse(edit.text.split("---\n")[1] ?? "", { version: "1.1" })).toEqual({ x: 1, issuer: value });
			return !/<%|\{\{|`/.test(edit.text);
		}), { numRuns: 500 });
	});
});
