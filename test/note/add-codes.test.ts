import { describe, expect, it } from "vitest";
import { addBackupCodes, addItems } from "../../src/note/add-codes";

const note = (properties: string) => `---\n${properties}---\nbody\n`;

describe("addBackupCodes", () => {
	it.each([
		["no list", "x: 1\n", "x: 1\nbackup_codes:\n  - \"00\"\n  - tfn1.a\n"],
		["empty properties", "", "backup_codes:\n  - \"00\"\n  - tfn1.a\n"],
		["an indented list", "backup_codes:\n    - a # c\n\n    # d\nx: 1\n", "backup_codes:\n    - a # c\n    - \"00\"\n    - tfn1.a\n\n    # d\nx: 1\n"],
		["a list at column 0", "backup_codes:\n- a\nx: 1\n", "backup_codes:\n- a\n- \"00\"\n- tfn1.a\nx: 1\n"],
		["a list at the end", "backup_codes:\n  - a\n", "backup_codes:\n  - a\n  - \"00\"\n  - tfn1.a\n"],
		["a list with a block at its end", "backup_codes:\n  - |\n    a\n    b\n\nx: 1\n", "backup_codes:\n  - |\n    a\n    b\n  - \"00\"\n  - tfn1.a\n\nx: 1\n"],
		["a list with a folded text at its end", "backup_codes:\n  - a\n    b\nx: 1\n", "backup_codes:\n  - a\n    b\n  - \"00\"\n  - tfn1.a\nx: 1\n"],
		["a list with an empty item at its end", "backup_codes:\n  - a\n  -\nx: 1\n", "backup_codes:\n  - a\n  -\n  - \"00\"\n  - tfn1.a\nx: 1\n"],
		["a flow list", "backup_codes: [a, 'b'] # c\n", "backup_codes: [a, 'b', \"00\", tfn1.a] # c\n"],
		["a flow list over lines", "backup_codes: [\n  a,\n  b, # c\n]\n", "backup_codes: [\n  a,\n  b, \"00\", tfn1.a, # c\n]\n"],
		["an empty flow list", "backup_codes: []\n", "backup_codes: [\"00\", tfn1.a]\n"],
		["an empty value", "backup_codes: # c\nx: 1\n", "backup_codes: # c\n  - \"00\"\n  - tfn1.a\nx: 1\n"],
		["null", "backup_codes: null\n", "backup_codes: [\"00\", tfn1.a]\n"],
		["empty quotes", "backup_codes: ''\n", "backup_codes: [\"00\", tfn1.a]\n"],
		["one code", "backup_codes: 'a' # c\n", "backup_codes: ['a', \"00\", tfn1.a] # c\n"],
		["one code with a comma", "backup_codes: a, b\n", "backup_codes: [\"a, b\", \"00\", tfn1.a]\n"],
		["a block of codes", "backup_codes: |\n  a\n  b\n\nx: 1\n", "backup_codes: |\n  a\n  b\n  00\n  tfn1.a\n\nx: 1\n"],
		["codes in quotes", "backup_codes: \"a\\nb\"\n", "backup_codes: [\"a\\nb\", \"00\", tfn1.a]\n"],
	])("adds to %s", (_, before, after) => expect(addBackupCodes(note(before), ["00", "tfn1.a"])).toEqual({ text: note(after) }));

	it("makes properties where there are none", () => {
		expect(addBackupCodes("a\r\n", ["b"])).toEqual({ text: "---\r\nbackup_codes:\r\n  - \"b\"\r\n---\r\na\r\n" });
	});

	it("keeps to the line ends of the list", () => {
		expect(addBackupCodes("---\r\nbackup_codes:\r\n  - a\r\nx: 1\r\n---\r\n", ["b"])).toEqual({ text: "---\r\nbackup_codes:\r\n  - a\r\n  - \"b\"\r\nx: 1\r\n---\r\n" });
	});

	it("changes nothing for no codes", () => expect(addBackupCodes("text", [])).toEqual({ text: "text" }));

	it.each([
		["a clear code that ends like a mark", "backup_codes: [a]\n", ["b used 2026-02-15"]], ["an empty code", "backup_codes: [a]\n", [""]], ["a code of two lines", "backup_codes: [a]\n", ["b\nc"]],
		["an anchored list", "backup_codes: &x [a]\n", ["b"]], ["a mapping", "backup_codes: {a: b}\n", ["b"]], ["a broken note", "x: y: z\n", ["b"]],
	])("refuses %s", (_, properties, codes) => expect(addBackupCodes(note(properties), codes)).toEqual({ reason: "unreadable" }));
});

it("adds to other lists alike", () => expect(addItems(note("tags: security\n"), "tags", ["2fa"])).toEqual({ text: note("tags: [security, \"2fa\"]\n") }));
