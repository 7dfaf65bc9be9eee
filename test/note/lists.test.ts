import { describe, expect, it } from "vitest";
import { readEntry } from "../../src/note/read";
import { addBackupCodes, deleteCode, deleteProperty, markCodeUsed, replaceSecret, setProperty, unmarkCode } from "../../src/note/write";
import type { Edit } from "../../src/note/write";
import { codesIn, readWithYaml } from "./reader";

/** The lists of what a note may hold, one row for each: what is handled, what is read but not changed, and what is told. */

const day = "2026-02-15";
// Its tail is openssl's: printf %s "$sealed" | openssl dgst -sha256 -binary | basenc --base64url | cut -c1-4
const sealed = "tfn1.65536.3.4.ABEiM0RVZneImaq7zN3u_w.5WuJJmHcv66CoZx1iEs5Kp4vEP4zXNPE-XbsE-78EjUKus4ZJo8BYsnXr6zp8MVnEG9NWVhVa1TxIj7hFD-1l3hSGKyq2mLT";
const note = (properties: string) => `---\n${properties}\n---\nbody\n---\n`;
const codes = (text: string) => readEntry(text).entry?.backupCodes.map(({ stored }) => stored);

/** Every edit that names the code "b", and those of the note itself. */
function edits(text: string): Edit[] {
	return [
		markCodeUsed(text, "b", day), unmarkCode(text, "b"), replaceSecret(text, "backup_codes", "b", sealed), deleteCode(text, "backup_codes", "b"),
		addBackupCodes(text, ["n"]), setProperty(text, "issuer", "X"), setProperty(text, "verified", day), deleteProperty(text, "issuer"), replaceSecret(text, "totp_seed", "A", sealed), deleteProperty(text, "backup_codes"),
	];
}

const handled: [string, string][] = [
	["a byte order mark", `\uFEFF${note("backup_codes: [a, b]")}`],
	["CRLF", note("issuer: G\nbackup_codes:\n  - a\n  - b\nx: 1").replaceAll("\n", "\r\n")],
	["mixed line ends", "---\r\nissuer: G\nbackup_codes:\r\n  - a\n  - b\r\nx: 1\n---\r\nbody\n"],
	["no line end after the closing line", "---\nbackup_codes:\n  - a\n  - b\n---"],
	["comments", note("# c\nbackup_codes: # c: d\n  # - x\n  - a # used 2026-01-01\n  - b   # 'c\n  # e")],
	["single quotes", note("backup_codes: ['a', 'b']")],
	["double quotes", note("backup_codes:\n  - \"a\"\n  - \"b\"")],
	["double quotes with escapes", note("backup_codes:\n  - \"a\"\n  - \"\\x62\"")],
	["double quotes with an escaped line end", note("backup_codes:\n  - \"a\"\n  - \"b\\\n    \"")],
	["plain text folded over lines", note(`backup_codes:\n  - a\n  - b\n    used 2026-01-02\n  - b`)],
	["quoted text over lines", note("backup_codes:\n  - 'a'\n  - 'b\n    '")],
	["a literal block", note("backup_codes: |\n  a\n  b\n\n  c")],
	["a literal block with signs", note("backup_codes: |2-  # c\n  a\n  b")],
	["a folded block", note("backup_codes: >\n  a\n\n  b\n\n  c")],
	["blocks in a list", note("backup_codes:\n  - |-\n    a\n  - >-\n    b\nx: 1")],
	["a flow list over lines", note("backup_codes: [\n  a, # c\n  b,\n]")],
	["a flow list with its bracket on a line of its own", note("backup_codes: [\n  a,\n  b\n]\nx: 1")],
	["tabs between tokens", note("backup_codes:\t[a,\tb\t]\t# c")],
	["tabs after dashes", note("backup_codes:\n  -\ta\n  -\tb\t# c")],
	["empty values", note("issuer:\naccount: ''\npin: ~\nbackup_codes: [a, '', b]\ntags:")],
	["one text with several codes", note("backup_codes: \"a\\nb\\nc\"")],
	["plain text with several codes", note("backup_codes: a\n\n  b\n\n  c")],
	["a block in a list with several codes", note("backup_codes:\n  - |\n    a\n    b\n  - c")],
	["the tag !!str", note("backup_codes: [!!str a, !!str b]")],
	["an anchor and an alias elsewhere", note("x: &x [1, 2]\ny: *x\nbackup_codes: [a, b]")],
	["keys of other languages", note("ключ: 1\n\"a b\": 2\n'c: d': 3\nbackup_codes: [a, b]")],
	["lists and mappings elsewhere", note("x:\n  - - a\n    - b\n  - {a: [b]}\nbackup_codes:\n- a\n- b")],
	["a depth of 90", note(`x: ${"[".repeat(90)}${"]".repeat(90)}\nbackup_codes: [a, b]`)],
];

