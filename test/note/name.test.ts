import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noteName } from "../../src/note/name";

describe("noteName", () => {
	it.each([
		["GitHub", "your@email.com", "GitHub (your@email.com)"], ["GitHub", "", "GitHub"], ["", "me", "me"], ["", "", "Account"], ["  ", "\n", "Account"],
		["a/b:c", "d|e", "a b c (d e)"], ["*\"\\/<>:|?#^[]", "", "Account"], ["[[Home]]", "#tag ^id", "Home (tag id)"], ["...hidden", "", "hidden"], ["ends.. ", "", "ends"],
		["CON", "", "Account CON"], ["nul.txt", "", "Account nul.txt"], ["com1", "", "Account com1"], ["LPT9.", "", "Account LPT9"], ["Console", "", "Console"], ["CON", "me", "CON (me)"],
		["a\u202eb\u2066c", "d\u0000\u0007e", "a b c (d e)"], ["tab\tand\r\nline", "", "tab and line"], ["微信", "张伟", "微信 (张伟)"], ["👩‍👩‍👧", "", "👩‍👩‍👧"], ["Cafe\u0301", "", "Café"], [`q${"\u0323".repeat(90)}`, "", `q${"\u0323".repeat(4)}`],
	])("names %j and %j", (issuer, username, name) => expect(noteName(issuer, username)).toBe(name));

	it("is short enough for every file system", () => {
		expect(noteName("x".repeat(500), "y")).toBe("x".repeat(200));
		expect(noteName("😀".repeat(100), "")).toBe("😀".repeat(50));
		expect(noteName("漢".repeat(100_000), "x")).toBe("漢".repeat(66));
	});

	it("is safe whatever comes", () => {
		const safe = /^(?![\s.])(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))[^*"\\/<>:|?#^[\]\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]+(?<![\s.])$/iu;
		fc.assert(fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), (issuer, username) => {
			const name = noteName(issuer, username);
			return safe.test(name) && Buffer.from(name).length <= 210;
		}), { numRuns: 1000 });
	});
});
