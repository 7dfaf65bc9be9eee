import { execFileSync, spawnSync } from "node:child_process";
import { createHash, createHmac, randomBytes, randomInt } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { algorithms, type Algorithm, type Seed } from "../../src/entry";
import { encodeSecret } from "../../src/code/secret";
import { codeAt, counterCode, isTimed, stepsOff } from "../../src/code/totp";
import table from "./oathtool.json" with { type: "json" };
import { seedOf } from "./seeds";

interface Row { type: string; secret: string; algorithm: string; digits: number; period?: number; time?: number; counter?: number; code: string }
const rows: Row[] = table.rows;

describe("the codes of others", () => {
	// RFC 4226, appendix D: the 31-bit numbers, whose last six digits are the codes.
	it.each([
		1284755224, 1094287082, 137359152, 1726969429, 1640338314, 868254676, 1918287922, 82162583, 673399871, 645520489,
	].map((number, counter) => ({ number, counter })))("are RFC 4226's at counter $counter", ({ number, counter }) => {
		const whole = String(number).padStart(10, "0");
		expect(counterCode(seedOf({ type: "HOTP", counter }))).toEqual({ text: whole.slice(-6) });
		expect(counterCode(seedOf({ type: "HOTP", counter, digits: 10 })).text).toBe(whole);
	});

	const keys = {
		SHA1: "12345678901234567890",
		SHA256: "12345678901234567890123456789012",
		SHA512: "1234567890123456789012345678901234567890123456789012345678901234",
	};
	// RFC 6238, appendix B.
	it.each([
		[59, "94287082", "46119246", "90693936"],
		[1111111109, "07081804", "68084774", "25091201"],
		[1111111111, "14050471", "67062674", "99943326"],
		[1234567890, "89005924", "91819424", "93441116"],
		[2000000000, "69279037", "90698825", "38618901"],
		[20000000000, "65353130", "77737706", "47863826"],
	])("are RFC 6238's at %i s", (time, ...codes) => {
		const ours = algorithms.map((algorithm) => codeAt(seedOf({ ascii: keys[algorithm], algorithm, digits: 8 }), time * 1000).text);
		expect(ours).toEqual(codes);
	});

	it.each([[1511200518, "FR8RV"], [1511200714, "9P3VP"]])("are Steam's at %i s", (time, code) => {
		const seed = seedOf({ type: "Steam", base32: "63BEDWCQZKTQWPESARIERL5DTTQFCJTK", digits: 5 });
		expect(codeAt(seed, time * 1000).text).toBe(code);
		// Whatever a note says of digits and algorithm: Steam has one kind of code.
		expect(codeAt({ ...seed, digits: 6, algorithm: "SHA256" }, time * 1000).text).toBe(code);
	});

	it.each([
		["e3152afee62599c8", "1234", 165892298, "e7d8b6"],
		["e3152afee62599c8", "1234", 123456789, "4ebfb2"],
		["bbb1912bb5c515be", "9999", 1659540020, "ced7b1"],
	].map(([hex, pin, time, code]) => ({ hex: String(hex), pin: String(pin), time: Number(time), code })))("are mOTP's at $time s", ({ hex, pin, time, code }) => {
		const seed: Seed = { ...seedOf({ type: "mOTP", period: 10, pin }), secret: new Uint8Array(Buffer.from(hex, "hex")) };
		expect(codeAt(seed, time * 1000).text).toBe(code);
	});

	it.each([
		["5239", "6SB2IKNM6OBZPAVBVTOHDKS4FAAAAAAADFUTQMBTRY", 1641559648, "umozdicq"],
		["7586", "LA2V6KMCGYMWWVEW64RNP3JA3IAAAAAAHTSG4HRZPI", 1581064020, "oactmacq"],
		["5210481216086702", "JBGSAU4G7IEZG6OY4UAXX62JU4AAAAAAHTSG4HXU3M", 1581091469, "dfrpywob"],
	].map(([pin, base32, time, code]) => ({ pin: String(pin), base32: String(base32), time: Number(time), code })))("are Yandex Key's at $time s", ({ pin, base32, time, code }) => {
		expect(codeAt(seedOf({ type: "Yandex", base32, pin }), time * 1000).text).toBe(code);
	});

	// No published code has such a key (one in 256 has), so Node's hashes and whole numbers stand in.
	it("are Yandex Key's where the hash of PIN and secret begins with a zero, which is dropped", () => {
		const seed = seedOf({ type: "Yandex" });
		const hashOf = (pin: string) => createHash("sha256").update(pin).update(seed.secret.subarray(0, 16)).digest();
		const pin = Array.from({ length: 9000 }, (_, index) => String(1000 + index)).find((number) => hashOf(number)[0] === 0) ?? "";
		const mac = createHmac("sha256", hashOf(pin).subarray(1)).update(Buffer.from("0000000000000001", "hex")).digest();
		let number = mac.readBigUInt64BE(mac.readUInt8(31) & 15) % 2n ** 63n;
		let word = "";
		for (; word.length < 8; number /= 26n) word = String.fromCharCode(97 + Number(number % 26n)) + word;
		expect(codeAt({ ...seed, pin }, 30_000).text).toBe(word);
	});
});

