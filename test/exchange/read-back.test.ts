import { describe, expect, it } from "vitest";
import type { Account } from "../../src/exchange/account";
import { writeAegis } from "../../src/exchange/aegis";
import { saysAegis, saysLinks } from "../../src/exchange/read-back";
import { writeUriList } from "../../src/exchange/uri-list";

/** The key of RFC 4226, appendix D; of the other two the samples of their apps. */
const rfcKey = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const accounts: Account[] = [
	{ type: "totp", issuer: "A & B: #1", username: "me+you@example.org", secret: rfcKey, algorithm: "SHA512", digits: 8, period: 60, backupCodes: ["9832-3290"] },
	{ type: "hotp", issuer: "Bank", username: "", secret: "JBSWY3DPEHPK3PXP", algorithm: "SHA1", digits: 6, counter: 41 },
	{ type: "steam", issuer: "Steam", username: "", secret: rfcKey, algorithm: "SHA1", digits: 5, period: 30 },
	{ type: "totp", issuer: "Steam", username: "digits", secret: rfcKey, algorithm: "SHA1", digits: 6, period: 30 },
	{ type: "motp", issuer: "Office", username: "me", secret: "e3152afee62599c8", algorithm: "SHA1", digits: 6, period: 10, pin: "1234" },
	{ type: "yandex", issuer: "Yandex", username: "me", secret: "6SB2IKNM6OBZPAVBVTOHDKS4FAAAAAAADFUTQMBTRY", algorithm: "SHA1", digits: 8, period: 30, pin: "5239" },
];
let at = 0;
const files = {
	links: { says: saysLinks, bytes: writeUriList(accounts).bytes },
	Aegis: { says: saysAegis, bytes: writeAegis(accounts, (bytes) => new Uint8Array(bytes).fill(at++)).bytes },
};

const edited = (bytes: Uint8Array, from: string, to: string): Uint8Array => {
	const text = new TextDecoder().decode(bytes);
	expect(text).toContain(from);
	return new TextEncoder().encode(text.replace(from, to));
};

describe.each(Object.entries(files))("a file of %s that is read back", (_name, { says, bytes }) => {
	it("says the accounts it was written of", () => expect(says(bytes, accounts)).toBe(true));

	it("does not say others, fewer or more", () => {
		expect(says(bytes, accounts.slice(1))).toBe(false);
		expect(says(bytes, [...accounts, ...accounts.slice(0, 1)])).toBe(false);
		expect(says(bytes, [...accounts.slice(1), ...accounts.slice(0, 1)])).toBe(false);
	});

	it("does not say a key of which one letter is another", () => expect(says(edited(bytes, rfcKey, rfcKey.replace("Q", "R")), accounts)).toBe(false));
});

describe("a list of links that is read back", () => {
	it.each([["SHA512", "SHA256"], ["digits=8", "digits=7"], ["period=60", "period=30"], ["counter=41", "counter=40"]])("tells %s from %s", (from, to) => {
		expect(saysLinks(edited(files.links.bytes, from, to), accounts)).toBe(false);
	});
});
