import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readEntry } from "../../src/note/read";
import { deleteCode, markCodeUsed, replaceSecret, unmarkCode } from "../../src/note/write";
import { codesIn, readWithYaml } from "./reader";

/** Notes as Obsidian leaves them when it rewrites their properties: with the `yaml` package, folded at 80 columns (fixtures/folded). */

const folder = path.join(import.meta.dirname, "fixtures/folded");
const note = (name: string) => readFileSync(path.join(folder, `${name}.md`), "utf8");
const day = "2026-02-15";
// Made with libargon2 and libsodium; the tail with openssl: printf %s "$sealed" | openssl dgst -sha256 -binary | base64 | cut -c1-4
const sealed = "tfn1.65536.3.4.ABEiM0RVZneImaq7zN3u_w.5WuJJmHcv66CoZx1iEs5Kp4vEP4zXNPE-XbsE-78EjUKus4ZJo8BYsnXr6zp8MVnEG9NWVhVa1TxIj7hFD-1l3hSGKyq2mLT";
const mark = "used 2026-02-15~VNqI";
const by = `${sealed.slice(0, -1)}U`;
const clear = "correct horse battery staple abandon ability able about above absent absorb abstract absurd";

function text(edit: ReturnType<typeof markCodeUsed>): string {
	if (!("text" in edit)) throw new Error(edit.reason);
	return edit.text;
}

describe.each(["list", "last", "one-text"])("%s", (name) => {
	it("has its mark on a line of its own", () => expect(note(name)).toMatch(/[ ]{2,}used 2026-02-15~VNqI\n/));

	it("reads as used", () => {
		expect(readEntry(note(name)).problems).toEqual([]);
		expect(readEntry(note(name)).entry?.backupCodes.filter(({ used }) => used !== null)).toEqual([{ stored: sealed, used: day }]);
		expect(markCodeUsed(note(name), sealed, day)).toEqual({ reason: "already used", day });
	});

	it("is unmarked, and marked again, with nothing else changed", () => {
		const unmarked = text(unmarkCode(note(name), sealed, day));
		expect(unmarked).toBe(note(name).replace(/\n +used 2026-02-15~VNqI/, ""));
		const marked = text(markCodeUsed(unmarked, sealed, day));
		expect(marked).toBe(note(name).replace(/\n +used/, " used"));
		expect(readWithYaml(marked)).toEqual(readWithYaml(note(name)));
		expect(unmarkCode(marked, sealed, day)).toEqual({ text: unmarked });
	});

	it("is replaced with its mark, and deleted", () => {
		const before = codesIn(readWithYaml(note(name)).backup_codes);
		const replaced = codesIn(readWithYaml(text(replaceSecret(note(name), "backup_codes", sealed, by))).backup_codes);
		expect(replaced.map((item) => item.replace(/~.{4}$/, ""))).toEqual(before.map((item) => item.replace(`${sealed} ${mark}`, `${by} used ${day}`)));
		expect(codesIn(readWithYaml(text(deleteCode(note(name), "backup_codes", sealed))).backup_codes)).toEqual(before.filter((item) => !item.startsWith(sealed)));
	});
});

it("reads several marks over lines, of which the earliest counts", () => {
	expect(readEntry(note("several-marks")).entry?.backupCodes[0]).toEqual({ stored: sealed, used: day });
	expect(codesIn(readWithYaml(text(unmarkCode(note("several-marks"), sealed))).backup_codes)[0]).toBe(sealed);
	expect(codesIn(readWithYaml(text(unmarkCode(note("several-marks"), sealed, "2026-03-01"))).backup_codes)[0]).toBe(`${sealed} ${mark} used 2026-03-02`);
});

it("reads a long code in the clear, folded in its midst", () => {
	expect(readEntry(note("long-clear")).entry?.backupCodes[0]).toEqual({ stored: clear, used: day });
	const unmarked = text(unmarkCode(note("long-clear"), clear, day));
	expect(codesIn(readWithYaml(unmarked).backup_codes)[0]).toBe(clear);
	expect(text(markCodeUsed(unmarked, clear, day))).toContain("absurd used 2026-02-15\n");
	expect(text(replaceSecret(note("long-clear"), "backup_codes", clear, sealed))).toContain(`  - ${sealed} ${mark}\n`);
});

it("reads text after a mark, in quotes over lines, as unclear", () => {
	expect(readEntry(note("quoted")).entry?.backupCodes[0]).toMatchObject({ stored: sealed, unclear: expect.stringContaining("is not a mark") as unknown });
	expect(markCodeUsed(note("quoted"), sealed, day)).not.toHaveProperty("text");
});

it("reads the former set", () => {
	expect(readEntry(note("former")).entry?.formerBackupCodes).toEqual([{ stored: sealed, used: day }]);
	expect(text(replaceSecret(note("former"), "backup_codes_former", sealed, by))).toContain(`  - ${by} used 2026-02-15~`);
});

it("has no fixture that nothing looks at", () => expect(readdirSync(folder).sort()).toEqual(["former.md", "last.md", "list.md", "long-clear.md", "one-text.md", "quoted.md", "several-marks.md"]));

describe("a mark", () => {
	const read = (item: string) => readEntry(`---\nbackup_codes:\n  - ${item}\nbackup_codes_generated: 2026-01-10\n---\n`).entry?.backupCodes[0];

	it.each([
		[`${sealed} used 2026-02-15`, "without a tail"], [`${sealed} used 2026-02-15~VNqI`, "with its tail"], [`"${sealed} used 2026-02-15~VNqI"`, "in double quotes"], [`'${sealed} used 2026-02-15'`, "in single quotes"],
		[`${sealed} used 2026-03-01 used 2026-02-15~VNqI`, "beside a later one"], [`${sealed}   used   2026-02-15`, "with more blanks"], [`${sealed} used 2026-02-15 used 2026-02-15`, "twice"],
	])("is clear: %s (%s)", (item) => expect(read(item)).toEqual({ stored: sealed, used: day }));

	it.each([
		["used 2026-02-15~AAAA", "the tail of another"], ["used 2026-02-15~VNqI used 2026-02-16~AAAA", "one of them the tail of another"], ["used 2026-01-09", "dated before the codes were made"], ["used 2026-02-30", "a day that does not exist"], ["used 15.02.2026", "a day written otherwise"],
		["Used 2026-02-15", "a capital"], ["USED 2026-02-15", "capitals"], ["used", "no day"], ["used 2026-02-15 by phone", "words after it"], ["phone used 2026-02-15", "words before it"], ["used 2026-02-15~", "an empty tail"], ["used 2026-02-15~VNqIx", "a longer tail"], ["used 2026-02-15~vnqi", "a tail in other letters"], ["lost", "another word"],
	])("is unclear: %s (%s)", (tail) => {
		const code = read(`${sealed} ${tail}`);
		expect(code?.stored).toBe(sealed);
		expect(code?.unclear).toMatch(/\.$/);
	});

	it.each([["1234 Used 2026-02-15"], ["1234 used 2026-02-30"], ["1234 used"], ["1234 used 2026-02-15 by phone"], ["1234 used 2026-02-15~AAAA"]])("of a code in the clear is unclear: %s", (item) => {
		expect(read(item)).toMatchObject({ stored: "1234", unclear: expect.stringMatching(/\.$/) as unknown });
	});
});