const installed = spawnSync("oathtool", ["--version"]).status === 0;
const oathtool = (row: Omit<Row, "code">) =>
	execFileSync("oathtool", row.type === "HOTP"
		? ["--hotp", "-b", "-d", `${row.digits}`, "-c", `${row.counter}`, row.secret]
		: [`--totp=${row.algorithm}`, "-b", "-d", `${row.digits}`, "-s", `${row.period}s`, "-N", `@${row.time}`, row.secret],
	{ encoding: "utf8" }).trim();

function ours({ type, secret, algorithm, digits, period = 30, counter = 0, time = 0 }: Omit<Row, "code">): string {
	const known = algorithms.find((name) => name === algorithm);
	if (!known) throw new Error("unknown algorithm");
	const seed = seedOf({ type: type === "HOTP" ? "HOTP" : "TOTP", base32: secret, algorithm: known, digits, period, counter });
	return codeAt(seed, time * 1000).text;
}

describe("oathtool", () => {
	it("has 200 rows in the table, before and after 2038", () => {
		expect(rows).toHaveLength(200);
		expect(rows.some(({ time = 0 }) => time >= 2 ** 31)).toBe(true);
	});

	it.each(rows.map((row, index) => ({ row, index })))("gave the same code in row $index", ({ row }) => expect(ours(row)).toBe(row.code));

	it.skipIf(!installed)("gives the table's codes again", () => {
		for (const row of rows.filter((_, index) => index % 5 === 0)) expect(oathtool(row)).toBe(row.code);
	});

	it.skipIf(!installed)("gives the same codes for fresh seeds", () => {
		for (let round = 0; round < 60; round++) {
			const row = {
				type: round % 4 ? "TOTP" : "HOTP", algorithm: round % 4 ? algorithms[round % 3] ?? "SHA1" : "SHA1",
				secret: encodeSecret(randomBytes(randomInt(10, 80))), digits: randomInt(6, 9),
				period: randomInt(1, 200), time: randomInt(0, 2 ** 34), counter: randomInt(0, 2 ** 47),
			};
			expect(ours(row), JSON.stringify({ ...row, secret: row.secret.length })).toBe(oathtool(row));
		}
	});
});

/** RFC 4226, section 5.3, by Node's own HMAC and whole numbers of any size. */
function reference(key: Uint8Array, algorithm: Algorithm, digits: number, counter: number): string {
	const message = Buffer.alloc(8);
	message.writeBigUInt64BE(BigInt(counter));
	const mac = createHmac(algorithm, key).update(message).digest();
	const number = mac.readUInt32BE(mac.readUInt8(mac.length - 1) & 15) & 0x7fffffff;
	return String(BigInt(number) % 10n ** BigInt(digits)).padStart(digits, "0");
}

