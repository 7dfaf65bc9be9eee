import { describe, expect, it } from "vitest";
import { readEntry } from "../../src/note/read";

const note = (properties: string) => `---\n${properties}\n---\nbody\n`;
const entryOf = (properties: string, tag?: string) => readEntry(note(properties), tag).entry;
const problemsOf = (properties: string) => readEntry(note(properties)).problems;

describe("the shapes that people write today", () => {
	it("reads account as the service beside a username", () => {
		const { entry, problems } = readEntry(note("account: GitHub\ntype: TOTP\nissuer: GitHub\nusername: your@email.com\nbackup_codes:\n  - 9832-3290\ntotp_seed: JBSWY3DPEHPK3PXP\ntags: [2fa, security]"));
		expect(problems).toEqual([]);
		expect(entry).toMatchObject({ type: "TOTP", issuer: "GitHub", username: "your@email.com", seed: "JBSWY3DPEHPK3PXP", tags: ["2fa", "security"] });
		expect(entry?.backupCodes).toEqual([{ stored: "9832-3290", used: null }]);
	});

	it("reads account as the user name beside an issuer", () => {
		const { entry, problems } = readEntry(note("issuer: Cloudflare\naccount: your@email.com\ntotp_seed: JBSWY3DPEHPK3PXP\ntype: TOTP\ntags: [2fa]"));
		expect(problems).toEqual([]);
		expect(entry).toMatchObject({ issuer: "Cloudflare", username: "your@email.com", seed: "JBSWY3DPEHPK3PXP" });
	});

	it.each([
		["issuer: A\naccount: B\nusername: C", "A", "C"],
		["issuer: A\naccount: A", "A", ""],
		["issuer: A\naccount: A\nusername: A", "A", "A"],
		["issuer: A", "A", ""],
		["account: B", "", "B"],
		["account: A\nusername: C", "A", "C"],
		["issuer:\naccount: ''\nusername: \"\"", "", ""],
		["issuer: null\naccount: ~", "", ""],
	])("names %j", (names, issuer, username) => expect(entryOf(`${names}\ntotp_seed: JBSWY3DPEHPK3PXP`)).toMatchObject({ issuer, username }));
});

it("reads every property of a full note", () => {
	const { entry, problems } = readEntry(note([
		"issuer: GitHub", "account: your@email.com", "type: HOTP   # TOTP | HOTP", "totp_seed: tfn1.65536.3.4.a.b", "algorithm: SHA256", "digits: 8", "period: 60",
		"counter: 41", "pin: tfn1.65536.3.4.c.d", "verified: 2026-01-10", "devices: [Pixel 8, desktop]", "copies: [safe, Bitwarden]", "backup_codes:", "  - tfn1.65536.3.4.e.f",
		"  - 9832-3290", "  - 1903-4875 used 2026-02-15        # used: the same item", "backup_codes_generated: 2026-01-10", "backup_codes_renew: 2027-01-10",
		"backup_codes_tested: 2026-01-11", "backup_codes_former: [tfn1.65536.3.4.g.h]", "totp_seed_next: tfn1.65536.3.4.i.j", "sheet_printed: 2026-01-12", "favourite: true",
		"health_ignore: [no-backup-codes]", "tags: [2fa, security, github]",
	].join("\n")));
	expect(problems).toEqual([]);
	expect(entry).toEqual({
		type: "HOTP", issuer: "GitHub", username: "your@email.com", seed: "tfn1.65536.3.4.a.b", algorithm: "SHA256", digits: 8, period: 60, counter: 41, pin: "tfn1.65536.3.4.c.d",
		verified: "2026-01-10", devices: ["Pixel 8", "desktop"], copies: ["safe", "Bitwarden"],
		backupCodes: [{ stored: "tfn1.65536.3.4.e.f", used: null }, { stored: "9832-3290", used: null }, { stored: "1903-4875", used: "2026-02-15" }],
		backupCodesGenerated: "2026-01-10", backupCodesRenew: "2027-01-10", backupCodesTested: "2026-01-11", formerBackupCodes: [{ stored: "tfn1.65536.3.4.g.h", used: null }],
		nextSeed: "tfn1.65536.3.4.i.j", sheetPrinted: "2026-01-12", favourite: true, healthIgnore: ["no-backup-codes"], tags: ["2fa", "security", "github"],
	});
});

