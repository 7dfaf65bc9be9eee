import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromBase64url, toBase64url } from "../../src/lock/base64url";
import { checkCost, groupFor, groupOf, newCost, parseField } from "../../src/lock/field";

const salt = "ABEiM0RVZneImaq7zN3u_w";
const body = "5WuJJmHcv66CoZx1iEs5Kp4vEP4zXNPE-XbsE-78EjUKus4ZJo8BYsnXr6zp8MVnEG9NWVhVa1TxIj7hFD-1l3hSGKyq2mLT";
const field = `tfn1.65536.3.4.${salt}.${body}`;

describe("an encrypted field", () => {
	it("is taken apart", () => {
		expect(parseField(field)).toEqual({
			group: `65536.3.4.${salt}`,
			cost: { memory: 65536, passes: 3, lanes: 4 },
			salt: Uint8Array.from(Buffer.from("00112233445566778899aabbccddeeff", "hex")),
			head: `tfn1.65536.3.4.${salt}.`,
			nonce: Uint8Array.from(Buffer.from(body, "base64url").subarray(0, 24)),
			sealed: Uint8Array.from(Buffer.from(body, "base64url").subarray(24)),
		});
		expect(groupOf(field)).toBe(groupFor(newCost, salt));
	});

	it.each([
		["a key in the clear", "JBSWY3DPEHPK3PXP", "not encrypted"],
		["nothing", "", "not encrypted"],
		["another case", `TFN1${field.slice(4)}`, "not encrypted"],
		["a space before", ` ${field}`, "not encrypted"],
		["version 2", `tfn2${field.slice(4)}`, "unknown version"],
		["version 10", `tfn10${field.slice(4)}`, "unknown version"],
		["the version alone", "tfn1", "damaged"],
		["a leading zero", field.replace("65536", "065536"), "damaged"],
		["a plus sign", field.replace("65536", "+65536"), "damaged"],
		["no memory", field.replace("65536", "0"), "damaged"],
		["a huge number", field.replace("65536", "65536000000"), "damaged"],
		["a missing lane", field.replace(".4.", "."), "damaged"],
		["a short salt", field.replace(salt, salt.slice(1)), "damaged"],
		["a long salt", field.replace(salt, `${salt}AA`), "damaged"],
		["left-over bits in the salt", field.replace("u_w", "u_x"), "damaged"],
		["padding", `${field}=`, "damaged"],
		["a space behind", `${field} `, "damaged"],
		["a line end behind", `${field}\n`, "damaged"],
		["a mark behind", `${field} used 2026-02-15`, "damaged"],
		["standard base64", field.replace("_", "/").replace("-", "+"), "damaged"],
		["one byte less", field.slice(0, -4), "damaged"],
		["one block of 32 less", `tfn1.65536.3.4.${salt}.${Buffer.alloc(40).toString("base64url")}`, "damaged"],
		["left-over bits in the body", `tfn1.65536.3.4.${salt}.${Buffer.alloc(104).toString("base64url").slice(0, -1)}B`, "damaged"],
	])("is refused with %s", (_, text, reason) => {
		expect(parseField(text)).toEqual({ reason });
		expect(groupOf(text)).toBe(null);
	});

	it("takes the left-over bits' counterpart, so that only they were wrong above", () => {
		expect(groupOf(`tfn1.65536.3.4.${salt}.${Buffer.alloc(104).toString("base64url")}`)).toBe(`65536.3.4.${salt}`);
	});
});

describe("base64url", () => {
	it("is what Node writes, both ways", () => {
		fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
			const text = Buffer.from(bytes).toString("base64url");
			expect(toBase64url(bytes)).toBe(text);
			expect(fromBase64url(text)).toEqual(bytes);
		}));
	});

	it("has one text for the same bytes", () => {
		fc.assert(fc.property(fc.string({ maxLength: 12 }), (text) => {
			const bytes = fromBase64url(text);
			expect(bytes === null || Buffer.from(bytes).toString("base64url") === text).toBe(true);
		}));
	});

	it.each(["A", "AAAAA", "AB", "AAB", "AA==", "A A", "AA\n", "é"])("refuses %j", (text) => {
		expect(fromBase64url(text)).toBe(null);
	});
});

describe("the cost of a key", () => {
	const MiB = 1024;
	it.each([
		["new fields", newCost, "automatic"],
		["256 MiB, 4 passes", { memory: 256 * MiB, passes: 4, lanes: 1 }, "automatic"],
		["256 MiB, 5 passes", { memory: 256 * MiB, passes: 5, lanes: 1 }, "ask"],
		["a little over 256 MiB", { memory: 256 * MiB + 1, passes: 1, lanes: 1 }, "ask"],
		["1 GiB, 16 passes", { memory: 1024 * MiB, passes: 16, lanes: 4 }, "ask"],
		["1 GiB, 17 passes", { memory: 1024 * MiB, passes: 17, lanes: 4 }, "refused"],
		["over 1 GiB", { memory: 1024 * MiB + 1, passes: 1, lanes: 1 }, "refused"],
		["64 MiB, 17 passes", { memory: 64 * MiB, passes: 17, lanes: 1 }, "refused"],
		["64 MiB, 16 passes", { memory: 64 * MiB, passes: 16, lanes: 1 }, "automatic"],
		["the least of Argon2", { memory: 8, passes: 1, lanes: 1 }, "automatic"],
		["less than 8 KiB a lane", { memory: 31, passes: 1, lanes: 4 }, "refused"],
		["8 KiB a lane", { memory: 32, passes: 1, lanes: 4 }, "automatic"],
		["16 lanes", { memory: 64 * MiB, passes: 3, lanes: 16 }, "automatic"],
		["17 lanes", { memory: 64 * MiB, passes: 3, lanes: 17 }, "ask"],
		["64 lanes", { memory: 64 * MiB, passes: 3, lanes: 64 }, "ask"],
		["65 lanes", { memory: 64 * MiB, passes: 3, lanes: 65 }, "refused"],
		["as many lanes as the memory holds", { memory: 256 * MiB, passes: 4, lanes: 32768 }, "refused"],
		["64 lanes, 17 passes", { memory: 1 * MiB, passes: 17, lanes: 64 }, "refused"],
		["no passes", { memory: 64, passes: 0, lanes: 1 }, "refused"],
		["no lanes", { memory: 64, passes: 1, lanes: 0 }, "refused"],
	] as const)("of %s", (_, cost, allowed) => {
		expect(checkCost(cost)).toBe(allowed);
	});
});
