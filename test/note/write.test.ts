import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { readEntry } from "../../src/note/read";
import { markCodeUsed, replaceSecret, sentences, unmarkCode } from "../../src/note/write";

const note = (properties: string) => `---\n${properties}\n---\nbody\n`;
const day = "2026-02-15";
// Its tail is openssl's: printf %s "$sealed" | openssl dgst -sha256 -binary | basenc --base64url | cut -c1-4
const sealed = "tfn1.65536.3.4.ABEiM0RVZneImaq7zN3u_w.5WuJJmHcv66CoZx1iEs5Kp4vEP4zXNPE-XbsE-78EjUKus4ZJo8BYsnXr6zp8MVnEG9NWVhVa1TxIj7hFD-1l3hSGKyq2mLT";

describe("markCodeUsed", () => {
	it.each([
		["backup_codes: [a, b]", "b", "backup_codes: [a, b used 2026-02-15]"],
		["backup_codes:\n  - 'a'\n  - b # c", "a", "backup_codes:\n  - 'a used 2026-02-15'\n  - b # c"],
		["backup_codes:\n  - a used 2026-01-01\n  - a\n  - a", "a", "backup_codes:\n  - a used 2026-01-01\n  - a used 2026-02-15\n  - a"],
		["backup_codes:\n  - a", "a used 2026-01-01", "backup_codes:\n  - a used 2026-02-15"],
		["backup_codes:\n  - \"a\\\n    \"", "a", "backup_codes:\n  - \"a\\\n    \\x20used 2026-02-15\""],
		["backup_codes: |+\n  a\n  b\n\n", "a", "backup_codes: |+\n  a used 2026-02-15\n  b\n\n"],
		[`backup_codes:\n  - ${sealed}`, sealed, `backup_codes:\n  - ${sealed} used 2026-02-15~VNqI`],
	])("turns %j", (before, code, after) => expect(markCodeUsed(note(before), code, day)).toEqual({ text: note(after) }));

	it.each([
		["a code that is not there", "backup_codes: [a]", "b", { reason: "gone" }],
		["a part of a code", "backup_codes: [ab]", "a", { reason: "gone" }],
		["no code", "backup_codes: [a, '']", "", { reason: "gone" }],
		["a note without codes", "totp_seed: a", "a", { reason: "gone" }],
		["a seed", "totp_seed: a\nbackup_codes: [b]", "a", { reason: "gone" }],
		["a used code", "backup_codes: [a used 2026-03-01 used 2026-02-01]", "a", { reason: "already used", day: "2026-02-01" }],
		["a code marked for another", `backup_codes: [${sealed} used 2026-02-01~AAAA]`, sealed, { reason: "already used", day: "2026-02-01" }],
		["a code with an unclear mark", "backup_codes: [a used once]", "a", { reason: "unreadable" }],
		["a broken note", "x: y: z\nbackup_codes: [a]", "a", { reason: "unreadable" }],
	])("refuses %s", (_, properties, code, refusal) => expect(markCodeUsed(note(properties), code, day)).toEqual(refusal));

	it("refuses a day that does not exist", () => expect(markCodeUsed(note("backup_codes: [a]"), "a", "2026-02-30")).toEqual({ reason: "unreadable" }));
	it.each(["", "backup_codes: [a]", "text"])("finds nothing in %j, which has no properties", (text) => expect(markCodeUsed(text, "a", day)).toEqual({ reason: "gone" }));
	it("refuses properties that are never closed", () => expect(markCodeUsed("---\nbackup_codes: [a]\n", "a", day)).toEqual({ reason: "unreadable" }));
	it("has a sentence for every refusal", () => expect(Object.values(sentences).every((sentence) => sentence.includes("Nothing was changed."))).toBe(true));
});

describe("unmarkCode", () => {
	it.each([
		["the mark of a day", "backup_codes: [a used 2026-02-15 used 2026-02-16]", day, "backup_codes: [a used 2026-02-16]"],
		["every mark", "backup_codes: [a used 2026-02-15 used 2026-02-16]", undefined, "backup_codes: [a]"],
		["the mark of the last of equal codes", "backup_codes: [a used 2026-02-15, a used 2026-02-15, a]", day, "backup_codes: [a used 2026-02-15, a, a]"],
		["a mark on a line of its own", "backup_codes:\n  - a\n    used 2026-02-15\n  - b", day, "backup_codes:\n  - a\n  - b"],
		["one mark in a block", "backup_codes: |\n  b used 2026-02-15\n  a used 2026-02-15\n", day, "backup_codes: |\n  b used 2026-02-15\n  a\n"],
		["a mark after a line-continuation", "backup_codes:\n  - \"a\\\n    \\x20used 2026-02-15\"", day, "backup_codes:\n  - \"a\\\n    \""],
		["a mark with a wrong tail", "backup_codes: [a used 2026-02-15~AAAA]", day, "backup_codes: [a]"],
	])("takes back %s", (_, before, mark, after) => expect(unmarkCode(note(before), "a", mark)).toEqual({ text: note(after) }));

	it.each([[undefined], [day], ["2026-03-01"], ["("]])("finds no mark of %s to take back", (mark) => expect(unmarkCode(note("backup_codes: [a, b used 2026-02-15]"), "a", mark)).toEqual({ reason: "gone" }));

	it("takes back a mark that Obsidian folded onto the next line", () => {
		// Obsidian writes properties with this library.
		const folded = note(stringify({ backup_codes: [`${sealed} used ${day}~VNqI`, "b"] }).trimEnd());
		expect(folded).toContain("\n    used 2026");
		expect(readEntry(folded).entry?.backupCodes).toEqual([{ stored: sealed, used: day }, { stored: "b", used: null }]);
		expect(unmarkCode(folded, sealed)).toEqual({ text: note(`backup_codes:\n  - ${sealed}\n  - b`) });
	});
});

