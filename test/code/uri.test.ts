import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { algorithms } from "../../src/entry";
import { encodeSecret } from "../../src/code/secret";
import { readUri, writeUri, type UriAccount } from "../../src/code/uri";

const key = "JBSWY3DPEHPK3PXP";
const plain: UriAccount = { type: "TOTP", issuer: "", username: "", secret: key, algorithm: "SHA1", digits: 6, period: 30, counter: 0 };

function read(text: string): UriAccount {
	const result = readUri(text);
	if ("problem" in result) throw new Error(result.problem);
	return result.account;
}
const warnings = (text: string) => {
	const result = readUri(text);
	return "account" in result ? result.warnings : [];
};
const problem = (text: string) => {
	const result = readUri(text);
	return "problem" in result ? result.problem : "";
};

describe("a name", () => {
	it.each([
		["issuer in both places", "GitHub:me@example.org", "&issuer=GitHub", "GitHub", "me@example.org"],
		["issuer in the label alone", "GitHub:me@example.org", "", "GitHub", "me@example.org"],
		["issuer in its field alone", "me@example.org", "&issuer=GitHub", "GitHub", "me@example.org"],
		["no issuer", "me@example.org", "", "", "me@example.org"],
		["no label", "", "&issuer=GitHub", "GitHub", ""],
		["an encoded colon", "GitHub%3Ame", "&issuer=GitHub", "GitHub", "me"],
		["an encoded colon without a field", "GitHub%3ame", "", "GitHub", "me"],
		["an encoded colon in front of a plain one", "A%3AB:me", "", "A:B", "me"],
		["spaces after the colon", "GitHub:%20%20me", "&issuer=GitHub", "GitHub", "me"],
		["other capitals in the label", "github:me", "&issuer=GitHub", "GitHub", "me"],
		["the issuer twice in the label", "GitHub:GitHub:me", "&issuer=GitHub", "GitHub", "me"],
		["two different issuers", "Mail:me", "&issuer=Example", "Example", "Mail:me"],
		["a Matrix id", "@me:example.org", "&issuer=Matrix", "Matrix", "@me:example.org"],
		["a label that is the issuer", "GitHub", "&issuer=GitHub", "GitHub", ""],
		["an empty prefix", ":me", "&issuer=GitHub", "GitHub", "me"],
		["an empty issuer field", "GitHub:me", "&issuer=", "GitHub", "me"],
		["a plus for a space in the field", "Air%20Canada:me", "&issuer=Air+Canada", "Air Canada", "me"],
		["a plus meant as one", "C++:me", "&issuer=C++", "C++", "me"],
		["an encoded plus", "me", "&issuer=C%2B%2B", "C++", "me"],
		["a plus in the user name", "GitHub:me+work@example.org", "&issuer=GitHub", "GitHub", "me+work@example.org"],
		["an encoded ampersand", "AT%26T:me", "&issuer=AT%26T", "AT&T", "me"],
		["an unescaped hash", "A#1:me#2", "&issuer=A#1", "A#1", "me#2"],
		["unescaped letters and pictures", "Årsta 🏦:Bo", "&issuer=Årsta 🏦", "Årsta 🏦", "Bo"],
		["a stray percent sign", "50%25 off:100%", "&issuer=50% off", "50% off", "100%"],
		["Latin-1 escapes", "%C5rsta:me", "", "%C5rsta", "me"],
		["Bitwarden's HTML entities", "A%20%26amp%3B%20B:me", "&issuer=A%20%26%20B", "A & B", "me"],
		["a swallowed ampersand", "me", "&issuer=Fooperiod=60", "Foo", "me"],
		["ampersands from the source of a page", "me", "&amp;issuer=Foo", "Foo", "me"],
		["a field twice", "me", "&issuer=Foo&issuer=Bar", "Foo", "me"],
		["line ends and control characters", "Foo:me%0A%00%09you", "&issuer=Foo%0D%0A", "Foo", "me you"],
		["unknown fields", "Foo:me", "&image=https%3A%2F%2Fexample.org%2Fa.png&icon=x&lock=false", "Foo", "me"],
	])("is read with %s", (_, label, rest, issuer, username) => {
		expect(read(`otpauth://totp/${label}?secret=${key}${rest}`)).toMatchObject({ issuer, username, secret: key });
	});
});

