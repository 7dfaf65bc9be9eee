import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readEntry } from "../../src/note/read";
import { markCodeUsed, replaceSecret, unmarkCode } from "../../src/note/write";
import { codesIn, readWithYaml } from "./reader";

const folder = path.join(import.meta.dirname, "fixtures/marks");
const day = "2026-02-15";
const clear = "4711-0815";
// Made with libargon2 and libsodium; the tail with openssl: printf %s "$sealed" | openssl dgst -sha256 -binary | base64 | cut -c1-4
const sealed = "tfn1.65536.3.4.ABEiM0RVZneImaq7zN3u_w.5WuJJmHcv66CoZx1iEs5Kp4vEP4zXNPE-XbsE-78EjUKus4ZJo8BYsnXr6zp8MVnEG9NWVhVa1TxIj7hFD-1l3hSGKyq2mLT";
const tail = "VNqI";

const notes = readdirSync(folder).map((name) => {
	const code = name.startsWith("sealed") ? sealed : clear;
	return { name, code, mark: `used ${day}${code === sealed ? `~${tail}` : ""}`, text: readFileSync(path.join(folder, name), "utf8") };
});

function marked(text: string, code: string): string {
	const edit = markCodeUsed(text, code, day);
	if (!("text" in edit)) throw new Error(edit.reason);
	return edit.text;
}

/** The characters that two texts have in common at their start. */
function commonStart(a: string, b: string): number {
	let at = 0;
	while (at < a.length && a[at] === b[at]) at++;
	return at;
}

it("has a hundred different notes", () => expect(new Set(notes.map(({ text }) => text)).size).toBeGreaterThanOrEqual(100));

describe.each(notes)("$name", ({ code, mark, text }) => {
	it("holds the code unused, as another reader sees it too", () => {
		const codes = readEntry(text).entry?.backupCodes ?? [];
		expect(codes.find(({ stored, used }) => stored === code && used === null)).toBeDefined();
		expect(codesIn(readWithYaml(text).backup_codes)).toEqual(codes.map(({ stored, used }) => stored + (used ? ` used ${used}` : "")));
	});

	it("gets the mark and no other byte", () => {
		const after = marked(text, code);
		const start = commonStart(text, after);
		const inserted = after.slice(start, start + after.length - text.length);
		expect(after.slice(0, start) + after.slice(start + inserted.length)).toBe(text);
		expect([` ${mark}`, `\\x20${mark}`, `${mark} `]).toContain(inserted);
		expect(Buffer.from(after).length).toBe(Buffer.from(text).length + inserted.length);
	});

	it("reads with the mark on that code, as another reader sees it too", () => {
		const [before, after] = [readWithYaml(text), readWithYaml(marked(text, code))];
		const expected = codesIn(before.backup_codes);
		expected[expected.indexOf(code)] = `${code} ${mark}`;
		expect(codesIn(after.backup_codes)).toEqual(expected);
		expect({ ...after, backup_codes: null }).toEqual({ ...before, backup_codes: null });
		expect(Object.keys(after)).toEqual(Object.keys(before));
	});

	it("is as before once the mark is taken back", () => {
		expect(unmarkCode(marked(text, code), code, day)).toEqual({ text });
		expect(unmarkCode(marked(text, `${code} used 2026-01-01`), code, day)).toEqual({ text });
	});

	it("keeps everything else when the code is encrypted, with its mark", () => {
		const used = marked(text, code);
		const edit = replaceSecret(used, "backup_codes", code, sealed);
		if (!("text" in edit)) throw new Error(edit.reason);
		const [before, after] = [readWithYaml(used), readWithYaml(edit.text)];
		const expected = codesIn(before.backup_codes);
		const first = expected.findIndex((line) => line.startsWith(`${code} used`));
		const firstDay = expected[first]?.slice(-day.length) === "2026-01-20" ? "2026-01-20" : day;
		expected[first] = `${sealed} used ${firstDay}~${tail}`;
		expect(codesIn(after.backup_codes)).toEqual(expected);
		expect({ ...after, backup_codes: null }).toEqual({ ...before, backup_codes: null });
	});
});
