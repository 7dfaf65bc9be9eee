import { describe, expect, it } from "vitest";
import { healthOf } from "../../src/health/findings";
import { accountKinds, vaultKinds, type HealthAccount, type ToldId, type VaultFacts } from "../../src/health/kinds";
import { account, orderly, today } from "./accounts";

const codes = (left: number, used = 0): string[] => ["backup_codes:", ...Array.from({ length: left }, (_, n) => `  - 1000-000${n}`), ...Array.from({ length: used }, (_, n) => `  - 2000-000${n} used 2026-02-15`)];
const without = (...keys: string[]): string[] => orderly.filter((line) => !keys.some((key) => line.startsWith(`${key}:`)));
const noCodes = orderly.slice(0, orderly.indexOf("backup_codes:"));
const prints: VaultFacts = { prints: true };

const found = (properties: string[], vault: VaultFacts = {}, told: HealthAccount["told"] = {}): string[] =>
	healthOf([account(properties, told)], vault, today).findings.map(({ id, accounts }) => [id, accounts[0]?.words ?? ""].filter((word) => word !== "").join(": "));

describe("an account in order", () => {
	it("has no finding, nor has a vault of which nothing is asked", () => expect(found(orderly)).toEqual([]));
});

describe("of an account", () => {
	it.each<[string, string[], string[], VaultFacts?]>([
		["no codes at all", noCodes, ["no-backup-codes"]],
		["no codes, but a note of where they are kept", [...noCodes, "copies: [safe]"], []],
		["codes that are all used", [...noCodes, ...codes(0, 3)], ["no-backup-codes: all are used"]],
		["codes that are all used, and a place where they were kept", [...noCodes, "copies: [safe]", ...codes(0, 3)], ["no-backup-codes: all are used"]],
		["one code on paper, by the rule of a service that gives many", [...noCodes, "backup_codes: [on paper 1]"], ["few-backup-codes: 1 of 1 left"]],
		["two left, of a service that gives 16", [...noCodes, ...codes(2, 8)], ["few-backup-codes: 2 of 10 left"]],
		["three left, of a service that gives 16", [...noCodes, ...codes(3, 8)], []],
		["the one code that the service gives", [...noCodes, "issuer: Bitwarden", "backup_codes: [abcd efgh ijkl]"], []],
		["codes to renew in 31 days", [...orderly, "backup_codes_renew: 2026-12-23"], []],
		["codes to renew in 30 days", [...orderly, "backup_codes_renew: 2026-12-22"], ["overdue-backup-codes: by 2026-12-22"]],
		["codes to renew today", [...orderly, "backup_codes_renew: 2026-11-22"], ["overdue-backup-codes: by 2026-11-22"]],
		["codes that were to be renewed", [...orderly, "backup_codes_rotate: 2025-01-10"], ["overdue-backup-codes: by 2025-01-10"]],
		["a day to renew and no codes", [...noCodes, "copies: [safe]", "backup_codes_renew: 2025-01-10"], []],
		["one device, and no copy", [...without("sheet_printed"), "devices: [Pixel 8]"], ["one-device: Pixel 8"]],
		["one device, and a copy", [...without("sheet_printed"), "devices: [Pixel 8]", "copies: [safe]"], []],
		["one device, and a printed sheet", [...orderly, "devices: [Pixel 8]"], []],
		["two devices", [...without("sheet_printed"), "devices: [Pixel 8, desktop]"], []],
		["a key that was never verified", without("verified"), ["unverified"]],
		["no key, so nothing to verify", without("verified", "totp_seed"), []],
		["codes that were never tried", without("backup_codes_tested"), ["untested-backup-codes"]],
		["codes of which one was used", [...noCodes.filter((line) => !line.startsWith("backup_codes_tested")), ...codes(9, 1)], []],
		["codes so few that none is to be spent on a try", [...noCodes.filter((line) => !line.startsWith("backup_codes_tested")), ...codes(3)], []],
		["codes of which one can be spent on a try", [...noCodes.filter((line) => !line.startsWith("backup_codes_tested")), ...codes(4)], ["untested-backup-codes"]],
		["a test of the set before", [...orderly, "backup_codes_generated: 2026-01-11"], ["untested-backup-codes"]],
		["a test on the day the set was made", [...orderly, "backup_codes_generated: 2026-01-10"], []],
		["no sheet, where none can be printed", without("sheet_printed"), []],
		["no sheet", without("sheet_printed"), ["no-sheet"], prints],
		["a sheet of the day the codes were made", [...without("sheet_printed", "backup_codes_tested"), "sheet_printed: 2026-01-10", "backup_codes_tested: 2026-01-10", "backup_codes_generated: 2026-01-10"], [], prints],
		["codes made after the sheet", [...without("sheet_printed"), "sheet_printed: 2026-01-09", "backup_codes_generated: 2026-01-10"], ["no-sheet"], prints],
		["a push account with one device", ["type: Push", "devices: [Pixel 8]"], ["no-second-way"]],
		["a hardware key alone", ["type: Key"], ["no-second-way"]],
		["a hardware key and a spare", ["type: Key", "devices: [blue, spare]"], []],
		["a push account with codes", ["type: Push", ...codes(5, 1)], []],
	])("%s", (_, properties, ids, vault = {}) => expect(found(properties, vault)).toEqual(ids));

	it.each<ToldId>(["unreadable", "merge-conflict", "not-encrypted", "secret-in-text", "other-passphrase", "conflict-copy", "duplicate", "low-cost", "short-seed", "not-backed-up"])("what was found elsewhere: %s", (id) =>
		expect(found(orderly, {}, { [id]: "so it is" })).toEqual([`${id}: so it is`]));

	it("nothing but that it cannot be read, where it cannot", () => {
		expect(found(["type: TOTP"], prints, { unreadable: "Line 3 is not valid YAML." })).toEqual(["unreadable: Line 3 is not valid YAML."]);
		expect(found(["type: TOTP"], prints, { "merge-conflict": "", "not-encrypted": "" })).toEqual(["merge-conflict"]);
	});

	it("and that it is in no backup, which it needs most", () => {
		expect(found(["type: TOTP"], {}, { unreadable: "Line 3 is not valid YAML.", "not-backed-up": "" })).toEqual(["unreadable: Line 3 is not valid YAML.", "not-backed-up"]);
	});

	it("what its note ignores, and nothing else, is put aside", () => {
		const health = healthOf([account([...noCodes, "health_ignore: [no-backup-codes]"]), account(without("verified", "totp_seed"))], prints, today);
		expect(health.findings).toEqual([]);
		expect(health.ignored.map(({ id, accounts }) => [id, accounts.length])).toEqual([["no-backup-codes", 1]]);
		expect(health).toMatchObject({ accounts: 2, inOrder: 2 });
		expect(found([...noCodes, "health_ignore: [unverified]"])).toEqual(["no-backup-codes"]);
	});
});