describe("a link", () => {
	it.each([
		["other capitals", `OTPAUTH://TOTP/me?Secret=${key}&DIGITS=8`, { digits: 8 }],
		["iOS's scheme", `apple-otpauth://totp/me?secret=${key}`, {}],
		["quotes around it", `"otpauth://totp/me?secret=${key}"`, {}],
		["angle brackets around it", `<otpauth://totp/me?secret=${key}>`, {}],
		["a code fence around it", `\`\`\`\notpauth://totp/me?secret=${key}\n\`\`\``, {}],
		["a code fence that names a language", `\`\`\`text\notpauth://totp/me?secret=${key}\n\`\`\``, {}],
		["a quote that is not closed", `'otpauth://totp/me?secret=${key}`, {}],
		["a line end after it", `otpauth://totp/me?secret=${key}\r\n`, {}],
		["a key in lower case, grouped and padded", "otpauth://totp/me?secret=jbsw%20y3dp-ehpk%203pxp%3D%3D", {}],
		["unescaped padding", `otpauth://totp/me?secret=${key}====&digits=7`, { digits: 7 }],
		["blank numbers", `otpauth://totp/me?secret=${key}&digits=&period=&algorithm=`, {}],
		["no label at all", `otpauth://totp?secret=${key}&period=60`, { username: "", period: 60 }],
		["a counter", `otpauth://hotp/me?secret=${key}&counter=41`, { type: "HOTP", counter: 41 }],
		["a period that a counter has no use for", `otpauth://hotp/me?secret=${key}&counter=0&period=77`, { type: "HOTP" }],
		["the highest counter", `otpauth://hotp/me?secret=${key}&counter=9007199254740991`, { type: "HOTP", counter: 2 ** 53 - 1 }],
	])("is read with %s", (_, text, differs) => {
		expect(readUri(text)).toEqual({ account: { ...plain, username: "me", ...differs }, warnings: [] });
	});

	it.each([
		["SHA1", "SHA1"], ["sha1", "SHA1"], ["SHA-1", "SHA1"], ["HmacSHA1", "SHA1"], ["sha256", "SHA256"], ["SHA-256", "SHA256"], ["SHA_256", "SHA256"],
		["HMAC-SHA-256", "SHA256"], ["Algorithm.sha512", "SHA512"], ["SHA512", "SHA512"],
	])("may spell its algorithm %s", (spelt, algorithm) => {
		expect(read(`otpauth://totp/me?secret=${key}&algorithm=${spelt}`).algorithm).toBe(algorithm);
	});

	it.each([
		["digits=0", { digits: 6 }], ["digits=-8", { digits: 6 }], ["digits=six", { digits: 6 }], ["digits=1e1", { digits: 6 }],
		["period=0", { period: 30 }], ["period=30.5", { period: 30 }], ["digits=4", { digits: 4 }], ["digits=10", { digits: 10 }],
		["digits=NaN", { digits: 6 }], ["period=null", { period: 30 }], ["period=-30", { period: 30 }], ["digits=5", { digits: 5 }], ["digits=9", { digits: 9 }], ["period=20", { period: 20 }],
	])("with %s is read with a warning", (field, expected) => {
		expect(read(`otpauth://totp/me?secret=${key}&${field}`)).toMatchObject(expected);
		expect(warnings(`otpauth://totp/me?secret=${key}&${field}`)).toHaveLength(1);
	});

	it.each([
		["period=30000", { period: 30_000 }, /lasts 30000 seconds, where 30 may be meant/],
		["digits=10", { digits: 10 }, /first one is never above 2/],
		["digits=3", { digits: 3 }, /Codes of 3 digits are unusual/],
		["period=90", { period: 90 }, /new every 90 seconds are unusual/],
		["digits=0", { digits: 6 }, /digits of this link could not be read; 6 is used/],
		["period=-30", { period: 30 }, /period of this link could not be read; 30 is used/],
	])("with %s says what is odd", (field, expected, sentence) => {
		expect(read(`otpauth://totp/me?secret=${key}&${field}`)).toMatchObject(expected);
		expect(warnings(`otpauth://totp/me?secret=${key}&${field}`)).toEqual([expect.stringMatching(sentence)]);
	});

	it.each([
		["a short key", "JBSWY3DPEHPK3", /under 80 bits/],
		["a key that may be hexadecimal", "2345abcdef67ABCD2345abcdef67ABCD", /looks like a hexadecimal key.*read as base32/],
	])("with %s is read, and said so", (_, secret, sentence) => {
		expect(read(`otpauth://totp/me?secret=${secret}`).type).toBe("TOTP");
		expect(warnings(`otpauth://totp/me?secret=${secret}`)).toEqual([expect.stringMatching(sentence)]);
	});

	it.each([["", 0], ["&counter=", 0], ["&counter=-1", 0], ["&counter=x", 0]])("of a counter account warns where the counter is %j", (field, counter) => {
		expect(read(`otpauth://hotp/me?secret=${key}${field}`).counter).toBe(counter);
		expect(warnings(`otpauth://hotp/me?secret=${key}${field}`)).toHaveLength(1);
	});

	it.each([
		["digits=11", /digits/], ["period=86401", /period/], ["algorithm=MD5", /algorithm/], ["algorithm=SHA224", /algorithm/], ["algorithm=SHA3-256", /algorithm/],
	])("with %s is refused, as its codes would be wrong", (field, sentence) => {
		expect(problem(`otpauth://totp/me?secret=${key}&${field}`)).toMatch(sentence);
	});

	it("refuses a counter that cannot be counted exactly", () => {
		expect(problem(`otpauth://hotp/me?secret=${key}&counter=9007199254740992`)).toMatch(/counter/);
	});
});

