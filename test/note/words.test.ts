import { describe, expect, it } from "vitest";
import { readEntry } from "../../src/note/read";
import { setWords } from "../../src/note/words";

const note = (properties: string) => `---\ntotp_seed: JBSWY3DPEHPK3PXP\n${properties}---\nbody\n`;
const copies = ["safe", "at Ann's"];
const known = ["safe", "Bitwarden"];

describe("where other copies are kept", () => {
	it.each([
		["nothing", "", "copies:\n  - \"safe\"\n  - \"at Ann's\"\n"],
		["a list", "copies:\n  - Bitwarden # old\n  - safe # fire-proof\n", "copies:\n  - safe # fire-proof\n  - \"at Ann's\"\n"],
		["a flow list", "copies: [safe, Bitwarden]\n", "copies: [safe, \"at Ann's\"]\n"],
		["one text", "copies: safe, Bitwarden # c\n", "copies: \"safe, at Ann's\" # c\n"],
		["an empty value", "copies:\nx: 1\n", "x: 1\ncopies:\n  - \"safe\"\n  - \"at Ann's\"\n"],
		["the other name", "backup_codes_stored: [Bitwarden]\n", "backup_codes_stored: [\"safe\", \"at Ann's\"]\n"],
		["both names", "backup_codes_stored: [safe]\ncopies: [Bitwarden]\n", "backup_codes_stored: [safe]\ncopies: [\"at Ann's\"]\n"],
		["the same", "copies: [at Ann's, safe]\n", "copies: [at Ann's, safe]\n"],
	])("is set over %s", (_, before, after) => {
		const edit = setWords(note(before), "copies", copies, known);
		expect(edit).toEqual({ text: note(after) });
		expect("text" in edit && readEntry(edit.text).entry?.copies.sort()).toEqual([...copies].sort());
	});

	it("can be nowhere", () => {
		expect(setWords(note("copies: [safe, Bitwarden]\n"), "copies", [], known)).toEqual({ text: note("copies: []\n") });
		expect(setWords(note("copies: safe, Bitwarden\n"), "copies", [], known)).toEqual({ text: note("") });
		expect(setWords(note(""), "copies", [], known)).toEqual({ text: note("") });
	});

	it("leaves what came while they were written", () => {
		expect(setWords(note("copies: [safe, Bitwarden, at Bob's]\n"), "copies", copies, known)).toEqual({ text: note("copies: [safe, at Bob's, \"at Ann's\"]\n") });
	});

	it.each(["copies: &a [safe]\n", "copies: {a: b}\n"])("is not set over %s", (before) => expect(setWords(note(before), "copies", copies, known)).toMatchObject({ reason: "unreadable" }));
});
