import { describe, expect, it } from "vitest";
import { readEntry } from "../../../src/note/read";
import { formerKey } from "../../../src/obsidian/notes/former-key";

const path = "2FA/GitHub.md";
const [old, fresh] = ["JBSWY3DPEHPK3PXP", "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U"];
const link = `otpauth://totp/GitHub?secret=${old}&issuer=GitHub`;
const { entry, problems } = readEntry(`---\ntotp_seed: ${fresh}\ndigits: 8\n---\n`);
const kept = (stored: string, at: number) => ({ path, property: "totp_seed", stored, came: false, at });

/** The latest first, as the journal gives them. */
async function among(...all: ReturnType<typeof kept>[]) {
	if (entry === null) throw new Error("no account");
	const parts = { journal: { all: () => Promise.resolve(all) }, codes: { openText: (text: string) => ({ text, label: null }) } };
	// The two that are asked, and of them what is asked.
	return formerKey(parts as unknown as Parameters<typeof formerKey>[0], { path, name: "GitHub", entry, problems, steps: [] });
}

describe("the key that was replaced last", () => {
	it("makes its codes as it did, though the text that stood in the note was kept after the link that tells how", async () => {
		expect(await among(kept(fresh, 2_000_000), kept(old, 1_000_005), kept(link, 1_000_000))).toMatchObject({ at: 1_000_000, given: { link: { secret: old, digits: 6 } } });
		expect(await among(kept(link, 1_000_000), kept(old, 1_000_000))).toMatchObject({ given: { link: { secret: old, digits: 6 } } });
	});

	it("makes them as the note says where it did when it went, whatever it did a replacing before", async () => {
		expect(await among(kept(old, 9_000_000), kept(link, 1_000_000))).toEqual(expect.objectContaining({ at: 9_000_000, given: { key: old } }));
	});

	it("is none where the device kept no other", async () => {
		expect(await among(kept(fresh, 1_000_000))).toBeNull();
		expect(await among()).toBeNull();
	});
});
