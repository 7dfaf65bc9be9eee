import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readEntry } from "../../src/note/read";
import { addBackupCodes, deleteCode, markCodeUsed, replaceSecret, setProperty, unmarkCode } from "../../src/note/write";
import type { Edit } from "../../src/note/write";
import { codesIn, readWithYaml } from "./reader";

/**
 * Random edits of random notes, while something else changes the note between the choice of an edit and the edit itself. Beside it runs a
 * model: which codes there are, and on which day each was used. Whatever happens, the note says what the model says.
 */

type Model = Map<string, string | null>;

/** A list of codes in each style; `eol` and indentation are laid over it. */
const styles: ((codes: string[]) => string[])[] = [
	(codes) => ["backup_codes:", ...codes.map((code) => `  - ${code}`)],
	(codes) => ["backup_codes: # the codes", ...codes.flatMap((code, at) => (at % 2 ? [`- "${code}"`] : [`- ${code}   # c`, "# between"]))],
	(codes) => ["backup_codes:", "", ...codes.map((code) => `    - '${code}'`), ""],
	(codes) => [`backup_codes: [${codes.join(", ")}] # flow`],
	(codes) => ["backup_codes: [", ...codes.map((code) => `  '${code}', # of it, said`), "  ]"],
	(codes) => ["backup_codes: |", ...codes.map((code) => `  ${code}`)],
	(codes) => ["backup_codes: >-", ...codes.flatMap((code) => [`  ${code}`, ""])],
	(codes) => [`backup_codes: "${codes.join("\\n")}"`],
	(codes) => ["backup_codes:", ...codes.map((code) => `  - |-\n    ${code}`)],
];

const code = fc.oneof(fc.stringMatching(/^[0-9]{4}-[0-9]{4}$/), fc.stringMatching(/^[0-9]{8}$/), fc.stringMatching(/^[a-f0-9]{5} [a-f0-9]{5}$/), fc.stringMatching(/^[0-9]{2}e[0-9]{4}$/));
const sealed = fc.stringMatching(/^tfn1\.65536\.3\.4\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{96}$/);
const day = fc.integer({ min: 1, max: 28 }).map((at) => `2026-02-${String(at).padStart(2, "0")}`);

const start = fc.record({
	codes: fc.uniqueArray(fc.oneof({ weight: 3, arbitrary: code }, { weight: 1, arbitrary: sealed }), { minLength: 1, maxLength: 5 }),
	style: fc.nat(styles.length - 1), isCrlf: fc.boolean(), hasMark: fc.boolean(), isFirst: fc.boolean(), hasEnd: fc.boolean(),
}).map(({ codes, style, isCrlf, hasMark, isFirst, hasEnd }) => {
	const list = styles[style]?.(codes) ?? [];
	const others = ["issuer: 'Git: Hub'", "# a comment: [", "devices: [Pixel 8, \"desk\"]", "x: {y: [1, 0x1F, 007]}"];
	const lines = ["---", ...(isFirst ? [...list, ...others] : [...others, ...list]), "---", "body", "---", "- a", hasEnd ? "" : "end"];
	return { codes, text: (hasMark ? "\uFEFF" : "") + lines.join("\n").replaceAll("\n", isCrlf ? "\r\n" : "\n") };
});

/** What a person wants, of the code at a place among those that stood there when it was chosen. */
const wish = fc.oneof(
	{ weight: 4, arbitrary: fc.record({ what: fc.constant("mark" as const), at: fc.nat(7), day }) },
	{ weight: 2, arbitrary: fc.record({ what: fc.constant("unmark" as const), at: fc.nat(7) }) },
	{ weight: 2, arbitrary: fc.record({ what: fc.constant("replace" as const), at: fc.nat(7), by: fc.oneof(sealed, code) }) },
	{ weight: 2, arbitrary: fc.record({ what: fc.constant("add" as const), code: fc.oneof(code, sealed) }) },
	{ weight: 1, arbitrary: fc.record({ what: fc.constant("delete" as const), at: fc.nat(7) }) },
	{ weight: 1, arbitrary: fc.constantFrom(...[["verified", "2026-01-10"], ["issuer", "A: b #c"], ["counter", "41"]].map(([key = "", value = ""]) => ({ what: "set" as const, key, value }))) },
);
type Wish = typeof wish extends fc.Arbitrary<infer T> ? T : never;

/** What something else does meanwhile. */
const meanwhile = fc.oneof(
	{ weight: 3, arbitrary: fc.constant({ what: "nothing" as const }) },
	fc.record({ what: fc.constant("line" as const), line: fc.constantFrom("zz1: 1", "zz2: [a, b]", "# more", "zz3: \"x used 2026-01-01\"") }),
	fc.record({ what: fc.constant("mark" as const), at: fc.nat(7), day }),
	fc.constant({ what: "reorder" as const }), fc.constant({ what: "body" as const }), fc.constant({ what: "break" as const }),
);
type Meanwhile = typeof meanwhile extends fc.Arbitrary<infer T> ? T : never;

const stored = (text: string) => readEntry(text).entry?.backupCodes.map((item) => item.stored) ?? [];