describe("Steam", () => {
	const steam = { ...plain, type: "Steam", issuer: "Steam", username: "gordon", digits: 5 };
	it.each([
		["Aegis's and Ente's type", `otpauth://steam/Steam:gordon?secret=${key}&digits=5&period=30`],
		["KeePassXC's encoder", `otpauth://totp/Steam:gordon?secret=${key}&issuer=Steam&encoder=steam&digits=5`],
		["Stratum's flag", `otpauth://totp/Steam:gordon?secret=${key}&issuer=Steam&steam`],
		["Password Store's digits", `otpauth://totp/Steam:gordon?secret=${key}&digits=s`],
	])("is known by %s", (_, text) => expect(readUri(text)).toEqual({ account: steam, warnings: [] }));

	it("keeps another issuer where a mark says Steam", () => {
		expect(read(`otpauth://totp/Valve:gordon?secret=${key}&issuer=Valve&encoder=steam`)).toEqual({ ...steam, issuer: "Valve" });
	});

	it("is known without a name", () => expect(read(`steam://${key}`)).toEqual({ ...steam, username: "" }));

	it.each([
		[`otpauth://totp/Steam:gordon?secret=${key}&issuer=Steam`, "gordon"],
		[`otpauth://totp/STEAM:gordon?secret=${key}&digits=5`, "gordon"],
		[`otpauth://totp/Steam?secret=${key}&digits=5&icon=WinAuth`, ""],
	])("is guessed by its name, and said so (%#)", (text, username) => {
		expect(read(text)).toMatchObject({ type: "Steam", username, digits: 5 });
		expect(warnings(text).join()).toMatch(/Taken for Steam/);
	});

	it("is not guessed where six digits are asked for, and said so", () => {
		const text = `otpauth://totp/Steam:gordon?secret=${key}&issuer=Steam&digits=6`;
		expect(read(text)).toMatchObject({ type: "TOTP", digits: 6 });
		expect(warnings(text).join()).toMatch(/five letters/);
	});
});