describe("handled", () => {
	it.each(handled)("%s: reads as another reader reads it, without a problem", (_, text) => {
		expect(readEntry(text).problems).toEqual([]);
		const read = codes(text);
		expect(read?.slice(0, 2)).toEqual(["a", "b"]);
		const theirs = codesIn(readWithYaml(text).backup_codes).map((item) => item.replace(/ used 2026-01-02$/, ""));
		expect(theirs).toEqual(read);
	});

	it.each(handled)("%s: is marked, and unmarked to the same bytes", (_, text) => {
		const marked = markCodeUsed(text, "b", day);
		if (!("text" in marked)) throw new Error(marked.reason);
		expect(readEntry(marked.text).entry?.backupCodes.some(({ stored, used }) => stored === "b" && used === day)).toBe(true);
		expect(marked.text.replace(/(?: |\\x20)used 2026-02-15/, "")).toBe(text);
		expect(unmarkCode(marked.text, "b", day)).toEqual({ text });
	});

	it.each(handled)("%s: is replaced, deleted, added to, and nothing else is changed", (_, text) => {
		const before = readWithYaml(text);
		const made = [replaceSecret(text, "backup_codes", "b", sealed), deleteCode(text, "backup_codes", "b"), addBackupCodes(text, ["n"]), setProperty(text, "verified", day)];
		const expected = codes(text)?.join() ?? "";
		const without = expected.endsWith("b") ? expected.replace(/,b$/, "") : expected.replace(/,b/, "");
		expect(made.map((edit) => ("text" in edit ? codes(edit.text)?.join() : edit.reason))).toEqual([expected.replace(/\bb\b/, sealed), without, `${expected},n`, expected]);
		for (const edit of made) expect("text" in edit && { ...readWithYaml(edit.text), backup_codes: 0, verified: 0 }).toEqual({ ...before, backup_codes: 0, verified: 0 });
	});
});

const lost = "The note is read, but not changed until that is put right.";

/** What is wrong, the properties, what is said, and which codes are read all the same. */
const readOnly: [string, string, RegExp, string[]][] = [
	["a key twice", "totp_seed: A\nissuer: G\nbackup_codes: [a]\nbackup_codes: [b]", /same key twice/, ["a", "b"]],
	["another key twice", "totp_seed: A\nissuer: G\nissuer: H\nbackup_codes: [b]", /same key twice/, ["b"]],
	["a key twice further in", "totp_seed: A\nissuer: G\nx: {a: 1, a: 2}\nbackup_codes: [b]", /same key twice/, ["b"]],
	["a complex key", "totp_seed: A\nissuer: G\n? x\n: 1\nbackup_codes: [b]", /complex key/, ["b"]],
	["a collection for a key", "totp_seed: A\nissuer: G\n[x, y]: 1\nbackup_codes: [b]", /complex key/, ["b"]],
	["a merge key", "x: &x {y: 1}\ntotp_seed: A\nissuer: G\n<<: *x\nbackup_codes: [b]", /<</, ["b"]],
	["several documents", "totp_seed: A\nissuer: G\nbackup_codes: [b]\n--- # x\ny: 1", /several YAML documents/, ["b"]],
	["an end of document", "totp_seed: A\nissuer: G\nbackup_codes: [b]\n...", /several YAML documents/, ["b"]],
	["a directive", "%YAML 1.2\n--- # x\ntotp_seed: A\nissuer: G\nbackup_codes: [b]", /directive/, ["b"]],
	["a lone carriage return", "totp_seed: A\rissuer: G\nbackup_codes: [b]", /carriage return/, ["b"]],
	["an escape character", "totp_seed: A\nissuer: G\nbackup_codes: [b]\nx: \"\u007f\"", /control character/, ["b"]],
	["half a character", "totp_seed: A\nissuer: G\nbackup_codes: [b]\nx: \"\ud83d\"", /half of a character/, ["b"]],
];

