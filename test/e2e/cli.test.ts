/** The command line: off until it is allowed, no secret while locked, a code used only with its mark. */
import { afterAll, describe, expect, it } from "vitest";
import { unpack } from "../../src/recovery/archive";
import { cloudflare, eventually, github, inApp, key, note, rfcCodes, rfcKey, sealed, sealedKey, start, today, totp, unlock } from "./notes";
import { closeStages, type Stage, type StageOptions } from "./stage";

afterAll(closeStages);

const check = { sealed: sealed("check", "two-factor-notes", ""), label: "" };
const codes = ["1111-2222", "3333-4444"].map((text) => sealed("code", text, "Forge:me"));
const forge = note(["issuer: Forge", "account: me", `totp_seed: ${sealed("seed", rfcKey, "Forge:me")}`, "backup_codes:", ...codes.map((code) => `  - ${code}`), "tags: [2fa]"]);
const bank = note(["issuer: Bank", "type: HOTP", `totp_seed: ${sealed("seed", rfcKey, "Bank:")}`, "counter: 0"]);
const files = { "2FA/GitHub.md": github, "2FA/Cloudflare.md": cloudflare, "Work/Forge.md": forge, "2FA/Bank.md": bank };
const options: StageOptions = { data: { checks: [check], kit: "confirmed" }, files, clock: start };

const allowed = (text: (stage: Stage) => Promise<void>, more: StageOptions = {}) =>
	inApp({ ...options, ...more }, async (stage) => {
		await stage.page.evaluate(() => window.host.app.saveLocalStorage("two-factor-notes:allowCommandLine", true));
		await text(stage);
	});
const ask = (stage: Stage, action: string, given: Record<string, string> = {}) => stage.cli(["two-factor-notes", action].filter(Boolean).join(":"), given);
const unlocked = async (stage: Stage): Promise<void> => {
	await stage.run("unlock");
	await unlock(stage);
};
/** The names of the design, and what each needs. */
const all: [action: string, given?: Record<string, string>][] = [[""], ["list"], ["code", { account: "GitHub" }], ["backup-code", { account: "Forge" }], ["health"], ["lock"], ["back-up"]];

describe("the command line", () => {
	it("is off until a person allows it, on this device alone", () =>
		inApp(options, async (stage) => {
			await unlocked(stage);
			for (const [action, given] of all) expect(await ask(stage, action, given)).toBe("Error: the command line is not allowed on this device. Allow it in the settings of Two-Factor Notes. Nothing was done.");
			expect((await stage.paths()).filter((path) => path.endsWith(".zip"))).toEqual([]);
			await stage.openSettings();
			const row = stage.page.locator(".setting-item", { hasText: "Allow the command line" }).locator(".checkbox-container");
			await row.click();
			await stage.page.getByText("without being seen").waitFor();
			await stage.screenshot("cli-allow");
			await stage.page.getByRole("button", { name: "Cancel" }).click();
			expect(await ask(stage, "")).toContain("not allowed");
			await row.click();
			await stage.page.getByRole("button", { name: "Allow", exact: true }).click();
			await eventually(() => ask(stage, "")).toContain("Accounts: 4");
			expect(await stage.data()).not.toContain("ommandLine");
			await row.click();
			await eventually(() => ask(stage, "")).toContain("not allowed");
		}));

	it("is not offered on phones", () =>
		inApp({ ...options, phone: true }, async (stage) => {
			await stage.openSettings();
			await stage.page.getByText("Remember on this device", { exact: true }).waitFor();
			expect(await stage.page.getByText("Allow the command line", { exact: true }).isVisible()).toBe(false);
		}));

	it("tells state and counts", () =>
		allowed(async (stage) => {
			expect(await ask(stage, "")).toBe("Locked\nAccounts: 4\nNot encrypted: 1\nBackup codes left: 2\nLast good backup: none");
			await unlocked(stage);
			await ask(stage, "back-up");
			expect(await ask(stage, "")).toBe(`Unlocked\nAccounts: 4\nNot encrypted: 1\nBackup codes left: 2\nLast good backup: ${today}, 1 account left out`);
		}));

	it("lists accounts without a secret, for people and for programs", () =>
		allowed(async (stage) => {
			await unlocked(stage);
			expect(await ask(stage, "list")).toBe("Bank\t\t2FA/Bank.md\nCloudflare\tyour@email.com\t2FA/Cloudflare.md\nForge\tme\tWork/Forge.md\nGitHub\tme\t2FA/GitHub.md");
			const json = await ask(stage, "list", { format: "json" });
			expect(JSON.parse(json)).toContainEqual({ path: "Work/Forge.md", issuer: "Forge", username: "me", type: "TOTP", encrypted: true, backupCodes: 2, backupCodesLeft: 2 });
			for (const secret of [key, rfcKey, "1111-2222", "tfn1"]) expect(json).not.toContain(secret);
		}));

	it("gives names no power over the terminal", () =>
		allowed(async (stage) => {
			const json = await ask(stage, "list", { format: "json" });
			expect(json).toMatch(/^[\x20-\x7e\n\t]*$/);
			expect(JSON.parse(json)).toEqual([expect.objectContaining({ issuer: "Evil\u009b31m\u202ename" })]);
			expect(await ask(stage, "list")).toMatch(/^[\x20-\x7e\n\t]*$/);
		}, { files: { "2FA/Evil.md": note(['issuer: "Evil\\x9b31m\\u202ename"', `totp_seed: ${sealedKey}`]) } }));
});

