import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { groupFor } from "../../src/lock/field";
import { deriveHere, unhex } from "../lock/derive-here";
import { Session } from "../../src/lock/session";
import { seal } from "../../src/lock/seal";
import { toBase64url } from "../../src/lock/base64url";
import { accountsIn, countWords, findIn, pasted, sealedOf, without } from "../../src/recovery/page-notes";
import type { SealedKind } from "../../src/entry";

const cost = { memory: 64, passes: 1, lanes: 1 };
const salt = unhex("00112233445566778899aabbccddeeff");
const key = await deriveHere(new TextEncoder().encode("pw"), salt, cost);
const sealed = (kind: SealedKind, secret: string, label = "GitHub:me"): string => seal(key, groupFor(cost, toBase64url(salt)), kind, secret, label);
const [seed, next, code, former, pin] = [sealed("seed", "JBSWY3DPEHPK3PXP"), sealed("seed", "GEZDGNBVGY3TQOJQ"), sealed("code", "9832-3290"), sealed("code", "1111-2222"), sealed("pin", "1234")];

async function drawn(text: string, passphrase?: string, path = "2FA/My note.md") {
	const found = findIn({ path, text });
	if (found === null) return null;
	const session = new Session(deriveHere, (bytes) => new Uint8Array(bytes));
	if (passphrase !== undefined) await session.unlock(passphrase, { fields: sealedOf(found), checks: [] });
	return accountsIn(found, session).map(({ entry, problems }) => ({ names: `${entry.issuer}:${entry.username}`, seed: entry.seed, codes: entry.backupCodes.map(({ stored }) => stored), pin: entry.pin, problems }));
}

describe("what is pasted again", () => {
	const foundIn = (text: string, path = pasted) => findIn({ path, text }) ?? expect.unreachable();
	const left = (former: string, again: string, path = pasted) => without(foundIn(former, path), [foundIn(again, path)]);

	it("takes the place of what was pasted before", () => {
		expect(left(seed, `${seed}\ndigits: 8`)).toEqual([]);
		expect(left(`${seed}\ndigits: 8`, `${seed}\ndigits: 6`)).toEqual([]);
		expect(left("totp_seed: JBSWY3DPEHPK3PXP\ndigits: 8", "totp_seed: JBSWY3DPEHPK3PXP\ndigits: 6")).toEqual([]);
	});

	it("takes no more than its own place", () => {
		expect(left(`${seed} ${code} ${next}`, `${seed}\ndigits: 8`)[0]?.loose.map(({ stored }) => stored)).toEqual([code, next]);
		const whole = foundIn(`issuer: GitHub\ntotp_seed: ${seed}\nbackup_codes: [${code}]`);
		expect(without(whole, [foundIn(seed)])).toEqual([whole]);
		expect(left(seed, next)).toEqual([foundIn(seed)]);
	});

	it("is not what came in a file: of two notes with one key, both are shown", () => {
		expect(left(seed, `${seed}\ndigits: 8`, "2FA/GitHub.txt")).toHaveLength(1);
	});
});