describe("read-only", () => {
	it.each(readOnly)("%s: is read with what is wrong", (_, properties, what, read) => {
		const { entry, problems } = readEntry(note(properties));
		expect(entry?.backupCodes.map(({ stored }) => stored)).toEqual(read);
		expect(problems.some((problem) => what.test(problem.what) && problem.what.endsWith(lost))).toBe(true);
	});

	it.each(readOnly)("%s: refuses every edit", (_, properties) => {
		expect(edits(note(properties)).map((edit) => ("text" in edit ? edit.text : edit.reason))).toEqual(Array(10).fill("unreadable"));
	});

	const broken: [string, string, RegExp][] = [
		["a NUL", "totp_seed: A\nbackup_codes: [b]\nx: \0", /control character/], ["another control character", "totp_seed: A\nbackup_codes: [b]\nx: \u0001", /control character/], ["a depth over 100", `totp_seed: A\nbackup_codes: [b]\nx: ${"[".repeat(101)}${"]".repeat(101)}`, /100 levels/],
		["a tab for indentation", "totp_seed: A\nbackup_codes:\n\t- b", /tab/], ["a colon in plain text", "totp_seed: A\nissuer: a: b\nbackup_codes: [b]", /not valid YAML/],
		["git's markers", "totp_seed: A\nbackup_codes:\n<<<<<<< HEAD\n  - b\n=======\n  - c\n>>>>>>> other", /Git left a merge conflict/], ["git's markers that can be read", "totp_seed: A\nbackup_codes:\n  - b\n=======", /Git left a merge conflict/],
		["no closing line", "totp_seed: A\nbackup_codes: [b]\n --- \nx", /no closing line/],
	];
	it.each(broken)("%s: is listed with what is wrong, and refuses every edit", (_, properties, what) => {
		const text = what.source.includes("closing") ? `---\n${properties}` : note(properties);
		const { entry, problems } = readEntry(text);
		expect(entry).not.toBeNull();
		expect(problems.map((problem) => problem.what).join("\n")).toMatch(what);
		expect(edits(text).map((edit) => ("text" in edit ? edit.text : edit.reason))).toEqual(Array(10).fill("unreadable"));
	});

	/** Here the rest of the note can be changed, but not what stands there. */
	const targets: [string, string][] = [
		["an alias for the code", "x: &x b\nbackup_codes: [a, *x]"], ["an alias for the list", "x: &x [a, b]\nbackup_codes: *x"], ["an anchor on the code", "backup_codes: [a, &x b]"], ["an anchor on the list", "backup_codes: &x\n  - a\n  - b"],
		["an anchor above", "&x\nbackup_codes: [a, b]"], ["a tag on the code", "backup_codes: [a, !x b]"], ["the tag !!binary on the code", "backup_codes: [a, !!binary b]"], ["a tag on the list", "backup_codes: !!seq [a, b]"], ["a tag above", "!!map\nbackup_codes: [a, b]"],
	];
	it.each(targets)("%s: is read with what is wrong, and not changed", (_, properties) => {
		const text = note(properties);
		expect(codes(text)).toEqual(["a", "b"]);
		expect(readEntry(text).problems).toEqual([{ what: expect.stringMatching(/This is read, but not changed/) as unknown, where: "backup_codes" }]);
		for (const edit of [markCodeUsed(text, "b", day), replaceSecret(text, "backup_codes", "b", sealed), deleteCode(text, "backup_codes", "b")]) expect(edit).toEqual({ reason: "unreadable" });
	});
});

describe("told", () => {
	it.each([
		["- &abc, which reads as empty", "backup_codes:\n  - &abc\n  - b", ["b"], /begins with & or ! reads as empty/], ["- ab #cd, which reads as ab", "backup_codes:\n  - ab #cd\n  - b", ["ab", "b"], /a blank and # is a comment/],
		["- #cd, which reads as empty", "backup_codes:\n  - #cd\n  - b", ["b"], /a blank and # is a comment/], ["- *cd, which stands for nothing", "backup_codes:\n  - *cd\n  - b", ["b"], /begins with \* stands for another/],
		["- a: b, which reads as a mapping", "backup_codes:\n  - a: b\n  - b", ["b"], /read as a list or a mapping/],
	])("%s", (_, properties, read, what) => {
		expect(codes(note(properties))).toEqual(read);
		expect(readEntry(note(properties)).problems).toEqual([{ what: expect.stringMatching(what) as unknown, where: "backup_codes" }]);
		const marked = markCodeUsed(note(properties), "b", day);
		expect("text" in marked && marked.text).toBe(note(properties.replace("- b", `- b used ${day}`)));
	});

	it.each([["- a code\n --- \n- b"], ["- b\n  ---x\n"], ["- b\n----\n"]])("nothing but --- at column 0 opens and closes: %j", (rest) => {
		expect(readEntry(` ---\nbackup_codes:\n${rest}\n---\n`)).toEqual({ entry: null, problems: [] });
		expect(readEntry(`---\nbackup_codes:\n  - b\n${rest}\n---\nbody`).entry).not.toBeNull();
		expect(readEntry(`----\nbackup_codes:\n  - b\n----\n`)).toEqual({ entry: null, problems: [] });
	});
});