describe("code", () => {
	it("gives the digits alone, of now and of the time after", () =>
		allowed(async (stage) => {
			await unlocked(stage);
			expect(await ask(stage, "code", { account: "github" })).toBe(totp(key, start));
			expect(await ask(stage, "code", { account: "GitHub:me", next: "true" })).toBe(totp(key, start + 30_000));
			expect(await ask(stage, "code", { account: "Work/Forge.md" })).toBe(totp(rfcKey, start));
		}));

	it("gives nothing that is encrypted while it is locked, and locks", () =>
		allowed(async (stage) => {
			await unlocked(stage);
			expect(await ask(stage, "lock")).toBe("Locked.");
			expect(await ask(stage, "code", { account: "GitHub" })).toBe("Error: locked. Unlock it in the app, then ask again.");
			expect(await ask(stage, "backup-code", { account: "Forge" })).toBe("Error: locked. Unlock it in the app, then ask again.");
			expect(await ask(stage, "code", { account: "Cloudflare" })).toBe(totp(key, start));
		}));

	it("names the accounts where several are called so, and says where none is", () =>
		allowed(async (stage) => {
			expect(await ask(stage, "code", { account: "me" })).toBe("Error: 2 accounts are called me. Give the path of one:\n2FA/GitHub.md\nWork/Forge.md");
			expect(await ask(stage, "code", { account: "Gitlab" })).toBe("Error: no account is called Gitlab.");
		}));

	it("of an account that is not named is none, though one has no user name", () =>
		allowed(async (stage) => {
			await unlocked(stage);
			for (const action of ["code", "backup-code"]) expect(await ask(stage, action, { account: "", use: "true" })).toBe("Error: say which account, as in account=GitHub. Nothing was done.");
			expect(await stage.read("2FA/Bank.md")).toBe(bank);
		}));

	it("of a counter raises it in the note each time", () =>
		allowed(async (stage) => {
			await unlocked(stage);
			for (const [n, code] of rfcCodes.slice(0, 3).entries()) {
				expect(await ask(stage, "code", { account: "Bank" })).toBe(code);
				expect(await stage.read("2FA/Bank.md")).toContain(`counter: ${n + 1}`);
			}
			expect(await ask(stage, "code", { account: "Bank", next: "true" })).toMatch(/^Error: .*Nothing was changed/);
			await stage.failWrites("2FA/Bank.md", "EROFS: read-only file system");
			expect(await ask(stage, "code", { account: "Bank" })).toMatch(/^Error: The counter could not be raised/);
		}));

	it("of a key that was encrypted for another account is not given", () =>
		allowed(async (stage) => {
			await unlocked(stage);
			expect(await ask(stage, "code", { account: "Bank" })).toBe("Error: Encrypted for GitHub: me, not for the account that this note names. Look at it in the app.");
		}, { files: { "2FA/Bank.md": note(["issuer: Bank", `totp_seed: ${sealedKey}`]) } }));
});

