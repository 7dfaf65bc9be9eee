import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { repairConflict } from "../../src/note/conflict";
import { readEntry } from "../../src/note/read";

const folder = mkdtempSync(path.join(tmpdir(), "tfn-conflict-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What git makes of two changes of one note: real conflicts, as it writes them. */
function merged(base: string, ours: string, theirs: string, ...style: string[]): string {
	for (const [name, text] of Object.entries({ base, ours, theirs })) writeFileSync(path.join(folder, name), text);
	const { stdout, status } = spawnSync("git", ["merge-file", "-p", ...style, "ours", "base", "theirs"], { cwd: folder, encoding: "utf8" });
	expect(status).toBeGreaterThan(0);
	return stdout;
}

const note = (properties: string, body = "body\n") => `---\n${properties}\n---\n${body}`;
// Its tail is openssl's: printf %s "$sealed" | openssl dgst -sha256 -binary | basenc --base64url | cut -c1-4
const sealed = "tfn1.65536.3.4.ABEiM0RVZneImaq7zN3u_w.5WuJJmHcv66CoZx1iEs5Kp4vEP4zXNPE-XbsE-78EjUKus4ZJo8BYsnXr6zp8MVnEG9NWVhVa1TxIj7hFD-1l3hSGKyq2mLT";
const opened = (stored: string) => (stored === sealed ? "1234" : stored);
const [a, b, c] = ["backup_codes:\n  - a", "  - b", "  - c"];

const both: [string, string, string, string, string][] = [
	["marks of neighbours", `${a}\n${b}\n${c}`, `${a} used 2026-02-01\n${b}\n${c}`, `${a}\n${b} used 2026-02-02\n${c}`, `${a} used 2026-02-01\n${b} used 2026-02-02\n${c}`],
	["marks of the same code", `${a}\n${b}`, `${a} used 2026-02-02\n${b}`, `${a} used 2026-02-01\n${b}`, `${a} used 2026-02-01\n${b}`],
	["codes that both added", `${a}`, `${a}\n${b}`, `${a}\n${c}`, `${a}\n${b}\n  - "c"`],
	["a mark beside a new code", `${a}`, `${a} used 2026-02-01`, `${a}\n${b}`, `${a} used 2026-02-01\n  - "b"`],
	["counters", "type: HOTP\ntotp_seed: A\ncounter: 1", "type: HOTP\ntotp_seed: A\ncounter: 9", "type: HOTP\ntotp_seed: A\ncounter: 10", "type: HOTP\ntotp_seed: A\ncounter: 10"],
	["days", "totp_seed: A\nverified: 2026-01-01", "totp_seed: A\nverified: 2026-02-01", "totp_seed: A\nverified: 2026-03-01", "totp_seed: A\nverified: 2026-03-01"],
	["items of other lists", "totp_seed: A\ndevices: [x]", "totp_seed: A\ndevices: [x, y]", "totp_seed: A\ndevices: [x, z]", "totp_seed: A\ndevices: [x, y, \"z\"]"],
	["properties that both added", "totp_seed: A", "totp_seed: A\nverified: 2026-01-01", "totp_seed: A\nsheet_printed: 2026-01-02 # c", "totp_seed: A\nverified: 2026-01-01\nsheet_printed: 2026-01-02 # c"],
];

const styles: [string, string[]][] = [["as it does by default", []], ["with the base", ["--diff3"]], ["with the base where it tells more", ["--zdiff3"]]];

describe.each(styles)("a conflict that git wrote %s", (_, style) => {
	it.each(both)("of %s is put together", (_, base, ours, theirs, after) => {
		expect(repairConflict(merged(note(base), note(ours), note(theirs), ...style))).toEqual({ text: note(after) });
	});

	it.each(both)("of %s, in a note of other line ends", (_, base, ours, theirs, after) => {
		const crlf = (properties: string) => note(properties).replaceAll("\n", "\r\n");
		expect(repairConflict(merged(crlf(base), crlf(ours), crlf(theirs), ...style))).toEqual({ text: crlf(after) });
	});

	it("is put together with a later one in the same properties, and one in the body is left as it is", () => {
		const far = "\nx1: 1\nx2: 1\nx3: 1\nx4: 1\n";
		const text = merged(note(`${a}${far}counter: 1`, "1\n2\n3\n4\nbody\n"), note(`${a} used 2026-02-01${far}counter: 2`, "1\n2\n3\n4\nours\n"), note(`${a} used 2026-02-02${far}counter: 3`, "1\n2\n3\n4\ntheirs\n"), ...style);
		const edit = repairConflict(text);
		expect(edit).toEqual({ text: note(`${a} used 2026-02-01${far}counter: 3`, `1\n2\n3\n4\n${text.slice(text.lastIndexOf("<<<<<<<"))}`) });
		expect("text" in edit && readEntry(edit.text).problems).toEqual([]);
	});

	it("over the end of the properties is parted there", () => {
		const text = merged(note(a, "old\n"), note(`${a} used 2026-02-01`, "ours\n"), note(`${a} used 2026-02-02`, "theirs\n"), ...style);
		const edit = repairConflict(text);
		if (!("text" in edit)) throw new Error(edit.reason);
		expect(edit.text.startsWith(note(`${a} used 2026-02-01`, "<<<<<<< ours\nours\n"))).toBe(true);
		expect(edit.text.endsWith("=======\ntheirs\n>>>>>>> theirs\n")).toBe(true);
		expect(readEntry(edit.text).problems).toEqual([]);
	});

	it("over the whole note is put together", () => {
		expect(repairConflict(merged("", note(`${a}\n${b}`), note(`${a}\n${c}`), ...style))).toEqual({ text: note(`${a}\n${b}\n  - "c"`) });
	});

	it.each([
		["names", "totp_seed: A\nissuer: a", "totp_seed: A\nissuer: b", "totp_seed: A\nissuer: c", "issuer"], ["keys", "totp_seed: A", "totp_seed: B", "totp_seed: C", "totp_seed"],
		["a code that one side encrypted and the other marked", "backup_codes:\n  - 1234", `backup_codes:\n  - ${sealed}`, "backup_codes:\n  - 1234 used 2026-02-15", "backup_codes"],
		["a mapping", "totp_seed: A\nx: {a: 1}", "totp_seed: A\nx: {a: 2}", "totp_seed: A\nx: {a: 3}", "x"],
	])("of %s is left for a person, or until it is unlocked", (_, base, ours, theirs, where) => expect(repairConflict(merged(note(base), note(ours), note(theirs), ...style))).toEqual({ reason: "unreadable", where }));

	it("of a code that one side encrypted and the other marked is put together while unlocked", () => {
		const [clear, hidden, used] = [note("backup_codes:\n  - 1234"), note(`backup_codes:\n  - ${sealed}`), note("backup_codes:\n  - 1234 used 2026-02-15")];
		const after = { text: note(`backup_codes:\n  - ${sealed} used 2026-02-15~VNqI`) };
		expect(repairConflict(merged(clear, hidden, used, ...style), opened)).toEqual(after);
		expect(repairConflict(merged(clear, used, hidden, ...style), opened)).toEqual(after);
	});

	it("of a key that one side encrypted is put together while unlocked", () => {
		const [clear, hidden, other] = [note("totp_seed: 1234\ncounter: 1"), note(`totp_seed: ${sealed}\ncounter: 1`), note("totp_seed: \"1234\"\ncounter: 2")];
		expect(repairConflict(merged(clear, hidden, other, ...style), opened)).toEqual({ text: note(`totp_seed: ${sealed}\ncounter: 2`) });
	});
});

describe.each(styles)("a history that both sides went on with, as git wrote it %s", (_, style) => {
	const history = (...lines: string[]) => note(`${a}\n${b}`, `Words.\n\n## 2FA history\n\n${lines.map((line) => `- 2026-${line}\n`).join("")}`);
	const [old, ann, ben] = ["01-10 backup codes renewed, 2 new", "02-15 backup code used (Ann)", "02-12 backup code used (Ben)"];

	it.each([
		["lines of both, by their days", [old], [old, ann], [old, ben, "03-01 new secret key"], [old, ben, ann, "03-01 new secret key"]],
		["lines of one day, ours first", [old], [old, "02-15 backup codes tested"], [old, ann], [old, "02-15 backup codes tested", ann]],
		["a line that both have, once", [old], [old, ben, ann], [old, "02-12 backup code used (Eve)", ann], [old, ben, "02-12 backup code used (Eve)", ann]],
	])("keeps %s", (_, base, ours, theirs, after) => {
		const text = merged(history(...base), history(...ours), history(...theirs), ...style);
		expect(readEntry(text).problems.map(({ what }) => what)).toEqual([expect.stringContaining("Git left a merge conflict in the history")]);
		expect(repairConflict(text)).toEqual({ text: history(...after) });
		expect(readEntry(history(...after)).problems).toEqual([]);
	});

	it("is kept where both began it, and in a note of other line ends", () => {
		const crlf = (text: string) => text.replaceAll("\n", "\r\n");
		expect(repairConflict(merged(note(`${a}\n${b}`, "Words.\n"), history(ann), history(ben), ...style))).toEqual({ text: history(ben, ann) });
		expect(repairConflict(merged(crlf(history(old)), crlf(history(old, ann)), crlf(history(old, ben)), ...style))).toEqual({ text: crlf(history(old, ben, ann)) });
	});

	it("is kept with the marks that came with it", () => {
		const used = (text: string, code: string, day: string) => text.replace(`- ${code}\n`, `- ${code} used 2026-${day}\n`);
		const text = merged(history(old), used(history(old, ann), "a", "02-15"), used(history(old, ben), "b", "02-12"), ...style);
		expect(repairConflict(text)).toEqual({ text: used(used(history(old, ben, ann), "a", "02-15"), "b", "02-12") });
	});

	it.each([
		["a side has words of a person", history(old, ann).concat("Ask Ann.\n"), history(old, ben)],
		["it stands under another heading", history(old, ann).replace("2FA history", "Diary"), history(old, ben).replace("2FA history", "Diary")],
	])("is left for a person where %s", (_, ours, theirs) => {
		const base = ours.includes("Diary") ? history(old).replace("2FA history", "Diary") : history(old);
		expect(repairConflict(merged(base, ours, theirs, ...style))).toEqual({ reason: "gone" });
	});
});

it("a history of which one side changed a line, and the other went on, is left for a person where git kept the base", () => {
	const history = (...lines: string[]) => note(a, `## 2FA history\n\n${lines.map((line) => `- 2026-${line}\n`).join("")}`);
	const text = merged(history("01-10 new secret key"), history("01-11 new secret key"), history("01-10 new secret key", "02-12 backup code used"), "--diff3");
	expect(repairConflict(text)).toEqual({ reason: "gone" });
});

describe("where git kept the base", () => {
	it.each([
		["changed", "issuer: a\ncounter: 1", "issuer: a\ncounter: 2", "issuer: b # d\ncounter: 1", "issuer: b # d\ncounter: 2"], ["deleted", "issuer: a\ncounter: 1", "issuer: a\ncounter: 2", "counter: 3", "counter: 3"],
		["deleted from a list", `${a}\n${b}\n${c}`, `${a} used 2026-02-01\n${b}\n${c}`, `${a}\n${c} used 2026-02-01`, `${a} used 2026-02-01\n${c} used 2026-02-01`],
		["encrypted beside a mark", "backup_codes:\n  - a\n  - 1234", "backup_codes:\n  - a used 2026-02-01\n  - 1234", `backup_codes:\n  - a\n  - ${sealed}`, `backup_codes:\n  - a used 2026-02-01\n  - ${sealed}`],
	])("what one side %s is so afterwards", (_, base, ours, theirs, after) => {
		expect(repairConflict(merged(note(`totp_seed: A\n${base}`), note(`totp_seed: A\n${ours}`), note(`totp_seed: A\n${theirs}`), "--diff3"))).toEqual({ text: note(`totp_seed: A\n${after}`) });
	});
});

describe("what is no conflict of the properties", () => {
	it.each([
		["no marker", note(a)], ["a conflict in the body alone", note(a, "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n")], ["half a conflict", note(`<<<<<<< a\n${a}`)], ["a heading in the body", note(a, "title\n=======\n")], ["nothing", ""],
	])("is left: %s", (_, text) => expect(repairConflict(text)).toEqual({ reason: "gone" }));

	it("is not made worse where a side cannot be read", () => expect(repairConflict(note(`<<<<<<< a\n${a}\nx: y: z\n=======\n${a} used 2026-02-01\n>>>>>>> b`))).toEqual({ reason: "unreadable" }));
});

it("a note that two devices made at once is listed with what is wrong with it", () => {
	const { entry, problems } = readEntry(merged("", note(`issuer: GitHub\n${a}`), note(`issuer: GitHub\n${b.replace("  -", "backup_codes:\n  -")}`)));
	expect(entry).toMatchObject({ issuer: "GitHub", backupCodes: [] });
	expect(problems.map(({ what }) => what)).toEqual([expect.stringContaining("Git left a merge conflict")]);
});