describe("what is an account", () => {
	it.each([
		["a seed", "totp_seed: JBSWY3DPEHPK3PXP"], ["a key for a seed", "totp_seed:"], ["backup codes", "backup_codes: [a]"], ["an empty list of codes", "backup_codes: []"],
		["a type with the tag", "type: Push\ntags: [2fa]"], ["a type with a nested tag", "type: Key\ntags: [2fa/work]"], ["a type with the tag in capitals", "type: totp\ntags: [2FA]"],
		["a type with the tag as text", "type: Push\ntags: 2fa"], ["a type with tags parted by commas", "type: Push\ntags: a, 2fa, b"], ["a type with tags parted by blanks", "type: Push\ntags: '#a #2fa'"],
		["a type with the old key for tags", "type: Push\ntag: 2fa"], ["a seed in a flow mapping", "{totp_seed: JBSWY3DPEHPK3PXP}"], ["a quoted key", "\"totp_seed\": JBSWY3DPEHPK3PXP"],
	])("takes a note with %s", (_, properties) => expect(entryOf(properties)).not.toBeNull());

	it.each([
		["no property of ours", "title: totp"], ["another type with the tag", "type: Book\ntags: [2fa]"], ["a type without the tag", "type: TOTP\ntags: [security]"],
		["a type with a longer tag", "type: TOTP\ntags: [2factor, 2fa-old]"], ["the tag alone", "tags: [2fa]"], ["a key of ours further in", "other:\n  totp_seed: a\n  backup_codes: [b]"],
		["our words in a text", "title: about totp_seed and backup_codes"], ["our words in a comment", "# totp_seed: a"], ["broken YAML of another kind", "a: b: c\ntype: Book"], ["nothing", ""],
	])("leaves a note with %s", (_, properties) => expect(readEntry(note(properties))).toEqual({ entry: null, problems: [] }));

	it("goes by the configured tag", () => {
		expect(entryOf("type: Push\ntags: [login]", "login")).not.toBeNull();
		expect(entryOf("type: Push\ntags: [login]", "#Login")).not.toBeNull();
		expect(entryOf("type: Push\ntags: [2fa]", "login")).toBeNull();
	});

	it.each(["", "text", "# totp_seed: a", "---", "\n---\ntotp_seed: a\n---\n", "```\n---\ntotp_seed: a\n---\n```"])("leaves %j, which has no properties", (text) => {
		expect(readEntry(text)).toEqual({ entry: null, problems: [] });
	});
});

describe("values as typed", () => {
	it.each(["00123456", "12345678", "1234e567", "1e10", "0x1F", "0o17", "017", "0b101", "12_34", "2024-01-02", "12:30:45", "0123-4567", "y", "no", "on", "true", "null", "~", ".inf", "0.10", "1.0", "+1", "12345678901234567890"])("keeps the code %s", (code) => {
		expect(entryOf(`backup_codes:\n  - ${code}`)?.backupCodes).toEqual([{ stored: code, used: null }]);
		expect(entryOf(`backup_codes: [x, ${code}]`)?.backupCodes[1]?.stored).toBe(code);
	});

	it.each([["00123456"], ["1234567"], ["7E10"]])("keeps the seed %s", (seed) => expect(entryOf(`totp_seed: ${seed}`)?.seed).toBe(seed));
	it.each(["", "~", "null", "''", "\"  \"", "# nothing"])("reads the seed %j as none", (seed) => expect(entryOf(`totp_seed: ${seed}`)?.seed).toBeNull());

	it.each([
		["a literal block", "backup_codes: |\n  a\n\n  b c\n"], ["a literal block, stripped", "backup_codes: |-\n  a\n  b c"], ["a list", "backup_codes:\n- a\n-\n- ''\n- b c"],
		["a flow list over lines", "backup_codes: [\n  a,\n  'b c'\n]"], ["a text with line ends", "backup_codes: \"a\\n\\nb c\\n\""], ["paragraphs", "backup_codes: >\n  a\n\n  b\n  c\n"],
		["plain text with an empty line", "backup_codes: a\n\n  b\n  c"], ["blocks in a list", "backup_codes:\n  - |\n    a\n    b c"], ["an alias", "x: &x [a, b c]\nbackup_codes: *x"], ["aliases", "x: &x b c\nbackup_codes: [a, *x]"],
	])("reads several codes from %s", (_, properties) => expect(entryOf(properties)?.backupCodes.map(({ stored }) => stored)).toEqual(["a", "b c"]));

	it("reads a long encrypted code that Obsidian folded before its mark", () => {
		const sealed = `tfn1.65536.3.4.${"a".repeat(130)}`;
		expect(entryOf(`backup_codes:\n  - ${sealed}\n    used 2026-02-15`)?.backupCodes).toEqual([{ stored: sealed, used: "2026-02-15" }]);
	});

	it("reads the codes of both lists when the key stands twice", () => {
		expect(entryOf("backup_codes: [a]\nbackup_codes: [b]")?.backupCodes.map(({ stored }) => stored)).toEqual(["a", "b"]);
	});

	it("reads the older names too", () => {
		expect(entryOf("backup_codes: [a]\nbackup_codes_rotate: 2027-01-10\nbackup_codes_stored: safe, Bitwarden\ncopies: [safe, home]")).toMatchObject({ backupCodesRenew: "2027-01-10", copies: ["safe", "home", "Bitwarden"] });
	});

	it("reads a day with a time as the day", () => expect(entryOf("totp_seed: A\nverified: 2026-01-10T12:00:00")?.verified).toBe("2026-01-10"));
});

