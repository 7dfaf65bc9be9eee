import { execFileSync, spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { algorithms } from "../../src/entry";
import { verify } from "../../src/code/verify";
import table from "./oathtool.json" with { type: "json" };
import { seedOf } from "./seeds";

// RFC 4226, appendix D, has the codes of the key below at the counters 0 to 9: 755224 287082 359152 969429 338314 254676 287922
// 162583 399871 520489. By RFC 6238 they are those of the first periods of 1970, too.
const usual = { type: "TOTP", algorithm: "SHA1", digits: 6, period: 30, counter: 0 };

describe("a code by time", () => {
	const now = 4 * 30_000 + 6000;

	it.each([["338314", 0], [" 338-314", 0], ["969429", -1], ["254676", 1]])("%j is right, %i periods from now", (typed, off) => {
		expect(verify(seedOf(), typed, now)).toEqual({ kind: "right", off });
	});

	it.each([["359152", -60], ["755224", -120], ["287922", 60], ["520489", 150]])("%s tells that the clocks differ by %i seconds", (typed, seconds) => {
		expect(verify(seedOf(), typed, now)).toEqual({ kind: "clock", seconds });
	});

	it("is looked for as far as ten minutes, and no farther", () => {
		expect(verify(seedOf(), "755224", 20 * 30_000)).toEqual({ kind: "clock", seconds: -600 });
		expect(verify(seedOf(), "755224", 21 * 30_000).kind).not.toBe("clock");
	});

	it.each(["", "33831", "3383144", "abc"])("%j is not a whole one", (typed) => expect(verify(seedOf(), typed, now)).toEqual({ kind: "length", wanted: 6 }));

	it("that fits nothing is none", () => expect(verify(seedOf(), "000000", now)).toEqual({ kind: "none" }));
});

describe("a code by counter", () => {
	const seed = seedOf({ type: "HOTP", counter: 3 });

	it("is right at the next counter and ahead of it", () => {
		expect([verify(seed, "969429", 0), verify(seed, "520489", 0)]).toEqual([{ kind: "right", off: 0 }, { kind: "right", off: 6 }]);
	});

	it("from before says which it is", () => expect(verify(seed, "287082", 0)).toEqual({ kind: "earlier", counter: 1 }));

	it("is none beyond the window", () => {
		expect(verify(seedOf({ type: "HOTP", counter: 40 }), "755224", 1e12)).toEqual({ kind: "none" });
		expect(verify(seedOf({ type: "HOTP" }), "000000", 1e12)).toEqual({ kind: "none" });
	});

	it("of a note that goes by time is known, with the counter after it", () => {
		// Far from the periods of these codes.
		expect(verify(seedOf(), "359152", 1e12)).toEqual({ kind: "making", making: { ...usual, type: "HOTP", counter: 3 } });
	});

	it("is known by time, too", () => {
		expect(verify(seedOf({ type: "HOTP", counter: 900 }), "338314", 4 * 30_000)).toEqual({ kind: "making", making: usual });
	});
});

describe("a code made in another way", () => {
	const keys = { SHA1: "12345678901234567890", SHA256: "12345678901234567890123456789012", SHA512: "1234567890123456789012345678901234567890123456789012345678901234" };
	// RFC 6238, appendix B, at 1111111111 s.
	it.each([["SHA1", "14050471"], ["SHA256", "67062674"], ["SHA512", "99943326"]] as const)("is that of %s with 8 digits, or with 6 or 7", (algorithm, code) => {
		for (const digits of [8, 7, 6]) {
			const seed = seedOf({ ascii: keys[algorithm], algorithm: algorithm === "SHA1" ? "SHA512" : "SHA1" });
			expect(verify(seed, code.slice(-digits), 1111111111_000)).toEqual({ kind: "making", making: { ...usual, algorithm, digits } });
		}
	});

	// Steam's mobile authenticator, the key of steam-totp's issue of 2017.
	it("is Steam's five letters, or digits where the note says Steam", () => {
		const key = "63BEDWCQZKTQWPESARIERL5DTTQFCJTK";
		expect(verify(seedOf({ base32: key }), "fr8rv", 1511200518_000)).toEqual({ kind: "making", making: { ...usual, type: "Steam", digits: 5 } });
		expect(verify(seedOf({ type: "Steam", digits: 5 }), "338314", 4 * 30_000)).toEqual({ kind: "making", making: usual });
	});

	const rows = table.rows.filter(({ type, digits, period = 0, time = 0 }) => type === "TOTP" && digits >= 6 && digits <= 8 && [15, 30, 60].includes(period) && time > 1e6);

	it("is found for oathtool's codes, whatever the note says", () => {
		expect(rows.length).toBeGreaterThan(20);
		for (const { secret, algorithm, digits, period, time = 0, code } of rows) {
			const seed = seedOf({ base32: secret, algorithm: algorithm === "SHA1" ? "SHA256" : "SHA1", period: 45 });
			expect(verify(seed, code, time * 1000), code).toEqual({ kind: "making", making: { ...usual, algorithm, digits, period } });
		}
	});

	const installed = spawnSync("oathtool", ["--version"]).status === 0;
	const combinations = algorithms.flatMap((algorithm) => [6, 7, 8].flatMap((digits) => [15, 30, 60].map((period) => ({ algorithm, digits, period }))));

	it.skipIf(!installed).each(combinations)("is found for a live oathtool's $algorithm, $digits digits, $period seconds", ({ algorithm, digits, period }) => {
		const secret = "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U";
		const code = execFileSync("oathtool", [`--totp=${algorithm}`, "-b", "-d", `${digits}`, "-s", `${period}s`, "-N", "@1780000000", secret], { encoding: "utf8" }).trim();
		const isUsual = algorithm === "SHA1" && digits === 6 && period === 30;
		expect(verify(seedOf({ base32: secret }), code, 1780000000_000)).toEqual(isUsual ? { kind: "right", off: 0 } : { kind: "making", making: { ...usual, algorithm, digits, period } });
	});

	it("is not looked for where the key has a PIN", () => {
		expect(verify({ ...seedOf({ type: "mOTP", period: 10, pin: "1234" }) }, "338314", 4 * 30_000)).toEqual({ kind: "none" });
	});
});
