import { describe, expect, it } from "vitest";
import type { Account } from "../../src/exchange/account";
import { writeAegis } from "../../src/exchange/aegis";

interface Vault {
	version: number;
	header: unknown;
	db: { version: number; entries: { info: unknown; note: string; groups: unknown[] }[]; groups: unknown };
}

const random = (bytes: number): Uint8Array => new Uint8Array(bytes).fill(0xff);
const account: Account = { type: "totp", issuer: "Example Mail", username: "ada@example.org", secret: "7U4U76YHS5L3DNSTR4FFCSFKE53IU3WV", algorithm: "SHA1", digits: 6, period: 30 };
const read = (accounts: Account[]): Vault => JSON.parse(new TextDecoder().decode(writeAegis(accounts, random).bytes)) as Vault;

describe("a file for Aegis", () => {
	it("has the shape of its plain export", () => {
		expect(read([account])).toEqual({
			version: 1, header: { slots: null, params: null },
			db: { version: 3, icons_optimized: true, groups: [], entries: [{
				type: "totp", uuid: "ffffffff-ffff-4fff-bfff-ffffffffffff", name: "ada@example.org", issuer: "Example Mail", note: "", favorite: false,
				icon: null, icon_mime: null, icon_hash: null, info: { secret: "7U4U76YHS5L3DNSTR4FFCSFKE53IU3WV", algo: "SHA1", digits: 6, period: 30 }, groups: [],
			}] },
		});
	});

	// What Aegis has for these accounts.
	it.each<[string, Partial<Account>, unknown]>([
		["other parameters", { algorithm: "SHA256", digits: 8, period: 60 }, { secret: account.secret, algo: "SHA256", digits: 8, period: 60 }],
		["a counter", { type: "hotp", counter: 42 }, { secret: account.secret, algo: "SHA1", digits: 6, counter: 42 }],
		["Steam", { type: "steam", digits: 5 }, { secret: account.secret, algo: "SHA1", digits: 5, period: 30 }],
		["mOTP: base32 of the bytes", { type: "motp", secret: "e3152afee62599c8", pin: "1234" }, { secret: "4MKSV7XGEWM4Q", algo: "MD5", digits: 6, period: 10, pin: "1234" }],
		["Yandex: 16 bytes", { type: "yandex", secret: "6SB2IKNM6OBZPAVBVTOHDKS4FAAAAAAADFUTQMBTRY", pin: "5239" }, { secret: "6SB2IKNM6OBZPAVBVTOHDKS4FA", algo: "SHA256", digits: 8, period: 30, pin: "5239" }],
	])("says how codes are made: %s", (_, more, info) => {
		expect(read([{ ...account, ...more }]).db.entries[0]?.info).toEqual(info);
	});

	it("keeps tags as groups, each once, and backup codes in the note", () => {
		const { db } = read([{ ...account, tags: ["work"], note: "a note", backupCodes: ["9832-3290", "1903 4875 used 2026-02-15"] }, { ...account, tags: ["work", "2fa"] }]);
		expect(db.groups).toMatchObject([{ name: "work" }, { name: "2fa" }]);
		expect(db.entries[0]?.note).toBe("a note\nbackup code: 9832-3290 (unused)\nbackup code: 1903 4875 (used 2026-02-15)");
		expect(db.entries.map(({ groups }) => groups.length)).toEqual([1, 2]);
	});
});
