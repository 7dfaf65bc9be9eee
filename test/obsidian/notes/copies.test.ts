import { describe, expect, it } from "vitest";
import { readEntry } from "../../../src/note/read";
import type { Account } from "../../../src/obsidian/notes/accounts";
import { Copies } from "../../../src/obsidian/notes/copies";

const sealed = (n: number): string => `tfn1.65536.3.4.ABEiM0RVZneImaq7zN3u_w.${String(n).padStart(96, "A")}`;

function account(path: string, text: string): Account {
	const { entry, problems } = readEntry(text);
	if (entry === null) throw new Error("no account");
	return { path, name: path.replace(/^.*\/|\.md$/g, ""), entry, problems, steps: [] };
}

const among = (...all: Account[]): Copies => new Copies({ all: () => all, on: () => ({}) });
const note = (properties: string): string => `---\nissuer: GitHub\n${properties}\n---\n`;
const whole = note(`totp_seed: ${sealed(1)}\nbackup_codes:\n  - ${sealed(2)}\n  - ${sealed(3)} used 2026-02-15`);

describe("a conflict copy", () => {
	it.each([
		["2FA/GitHub.md", "2FA/GitHub 2.md"],
		["2FA/GitHub.md", "2FA/GitHub (1).md"],
		["2FA/GitHub.md", "2FA/GitHub.sync-conflict-20261120-101010-ABCDEFG.md"],
		["2FA/GitHub.md", "2FA/GitHub (Ada's conflicted copy 2026-11-20).md"],
		["2FA/GitHub.md", "2FA/GitHub (Conflicted copy desktop 202611201010).md"],
		["2FA/GitHub.md", "2FA/GitHub copy.md"],
		["Very long folder/GitHub.md", "GitHub 2.md"],
		["2FA/GitHub.md", "2FA/Old/GitHub.md"],
	])("of %s is %s", (original, copy) => {
		const [one, other] = [account(original, whole), account(copy, whole)];
		for (const copies of [among(one, other), among(other, one)]) {
			expect(copies.originalOf(other)).toBe(one);
			expect(copies.originalOf(one)).toBeNull();
			expect(copies.of(one)).toEqual([other]);
		}
	});

	it.each([
		["one code in common", note(`backup_codes: [${sealed(3)}]`), true],
		["a former code in common", note(`totp_seed: ${sealed(9)}\nbackup_codes_former: [${sealed(2)}]`), true],
		["nothing in common", note(`totp_seed: ${sealed(9)}`), false],
		["only a PIN in common", note(`totp_seed: ${sealed(9)}\npin: ${sealed(1)}`), false],
	])("is told by %s", (_, text, isCopy) => {
		const [one, other] = [account("A.md", `${whole.slice(0, -4)}pin: ${sealed(1)}\n---\n`), account("B.md", text)];
		expect(among(one, other).of(one)).toEqual(isCopy ? [other] : []);
	});

	it("is not seen in secrets that are not encrypted, for two accounts may have the same", () => {
		const clear = note("totp_seed: JBSWY3DPEHPK3PXP\nbackup_codes: [\"12345678\"]");
		expect(among(account("A.md", clear), account("B.md", clear)).of(account("A.md", clear))).toEqual([]);
	});
});
