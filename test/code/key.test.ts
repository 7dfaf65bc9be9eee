import { describe, expect, it } from "vitest";
import type { Seed } from "../../src/entry";
import { readKey, rewriteKey, writeKey } from "../../src/code/key";

const hexOf = (text: string, type: Seed["type"]) => {
	const read = readKey(text, type);
	return "secret" in read ? Buffer.from(read.secret).toString("hex") : read.problem;
};
const warningsOf = (text: string, type: Seed["type"] = "TOTP") => {
	const read = readKey(text, type);
	return "secret" in read ? read.warnings : ["unread"];
};

describe("a key", () => {
	it("is hexadecimal for mOTP and base32 for all others", () => {
		expect(hexOf("E315 2afe-e625\u00a099C8", "mOTP")).toBe("e3152afee62599c8");
		for (const type of ["TOTP", "HOTP", "Steam"] as const) expect(hexOf("MZXW 6YTB OI", type)).toBe("666f6f626172");
		expect(hexOf("6SB2IKNM6OBZPAVBVTOHDKS4FA", "Yandex")).toBe("f483a429acf3839782a1acdc71aa5c28");
	});

	it("has one form in a note", () => {
		expect(writeKey(new Uint8Array(Buffer.from("e3152afee62599c8", "hex")), "mOTP")).toBe("e3152afee62599c8");
		expect(writeKey(new Uint8Array(Buffer.from("foobar")), "Steam")).toBe("MZXW6YTBOI");
	});

	// Aegis keeps the key of mOTP as base32 of the bytes whose hexadecimal it is.
	it("is the same bytes when the account becomes one of another type", () => {
		expect(rewriteKey("4MKSV7XGEWM4Q", "TOTP", "mOTP")).toBe("e3152afee62599c8");
		expect(rewriteKey("e3152afee62599c8", "mOTP", "Yandex")).toBe("4MKSV7XGEWM4Q");
		expect(rewriteKey("key 0", "TOTP", "mOTP")).toBe("key 0");
	});

	it.each([["mOTP", "e3152afee62599c", /hexadecimal/], ["mOTP", "JBSWY3DPEHPK3PXP", /hexadecimal/], ["Yandex", "JBSWY3DPEHPK3PXP", /26 characters/], ["Steam", "", /empty/]] as const)("of %s that cannot be one is refused (%#)", (type, text, sentence) => {
		const read = readKey(text, type);
		expect("problem" in read && read.problem).toMatch(sentence);
	});
});

describe("a key that can be read", () => {
	it.each([
		["of 80 bits", "JBSWY3DPEHPK3PXP"], ["of 80 bits, in groups and padded", "jbsw y3dp ehpk 3pxp%3D"], ["of 160 bits", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"],
		["with one capital, which a keyboard made", "Jbswy3dpehpk3pxp"], ["with one letter after F", "2345ABCDEF67ABCG"], ["of an odd number of such characters", "2345ABCDEF67ABCDE"],
	])("%s is no cause for doubt", (_, text) => expect(warningsOf(text)).toEqual([]));

	it.each(["JBSWY3DPEHPK3PX", "MZXW6", "23456723"])("under 80 bits is pointed out (%#)", (text) => expect(warningsOf(text)).toEqual([expect.stringMatching(/under 80 bits.*no backup code/)]));

	it.each([16, 32, 40])("in %i characters, none after F, may be hexadecimal", (length) => {
		const text = "ABCDEF234567".repeat(4).slice(0, length);
		expect(warningsOf(text)).toEqual([expect.stringMatching(/hexadecimal.*read as base32/)]);
		expect(warningsOf(text.toLowerCase())).toHaveLength(1);
	});

	it("in capitals and small letters may be base64", () => expect(warningsOf("SGVsbG5gd2ZybGQ7")).toEqual(["This has capitals and small letters, as a base64 key has. It is read as base32: compare a code before you rely on it."]));

	it("of mOTP is always hexadecimal, which is no cause for doubt", () => expect(warningsOf("e3152afee62599c8", "mOTP")).toEqual([]));

	// The check digits of three real keys; a change of one character is seen.
	it.each(["6SB2IKNM6OBZPAVBVTOHDKS4FAAAAAAADFUTQMBTRY", "LA2V6KMCGYMWWVEW64RNP3JA3IAAAAAAHTSG4HRZPI", "JBGSAU4G7IEZG6OY4UAXX62JU4AAAAAAHTSG4HXU3M"])("of Yandex fits its own check (%#)", (text) => {
		expect(warningsOf(text, "Yandex")).toEqual([]);
		expect(warningsOf(text.replace(/^(.{10})./, "$17"), "Yandex")).toEqual([expect.stringMatching(/mistyped/)]);
		expect(warningsOf(text.slice(0, 26), "Yandex")).toEqual([]);
	});
});
