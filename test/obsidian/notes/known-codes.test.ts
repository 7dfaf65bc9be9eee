import { describe, expect, it } from "vitest";
import { readEntry } from "../../../src/note/read";
import { knownCodes } from "../../../src/obsidian/notes/known-codes";

const { entry } = readEntry("---\nbackup_codes:\n  - 9832-3290 used 2026-01-02\n  - abcde-12345\n  - tfn1.locked\nbackup_codes_former:\n  - \"0000 1111\" # never used\n  - 2222 3333 used 2025-06-07\n---\n");
const open = (_: unknown, text: string) => (text.startsWith("tfn1") ? { reason: "locked" } : { text, sealedFor: null });

function isKnown(code: string): boolean {
	if (entry === null) throw new Error("no account");
	// Of the codes that live, what is asked.
	return knownCodes({ codes: { openCode: open } } as unknown as Parameters<typeof knownCodes>[0], entry)(code);
}

describe("a backup code that is given to an account", () => {
	it.each([
		["a used one of the set", "9832-3290", true],
		["a used one that the service writes otherwise", "9832 3290", true],
		["one of the set in capitals", "ABCDE12345", true],
		["a used one of a former set", "22223333", true],
		["one of a former set that was never used: it may be taken back", "0000-1111", false],
		["another one", "9832-3291", false],
		["a text without letters", "----", false],
	])("%s is known: %s, %s", (_, code, known) => expect(isKnown(code)).toBe(known));
});
