import { describe, expect, it } from "vitest";
import { readEntry } from "../../src/note/read";
import { markCodeUsed } from "../../src/note/write";

const note = (properties: string) => `---\n${properties}\n---\nbody\n`;
const said = (properties: string) => readEntry(note(properties)).problems.map(({ what, where }) => `${where ?? ""}: ${what}`).join("\n");

describe("a note that cannot be parsed", () => {
	it.each([
		["a colon in a text", "issuer: Git: Hub\ntotp_seed: JBSWY3DPEHPK3PXP", "Line 2"], ["a forbidden sign", "issuer: A\ntotp_seed: @JBSWY3DPEHPK3PXP", "Line 3"], ["a tab", "issuer: A\nbackup_codes:\n\t- JBSWY3DPEHPK3PXP", "tab"],
		["an open quote", "issuer: A\ntotp_seed: \"JBSWY3DPEHPK3PXP", "Line"], ["an open bracket", "issuer: A\nbackup_codes: [JBSWY3DPEHPK3PXP", "Line"], ["no blank after the colon", "issuer: A\ntotp_seed:JBSWY3DPEHPK3PXP\nx: 1", "Line"],
		["no blank after the only colon", "totp_seed:JBSWY3DPEHPK3PXP", "blank after each colon"], ["a tag nobody knows", "issuer: A\ntotp_seed: !JBSWY3DPEHPK3PXP!x y", "Line 3"], ["depth", `issuer: A\ntotp_seed: ${"[".repeat(200)}JBSWY3DPEHPK3PXP${"]".repeat(200)}`, "100 levels"],
		["NUL", "issuer: A\ntotp_seed: JBSWY3DPEHPK3PXP\u0000", "control character"], ["a bad list", "backup_codes:\n  - JBSWY3DPEHPK3PXP\n - b", "Line 4"], ["a type and a tag alone", "type: Push\ntags:\n  - 2fa\nx: a: b", "Line 5"],
		["a merge conflict", "issuer: A\nbackup_codes:\n<<<<<<< HEAD\n  - JBSWY3DPEHPK3PXP used 2026-02-15\n=======\n  - JBSWY3DPEHPK3PXP used 2026-02-16\n>>>>>>> other\nx: 1", "merge conflict"],
	])("for %s is listed with the reason, and without a secret", (_, properties, what) => {
		const { entry, problems } = readEntry(note(properties));
		expect(entry).toMatchObject({ seed: null, backupCodes: [], nextSeed: null, pin: null });
		expect(problems).toHaveLength(1);
		expect(problems[0]?.what).toContain(what);
		expect(JSON.stringify({ entry, problems })).not.toMatch(/JBSW/);
		expect(markCodeUsed(note(properties), "JBSWY3DPEHPK3PXP", "2026-02-15")).toEqual({ reason: "unreadable" });
	});

	it("is named by its lines", () => {
		expect(readEntry(note("issuer: 'Git''Hub' # c\naccount: \"a@b\"   # c\ntype: hotp\nx: a: b\ntotp_seed: A\nissuer: later")).entry).toMatchObject({ issuer: "Git''Hub", username: "a@b", type: "HOTP" });
		expect(readEntry(note("issuer: A\naccount: A\nx: a: b\ntotp_seed: A")).entry).toMatchObject({ issuer: "A", username: "" });
		expect(readEntry(note("account: A\nusername: B\nx: a: b\ntotp_seed: A")).entry).toMatchObject({ issuer: "A", username: "B" });
	});

	it("tells the line in CRLF notes too", () => expect(said("issuer: A\r\nx: 1\r\ntotp_seed: @A\r\n")).toContain("Line 4"));

	it("is listed when its properties are never closed", () => {
		const { entry, problems } = readEntry("---\nissuer: A\ntotp_seed: JBSWY3DPEHPK3PXP\n\nbody\n");
		expect(entry).toMatchObject({ issuer: "A", seed: null });
		expect(problems[0]?.what).toContain("closing line");
	});

	it("is left alone when our words stand in the text below a rule", () => expect(readEntry("---\nSome text.\n\ntotp_seed: like this\n")).toEqual({ entry: null, problems: [] }));

	it("may have brackets and tabs where Obsidian takes them", () => {
		expect(readEntry(note("tags: [\n  2fa, # mine\n]\nx: {\n\t\"k\":\t1\n}\nbackup_codes:\t[\ta,\tb\t]"))).toMatchObject({ entry: { tags: ["2fa"], backupCodes: [{ stored: "a" }, { stored: "b" }] }, problems: [] });
	});

	it("may not have a bracket in a text taken for one of a list", () => {
		const { entry, problems } = readEntry(note("x: 'a\n]b'\nbackup_codes: [a]"));
		expect(entry?.backupCodes).toEqual([]);
		expect(problems).toHaveLength(1);
	});
});