describe("a link of an account with a PIN", () => {
	const motp: UriAccount = { ...plain, type: "mOTP", issuer: "Foo", username: "me", secret: "e3152afee62599c8", period: 10 };
	it.each([
		["a plain one", "motp://Foo:me?secret=e3152afee62599c8", {}],
		["one encoded as a whole", "motp://Foo%3Ame?secret=e3152afee62599c8", {}],
		["capitals", "MOTP://Foo:me?SECRET=E3152AFEE62599C8", {}],
		["no issuer", "motp://me?secret=e3152afee62599c8", { issuer: "" }],
		["groups and quotes", "\"motp://Foo:me?secret=e315%202afe%20e625%2099c8\"", {}],
	])("is read of mOTP: %s", (_, text, differs) => expect(readUri(text)).toEqual({ account: { ...motp, ...differs }, warnings: [] }));

	const secret = "6SB2IKNM6OBZPAVBVTOHDKS4FAAAAAAADFUTQMBTRY";
	const yandex: UriAccount = { ...plain, type: "Yandex", issuer: "Yandex", username: "me", secret, digits: 8 };
	it.each([
		["Yandex's own, which says how long the PIN is", `otpauth://yaotp/me?secret=${secret}&pin_length=4&image=x&track_id=1&uid=2`, {}],
		["its QR code's key of 16 bytes", `otpauth://yaotp/me?secret=${secret.slice(0, 26)}`, { secret: secret.slice(0, 26) }],
		["a name beside an empty label", `otpauth://yaotp/?secret=${secret}&name=me`, {}],
		["Aegis's, with the PIN in base32", `otpauth://yaotp/Yandex:me?secret=${secret}&issuer=Yandex&pin=GUZDGOI`, { pin: "5239" }],
		["a PIN as it is", `otpauth://yaotp/me?secret=${secret}&pin=0042`, { pin: "0042" }],
		["numbers that are the same for all", `otpauth://yaotp/me?secret=${secret}&digits=6&period=60&algorithm=MD5`, {}],
	])("is read of Yandex: %s", (_, text, differs) => expect(readUri(text)).toEqual({ account: { ...yandex, ...differs }, warnings: [] }));

	it("says so where a Yandex key does not fit its own check", () => {
		expect(warnings(`otpauth://yaotp/me?secret=${secret.replace("VTOH", "VT7H")}`)).toEqual([expect.stringMatching(/mistyped/)]);
	});
});

describe("what is no otpauth:// link", () => {
	it.each([
		["otpauth-migration://offline?data=CjEKCkhlbGxvId6tvu8", /Google Authenticator.*Import/],
		["duo://AbCdEfGhIjKlMnOpQrSt-YXBpLTEyMzQuZHVvc2VjdXJpdHkuY29t", /Duo.*second device/],
		["AbCdEfGhIjKlMnOpQrSt-YXBpLTEyMzQuZHVvc2VjdXJpdHkuY29t", /Duo.*second device/],
		["https://m-1a2b3c4d.duosecurity.com/activate/AbCdEfGhIjKlMnOpQrSt", /Duo.*second device/],
		["oktaverify://email/me%40example.org?t=abc&f=def&s=https://example.okta.com", /Okta.*second device/],
		["phonefactor://activate_account?code=123456789&url=https%3A%2F%2Fexample.org", /Microsoft.*second device/],
		[`otpauth://totp/Contoso:me?issuer=Contoso`, /no secret key.*second device/],
		["otpauth://totp/me?secret=&issuer=Foo", /no secret key/],
		["FIDO:/0123456789012345678901234567890123456789", /passkey/],
		["WIFI:T:WPA;S:home;P:correct horse;;", /Wi-Fi/],
		["https://example.org/2fa", /web link/],
		["BEGIN:VCARD\nVERSION:3.0\nN:Mara\nEND:VCARD", /contact card/],
		["mailto:mara@example.org", /address/],
		["motp://Foo:me", /no secret key/],
		[`motp://Foo:me?secret=${key}`, /hexadecimal/],
		[`otpauth://yaotp/me?secret=${key}&pin_length=4`, /Yandex key has 26 characters/],
		[`otpauth://push/me?secret=${key}`, /type/],
		[`otpauth:///me?secret=${key}`, /type/],
		["otpauth://totp/me?secret=JBSWY3DPEHPK3PX1", /0, 1, 8 or 9/],
		["steam://run/440", /not a two-factor account/],
		["hello", /not a two-factor account/],
		["", /not a two-factor account/],
	])("is named for what it is (%#)", (text, sentence) => {
		expect(problem(text)).toMatch(sentence);
		for (const word of text.match(/\w{12,}/g) ?? []) expect(problem(text)).not.toContain(word);
	});
});

