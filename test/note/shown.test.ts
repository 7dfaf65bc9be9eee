import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lookAlikeIn, shownName } from "../../src/note/shown";

describe("a name on screen", () => {
	it.each([
		["GitHub", "GitHub"], ["your@email.com", "your@email.com"], ["微信", "微信"], ["شركة الاتصالات", "شركة الاتصالات"], ["👩‍👩‍👧", "👩‍👩‍👧"],
		["a\nb\u0000", "a b"], ["abc\u202etxt.exe", "abctxt.exe"], ["x\u200f\u2066y", "xy"], ["Pay\u200bPal\u00ad", "PayPal"], ["\u3164", ""],
		["<b>x</b>", "<b>x</b>"],
	])("%j is shown as %j", (name, shown) => expect(shownName(name)).toBe(shown));

	it("is cut between characters, not within one", () => {
		expect(shownName("x".repeat(10_000))).toBe(`${"x".repeat(59)}…`);
		expect(shownName("😀".repeat(61))).toBe(`${"😀".repeat(59)}…`);
		expect(shownName("😀".repeat(60))).toBe("😀".repeat(60));
	});

	it("has no tower of marks", () => expect(shownName(`Z${"\u0301".repeat(500)}algo`)).toBe(`Z${"\u0301".repeat(4)}algo`));

	it("is one short line, whatever comes", () => {
		fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), (name) => {
			const shown = shownName(name);
			return Array.from(shown).length <= 60 && !/[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(shown);
		}), { numRuns: 1000 });
	});
});

describe("letters that look alike", () => {
	// Cyrillic о, а, е, р, с; Greek ο, Α; Armenian օ; wide and mathematical Latin letters.
	it.each([
		["G\u043e\u043egle", "G\u043e\u043egle"], ["P\u0430yPal Inc", "P\u0430yPal"], ["My \u0410pple", "\u0410pple"], ["Micr\u03bfsoft", "Micr\u03bfsoft"], ["\u0391mazon", "\u0391mazon"],
		["G\u0585\u0585gle", "G\u0585\u0585gle"], ["\uff27oogle", "\uff27oogle"], ["\u{1d406}oogle", "\u{1d406}oogle"], ["user@\u0435xample.org", "\u0435xample"], ["Go\u200b\u043egle", "Go\u043egle"],
		["\u0441\u03bfca", "\u0441\u03bfca"],
	])("%j has %j", (name, word) => expect(lookAlikeIn(name)).toBe(word));

	it.each(["GitHub", "", "Яндекс", "Яндекс ID", "Яндекс-ID", "Ελλάδα", "Café", "Łódź Bank", "ＬＩＮＥ", "LINEペイ", "楽天Bank", "카카오Pay", "Straße", "𝐆𝐨𝐨𝐠𝐥𝐞", "½"])("%j has none", (name) => expect(lookAlikeIn(name)).toBeNull());

	it("are shown short", () => expect(lookAlikeIn(`а${"b".repeat(10_000)}`)).toBe(`а${"b".repeat(38)}…`));
});
