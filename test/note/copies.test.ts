import { describe, expect, it } from "vitest";
import { copyOf, mergeNotes, onlyInCopy } from "../../src/note/copies";
import { readEntry } from "../../src/note/read";

const note = (properties: string) => `---\n${properties}\n---\nbody\n`;
// Its tail is openssl's: printf %s "$sealed" | openssl dgst -sha256 -binary | basenc --base64url | cut -c1-4
const sealed = "tfn1.65536.3.4.ABEiM0RVZneImaq7zN3u_w.5WuJJmHcv66CoZx1iEs5Kp4vEP4zXNPE-XbsE-78EjUKus4ZJo8BYsnXr6zp8MVnEG9NWVhVa1TxIj7hFD-1l3hSGKyq2mLT";
const opened = (stored: string) => (stored === sealed ? "1234" : stored);

describe("mergeNotes", () => {
	it.each([
		["a mark", "backup_codes:\n  - a # c\n  - 'b'", "backup_codes: [a used 2026-02-01, b]", "backup_codes:\n  - a used 2026-02-01 # c\n  - 'b'"],
		["the earlier day", "backup_codes: ['a used 2026-02-15', b used 2026-02-01]", "backup_codes: [a used 2026-02-01, b used 2026-02-15]", "backup_codes: ['a used 2026-02-01', b used 2026-02-01]"],
		["the earliest of several", "backup_codes: [a used 2026-02-15]", "backup_codes: [a used 2026-02-01 used 2026-01-15]", "backup_codes: [a used 2026-01-15]"],
		["a mark with its tail", `backup_codes:\n  - ${sealed} used 2026-02-15~VNqI`, `backup_codes: [${sealed} used 2026-02-01]`, `backup_codes:\n  - ${sealed} used 2026-02-01~VNqI`],
		["codes with their marks", "backup_codes:\n  - a\nx: 1", "backup_codes: [a, b, c used 2026-02-01]", "backup_codes:\n  - a\n  - \"b\"\n  - \"c used 2026-02-01\"\nx: 1"],
		["an unclear mark", `backup_codes:\n  - ${sealed}`, `backup_codes: [${sealed} used 2026-02-01~AAAA]`, `backup_codes:\n  - ${sealed} used 2026-02-01~AAAA`],
		["a mark beside an unclear one", `backup_codes:\n  - ${sealed} used 2026-02-01~AAAA`, `backup_codes: [${sealed} used 2026-01-01~VNqI]`, `backup_codes:\n  - ${sealed} used 2026-02-01~AAAA used 2026-01-01~VNqI`],
		["the higher counter", "totp_seed: A\ncounter: 5", "totp_seed: A\ncounter: 41", "totp_seed: A\ncounter: 41"],
		["later days", "totp_seed: A\nverified: 2026-01-01\nbackup_codes_tested: 2026-03-01", "totp_seed: A\nverified: 2026-02-01\nbackup_codes_tested: 2026-02-01", "totp_seed: A\nverified: 2026-02-01\nbackup_codes_tested: 2026-03-01"],
		["an older set among the former", "totp_seed: A\nbackup_codes: [n]\nbackup_codes_generated: 2026-02-01", "totp_seed: A\nbackup_codes: [o used 2026-01-20]\nbackup_codes_generated: 2026-01-01", "totp_seed: A\nbackup_codes: [n]\nbackup_codes_generated: 2026-02-01\nbackup_codes_former:\n  - \"o used 2026-01-20\""],
		["nothing of a set that was retired", "totp_seed: A\nbackup_codes: [n]\nbackup_codes_former: [o]", "totp_seed: A\nbackup_codes: [o used 2026-01-20]", "totp_seed: A\nbackup_codes: [n]\nbackup_codes_former: [o used 2026-01-20]"],
		["nothing else", "totp_seed: A\nissuer: B", "totp_seed: A\nissuer: C\ntags: [d]\nfavourite: true", "totp_seed: A\nissuer: B"],
		["no counter of another key", "totp_seed: A\nbackup_codes: [a]\ncounter: 1", "totp_seed: B\nbackup_codes: [a]\ncounter: 9\nverified: 2026-01-01", "totp_seed: A\nbackup_codes: [a]\ncounter: 1"],
		["a mark without its code", "backup_codes: [a, b]", "backup_codes: [a, used 2026-01-01]", "backup_codes: [a, b, \"used 2026-01-01\"]"],
	])("takes over %s", (_, own, copy, after) => {
		expect(mergeNotes(note(own), note(copy))).toEqual({ text: note(after) });
		expect(mergeNotes(note(after), note(copy))).toEqual({ text: note(after) });
	});

	it("knows a code that was encrypted in one of the notes, and leaves it encrypted", () => {
		expect(mergeNotes(note(`totp_seed: A\nbackup_codes:\n  - ${sealed}`), note("totp_seed: A\nbackup_codes: [1234 used 2026-02-15]"), opened)).toEqual({ text: note(`totp_seed: A\nbackup_codes:\n  - ${sealed} used 2026-02-15~VNqI`) });
		expect(mergeNotes(note("totp_seed: A\nbackup_codes:\n  - 1234 used 2026-02-15"), note(`totp_seed: A\nbackup_codes: [${sealed}]`), opened)).toEqual({ text: note(`totp_seed: A\nbackup_codes:\n  - ${sealed} used 2026-02-15~VNqI`) });
	});

	it("refuses what cannot be told while locked: whether a clear code is one that is encrypted in the other note", () =>
		expect(mergeNotes(note(`totp_seed: A\nbackup_codes:\n  - ${sealed}`), note("totp_seed: A\nbackup_codes: [1234 used 2026-02-15]"))).toEqual({ reason: "unreadable", where: "backup_codes" }));

	it.each([
		["nothing in common", "totp_seed: A", "totp_seed: B", "gone"], ["a broken note", "totp_seed: A\nx: y: z", "totp_seed: A", "unreadable"], ["a broken copy", "totp_seed: A", "totp_seed: A\nx: y: z", "unreadable"], ["a list that cannot be changed", "backup_codes: &x [a]", "backup_codes: [a, b]", "unreadable"],
	])("refuses %s", (_, own, copy, reason) => expect(mergeNotes(note(own), note(copy))).toEqual({ reason }));
});