const fixture = (name: string) => readFileSync(path.join(import.meta.dirname, "fixtures", name), "utf8").split("\n").filter((line) => line.startsWith("otpauth"));

/** The accounts that every list below was exported from. */
const accounts: UriAccount[] = [
	{ ...plain, issuer: "Example Mail", username: "ada@example.org", secret: "7U4U76YHS5L3DNSTR4FFCSFKE53IU3WV" },
	{ ...plain, issuer: "Årsta Bank & Co", username: "Bo: 17", secret: "CYYYYPGIC6HGGUZ3EMJIQFNSCJ2QLQAP", algorithm: "SHA256", digits: 8, period: 60 },
	{ ...plain, username: "label only", secret: "QUZOSE7GFGS4G54N", algorithm: "SHA512" },
	{ ...plain, type: "HOTP", issuer: "Widgets, Inc.", username: "grace", secret: "EYLWKFZWJPITOAFBZNZF7O47BIGOMXEP", counter: 42 },
	{ ...plain, type: "Steam", issuer: "Steam", username: "player1", secret: "VO3VC23SMTPQSVQ22NMS7YLBZGCLKK6H", digits: 5 },
	{ ...plain, issuer: 'Dup "quoted"', username: "x+y@example.org", secret: "AEVWQDXOMIHAFRD4NIZHJMLS4RR26E4X5CBPJQ2TL6OUYE22HGAA", digits: 7, period: 45 },
];

describe("files of other apps", () => {
	it.each(["otpauth-list.txt", "ente-plain.txt"])("give every account of %s", (name) => expect(fixture(name).map(read)).toEqual(accounts));

	it("give pass-otp's one", () => expect(fixture("pass-otp.txt").map(read)).toEqual([accounts[0]]));

	it("give WinAuth's as far as it tells: one name, no algorithm, no period", () => {
		const told = [0, 1, 2, 5].map((row) => accounts[row] ?? plain).map(({ issuer, username, secret, digits }) =>
			({ ...plain, username: issuer || username, secret, digits }));
		expect(fixture("winauth.txt").map(read)).toEqual(told);
	});
});

