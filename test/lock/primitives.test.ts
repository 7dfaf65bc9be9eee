import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { describe, expect, it } from "vitest";
import { deriveHere, hex, unhex } from "./derive-here";

const ascii = (text: string) => new TextEncoder().encode(text);

describe("the libraries we build on", () => {
	it("seal as draft-irtf-cfrg-xchacha-03, A.3.1, says", () => {
		const key = unhex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
		const nonce = unhex("404142434445464748494a4b4c4d4e4f5051525354555657");
		const plain = ascii("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.");
		expect(hex(xchacha20poly1305(key, nonce, unhex("50515253c0c1c2c3c4c5c6c7")).encrypt(plain))).toBe(
			"bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452" +
			"2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49",
		);
	});

	it.each([
		["A.1", "000102030405060708090a0b0c", "f0f1f2f3f4f5f6f7f8f9", "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"],
		["A.3", "", "", "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"],
	])("expand a key as RFC 5869, %s, says", (_, salt, info, okm) => {
		expect(hex(hkdf(sha256, unhex("0b".repeat(22)), salt === "" ? undefined : unhex(salt), unhex(info), 42))).toBe(okm);
	});

	it("authenticate as RFC 4231, 4.3, says", () => {
		expect(hex(hmac(sha256, ascii("Jefe"), ascii("what do ya want for nothing?")))).toBe("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
	});

	// hash-wasm takes no associated data, which the vector of RFC 9106, 5.3, has: these are libargon2's own, version 0x13.
	it.each([
		[256, 1, "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe"],
		[256, 2, "6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037"],
		[65536, 1, "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"],
	])("derive with %i KiB and %i lanes as libargon2 does", async (memory, lanes, key) => {
		expect(hex(await deriveHere(ascii("password"), ascii("somesalt"), { memory, passes: 2, lanes }))).toBe(key);
	});
});
