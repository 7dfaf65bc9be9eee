import fc from "fast-check";
import { parseDocument } from "yaml";
import { describe, expect, it } from "vitest";
import { textNodes } from "../../src/note/codes";
import { findFrontmatter } from "../../src/note/frontmatter";
import { parseNote } from "../../src/note/note";
import { readEntry } from "../../src/note/read";
import type { Node } from "../../src/note/tree";
import { addBackupCodes, markCodeUsed, replaceSecret, setProperty, unmarkCode } from "../../src/note/write";
import type { Edit } from "../../src/note/write";

const day = "2026-02-15";
const sealed = "tfn1.65536.3.4.ABEiM0RVZneImaq7zN3u_w.5WuJJmHcv66CoZx1iEs5Kp4vEP4zXNPE-XbsE-78EjUKus4ZJo8BYsnXr6zp8MVnEG9NWVhVa1TxIj7hFD-1l3hSGKyq2mLT";

/** What YAML is made of, in any order: most of it is not valid, and much of it only just. */
const pieces = ["a", "b-c", "1234 5678", "00123456", "12e456", "'", "\"", "''", "'a'", "\"b\"", "\\n", "\\\n    ", "\\x20", " #", " # c", ": ", ":", "-", "\n  - ", "\n- ", "\n", "\n  ", "\n    ", "\n\n", "\r\n", "\r\n  ", "\t", " ", " |\n   ", " |-\n    ", "|+",
	" >\n   ", "|2", "[", "]", "\n]", "{", "}", ",", ", ", ",\t", "&a ", "*a", "!!str ", "? ", "@", "é", "😀", "\u00a0", "\nk: ", "\nk2: v\n", "\nissuer: ", "\ntotp_seed: ", "  - w\n", " used 2026-01-01", " used", sealed, "\"a\\\n  \"", "---", "<<: "];
const starts = ["backup_codes:\n  - ", "backup_codes: ", "a: 1\nbackup_codes: |\n  ", "backup_codes: [", "backup_codes:\n- x\n- ", "backup_codes: >\n  ", "backup_codes: \"", "backup_codes: '", "backup_codes:\r\n  - a\r\n  - "];
const ends = ["\n", "\nz: 1\n", "]\n", "\"\n", "'\n", "\n  - q\nz: 2\n", "\r\nz: 3\r\n", "\"]\r\nz: 1\r\n"];
const yaml = fc.tuple(fc.constantFrom(...starts), fc.array(fc.constantFrom(...pieces), { maxLength: 10 }), fc.constantFrom(...ends)).map(([start, middle, end]) => start + middle.join("") + end);
const note = yaml.map((source) => `---\n${source}---\nbody\n---\n`);

/** The properties as another program reads them; null when it finds them wrong. */
function read(text: string): Record<string, unknown> | null {
	const front = findFrontmatter(text);
	// Where that program errs: empty lines after an escaped line end (YAML 7.3.1), blanks beyond a stated indent (8.1.3).
	if (!front || front === "open" || /(?:\\|\|2[-+]?[ \t]*)\r?\n[ \t]*\r?\n/.test(text)) return null;
	const document = parseDocument(text.slice(front.from, front.to), { schema: "failsafe", prettyErrors: false, logLevel: "silent" });
	if (document.errors.length > 0) return null;
	try {
		return document.toJS() as Record<string, unknown>;
	} catch {
		return null; // An alias without its anchor.
	}
}

function linesIn(value: unknown): string[] {
	const texts = Array.isArray(value) ? value : [value];
	return texts.flatMap((text) => (typeof text === "string" ? text : JSON.stringify(text)).split("\n")).map((line) => line.trim()).filter((line) => line !== "");
}

/** Every edit that can be made at a note's codes and names. */
function edits(text: string): Edit[] {
	const codes = readEntry(text).entry?.backupCodes ?? [];
	const changes = codes.flatMap(({ stored }) => [markCodeUsed(text, stored, day), replaceSecret(text, "backup_codes", stored, sealed)]);
	return [...changes, setProperty(text, "issuer", "A: b #c"), addBackupCodes(text, ["n 1"])];
}

