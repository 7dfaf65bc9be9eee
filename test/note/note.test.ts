import { describe, expect, it } from "vitest";
import { readEntry } from "../../src/note/read";
import { markCodeUsed, setProperty } from "../../src/note/write";

const note = (properties: string) => `---\n${properties}\n---\nbody\n`;
const said = (properties: string) => readEntry(note(properties)).problems.map(({ what, where }) => `${where ?? ""}: ${what}`).join("\n");

describe("a note that is read, but never changed", () => {
	it.each([
		["the same key twice", "issuer: A\nbackup_codes: [a]\nissuer: B", "same key twice"],
		["the same key twice further in", "x: {k: 1, k: 2}\nbackup_codes: [a]", "same key twice"],
		["the same key in other quotes", "x: 1\n\"x\": 2\nbackup_codes: [a]", "same key twice"],
		["a merge", "x: &x {k: 1}\ny:\n  <<: *x\nbackup_codes: [a]", "<<"],
		["a complex key", "? x\n: 1\nbackup_codes: [a]", "complex key"],
		["a list as key", "? [x]\n: 1\nbackup_codes: [a]", "complex key"],
		["a template for a value", "title: {{title}}\nbackup_codes: [a]", "complex key"],
		["an end of document", "backup_codes: [a]\n...", "several YAML documents"],
		["two documents", "backup_codes: [a]\n--- # second\nx: 1", "several YAML documents"],
		["a directive", "%YAML 1.2\n--- # first\nbackup_codes: [a]", "directive"],
		["a carriage return alone", "issuer: A\rbackup_codes: [a]\r\nx: 1", "carriage return"],
		["a control character in a comment", "backup_codes: [a] # \u0007", "control character"],
		["a control character in quotes", "issuer: 'a\u0085b'\nbackup_codes: [a]", "control character"],
		["a lone surrogate", "issuer: 'a\ud800'\nbackup_codes: [a]", "surrogate"],
	])("because of %s", (_, properties, what) => {
		expect(readEntry(note(properties)).entry?.backupCodes).toContainEqual({ stored: "a", used: null });
		expect(said(properties)).toContain(what);
		expect(markCodeUsed(note(properties), "a", "2026-02-15")).toEqual({ reason: "unreadable" });
		expect(setProperty(note(properties), "issuer", "B")).toEqual({ reason: "unreadable" });
	});

	it.each([
		["an anchor on the list", "backup_codes: &x\n  - a", "anchor"], ["an anchor on the code", "backup_codes:\n  - &x a", "anchor"], ["an alias for the list", "x: &x [a]\nbackup_codes: *x", "alias"],
		["an alias for the code", "x: &x a\nbackup_codes: [*x]", "alias"], ["a tag on the list", "backup_codes: !!seq [a]", "tag"], ["a tag on the code", "backup_codes:\n  - !mine a", "tag"],
		["an anchor on everything", "&all\nbackup_codes: [a]", "anchor"], ["a tag on everything", "!!map\nbackup_codes: [a]", "tag"],
	])("because of %s", (_, properties, what) => {
		expect(readEntry(note(properties)).entry?.backupCodes).toEqual([{ stored: "a", used: null }]);
		expect(said(properties)).toContain(what);
		expect(markCodeUsed(note(properties), "a", "2026-02-15")).toEqual({ reason: "unreadable" });
	});

	it.each(["x: &x 1\ny: *x\nbackup_codes: [a]", "x: !mine 1\nbackup_codes: [a]", "backup_codes: [&x b, a]", "backup_codes: [!!str a]"])("but not because of what others write: %j", (properties) => {
		expect(markCodeUsed(note(properties), "a", "2026-02-15")).toHaveProperty("text");
	});
});
