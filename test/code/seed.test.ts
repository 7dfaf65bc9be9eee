import { describe, expect, it } from "vitest";
import type { AccountType, Entry } from "../../src/entry";
import { hasSeed, readSeed, type SeedEntry } from "../../src/code/seed";
import { codeAt } from "../../src/code/totp";

const entry: SeedEntry = {
	type: "TOTP", issuer: "GitHub", username: "me", seed: "in the note", algorithm: "SHA1", digits: 6, period: 30, counter: 0, pin: null,
	verified: null, devices: [], copies: [], backupCodes: [], backupCodesGenerated: null, backupCodesRenew: null, backupCodesTested: null,
	formerBackupCodes: [], nextSeed: null, sheetPrinted: null, favourite: false, healthIgnore: [], tags: [],
};
/** RFC 4226's key, whose first codes are 755224, 287082 and 359152. */
const base32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const link = (rest: string, host = "totp") => `otpauth://${host}/GitHub:me?secret=${base32}${rest}`;

function seedOf(note: Partial<SeedEntry>, secret: string, pin?: string) {
	const result = readSeed({ ...entry, ...note }, secret, pin);
	if ("problem" in result) throw new Error(result.problem);
	return result.seed;
}

describe("a seed", () => {
	it("is made of the key and what the note says", () => {
		const note = { type: "HOTP", algorithm: "SHA256", digits: 8, counter: 2 } as const;
		expect(seedOf(note, "gezd gnbv gy3t qojq gezd gnbv gy3t qojq")).toEqual({ ...note, period: 30, secret: new Uint8Array(Buffer.from("12345678901234567890")) });
	});

	it.each<[string, Partial<SeedEntry>, string, object]>([
		["all of a link where the note says nothing", {}, link("&algorithm=SHA512&digits=8&period=60"), { type: "TOTP", algorithm: "SHA512", digits: 8, period: 60 }],
		["the note's own values before the link's", { algorithm: "SHA256", digits: 7, period: 15 }, link("&algorithm=SHA512&digits=8&period=60"), { algorithm: "SHA256", digits: 7, period: 15 }],
		["the link's type where the note has the default", {}, link("&counter=3", "hotp"), { type: "HOTP", counter: 3 }],
		["the note's type otherwise", { type: "HOTP" }, link(""), { type: "HOTP" }],
		["the note's counter where it is higher", { type: "HOTP", counter: 41 }, link("&counter=3", "hotp"), { counter: 41 }],
		["the link's counter where it is higher", { type: "HOTP", counter: 2 }, link("&counter=3", "hotp"), { counter: 3 }],
		["Steam from the link", {}, link("", "steam"), { type: "Steam" }],
		["Steam from the note", { type: "Steam", digits: 5 }, link(""), { type: "Steam" }],
		["a link in quotes", {}, ` "${link("&digits=8")}"`, { digits: 8 }],
		["a bare Steam key", {}, `steam://${base32}`, { type: "Steam" }],
	])("takes %s", (_, note, secret, expected) => expect(seedOf(note, secret)).toMatchObject(expected));

	const yandex = "6SB2IKNM6OBZPAVBVTOHDKS4FAAAAAAADFUTQMBTRY";
	it.each<[string, Partial<SeedEntry>, string, string | undefined, string]>([
		["mOTP's own", {}, "motp://Foo:me?secret=e3152afee62599c8", "1234", "e7d8b6"],
		["mOTP's own where the note has the type too", { type: "mOTP", period: 10 }, "motp://Foo:me?secret=E3152AFEE62599C8", "1234", "e7d8b6"],
		["another one, where the note says mOTP: the same bytes", { type: "mOTP", period: 10 }, "otpauth://totp/me?secret=4MKSV7XGEWM4Q", "1234", "e7d8b6"],
	])("takes a link with a PIN: %s", (_, note, secret, pin, code) => expect(codeAt(seedOf(note, secret, pin), 165892298_000).text).toBe(code));

	it.each<[string, Partial<SeedEntry>, string, string | undefined]>([
		["Yandex's own", {}, `otpauth://yaotp/me?secret=${yandex}&pin_length=4`, "5239"],
		["one that brings its PIN", {}, `otpauth://yaotp/me?secret=${yandex}&pin=GUZDGOI`, undefined],
		["one whose PIN is another than the note's, which counts", { type: "Yandex", digits: 8 }, `otpauth://yaotp/me?secret=${yandex}&pin=GEZDGNA`, "5239"],
		["another one, where the note says Yandex", { type: "Yandex", digits: 8 }, `otpauth://totp/me?secret=${yandex}&digits=6&period=60`, "5239"],
	])("takes a link of Yandex: %s", (_, note, secret, pin) => expect(codeAt(seedOf(note, secret, pin), 1641559648_000).text).toBe("umozdicq"));

	it("keeps the zeros of a PIN", () => {
		expect(seedOf({ type: "mOTP" }, "e3152afee62599c8", "0042").pin).toBe("0042");
		expect(seedOf({ type: "mOTP" }, "e3152afee62599c8", "0042")).not.toEqual(seedOf({ type: "mOTP" }, "e3152afee62599c8", "42"));
	});

	it("gives RFC 4226's codes from a note and from a link", () => {
		expect(codeAt(seedOf({}, base32), 30_000).text).toBe("287082");
		expect(codeAt(seedOf({ type: "HOTP" }, link("&counter=2", "hotp")), 0).text).toBe("359152");
	});

	it("of mOTP is hexadecimal, with steps of ten seconds whatever the note says", () => {
		expect(codeAt(seedOf({ type: "mOTP" }, "E3152AFE E62599C8", "1234"), 165892298_000).text).toBe("e7d8b6");
	});

	it("of Yandex needs the PIN", () => {
		const secret = "6SB2IKNM6OBZPAVBVTOHDKS4FAAAAAAADFUTQMBTRY";
		expect(codeAt(seedOf({ type: "Yandex" }, secret, "5239"), 1641559648_000).text).toBe("umozdicq");
		expect(readSeed({ ...entry, type: "Yandex" }, secret)).toEqual({ problem: expect.stringMatching(/PIN/) as string });
	});
});

