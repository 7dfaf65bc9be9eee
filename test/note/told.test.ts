import { describe, expect, it } from "vitest";
import { readEntry } from "../../src/note/read";

const note = (properties: string) => `---\n${properties}\n---\nbody\n`;
const said = (properties: string) => readEntry(note(properties)).problems.map(({ what, where }) => `${where ?? ""}: ${what}`).join("\n");

describe("what YAML loses silently", () => {
	it.each([
		["a code that begins like an anchor", "backup_codes:\n  - &abc", []], ["a code that begins like a tag", "backup_codes:\n  - !abc", []], ["a code that begins like an alias", "backup_codes:\n  - *abc\n  - d", ["d"]],
		["a code with a blank and #", "backup_codes:\n  - ab #cd", ["ab"]], ["a code after #", "backup_codes:\n  - #cd\n  - ab", ["ab"]], ["one code with a blank and #", "backup_codes: ab #cd", ["ab"]], ["one code after #", "backup_codes: #cd", []],
		["a code with a colon", "backup_codes:\n  - ab: cd\n  - ef", ["ef"]], ["a code in brackets", "backup_codes:\n  - [ab]\n  - {ef}", []],
	])("is told of %s", (_, properties, codes) => {
		expect(readEntry(note(properties)).entry?.backupCodes.map(({ stored }) => stored)).toEqual(codes);
		expect(said(properties)).toContain("backup_codes: ");
		expect(said(properties)).toContain("quotes");
	});

	it.each(["totp_seed: #JBSW", "totp_seed: JBSW #Y3DP", "totp_seed: &JBSW", "totp_seed: A\npin: 12 #34"])("is told of %j", (properties) => expect(said(properties)).toContain("quotes"));

	it.each(["backup_codes:\n  - ab # cd", "backup_codes:\n  - 'ab' #cd", "backup_codes:\n  - ab#cd", "backup_codes: # the codes\n  - ab\n  # more\n", "totp_seed: JBSW   # a comment", "backup_codes: [ab, # c\n  cd]", "totp_seed: A\ntitle: ab #cd"])("says nothing of %j", (properties) => {
		expect(said(properties)).toBe("");
	});
});
