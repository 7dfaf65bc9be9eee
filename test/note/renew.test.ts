import { describe, expect, it } from "vitest";
import { renewCodes } from "../../src/note/renew";
import type { Renewal } from "../../src/note/renew";
import { codesIn, readWithYaml } from "./reader";

const note = (properties: string) => `---\n${properties}---\nbody\n`;
const set: Renewal = { codes: ["00", "tfn1.n"], keep: null, made: "2026-11-22", renew: "2027-11-22" };
const days = "backup_codes_generated: 2026-11-22\nbackup_codes_renew: 2027-11-22\n";
const renewed = (text: string, how: Partial<Renewal> = {}): string => {
	const edit = renewCodes(text, { ...set, ...how });
	return "text" in edit ? edit.text : edit.reason;
};

describe("a new set of backup codes", () => {
	it.each([
		["an indented list", "backup_codes: # c\n    - a # d\n    # e\n    - \"b\" # f\nx: 1\n", "backup_codes: # c\n    # e\n    - \"00\"\n    - tfn1.n\nx: 1\n"],
		["a list at column 0", "backup_codes:\n- a used 2026-01-01\n- b\nx: 1\n", "backup_codes:\n- \"00\"\n- tfn1.n\nx: 1\n"],
		["a list with equal codes", "backup_codes:\n- a\n- a used 2026-01-01\nx: 1\n", "backup_codes:\n- \"00\"\n- tfn1.n\nx: 1\n"],
		["a flow list", "backup_codes: [a, 'b'] # c\n", "backup_codes: [\"00\", tfn1.n] # c\n"],
		["a flow list over lines", "backup_codes: [\n  a,\n  b, # c\n]\n", "backup_codes: [\n  \"00\", tfn1.n, # c\n]\n"],
		["an empty list", "backup_codes: []\n", "backup_codes: [\"00\", tfn1.n]\n"],
		["an empty value", "backup_codes: # c\nx: 1\n", "backup_codes: # c\n  - \"00\"\n  - tfn1.n\nx: 1\n"],
		["one code", "backup_codes: 'a' # c\n", "backup_codes: [\"00\", tfn1.n] # c\n"],
		["a block", "backup_codes: |\n  a\n  b used 2026-01-01\n\nx: 1\n", "backup_codes: |\n  00\n  tfn1.n\n\nx: 1\n"],
		["a list with a block in it", "backup_codes:\n  - |\n    a\n    b\n  - c\n\nx: 1\n", "backup_codes:\n  - \"00\"\n  - tfn1.n\n\nx: 1\n"],
		["codes in quotes", "backup_codes: \"a\\nb\"\n", "backup_codes: [\"00\", tfn1.n]\n"],
		["no codes", "x: 1\n", "x: 1\nbackup_codes:\n  - \"00\"\n  - tfn1.n\n"],
	])("takes the place of %s", (_, before, after) => expect(renewed(note(before))).toBe(note(after + days)));

	it("keeps the former set behind earlier ones, encrypted, with its marks", () => {
		const before = note("backup_codes: [a used 2026-01-01, tfn1.b used 2026-01-02~dyTp, tfn1.c, d, on paper 1]\nbackup_codes_former:\n  - tfn1.z\n");
		const after = renewed(before, { keep: (code) => `tfn1.sealed-${code}` });
		// The tail: printf tfn1.sealed-a | openssl sha256 -binary | base64 | cut -c1-4
		expect(after).toBe(note(`backup_codes: ["00", tfn1.n]\nbackup_codes_former:\n  - tfn1.z\n  - "tfn1.sealed-a used 2026-01-01~58ED"\n  - "tfn1.b used 2026-01-02~dyTp"\n  - tfn1.c\n  - tfn1.sealed-d\n  - "on paper 1"\n${days}`));
		expect(codesIn(readWithYaml(after)["backup_codes_former"])).toHaveLength(6);
	});

	it("keeps what stands behind a clear code with it, encrypted: it may be a part of the code", () => {
		expect(renewed(note("backup_codes:\n- a used up\n"), { keep: (code) => `tfn1.${code.replaceAll(" ", "_")}` })).toContain("- tfn1.a_used_up\n");
	});

	it("sets its days where those of the former set stand, and drops the day of a test, and of a sheet with the former codes", () => {
		const before = note("backup_codes_tested: 2026-02-01\nsheet_printed: 2026-11-22\nbackup_codes_rotate: '2026-03-01' # soon\nbackup_codes:\n- a\nbackup_codes_generated: 2025-03-01\n");
		expect(renewed(before)).toBe(note("backup_codes_rotate: 2027-11-22 # soon\nbackup_codes:\n- \"00\"\n- tfn1.n\nbackup_codes_generated: 2026-11-22\n"));
		expect(renewed(before, { made: "", renew: "" })).toBe(note("backup_codes:\n- \"00\"\n- tfn1.n\n"));
	});

	it("is put in with the line ends of the note", () => {
		expect(renewed("---\r\nbackup_codes:\r\n  - a\r\n---\r\n", { renew: "" })).toBe("---\r\nbackup_codes:\r\n  - \"00\"\r\n  - tfn1.n\r\nbackup_codes_generated: 2026-11-22\r\n---\r\n");
	});

	it.each([
		["an anchored list", "backup_codes: &x [a]\n"], ["a mark without a code", "backup_codes:\n- used 2026-01-01\n"], ["a broken note", "x: y: z\n"],
		["a set that holds one of them", "backup_codes: [tfn1.n used 2026-01-01]\n"], ["days that are a list", "backup_codes: [a]\nbackup_codes_generated: [b]\n"],
	])("is refused over %s", (_, before) => expect(renewed(note(before))).toBe("unreadable"));
});