describe("replaceSecret", () => {
	it.each([
		["a plain seed", "totp_seed", "totp_seed: JBSW Y3DP # c", "JBSW Y3DP", `totp_seed: ${sealed} # c`],
		["a quoted seed", "totp_seed", "totp_seed: 'JBSW'\nx: 1", "JBSW", `totp_seed: ${sealed}\nx: 1`],
		["a seed over lines", "totp_seed", "totp_seed: JBSW\n  Y3DP\nx: 1", "JBSW Y3DP", `totp_seed: ${sealed}\nx: 1`],
		["a seed in a block", "totp_seed", "totp_seed: |- # c\n  JBSW\n  Y3DP\n\nx: 1", "JBSW\nY3DP", `totp_seed: ${sealed} # c\n\nx: 1`],
		["a URI", "totp_seed", "totp_seed: \"otpauth://totp/a?secret=JBSW\"", "otpauth://totp/a?secret=JBSW", `totp_seed: ${sealed}`],
		["a pin", "pin", "pin: 0042", "0042", `pin: ${sealed}`],
		["the next seed", "totp_seed_next", "totp_seed: A\ntotp_seed_next: B", "B", `totp_seed: A\ntotp_seed_next: ${sealed}`],
		["a code", "backup_codes", "backup_codes: [a, 'b', c]", "b", `backup_codes: [a, ${sealed}, c]`],
		["a used code", "backup_codes", "backup_codes:\n  - \"a used 2026-02-15\"", "a", `backup_codes:\n  - ${sealed} used 2026-02-15~VNqI`],
		["a code used twice", "backup_codes", "backup_codes:\n  - a used 2026-02-16 used 2026-02-15", "a", `backup_codes:\n  - ${sealed} used 2026-02-15~VNqI`],
		["a code of the former set", "backup_codes_former", "backup_codes: [a]\nbackup_codes_former: [a]", "a", `backup_codes: [a]\nbackup_codes_former: [${sealed}]`],
		["a code in a block", "backup_codes", "backup_codes: |\n  a\n  b used 2026-02-15\n  c\n", "b", `backup_codes: |\n  a\n  ${sealed} used 2026-02-15~VNqI\n  c\n`],
		["a code among others in quotes", "backup_codes", "backup_codes: \"a\\nb\"", "b", `backup_codes: "a\\n${sealed}"`],
		["a code among others with escapes", "backup_codes", "backup_codes: \"a\\n\\x62\"", "b", `backup_codes: "a\\n${sealed}"`],
		["one of equal codes", "backup_codes", "backup_codes: [a, a]", "a", `backup_codes: [${sealed}, a]`],
	])("encrypts %s", (_, key, before, stored, after) => expect(replaceSecret(note(before), key, stored, sealed)).toEqual({ text: note(after) }));

	it.each([
		["a seed", "totp_seed", `totp_seed: ${sealed}`, "00123456", "totp_seed: \"00123456\""],
		["a used code", "backup_codes", `backup_codes: [${sealed} used 2026-02-15~VNqI]`, "1e5", "backup_codes: [\"1e5 used 2026-02-15\"]"],
		["a code in a block", "backup_codes", `backup_codes: |\n  a\n  ${sealed}\n`, "# b", "backup_codes: |\n  a\n  # b\n"],
		["a URI with signs", "totp_seed", `totp_seed: ${sealed}`, "otpauth://totp/a\"\\ `{{<%", "totp_seed: \"otpauth://totp/a\\\"\\\\ \\x60\\x7b{\\x3c%\""],
	])("decrypts %s", (_, key, before, clear, after) => expect(replaceSecret(note(before), key, sealed, clear)).toEqual({ text: note(after) }));

	it("leaves a mark that belongs to another code as it is", () => {
		expect(replaceSecret(note(`backup_codes: [${sealed} used 2026-02-15~AAAA]`), "backup_codes", sealed, "tfn1.b")).toEqual({ text: note("backup_codes: [tfn1.b used 2026-02-15~AAAA]") });
		expect(replaceSecret(note(`backup_codes: [${sealed} phone]`), "backup_codes", sealed, "tfn1.b")).toEqual({ text: note("backup_codes: [tfn1.b phone]") });
	});

	it.each([
		["another seed", "totp_seed", "totp_seed: A", "B", sealed, "gone"], ["a seed that is no text", "totp_seed", "totp_seed: [A]", "A", sealed, "gone"], ["no property", "pin", "totp_seed: A", "A", sealed, "gone"],
		["an anchored seed", "totp_seed", "totp_seed: &x A", "A", sealed, "unreadable"], ["nothing to write", "totp_seed", "totp_seed: A", "A", "", "unreadable"], ["several lines", "totp_seed", "totp_seed: A", "A", "a\nb", "unreadable"],
		["a clear code that ends like a mark", "backup_codes", `backup_codes: [${sealed}]`, sealed, "a used 2026-02-15", "unreadable"],
		["a clear code of which a part would stay", "backup_codes", "backup_codes: [abandon used ability]", "abandon", sealed, "unreadable"],
	])("refuses %s", (_, key, properties, stored, value, reason) => expect(replaceSecret(note(properties), key, stored, value)).toEqual({ reason }));
});