describe("backup-code", () => {
	it("gives the next one, and with `use` marks it first", () =>
		allowed(async (stage) => {
			await unlocked(stage);
			expect(await ask(stage, "backup-code", { account: "Forge" })).toBe("1111-2222");
			expect(await stage.read("Work/Forge.md")).toBe(forge);
			expect(await ask(stage, "backup-code", { account: "Forge", use: "true" })).toBe("1111-2222");
			expect(await stage.read("Work/Forge.md")).toContain(`${codes[0] ?? ""} used ${today}~`);
			await eventually(() => ask(stage, "backup-code", { account: "Forge", use: "true" })).toBe("3333-4444");
			await eventually(() => ask(stage, "backup-code", { account: "Forge", use: "true" })).toBe("Error: Forge (me) has no unused backup code left. Make new ones at the service and add them here.");
			expect(await ask(stage, "backup-code", { account: "GitHub" })).toContain("has no unused backup code left");
		}));

	it("is not given where a lock comes while it is marked", () =>
		allowed(async (stage) => {
			await unlocked(stage);
			await stage.page.evaluate(() => void window.host.app.vault.on("modify", () => window.host.run("lock")));
			expect(await ask(stage, "backup-code", { account: "Forge", use: "true" })).toMatch(/^Error: it was locked meanwhile, so the code is not given/);
			expect(await stage.read("Work/Forge.md")).toContain(`${codes[0] ?? ""} used ${today}~`);
		}));

	it("is not given where it cannot be marked", () =>
		allowed(async (stage) => {
			await unlocked(stage);
			await stage.failWrites("Work/Forge.md", "EROFS: read-only file system");
			expect(await ask(stage, "backup-code", { account: "Forge", use: "true" })).toBe("Error: the code could not be marked as used, so it is not given. The app says why.");
			expect(await stage.read("Work/Forge.md")).toBe(forge);
		}));
});

describe("health and backups", () => {
	it("tell what is lacking, for people and for programs", () =>
		allowed(async (stage) => {
			expect(await ask(stage, "health")).toContain("high\tNot encrypted\t1");
			const found = JSON.parse(await ask(stage, "health", { format: "json" })) as { accounts: number; findings: { id: string; accounts: { path: string }[] }[] };
			expect(found.accounts).toBe(4);
			expect(found.findings.find(({ id }) => id === "not-encrypted")?.accounts.map(({ path }) => path)).toEqual(["2FA/Cloudflare.md"]);
		}));

	it("are made while locked, and say what is not in them", () =>
		allowed(async (stage) => {
			const [path = "", ...words] = (await ask(stage, "back-up")).split("\n");
			expect(words).toEqual(["It was read back. Accounts: 3", "Not in it, as not all in them is encrypted for sure:", "2FA/Cloudflare.md"]);
			expect(unpack(await stage.bytes(path)).files.map((file) => file.path)).toEqual(["2FA/Bank.md", "2FA/GitHub.md", "Work/Forge.md"]);
			expect(await ask(stage, "back-up")).toContain("Nothing has changed since; it was read again. Accounts: 3");
			await stage.failWrites("2FA", "EROFS: read-only file system");
			await stage.write("Work/Forge.md", `${forge}More.\n`);
			await stage.sleep(60_000);
			expect(await ask(stage, "back-up")).toMatch(/^Error: No backup was made/);
		}));
});