describe("a seed that cannot be made", () => {
	it.each<[string, Partial<SeedEntry>, string, RegExp]>([
		["an empty key", {}, "", /empty/],
		["a key that is not base32", {}, "GEZDGNBVGY3TQOJ1", /0, 1, 8 or 9/],
		["a link without a key", {}, "otpauth://totp/me?issuer=Foo", /no secret key/],
		["a link of many accounts", {}, "otpauth-migration://offline?data=CjEKCkhlbGxvId6tvu8", /Google Authenticator/],
		["no digits", { digits: 0 }, base32, /1 to 10 digits/],
		["eleven digits", { digits: 11 }, base32, /1 to 10 digits/],
		["half a digit", { digits: 6.5 }, base32, /1 to 10 digits/],
		["no period", { period: 0 }, base32, /period/],
		["a period that is no number", { period: NaN }, base32, /period/],
		["a counter below 0", { type: "HOTP", counter: -1 }, base32, /counter/],
		["a counter that cannot be counted", { type: "HOTP", counter: 2 ** 53 }, base32, /counter/],
		["what the note says and cannot be read", { unfit: "algorithm must be another." }, base32, /^algorithm must be another\.$/],
		["an unknown algorithm in a link", {}, link("&algorithm=SHA3-256"), /algorithm/],
		["a link of mOTP without its PIN", {}, "motp://Foo:me?secret=e3152afee62599c8", /mOTP needs its PIN. Add “pin” to the note./],
		["a link of Yandex without its PIN", {}, "otpauth://yaotp/me?secret=6SB2IKNM6OBZPAVBVTOHDKS4FA", /Yandex needs its PIN/],
		["a backup code in the place of a key", {}, "9832-3290", /backup code/],
		["mOTP without its PIN", { type: "mOTP" }, "e3152afee62599c8", /PIN/],
	])("says so for %s", (_, note, secret, sentence) => {
		const result = readSeed({ ...entry, ...note }, secret);
		expect("problem" in result && result.problem).toMatch(sentence);
		if (secret !== "") expect(JSON.stringify(result)).not.toContain(secret);
	});

	it.each<[AccountType, string]>([["mOTP", "e3152afee62599c"], ["mOTP", base32], ["Yandex", "GEZDGNBVGY3TQOJQ"]])("says so for a wrong key of %s (%#)", (type, secret) => {
		const account: Entry = { ...entry, type };
		expect(hasSeed(account) && readSeed(account, secret, "1234")).toHaveProperty("problem");
	});
});

it("knows which accounts have a seed to keep", () => {
	expect(hasSeed(entry)).toBe(true);
	expect(hasSeed({ ...entry, seed: null })).toBe(false);
	expect(hasSeed({ ...entry, type: "Push" })).toBe(false);
	expect(hasSeed({ ...entry, type: "Key" })).toBe(false);
});