describe("writing", () => {
	it.each<[UriAccount | undefined, string]>([
		[accounts[0], "otpauth://totp/Example%20Mail:ada%40example.org?secret=7U4U76YHS5L3DNSTR4FFCSFKE53IU3WV&issuer=Example%20Mail"],
		[accounts[1], "otpauth://totp/%C3%85rsta%20Bank%20%26%20Co:Bo%3A%2017?secret=CYYYYPGIC6HGGUZ3EMJIQFNSCJ2QLQAP&issuer=%C3%85rsta%20Bank%20%26%20Co&algorithm=SHA256&digits=8&period=60"],
		[accounts[2], "otpauth://totp/label%20only?secret=QUZOSE7GFGS4G54N&algorithm=SHA512"],
		[accounts[3], "otpauth://hotp/Widgets%2C%20Inc.:grace?secret=EYLWKFZWJPITOAFBZNZF7O47BIGOMXEP&issuer=Widgets%2C%20Inc.&counter=42"],
		[accounts[4], "otpauth://steam/Steam:player1?secret=VO3VC23SMTPQSVQ22NMS7YLBZGCLKK6H&issuer=Steam&digits=5"],
		[{ ...plain, type: "mOTP", issuer: "Foo Bar", username: "me", secret: "e3152afee62599c8", period: 10 }, "motp://Foo%20Bar:me?secret=e3152afee62599c8"],
		[{ ...plain, type: "Yandex", issuer: "Yandex", username: "me", secret: "6SB2IKNM6OBZPAVBVTOHDKS4FA", digits: 8, pin: "5239" }, "otpauth://yaotp/Yandex:me?secret=6SB2IKNM6OBZPAVBVTOHDKS4FA&issuer=Yandex&pin=GUZDGOI"],
		[{ ...plain, issuer: "a:b", username: "it's (me)!*" }, `otpauth://totp/a%20b:it%27s%20%28me%29%21%2A?secret=${key}&issuer=a%20b`],
		[{ ...plain, issuer: "Steam", username: "me" }, `otpauth://totp/Steam:me?secret=${key}&issuer=Steam&digits=6`],
	])("gives the standard link (%#)", (account, link) => expect(account && writeUri(account)).toBe(link));

	/** Names as they come out of a reading: one line, no half characters, nothing that a reader tidies away. */
	const name = fc.string({ unit: "grapheme", maxLength: 30 }).map((text) => text.replace(/[\s\p{Cc}]+/gu, " ").trim()).filter((text) => !/&(?:amp|lt|gt|quot|#39);/.test(text));
	const account = fc.record<UriAccount & { pin: string }>({
		type: fc.constantFrom("TOTP", "HOTP", "Steam", "mOTP", "Yandex"),
		pin: fc.stringMatching(/^\d{4,16}$/),
		issuer: name.map((text) => text.replaceAll(":", "").trim()).filter((text) => text.toLowerCase() !== "steam"),
		username: name.filter((text) => text.toLowerCase() !== "steam"),
		secret: fc.uint8Array({ minLength: 1, maxLength: 64 }).map(encodeSecret),
		algorithm: fc.constantFrom(...algorithms),
		digits: fc.integer({ min: 1, max: 10 }),
		period: fc.integer({ min: 1, max: 86_400 }),
		counter: fc.maxSafeNat(),
	}).map(({ pin, ...any }): UriAccount => {
		const usual = { algorithm: "SHA1", period: 30, counter: 0 } as const;
		if (any.type === "mOTP") return { ...any, ...usual, secret: "e3152afee62599c8", digits: 6, period: 10 };
		if (any.type === "Yandex") return { ...any, ...usual, issuer: any.issuer || "Yandex", secret: "6SB2IKNM6OBZPAVBVTOHDKS4FA", digits: 8, pin };
		if (any.type === "Steam") return { ...any, issuer: any.issuer || "Steam", algorithm: "SHA1", digits: 5, period: 30, counter: 0 };
		return any.type === "HOTP" ? { ...any, period: 30 } : { ...any, counter: 0 };
	}).filter(({ issuer, username }) => issuer === "" || !`${username}:`.toLowerCase().startsWith(`${issuer.toLowerCase()}:`));

	it("is read back as it was", () => {
		fc.assert(fc.property(account, (any) => { expect(read(writeUri(any))).toEqual(any); }), {
			numRuns: 500,
			examples: [[{ ...plain, username: "a:b" }], [{ ...plain, username: ":" }], [{ ...plain, issuer: "a+b", username: "+" }], [{ ...plain, issuer: "50%25", username: "%" }]],
		});
	});

	it("does not fail on half characters", () => expect(writeUri({ ...plain, username: "\ud800" })).toContain("%EF%BF%BD"));
});

describe("any text", () => {
	const piece = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("otpauth://", "motp://", "yaotp/", "totp/", "hotp/", "steam/", "?", "&", "=", ":", "%", "%3A", "%26", "+", "#", "secret=JBSWY3DP", "issuer=", "digits=", "period=9", "counter=", "algorithm=", "`", "<", "\n"));
	const text = fc.oneof(fc.string({ unit: "binary" }), fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join("")), fc.array(piece, { maxLength: 12 }).map((pieces) => `otpauth://totp/${pieces.join("")}`));

	it("is read without a throw, and what is read can be written and means the same", () => {
		fc.assert(fc.property(text, (any) => {
			const result = readUri(any);
			if ("problem" in result) expect(result.problem).toMatch(/\.$/);
			else expect({ ...read(writeUri(result.account)), issuer: "", username: "" }).toEqual({ ...result.account, issuer: "", username: "" });
		}), { numRuns: 2000 });
	});

	it("takes no longer than it is", () => {
		const start = performance.now();
		for (const part of ["`", "%3A", "&issuer=period", ":", "&amp;", "a ", "\n"]) {
			readUri(part.repeat(100_000));
			readUri(`otpauth://totp/a?secret=${key}&issuer=${part.repeat(100_000)}`);
		}
		expect(performance.now() - start).toBeLessThan(5000);
	});
});
