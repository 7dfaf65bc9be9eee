import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { bits, newCodes } from "../../src/backup/new-codes";
import { readBlock } from "../../src/backup/read";

const random = (bytes: number) => new Uint8Array(randomBytes(bytes));

describe("new backup codes", () => {
	const codes = newCodes(2000, random);

	it("are groups of four with a dash, all different", () => {
		for (const code of codes) expect(code).toMatch(/^[a-z\d]{4}-[a-z\d]{4}-[a-z\d]{4}$/);
		expect(new Set(codes).size).toBe(2000);
	});

	it("have none of the signs that are taken for one another", () => expect(codes.join("")).not.toMatch(/[01258690oOilIzZsSbBgqQuv]/));

	it("hold at least 50 bits", () => {
		const signs = new Set(codes.join("").replaceAll("-", ""));
		expect(bits).toBeGreaterThanOrEqual(50);
		expect(12 * Math.log2(signs.size)).toBeGreaterThanOrEqual(bits);
	});

	it("have every sign as often: of all bytes there are, each gives as many", () => {
		// Twelve of the 256 bytes at a time come first, the rest of the bytes asked for are spare.
		let next = 0;
		const each = (bytes: number) => Uint8Array.from({ length: bytes }, (_, n) => (n < 12 ? (next++ % 256) : 255));
		const count = new Map<string, number>();
		for (let n = 0; n < 20; n++) for (const sign of newCodes(1, each).join("").replaceAll("-", "")) count.set(sign, (count.get(sign) ?? 0) + 1);
		expect(next).toBe(240);
		const counts = [...count.values()];
		expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
	});

	it("never use the bytes that would favour a sign", () => {
		// 247 = 13 x 19: the bytes from there on are passed over.
		const passed = (bytes: number) => Uint8Array.from({ length: bytes }, (_, n) => (n < 9 ? 247 + n : 246));
		const plain = (bytes: number) => new Uint8Array(bytes).fill(246);
		expect(newCodes(1, passed)).toEqual(newCodes(1, plain));
	});

	it("are read as they are when they are pasted", () => expect(readBlock(codes.slice(0, 10).map((code, n) => `${n + 1}. ${code}`).join("\n")).codes).toEqual(codes.slice(0, 10)));

	it("hold no word for which they would be left out where they are pasted", () => {
		const signs = "acdefhjkmnprtwxy347";
		const calls = ["make-acde-acde", "tfn7-acde-acde", "acde-fhjk-mnpr"];
		const spelt = (bytes: number) => Uint8Array.from([...(calls.shift() ?? "").replaceAll("-", "")].map((sign) => signs.indexOf(sign)).concat(Array.from({ length: bytes - 12 }, () => 255)));
		expect(newCodes(1, spelt)).toEqual(["acde-fhjk-mnpr"]);
	});

	it("are not made of bytes that are not random", () => {
		expect(() => newCodes(2, (bytes) => new Uint8Array(bytes))).toThrow("repeat");
		expect(() => newCodes(1, (bytes) => new Uint8Array(bytes).fill(255))).toThrow("not random");
	});

	it("can be none", () => expect(newCodes(0, random)).toEqual([]));
});