it("never throws, whatever the text", () => {
	const anything = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }).map((text) => `---\ntotp_seed: a\n${text}\n---\n`), note, fc.string().map((text) => `---\nbackup_codes: ${text}`));
	fc.assert(fc.property(anything, (text) => {
		const { entry, problems } = readEntry(text);
		expect(entry === null || typeof entry.issuer === "string").toBe(true);
		expect(problems.every(({ what }) => what.length > 0)).toBe(true);
		edits(text);
		unmarkCode(text, "a");
	}), { seed: 2026, numRuns: 3000 });
});

it("never misses a note with a key of ours at column 0", () => {
	fc.assert(fc.property(yaml, (source) => {
		fc.pre(!/[\r\n]---[ \t]*[\r\n]/.test(source));
		expect(readEntry(`---\n${source}---\n`).entry).not.toBeNull();
	}), { seed: 2026, numRuns: 2000 });
});

it("never tells a secret in a problem", () => {
	fc.assert(fc.property(yaml, fc.nat(), (source, at) => {
		const place = at % (source.length + 1);
		const { problems } = readEntry(`---\nbackup_codes: x\n${source.slice(0, place)}SECRET${source.slice(place)}---\n`);
		expect(JSON.stringify(problems)).not.toContain("SECRET");
	}), { seed: 2026, numRuns: 2000 });
});

it("reads every text as another YAML reader does", () => {
	const typed = (node: Node): unknown => {
		if (node.kind === "scalar") return node.value;
		return node.kind === "list" ? node.items.map(typed) : textNodes(node).map(({ value }) => value);
	};
	let compared = 0;
	fc.assert(fc.property(note, (text) => {
		const front = findFrontmatter(text);
		const theirs = read(text);
		if (!front || front === "open" || !theirs) return;
		const ours = parseNote(text, front);
		if ("what" in ours || ours.problems.length > 0) return;
		for (const { key, value } of ours.root?.pairs ?? []) {
			if (key.kind !== "scalar" || value.kind === "mapping" || value.kind === "alias") continue;
			if (value.kind === "list" && value.items.some(({ kind }) => kind !== "scalar")) continue;
			compared++;
			// This library keeps blanks before a line end that closes a flow list; YAML does not (section 7.3.3).
			const trimmed = (texts: unknown) => (value.kind === "list" && value.flow ? linesIn(texts) : texts ?? "");
			expect(trimmed(typed(value))).toEqual(trimmed(Array.isArray(theirs[key.value]) ? (theirs[key.value] as unknown[]).map((item) => item ?? "") : theirs[key.value]));
		}
	}), { seed: 2026, numRuns: 10_000 });
	expect(compared).toBeGreaterThan(3000);
});

describe("an edit of any note", () => {
	it("changes what it names, as another YAML reader sees it, and nothing else", () => {
		let made = 0;
		fc.assert(fc.property(note, (text) => {
			const before = read(text);
			if (!before) return;
			for (const edit of edits(text)) {
				if (!("text" in edit)) continue;
				made++;
				const after = read(edit.text);
				expect({ ...after, backup_codes: null, issuer: null }).toEqual({ ...before, backup_codes: null, issuer: null });
				expect(edit.text.endsWith("---\nbody\n---\n")).toBe(true);
			}
		}), { seed: 2026, numRuns: 3000 });
		expect(made).toBeGreaterThan(1000);
	});

	it("inserts the mark of one code, and takes it back to the same bytes", () => {
		let made = 0;
		fc.assert(fc.property(note, (text) => {
			const before = read(text);
			for (const { stored } of readEntry(text).entry?.backupCodes ?? []) {
				const edit = markCodeUsed(text, stored, day);
				if (!("text" in edit)) continue;
				made++;
				expect(unmarkCode(edit.text, stored, day)).toEqual({ text });
				expect(edit.text.replace(/(?: |\\x20)used 2026-02-15(?:~[\w-]{4})?/, "")).toBe(text);
				if (!before) continue;
				const [old, now] = [linesIn(before.backup_codes), linesIn(read(edit.text)?.backup_codes)];
				const changed = old.findIndex((line, i) => line !== now[i]);
				expect(now.map((line, at) => (at === changed ? old[changed] : line))).toEqual(old);
				expect(now[changed]?.startsWith(old[changed] ?? "?")).toBe(true);
				expect(now[changed]?.slice(old[changed]?.length)).toMatch(/^\s*used 2026-02-15(~[\w-]{4})?$/);
			}
		}), { seed: 2026, numRuns: 3000 });
		expect(made).toBeGreaterThan(300);
	});
});
