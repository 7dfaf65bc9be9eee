import { describe, expect, it } from "vitest";
import { readEntry } from "../../src/note/read";
import { adviceFor, secondWays } from "../../src/health/second-way";

const entryOf = (...properties: string[]) => {
	const { entry } = readEntry(`---\n${properties.join("\n")}\ntags: [2fa]\n---\n`);
	if (entry === null) throw new Error("The note is no account.");
	return entry;
};

describe("the second way in", () => {
	it.each([
		["nothing", [], []],
		["one device", ["devices: [Pixel 8]"], []],
		["two devices", ["devices: [Pixel 8, iPad]"], ["the other of Pixel 8 and iPad"]],
		["three devices", ["devices: [Pixel 8, iPad, desktop]"], ["another of Pixel 8, iPad, desktop"]],
		["codes, one used", ["backup_codes: [9832-3290, 1903-4875 used 2026-02-15, 5521-0098]"], ["one of 2 backup codes"]],
		["the last code", ["backup_codes: [9832-3290]"], ["the last backup code"]],
		["used codes alone", ["backup_codes: [9832-3290 used 2026-02-15]", "copies: [safe]"], []],
		["codes kept elsewhere", ["copies: [safe, at Ann's]"], ["what is kept in safe", "what is kept in at Ann's"]],
	])("of %s", (_, properties, ways) => expect(secondWays(entryOf("issuer: Work", "type: Push", ...properties))).toEqual(ways));

	it("is asked for while there is none, by what the account is", () => {
		expect(adviceFor(entryOf("issuer: Work", "type: Push"))).toContain("set up a second device");
		expect(adviceFor(entryOf("issuer: Work", "type: Key"))).toContain("register a second one");
		expect(adviceFor(entryOf("issuer: Work", "type: Key", "devices: [blue key, spare key]"))).toBe("A hardware key cannot be copied. If it is lost: the other of blue key and spare key.");
		expect(adviceFor(entryOf("issuer: Work", "totp_seed: JBSWY3DPEHPK3PXP"))).toBeNull();
	});
});
