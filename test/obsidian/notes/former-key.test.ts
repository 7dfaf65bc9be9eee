import { describe, expect, it } from "vitest";
import { readEntry } from "../../../src/note/read";
import { formerKeys } from "../../../src/obsidian/notes/former-key";

const path = "2FA/GitHub.md";
const [old, fresh] = ["JBSWY3DPEHPK3PXP", "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U"];
const link = `otpauth://totp/GitHub?secret=${old}&issuer=GitHub`;
const { entry, problems } = readEntry(`---\ntotp_seed: ${fresh}\ndigits: 8\n---\n`);
const waited = "KRUGKIDROVUWG2ZAMJZG653OEBTG66BA";
const kept = (stored: string, at: number, property = "totp_seed") => ({ path, property, stored, came: false, at });

/** The latest first, as the journal gives them. */
async function among(...all: ReturnType<typeof kept>[]) {
	if (entry === null) throw new Error("no account");
	const parts = { journal: { all: () => Promise.resolve(all) }, codes: { openText: (text: string) => ({ text, label: null }) } };
	// The two that are asked, and of them what is asked.
	return formerKeys(parts as unknown as Parameters<typeof formerKeys>[0], { path, name: "GitHub", entry, problems, steps: [] });
}

describe("the key that was replaced last", () => {
	it("makes its codes as it did, though the text that stood in the note was kept after the link that tells how", async () => {
		expect(await among(kept(fresh, 2_000_000), kept(old, 1_000_005), kept(link, 1_000_000))).toMatchObject([{ at: 1_000_000, given: { link: { secret: old, digits: 6 } } }]);
		expect(await among(kept(link, 1_000_000), kept(old, 1_000_000))).toMatchObject([{ given: { link: { secret: old, digits: 6 } } }]);
	});

	it("makes them as the note says where it did when it went, whatever it did a replacing before", async () => {
		expect(await among(kept(old, 9_000_000), kept(link, 1_000_000))).toEqual([{ at: 9_000_000, given: { key: old }, wasGivenUp: false }]);
	});

	it("is none where the device kept no other", async () => {
		expect(await among(kept(fresh, 1_000_000))).toEqual([]);
		expect(await among()).toEqual([]);
	});

	it("is told apart from one that was given up, also where that was in use until it was undone", async () => {
		const both = [{ at: 1_000_000, given: { key: old }, wasGivenUp: false }, { at: 9_000_000, given: { key: waited }, wasGivenUp: true }];
		expect(await among(kept(waited, 9_000_000, "totp_seed_next"), kept(old, 1_000_000))).toEqual(both);
		expect(await among(kept(waited, 9_000_000, "totp_seed_next"), kept(waited, 8_000_000), kept(old, 1_000_000))).toEqual(both);
	});
});