describe("of the vault", () => {
	it.each<[string, VaultFacts, string[]]>([
		["a passphrase that was typed 89 days ago", { typed: "2026-08-25" }, []],
		["a passphrase that was typed 90 days ago", { typed: "2026-08-24" }, ["passphrase-not-typed"]],
		["a passphrase that was never typed on this device", { typed: null }, ["passphrase-not-typed"]],
		["a backup of 29 days ago", { backedUp: "2026-10-24" }, []],
		["a backup of 30 days ago", { backedUp: "2026-10-23" }, ["no-backup"]],
		["a backup of 60 days ago, where one is made every 60 days", { backedUp: "2026-09-23", backsUpEvery: 60 }, []],
		["a backup of 61 days ago, where one is made every 60 days", { backedUp: "2026-09-22", backsUpEvery: 60 }, ["no-backup"]],
		["a backup of tomorrow, as after a journey", { backedUp: "2026-11-23" }, []],
		["a backup of a clock that was ahead", { backedUp: "2030-01-01" }, ["no-backup"]],
		["a passphrase typed by a clock that was ahead", { typed: "2030-01-01" }, ["passphrase-not-typed"]],
		["no backup", { backedUp: null }, ["no-backup"]],
		["a passphrase of which nobody said that it is on paper", { kit: null }, ["kit-not-confirmed"]],
		["a passphrase on paper", { kit: "confirmed" }, []],
		["a passphrase that need not be on paper", { kit: "declined" }, []],
		["a recovery page that differs", { recoveryPage: "differs" }, ["recovery-page-differs"]],
		["a recovery page as it is written", { recoveryPage: "same" }, []],
		["no recovery page", { recoveryPage: "absent" }, []],
	])("%s", (_, vault, ids) => expect(healthOf([], vault, today).findings.map(({ id }) => id)).toEqual(ids));
});

describe("the order", () => {
	it("is by what findings cost, and the last levels can be left out", () => {
		const all = healthOf([account([...noCodes.filter((line) => !line.startsWith("verified")), "devices: [Pixel 8]"].filter((line) => !line.startsWith("sheet_printed")))], { kit: null, backedUp: null }, today);
		expect(all.findings.map(({ id, level }) => [id, level])).toEqual([["kit-not-confirmed", "high"], ["no-backup-codes", "high"], ["no-backup", "medium"], ["one-device", "medium"], ["unverified", "low"]]);
		expect(healthOf([account(["totp_seed: tfn1.x"])], { backedUp: null }, today, "high").findings.map(({ id }) => id)).toEqual(["no-backup-codes"]);
	});

	it("has each kind once, by the name that stands in notes", () => {
		const ids = [...accountKinds, ...vaultKinds].map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		for (const id of ids) expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
	});

	it("counts an account in order once, however much is found of the others", () =>
		expect(healthOf([account(orderly), account(["totp_seed: tfn1.x"]), account(without("verified"))], {}, today)).toMatchObject({ accounts: 3, inOrder: 1 }));
});
