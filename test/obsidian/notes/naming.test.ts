import { expect, it, vi } from "vitest";
import { readEntry } from "../../../src/note/read";
import type { Account } from "../../../src/obsidian/notes/accounts";
import { allCalledIn } from "../../../src/obsidian/notes/naming";

vi.mock("obsidian", () => ({}));

it("asks for no more names than it says, for each is compared with all others", () => {
	const all = Array.from({ length: 100 }, (_, n): Account => {
		const { entry } = readEntry(`---\nissuer: Service ${n}\naccount: me\ntotp_seed: JBSWY3DPEHPK3PXP\n---\n`);
		if (entry === null) throw new Error("no account");
		return { path: `${n}.md`, name: String(n), entry, problems: [], steps: [] };
	});
	const at = vi.fn((path: string) => all.find((account) => account.path === path));
	expect(allCalledIn({ all: () => all, at }, all, 2)).toBe("Service 0 (me), Service 1 (me) and 98 more");
	expect(at).toHaveBeenCalledTimes(2);
});
