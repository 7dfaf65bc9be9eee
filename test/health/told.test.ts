import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { baseText } from "../../src/health/base";
import { healthOf } from "../../src/health/findings";
import { secretsInText } from "../../src/health/in-text";
import { healthJson } from "../../src/health/json";
import { account, today } from "./accounts";

describe("health as JSON", () => {
	it("has what was found, of which accounts, and no secret", () => {
		const text = healthJson(healthOf([account(["totp_seed: JBSWY3DPEHPK3PXP", "username: me", "backup_codes: [9832-3290 used 2026-01-10]", "verified: 2026-01-10"], { "not-encrypted": "secret key" }), account(["type: Key", "health_ignore: no-second-way"], {}, "2FA/Key.md")], {}, today));
		expect(JSON.parse(text)).toEqual({
			accounts: 2, inOrder: 1,
			findings: [
				{ id: "no-backup-codes", level: "high", heading: "No backup codes", why: expect.any(String) as string, accounts: [{ path: "2FA/GitHub.md", issuer: "GitHub", username: "me", words: "all are used" }] },
				{ id: "not-encrypted", level: "high", heading: "Not encrypted", why: expect.any(String) as string, accounts: [{ path: "2FA/GitHub.md", issuer: "GitHub", username: "me", words: "secret key" }] },
			],
			ignored: [{ id: "no-second-way", level: "high", heading: "No second way in", why: expect.any(String) as string, accounts: [{ path: "2FA/Key.md", issuer: "GitHub", username: "" }] }],
		});
		expect(text).not.toMatch(/JBSW|9832/);
	});
});

describe("the table of backup codes", () => {
	it("is a file for Bases in the syntax of Obsidian's help", () => {
		const base = load(baseText('2fa"x')) as Record<string, Record<string, unknown>> & { views: { order: string[] }[] };
		expect(Object.keys(base)).toEqual(["filters", "formulas", "properties", "views"]);
		expect(base.filters).toEqual({ or: ['file.hasProperty("totp_seed")', 'file.hasProperty("backup_codes")', { and: ['file.hasProperty("type")', 'file.hasTag("2fa\\"x")'] }] });
		// Each column is a property that the file names, so that it has a heading of ours.
		expect(base.views[0]?.order).toEqual(Object.keys(base.properties ?? {}));
		for (const column of base.views[0]?.order ?? []) if (column.startsWith("formula.")) expect(base.formulas).toHaveProperty(column.slice("formula.".length));
	});
});

describe("secrets in the text of a note", () => {
	const own = { keys: ["GEZDGNBVGY3TQOJQ"], codes: ["9832-3290"] };
	it.each<[string, string, { line: number; what: string }[]]>([
		["nothing", "# GitHub\n\nKeep this. GEZDGNBV alone is half of it.\n", []],
		["a link", "\nSee otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ here", [{ line: 2, what: "link" }]],
		["a link of an export", "otpauth-migration://offline?data=x", [{ line: 1, what: "link" }]],
		["an mOTP link in capitals", "MOTP://x", [{ line: 1, what: "link" }]],
		["the key in groups and small letters", "a\r\nkey: gezd gnbv gy3t-qojq", [{ line: 2, what: "key" }]],
		["a backup code", "1. 9832-3290", [{ line: 1, what: "code" }]],
		["the name of the scheme", "what otpauth is", []],
	])("%s", (_, text, found) => expect(secretsInText(text, own)).toEqual(found));

	it("is not every short text that stands there by chance", () => expect(secretsInText("12 of 12", { keys: ["12"], codes: ["12"] })).toEqual([]));
});
