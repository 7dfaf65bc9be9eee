import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { passphraseBytes } from "../../src/lock/key";
import { generatePassphrase, problemWith } from "../../src/lock/passphrase";

describe("a new passphrase", () => {
	it.each([
		["eleven characters", "abcdefghijk", "too short"],
		["eleven emoji, though 22 units long", "🔑".repeat(11), "too short"],
		["a space before", " abcdefghijkl", "space"],
		["a space behind", "abcdefghijkl ", "space"],
		["a no-break space behind", "abcdefghijkl\u00a0", "space"],
		["a tab within", "abcdef\tghijkl", "cannot be typed"],
		["a line end behind", "abcdefghijkl\n", "cannot be typed"],
		["half a character", "abcdefghijkl\ud83d", "cannot be typed"],
	])("is refused with %s", (_, passphrase, why) => {
		expect(problemWith(passphrase)).toContain(why);
	});

	it.each(["abcdefghijkl", "🔑".repeat(12), "six words of a list", "päßwört mit Umlaut"])("may be %j", (passphrase) => {
		expect(problemWith(passphrase)).toBe(null);
		expect(problemWith(passphrase, passphrase)).toBe(null);
	});

	it("must be typed twice alike", () => {
		expect(problemWith("abcdefghijkl", "abcdefghijkm")).toContain("not the same");
		expect(problemWith("abcdefghijkl", "")).toContain("not the same");
	});

	it("is never quoted", () => {
		for (const passphrase of ["secretword", " secretwordlong", "secretword\tlong"]) expect(problemWith(passphrase, "other")).not.toContain("secretword");
	});
});

describe("the bytes of a passphrase", () => {
	// NormalizationTest.txt of Unicode: column 1 and its NFKC.
	it.each([
		["\u212b", "c385"], ["A\u030a", "c385"], ["\ufb01", "6669"], ["\u2075", "35"], ["\u1e9b\u0323", "e1b9a9"], ["\u3000", "20"], ["q\u0307\u0323", "71cca3cc87"], ["ß", "c39f"],
	])("%j is %s", (passphrase, bytes) => {
		expect(Buffer.from(passphraseBytes(passphrase)).toString("hex")).toBe(bytes);
	});
});

describe("a generated passphrase", () => {
	const list = /`([^`]*)`/.exec(readFileSync(createRequire(import.meta.url).resolve("@scure/bip39/wordlists/english.js"), "utf8"))?.[1]?.split("\n") ?? [];
	const give = (...values: number[]) => () => Uint8Array.from(values.flatMap((value) => [value >> 8, value & 255]));

	it("is six words of the list, picked by 16 bits each", () => {
		expect(list.length).toBe(2048);
		expect(generatePassphrase(give(0, 1, 2047, 2048, 65535, 3))).toBe("abandon ability zoo abandon zoo about");
	});

	it("reaches every word equally often", () => {
		const counts = new Map<string, number>();
		for (let value = 0; value < 65536; value++) {
			const [word = ""] = generatePassphrase(give(value, 0, 0, 0, 0, 0)).split(" ");
			counts.set(word, (counts.get(word) ?? 0) + 1);
		}
		expect([...counts.keys()].sort()).toEqual([...list].sort());
		expect(new Set(counts.values())).toEqual(new Set([32]));
	});

	it("passes our own rules, and wipes the random bytes", () => {
		const bytes = crypto.getRandomValues(new Uint8Array(12));
		expect(problemWith(generatePassphrase(() => bytes))).toBe(null);
		expect([...bytes]).toEqual(Array(12).fill(0));
	});

	it("asks for as many bytes as it needs", () => {
		const asked: number[] = [];
		generatePassphrase((bytes) => {
			asked.push(bytes);
			return new Uint8Array(bytes);
		});
		expect(asked).toEqual([12]);
	});
});