/** The note after something else changed it, as its own program would: by lines, or through another writer. */
function outside(text: string, change: Meanwhile, model: Model): string {
	const eol = text.includes("\r\n") ? "\r\n" : "\n";
	switch (change.what) {
		case "nothing": return text;
		case "body": return `${text}${eol}more`;
		case "line": return readEntry(text).problems.length > 0 || text.includes(change.line) ? text : text.replace(/---(\r?\n)/, `---$1${change.line}$1`);
		case "break": return text.includes("broken: a: b") ? text.replace(/broken: a: b\r?\n/, "") : text.replace(/---(\r?\n)/, "---$1broken: a: b$1");
		case "reorder": return text.replace(/^( {2}- [^|\s]\S*)(\r?\n)( {2}- [^|\s]\S*)(?=\r?\n)/m, "$3$2$1");
		case "mark": {
			const name = stored(text)[change.at];
			if (name === undefined || model.get(name) !== null) return text;
			// Another of our kind marked it: any style that holds the code on one line.
			const marked = text.replace(new RegExp(`(${name.replace(/[.-]/g, "\\$&")})(?=["']?[,\\]]?(?:\\r?\\n|[ \\t]+#))`), `$1 used ${change.day}`);
			if (marked !== text) model.set(name, change.day);
			return marked;
		}
	}
}

/** The edit that a wish comes to, and the model after it when it is made. */
function granted(text: string, wish: Wish, chosen: string[], model: Model): { edit: Edit; after: Model } {
	const after = new Map(model);
	const name = "at" in wish ? chosen[wish.at % Math.max(chosen.length, 1)] ?? "none" : "";
	switch (wish.what) {
		case "mark": return { edit: markCodeUsed(text, name, wish.day), after: after.set(name, wish.day) };
		case "unmark": return { edit: unmarkCode(text, name), after: after.set(name, null) };
		case "replace": {
			const day = model.get(name) ?? null;
			after.delete(name);
			return { edit: replaceSecret(text, "backup_codes", name, wish.by), after: after.set(wish.by, day) };
		}
		case "delete": after.delete(name); return { edit: deleteCode(text, "backup_codes", name), after };
		case "add": return { edit: addBackupCodes(text, [wish.code]), after: after.set(wish.code, null) };
		case "set": return { edit: setProperty(text, wish.key, wish.value), after };
	}
}

/** What a refusal must be: nothing else may be the reason. */
function reasonFor(wish: Wish, chosen: string[], model: Model, isBroken: boolean): string {
	if (isBroken) return "unreadable";
	const name = "at" in wish ? chosen[wish.at % Math.max(chosen.length, 1)] : undefined;
	const used = name === undefined ? undefined : model.get(name);
	if ("at" in wish && used === undefined) return "gone";
	if (wish.what === "mark") return used === null ? "made" : "already used";
	return wish.what === "unmark" && used === null ? "gone" : "made";
}

/** The text without what an edit may touch: the codes, their marks, and what the three other properties say. */
function besides(text: string): Record<string, unknown> {
	return { ...readWithYaml(text), backup_codes: 0, verified: 0, issuer: 0, counter: 0 };
}

function bodyOf(text: string): string {
	return text.slice(/\r?\n---\r?\n/.exec(text)?.index);
}

function commentsOf(text: string): string[] {
	return text.match(/^# .*$/gm) ?? [];
}

const counts = { edits: 0, made: 0, refused: 0 };

function sequence({ text: begun, codes, steps }: { text: string; codes: string[]; steps: { wish: Wish; change: Meanwhile }[] }): void {
	let text = begun;
	let model: Model = new Map(codes.map((code) => [code, null]));
	for (const { wish, change } of steps) {
		const chosen = stored(text);
		text = outside(text, change, model);
		const isTaken = ("code" in wish && model.has(wish.code)) || ("by" in wish && model.has(wish.by));
		if (isTaken) continue;
		const isBroken = text.includes("broken: a: b");
		const { edit, after } = granted(text, wish, chosen, model);
		counts.edits++;
		const expected = reasonFor(wish, chosen, model, isBroken);
		expect("text" in edit ? "made" : edit.reason).toBe(expected);
		if (!("text" in edit)) {
			counts.refused++;
			continue;
		}
		counts.made++;
		expect(besides(edit.text)).toEqual(besides(text));
		expect(bodyOf(edit.text)).toBe(bodyOf(text));
		expect(commentsOf(edit.text)).toEqual(commentsOf(text));
		if (wish.what === "set") expect(readWithYaml(edit.text)[wish.key]).toBe(wish.value);
		[text, model] = [edit.text, after];
		const { entry, problems } = readEntry(text);
		expect(problems).toEqual(model.size === 0 ? [expect.objectContaining({ where: "type" })] : []);
		expect(new Map(entry?.backupCodes.map((item) => [item.stored, item.used]))).toEqual(model);
		expect(entry?.backupCodes.length).toBe(model.size);
		expect(codesIn(readWithYaml(text).backup_codes).map((item) => item.replace(/ used 2026-\d\d-\d\d(?:~[\w-]{4})?$/, "")).sort()).toEqual([...model.keys()].sort());
	}
}

const sequences = fc.tuple(start, fc.array(fc.record({ wish, change: meanwhile }), { minLength: 1, maxLength: 8 })).map(([note, steps]) => ({ ...note, steps }));

describe("random edits of random notes", { timeout: 300_000 }, () => {
	it.each([["always the same 5,000", 2026], ["another 5,000 every time", undefined]])("lose nothing, use no code twice and bring none back: %s", (_, seed) => {
		fc.assert(fc.property(sequences, sequence), { numRuns: 5000, ...(seed === undefined ? {} : { seed }) });
		expect(counts.made).toBeGreaterThan(counts.edits / 2);
		expect(counts.refused).toBeGreaterThan(500);
	});
});