describe("onlyInCopy", () => {
	it("names the properties in which the copy says something else", () => {
		const own = note("totp_seed: A\nissuer: B\nbackup_codes: [a]\ntags: [x, y]\nverified: 2026-01-01");
		expect(onlyInCopy(own, note("totp_seed: C\nissuer: B\nbackup_codes: [a used 2026-01-01]\ntags: [y, z]\nnew: {a: 1}"))).toEqual(["totp_seed", "tags", "new"]);
		expect(onlyInCopy(own, own)).toEqual([]);
		const kept = (place: string): string => note(`totp_seed: A\nbackup_codes: [a]\nbackup_codes_stored: [${place}]`);
		expect(onlyInCopy(kept("bank"), kept("bank, safe"))).toEqual(["backup_codes_stored"]);
	});
});

describe("copyOf", () => {
	const entry = (properties: string) => {
		const { entry } = readEntry(note(properties));
		if (!entry) throw new Error("no account");
		return entry;
	};
	it.each([
		[`totp_seed: ${sealed}`, `totp_seed: ${sealed}`, true], [`totp_seed: ${sealed}`, `totp_seed: A\ntotp_seed_next: ${sealed}`, true], [`backup_codes: [a, ${sealed}]`, `totp_seed: A\nbackup_codes: [${sealed} used 2026-02-01]`, true],
		["totp_seed: A", "totp_seed: A", false], ["backup_codes: [a]", "backup_codes: [a]", false], [`totp_seed: A\npin: ${sealed}`, `totp_seed: B\npin: ${sealed}`, false], [`totp_seed: ${sealed}`, "totp_seed: tfn1.x", false],
	])("tells whether %j and %j are copies", (one, other, expected) => expect(copyOf(entry(one), entry(other))).toBe(expected));
});
