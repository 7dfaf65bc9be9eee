import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeSecret, encodeSecret } from "../../src/code/secret";

const text = (result: ReturnType<typeof decodeSecret>) =>
	"secret" in result ? Buffer.from(result.secret).toString("latin1") : result.problem;

describe("base32", () => {
	// RFC 4648, section 10.
	it.each([
		["f", "MY======"],
		["fo", "MZXQ===="],
		["foo", "MZXW6==="],
		["foob", "MZXW6YQ="],
		["fooba", "MZXW6YTB"],
		["foobar", "MZXW6YTBOI======"],
	])("gives the RFC's text of %j and back", (plain, base32) => {
		expect(encodeSecret(Buffer.from(plain))).toBe(base32.replaceAll("=", ""));
		expect(text(decodeSecret(base32))).toBe(plain);
	});

	it.each([
		["lower case", "mzxw6ytboi"],
		["mixed case without other digits", "mzXW6YTboi"],
		["groups", "MZXW 6YTB OI"],
		["no-break and thin spaces", "MZXW\u00a06YTB\u202fOI"],
		["tabs and line ends", "MZXW\t6YTB\r\nOI\n"],
		["zero-width marks and a byte order mark", "\ufeffMZXW\u200b6YTB\u2060OI"],
		["dashes, also long ones", "MZXW-6YTB\u2013OI"],
		["underscores", "MZXW_6YTB_OI"],
		["too little padding", "MZXW6YTBOI="],
		["too much padding", "MZXW6YTBOI========="],
		["padding after a space", "MZXW6YTBOI ===="],
		["padding as links write it", "MZXW6YTBOI%3D%3d%3D"],
	])("reads %s", (_, written) => expect(text(decodeSecret(written))).toBe("foobar"));

	// Lengths that occur in real backups, where strict decoders throw: bits that make no byte are dropped.
	it.each([
		[9, 5], [11, 6], [14, 8], [17, 10], [18, 11], [19, 11], [21, 13], [29, 18],
	])("reads %i characters as %i bytes, as other bits make none", (characters, bytes) => {
		const result = decodeSecret("MZXW6YTB".repeat(4).slice(0, characters));
		expect("secret" in result && result.secret.length).toBe(bytes);
		expect("secret" in result && Buffer.from(result.secret).toString()).toBe("foobafoobafoobafooba".slice(0, bytes));
	});

	it("ignores left-over bits that are not zero", () => expect(text(decodeSecret("MZ"))).toBe("f"));

	it.each([
		["nothing", "", /empty/],
		["only spaces and padding", " - ==", /empty/],
		["one character, which makes no byte", "M", /cut off/],
		["hexadecimal", "48656c6c6f21deadbeef", /hexadecimal/],
		["base64 with its marks", "aGVsbG8/d29y+GQ=", /base64/],
		["base64 by its mixed case", "aGVsbG8gd29ybGQ0", /base64/],
		["mOTP's kind of key", "e3152afee62599c8", /hexadecimal.*mOTP/],
		["a Steam key as it stands in Steam's files", "9bnBGsN2dAz1vmsQEHhkHb3zXs0=", /base64/],
		["a code of digits", "00123456", /backup code/],
		["a code of digits in groups", "9832 3290", /backup code.*not valid base32/],
		["a code in groups with a hyphen", "a1b2c-3d4e5", /backup code.*not valid base32/],
		["a code in three groups", "1BCD-EFGH-2345", /backup code/],
		["a whole list of codes", "9832-3290\r\n1903-4875\n\n5127-7730\n", /backup code/],
		["a key in groups with one wrong digit", "MZXW-6YTB-MZXW-6YT1", /no 0, 1, 8 or 9/],
		["a zero for an O", "MZXW6YTB0I", /no 0, 1, 8 or 9/],
		["a one for an I", "MZXW6YTBO1", /no 0, 1, 8 or 9/],
		["an eight for a B", "MZXW6YT8OI", /no 0, 1, 8 or 9/],
		["a nine", "MZXW6YT9OI", /no 0, 1, 8 or 9/],
		["padding inside", "MZXW=6YTB", /other than the letters/],
		["a sentence", "Your key: MZXW6YTB", /other than the letters/],
		["an encrypted field", "tfn1.65536.3.4.salt.body", /other than the letters/],
		// These become ASCII letters in upper case.
		["a long s", "MZXW\u017f", /other than the letters/],
		["a dotless i", "MZXW\u0131", /other than the letters/],
		["a sharp s", "MZXW\u00df", /other than the letters/],
	])("refuses %s, says what it is and repeats nothing of it", (_, written, sentence) => {
		const result = decodeSecret(written);
		expect("problem" in result && result.problem).toMatch(sentence);
		for (const word of written.match(/\w{5,}/g) ?? []) expect(text(result)).not.toContain(word);
	});

	it("comes back from every byte text", () => {
		fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 70 }), (bytes) => {
			expect(decodeSecret(encodeSecret(bytes))).toEqual({ secret: bytes });
		}));
	});

	it("takes no longer than the text is", () => {
		const start = performance.now();
		decodeSecret(`${"=".repeat(200_000)}A`);
		decodeSecret(`${"A".repeat(200_000)}0`);
		expect(performance.now() - start).toBeLessThan(2000);
	});
});