describe("any seed", () => {
	const anySeed = fc.record({
		secret: fc.uint8Array({ minLength: 1, maxLength: 200 }),
		algorithm: fc.constantFrom(...algorithms),
		digits: fc.integer({ min: 1, max: 10 }),
		period: fc.integer({ min: 1, max: 86_400 }),
	});

	it("gives the codes of Node's HMAC, with 1 to 10 digits and any period", () => {
		fc.assert(fc.property(anySeed, fc.integer({ min: 0, max: 8.64e15 }), (seed, now) => {
			const code = codeAt({ type: "TOTP", counter: 0, ...seed }, now);
			const step = Number(BigInt(now) / BigInt(seed.period * 1000));
			expect(code).toEqual({
				text: reference(seed.secret, seed.algorithm, seed.digits, step),
				from: step * seed.period * 1000,
				until: (step + 1) * seed.period * 1000,
			});
		}));
	});

	it("gives the codes of Node's HMAC for counters up to 2^53", () => {
		fc.assert(fc.property(anySeed, fc.maxSafeNat(), (seed, counter) => {
			const code = counterCode({ type: "HOTP", counter, ...seed });
			expect(code).toEqual({ text: reference(seed.secret, seed.algorithm, seed.digits, counter) });
		}), { examples: [[{ secret: new Uint8Array(20), algorithm: "SHA1", digits: 6, period: 30 }, Number.MAX_SAFE_INTEGER]] });
	});

	it("takes only its own bytes when they lie within a larger buffer", () => {
		const seed = seedOf();
		const inside = new Uint8Array(40).fill(7);
		inside.set(seed.secret, 10);
		expect(codeAt({ ...seed, secret: inside.subarray(10, 30), digits: 8 }, 59_000).text).toBe("94287082");
	});
});

describe("a code in time", () => {
	it("changes on the second and says from when until when", () => {
		expect(codeAt(seedOf({ digits: 8 }), 59_999)).toEqual({ text: "94287082", from: 30_000, until: 60_000 });
		expect(codeAt(seedOf({ digits: 8 }), 60_000)).toMatchObject({ from: 60_000, until: 90_000 });
	});

	it("is the first one before 1970, and one even at the end of time", () => {
		expect(codeAt(seedOf(), -1)).toEqual({ text: "755224", from: 0, until: 30_000 });
		expect(codeAt(seedOf(), -Infinity).text).toBe("755224");
		expect(codeAt(seedOf(), Infinity).text).toMatch(/^\d{6}$/);
		expect(codeAt(seedOf(), NaN).text).toMatch(/^\d{6}$/);
	});

	it("has no end when it goes by a counter", () => {
		expect(codeAt(seedOf({ type: "HOTP", counter: 9 }), 59_000)).toEqual({ text: "520489" });
		expect([isTimed({ type: "HOTP" }), isTimed({ type: "Steam" })]).toEqual([false, true]);
	});
});

describe("a typed code", () => {
	// RFC 4226's codes are those of RFC 6238's key in the periods 0, 1, 2 and so on.
	const now = 4 * 30_000;
	it.each([
		["338314", 0], ["338 314", 0], [" 338-314 ", 0], ["969429", -1], ["254676", 1], ["755224", -4], ["645520489", null], ["", null], ["000000", null],
	])("%j is %j periods away", (typed, away) => expect(stepsOff(seedOf(), typed, now, 5)).toBe(away));

	it("is not found beyond the reach", () => {
		expect(stepsOff(seedOf(), "359152", now, 2)).toBe(-2);
		expect(stepsOff(seedOf(), "359152", now, 1)).toBeNull();
	});

	it("is looked for ahead of a counter, never behind it", () => {
		const seed = seedOf({ type: "HOTP", counter: 3 });
		expect([stepsOff(seed, "969429", 0, 5), stepsOff(seed, "287922", 0, 5), stepsOff(seed, "359152", 0, 5)]).toEqual([0, 3, null]);
	});

	it("may be in lower case where the code is letters", () => {
		const seed = seedOf({ type: "Steam", base32: "63BEDWCQZKTQWPESARIERL5DTTQFCJTK" });
		expect(stepsOff(seed, "fr8rv", 1511200518_000, 1)).toBe(0);
	});

	it("stays within the counters at both ends", () => {
		expect(stepsOff(seedOf(), "755224", 0, 3)).toBe(0);
		expect(stepsOff(seedOf({ type: "HOTP", counter: Number.MAX_SAFE_INTEGER }), "000000", 0, 3)).toBeNull();
	});
});