describe("defaults and limits", () => {
	it.each([["TOTP", 6, 30], ["HOTP", 6, 30], ["Steam", 5, 30], ["mOTP", 6, 10], ["Yandex", 8, 30], ["steam", 5, 30], ["MOTP", 6, 10]])("gives %s %i digits and %i seconds", (type, digits, period) => {
		expect(entryOf(`type: ${type}\ntotp_seed: A`)).toMatchObject({ digits, period, algorithm: "SHA1", counter: 0 });
	});

	it.each([["SHA256", "SHA256"], ["sha-512", "SHA512"], ["Sha_1", "SHA1"], ["HmacSHA256", "SHA256"], ["hmac-sha512", "SHA512"]])("reads the algorithm %s", (text, algorithm) => {
		expect(readEntry(note(`totp_seed: A\nalgorithm: ${text}`))).toMatchObject({ entry: { algorithm }, problems: [] });
	});

	it.each([
		["digits: 0", { digits: 6 }], ["digits: 11", { digits: 6 }], ["digits: six", { digits: 6 }], ["digits: 6.0", { digits: 6 }], ["digits: -6", { digits: 6 }], ["digits: [6]", { digits: 6 }],
		["period: 0", { period: 30 }], ["period: 86401", { period: 30 }], ["period: 0x1E", { period: 30 }], ["counter: -1", { counter: 0 }], ["counter: 1e3", { counter: 0 }],
		["counter: 99999999999999999999", { counter: 0 }], ["algorithm: MD5", { algorithm: "SHA1" }], ["type: SMS", { type: "TOTP" }], ["verified: 2026-02-30", { verified: null }], ["verified: soon", { verified: null }],
	])("takes the default for %s and says so", (property, expected) => {
		const { entry, problems } = readEntry(note(`totp_seed: A\n${property}`));
		expect(entry).toMatchObject(expected);
		expect(problems).toEqual([{ what: expect.stringMatching(/\.$/) as unknown, where: property.split(":")[0] }]);
		// A code made otherwise than the note means would be wrong; a day that cannot be read makes none wrong.
		expect(entry?.unfit).toBe(property.startsWith("verified") ? undefined : problems[0]?.what);
	});

	it.each([["digits: 1", { digits: 1 }], ["digits: '10'", { digits: 10 }], ["digits: 08", { digits: 8 }], ["period: 1", { period: 1 }], ["period: 86400", { period: 86400 }], ["counter: 0", { counter: 0 }], ["counter: 123456789012", { counter: 123456789012 }], ["favourite: yes", { favourite: true }], ["favourite: false", { favourite: false }]])("takes %s", (property, expected) => {
		expect(readEntry(note(`totp_seed: A\n${property}`))).toMatchObject({ entry: expected, problems: [] });
	});

	it.each(["TOTP", "HOTP", "Steam", "mOTP", "Yandex"])("says when a %s account keeps nothing", (type) => {
		expect(problemsOf(`type: ${type}\ntags: [2fa]`)).toEqual([{ what: expect.stringContaining("neither") as unknown, where: "type" }]);
		expect(problemsOf(`type: ${type}\nbackup_codes: [a]`)).toEqual([]);
	});

	it.each(["Push", "Key"])("finds nothing missing in a %s account", (type) => expect(problemsOf(`type: ${type}\ntags: [2fa]`)).toEqual([]));
});

it("reads a large note in a few milliseconds", () => {
	const large = `---\nissuer: GitHub\nbackup_codes:\n${"  - 1234-5678\n".repeat(16)}${Array.from({ length: 200 }, (_, i) => `key${i}: some text\n`).join("")}---\n${"word ".repeat(9000)}`;
	const times = Array.from({ length: 20 }, () => {
		const start = performance.now();
		readEntry(large);
		return performance.now() - start;
	});
	expect(Math.min(...times)).toBeLessThan(10);
});
