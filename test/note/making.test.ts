import { describe, expect, it } from "vitest";
import { setMaking, setVerified } from "../../src/note/making";
import type { Making } from "../../src/entry";

const usual: Making = { type: "TOTP", algorithm: "SHA1", digits: 6, period: 30, counter: 0 };
const note = (properties: string) => `---\nissuer: GitHub # mine\n${properties}totp_seed: JBSWY3DPEHPK3PXP\n---\nText.\n`;

describe("how codes are made", () => {
	it("is written only where the note says otherwise", () => {
		expect(setMaking(note(""), usual)).toEqual({ text: note("") });
		expect(setMaking(note("type: totp\n"), usual)).toEqual({ text: note("type: totp\n") });
		expect(setMaking(note(""), { ...usual, algorithm: "SHA256", digits: 8 })).toEqual({ text: note("").replace("PXP\n", "PXP\nalgorithm: SHA256\ndigits: 8\n") });
		expect(setMaking(note("type: TOTP\nperiod: \"60\"\n"), usual)).toEqual({ text: note("type: TOTP\nperiod: 30\n") });
		expect(setMaking(note("type: HOTP\ncounter: 7\n"), { ...usual, type: "HOTP", counter: 3 })).toEqual({ text: note("type: HOTP\ncounter: 3\n") });
	});

	it("is as short for Steam's letters, which have five", () => {
		expect(setMaking(note("type: TOTP\n"), { ...usual, type: "Steam", digits: 5 })).toEqual({ text: note("type: Steam\n") });
	});

	it("is written out where the note made no sense", () => {
		expect(setMaking(note("algorithm: MD5\n"), usual)).toMatchObject({ text: expect.stringContaining("algorithm: SHA1\n") as string });
	});

	it("is refused where the note is read-only", () => expect(setMaking(note("digits: 8\ndigits: 8\n"), usual)).toEqual({ reason: "unreadable" }));
});

describe("the day of verification", () => {
	it("is written, and a counter goes on, never back", () => {
		expect(setVerified(note(""), "2026-11-22")).toEqual({ text: note("").replace("PXP\n", "PXP\nverified: 2026-11-22\n") });
		expect(setVerified(note("counter: 4\nverified: 2026-01-10\n"), "2026-11-22", 9)).toEqual({ text: note("counter: 9\nverified: 2026-11-22\n") });
		expect(setVerified(note("counter: 9\n"), "2026-11-22", 4)).toMatchObject({ text: expect.stringContaining("counter: 9\n") as string });
	});
});