describe("what the recovery page finds", () => {
	it.each(["", "Dear diary", "---\ntitle: x\n---\n", "totp is nice"])("is nothing where there is nothing: %j", async (text) => expect(await drawn(text)).toBeNull());

	it("is nothing in a note that only writes of fields, as the one beside the page does", async () => {
		expect(await drawn(readFileSync(path.resolve(import.meta.dirname, "../../docs/format.md"), "utf8"))).toBeNull();
	});

	it("is the account of a note, once", async () => {
		expect(await drawn(`---\nissuer: GitHub\nusername: me\ntotp_seed: ${seed}\npin: ${pin}\nbackup_codes: [${code}]\n---\n`)).toEqual([{ names: "GitHub:me", seed, codes: [code], pin, problems: [] }]);
	});

	it("is the account of properties that were pasted without their lines of dashes", async () => {
		expect(await drawn(`issuer: Half\ntotp_seed: ${seed}\n`)).toMatchObject([{ names: "Half:", seed }]);
	});

	it("is every loose field: locked by itself, open as the account it was encrypted for", async () => {
		const text = `on paper: ${code}, ${seed}\nand ${pin}`;
		expect(await drawn(text, undefined, "Pasted text")).toHaveLength(3);
		expect(await drawn(text, "pw", "Pasted text")).toMatchObject([{ names: "GitHub:me", seed, codes: [code], pin }]);
	});

	it("is every field of a sheet that was saved, also where it shows how a key is typed", () => {
		const sheet = findIn({ path: "sheet.html", text: `<!doctype html>\n<p>${seed}</p>\n<p>${code}</p>\n<pre>---\ntotp_seed: tfn1.…\n---</pre>\n` });
		expect(sheet).toMatchObject({ entry: null, problems: [], loose: [{ stored: seed }, { stored: code }] });
		expect(countWords(sheet === null ? [] : [sheet])).toBe("2 encrypted fields");
	});

	it("is two accounts where one has two keys", async () => {
		expect((await drawn(`${seed} ${next}`, "pw", "sheet.txt"))?.map((each) => each.seed)).toEqual([seed, next]);
	});

	it("is a key alone, and it is said that its codes are made as most are", async () => {
		expect((await drawn(seed, undefined, "Pasted text"))?.[0]?.problems).toEqual([]);
		expect((await drawn(seed, "pw", "Pasted text"))?.[0]?.problems).toEqual([expect.stringContaining("6 digits")]);
		expect((await drawn(sealed("seed", "otpauth://totp/GitHub:me?secret=JBSWY3DPEHPK3PXP&digits=8"), "pw", "Pasted text"))?.[0]?.problems).toEqual([]);
		expect((await drawn(code, "pw", "Pasted text"))?.[0]?.problems).toEqual([]);
	});

	it.each([
		["below the key", "SEED\ndigits: 8\nperiod: 60", { type: "TOTP", digits: 8, period: 60 }],
		["above the key", "type: Steam\nSEED", { type: "Steam", digits: 5 }],
		["with the key's own line", "totp_seed: SEED\nalgorithm: SHA256", { type: "TOTP", algorithm: "SHA256" }],
		["with a PIN", "SEED\npin: PIN\ntype: mOTP", { type: "mOTP", pin }],
	])("is a key as lines %s say that its codes are made", (_where, text, making) => {
		const found = findIn({ path: "Pasted text", text: text.replace("SEED", seed).replace("PIN", pin) });
		expect(found?.entry).toMatchObject({ seed, ...making });
		expect(found?.problems).toEqual([]);
	});

	it("is called as its key was encrypted for where the text names nothing, and only there", async () => {
		expect(await drawn(`${seed}\ndigits: 8`, undefined, pasted)).toMatchObject([{ names: ":" }]);
		expect(await drawn(`${seed}\ndigits: 8`, "pw", pasted)).toMatchObject([{ names: "GitHub:me", problems: [] }]);
		expect(await drawn(`${seed}\nissuer: Mine\ndigits: 8`, "pw", pasted)).toMatchObject([{ names: "Mine:" }]);
	});

	it("is a waiting key that makes its codes as the note says", async () => {
		const found = findIn({ path: "2FA/My note.md", text: `---\nissuer: GitHub\nusername: me\ndigits: 8\nperiod: 60\ntotp_seed: ${seed}\ntotp_seed_next: ${next}\n---\n` });
		const session = new Session(deriveHere, (bytes) => new Uint8Array(bytes));
		await session.unlock("pw", { fields: found === null ? [] : sealedOf(found), checks: [] });
		expect(found === null ? null : accountsIn(found, session)[1]).toMatchObject({ entry: { seed: next, digits: 8, period: 60, counter: 0 }, problems: [expect.stringContaining("new secret key")] });
	});

	it("is the waiting key and the former codes too, each said to be so", async () => {
		const found = await drawn(`---\nissuer: GitHub\nusername: me\ntotp_seed: ${seed}\ntotp_seed_next: ${next}\nbackup_codes_former: [${former}]\n---\n`, "pw");
		expect(found).toMatchObject([{ seed, problems: [] }, { seed: next, codes: [] }, { seed: null, codes: [former] }]);
		expect(found?.[1]?.problems[0]).toContain("new secret key");
		expect(found?.[2]?.problems[0]).toContain("the set before");
	});

	it("is the fields of a note that cannot be read, under its name, with what is wrong", async () => {
		const [broken] = (await drawn(`---\nissuer: GitHub\n\tbad: [\ntotp_seed: ${seed}\n---\n`)) ?? [];
		expect(broken).toMatchObject({ names: "GitHub:", seed });
		expect(broken?.problems[0]).toContain("tab");
	});

	it("is a key of a note that cannot be read, and it is said that its codes may be made otherwise", async () => {
		const [broken] = (await drawn(`---\nissuer: GitHub\n\tbad: [\ndigits: 8\ntotp_seed: ${seed}\n---\n`, "pw")) ?? [];
		expect(broken?.problems).toEqual([expect.stringContaining("tab"), expect.stringContaining("6 digits")]);
	});

	it("stays shut for the wrong passphrase, and nothing is left out", async () => {
		expect((await drawn(`${seed} ${code}`, "wrong", "Pasted text"))?.map((each) => each.seed)).toEqual([seed, code]);
	});
});
