import { describe, expect, it } from "vitest";
import { isLost } from "../../../src/obsidian/notes/standing";
import { markCodeUsed, setProperty } from "../../../src/note/write";

const note = (...lines: string[]): string => ["---", "backup_codes:", ...lines, "tags: [2fa]", "---", "Text.", ""].join("\n");
const before = note("  - 1111-2222", "  - 3333-4444");
const after = note("  - 1111-2222 used 2026-11-22", "  - 3333-4444");
const mark = (text: string) => markCodeUsed(text, "1111-2222", "2026-11-22");
const flow = (codes: string): string => `---\nbackup_codes: [${codes}]\n---\n`;
const twice = note("  - 1111-2222", "  - 1111-2222");
const verify = (text: string) => setProperty(text, "verified", "2026-11-22");

/** `again` is the edit itself; a note in which it stands cannot take it twice. */
const cases: { name: string; before: string; after: string; now: string; again: (text: string) => { text: string } | { reason: string }; lost: boolean }[] = [
	{ name: "the note as it was written", before, after, now: after, again: mark, lost: false },
	{ name: "the note as it was before", before, after, now: before, again: mark, lost: true },
	{ name: "the note as it was before, with what another device wrote", before, after, now: note("  - 1111-2222", "  - 3333-4444 used 2026-11-20"), again: mark, lost: true },
	{ name: "the note as it was before, while the edit cannot be made", before, after, now: before, again: () => ({ reason: "locked" }), lost: true },
	{ name: "another mark beside this one", before, after, now: note("  - 1111-2222 used 2026-11-22", "  - 3333-4444 used 2026-11-22"), again: mark, lost: false },
	{ name: "other line ends", before, after, now: after.replaceAll("\n", "\r\n"), again: mark, lost: false },
	{ name: "the mark, written by another program in its own way", before, after, now: after.replace("- 1111-2222 used 2026-11-22", "- \"1111-2222 used 2026-11-22\""), again: mark, lost: false },
	{ name: "a code that is gone with its mark", before, after, now: note("  - 3333-4444"), again: mark, lost: false },
	{ name: "one of two equal codes, when none is marked any more", before: twice, after: note("  - 1111-2222 used 2026-11-22", "  - 1111-2222"), now: twice, again: mark, lost: true },
	{ name: "one of two equal codes, when one still is", before: twice, after: note("  - 1111-2222 used 2026-11-22", "  - 1111-2222"), now: note("  - 1111-2222", "  - 1111-2222 used 2026-11-22"), again: mark, lost: false },
	{ name: "a list on one line, in which another device marked another code", before: flow("a, b"), after: flow("a used 2026-11-22, b"), now: flow("a, b used 2026-11-22"), again: (text) => markCodeUsed(text, "a", "2026-11-22"), lost: true },
	{ name: "a property that was put in and is gone", before, after: before.replace("tags", "verified: 2026-11-22\ntags"), now: before, again: verify, lost: true },
	{ name: "a property that was put in and is written otherwise", before, after: before.replace("tags", "verified: 2026-11-22\ntags"), now: before.replace("tags", "verified:  2026-11-22\ntags"), again: (text) => ({ text }), lost: false },
];

describe("whether an edit is lost from a note", () => {
	it.each(cases)("$name: $lost", ({ before, after, now, again, lost }) => expect(isLost(before, after, now, again)).toBe(lost));
});
