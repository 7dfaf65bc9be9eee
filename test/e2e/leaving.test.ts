/** Leaving: the accounts as a file for another app, and what remains where, which the device can be made to forget. */
import { readFileSync } from "node:fs";
import { HOTP, Secret, TOTP, URI } from "otpauth";
import type { Locator } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { cloudflare, eventually, github, inApp, key, looks, note, passphrase, rfcKey, sealed, shows, start, unlock, violations } from "./notes";
import { closeStages, type Stage, type StageOptions } from "./stage";

afterAll(closeStages);

const data = { checks: [{ sealed: sealed("check", "two-factor-notes", ""), label: "" }] };
const bank = note(["issuer: Bank", "type: HOTP", `totp_seed: ${sealed("seed", rfcKey, "Bank:")}`, "counter: 41", "backup_codes:", `  - ${sealed("code", "9832-3290", "Bank:")}`, "tags: [2fa]"]);
const office = note(["issuer: Office", "type: mOTP", `totp_seed: ${sealed("seed", "e3152afee62599c8", "Office:")}`, `pin: ${sealed("pin", "1234", "Office:")}`, "tags: [2fa]"]);
const duo = note(["issuer: Duo", "type: Push", "tags: [2fa]"]);
const files = { "2FA/GitHub.md": github, "2FA/Cloudflare.md": cloudflare, "2FA/Bank.md": bank, "2FA/Office.md": office, "2FA/Duo.md": duo };
const options: StageOptions = { files, data, clock: start };
const secrets = [key, rfcKey, "e3152afee62599c8", "9832-3290", passphrase];

const dialog = ({ page }: Stage) => page.locator(".tfn-modal").last();
const press = (stage: Stage, name: string) => dialog(stage).getByRole("button", { name, exact: true }).click();
const row = ({ page }: Stage, name: string): Locator => page.locator(".setting-item").filter({ has: page.locator(".setting-item-name", { hasText: new RegExp(`^${name}$`) }) });
const notes = async (stage: Stage) => Object.fromEntries(await Promise.all(Object.keys(files).map(async (path) => [path, await stage.read(path)] as const)));

async function exporting(stage: Stage): Promise<void> {
	await stage.run("export");
	await unlock(stage);
	await dialog(stage).getByText("The file is not encrypted.").waitFor();
}

async function given(stage: Stage): Promise<{ name: string; text: string }> {
	const [download] = await Promise.all([stage.page.waitForEvent("download"), press(stage, "Export 4 accounts")]);
	await dialog(stage).getByText("4 accounts are in").waitFor();
	return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

describe.each(looks)("leaving, $look", ({ look, options: how }) => {
	it("is a group of the settings", () =>
		inApp({ ...options, ...how }, async (stage) => {
			await stage.openSettings();
			await row(stage, "What remains where").scrollIntoViewIfNeeded();
			await stage.screenshot(`leaving-${look}`);
			await row(stage, "What remains where").click();
			await dialog(stage).getByText("5 accounts. Of 1 of them not all secrets are encrypted.").waitFor();
			await dialog(stage).getByText(/2FA\.base.*exports \(2fa-export-…\), which are not encrypted/).waitFor();
			expect(await violations(stage, ".tfn-modal")).toEqual([]);
			await stage.screenshot(`leaving-remains-${look}`);
			expect(await dialog(stage).getByText("In your notes", { exact: true }).evaluate((el) => el.getBoundingClientRect().top >= (el.closest(".modal")?.getBoundingClientRect().top ?? Infinity))).toBe(true);
			await press(stage, "Done");
		}));

	it("exports, after saying that the file is not encrypted, and what it cannot hold", () =>
		inApp({ ...options, ...how }, async (stage) => {
			await exporting(stage);
			await dialog(stage).getByText("Links hold no PIN: Office.").waitFor();
			await dialog(stage).getByText("Links hold no backup codes: Bank.").waitFor();
			await dialog(stage).getByText("Not in the file, as they have no secret key: Duo.").waitFor();
			await dialog(stage).getByText("former codes and the text of notes stay behind in the notes.").waitFor();
			expect(await violations(stage, ".tfn-modal")).toEqual([]);
			await stage.screenshot(`export-${look}`);
			if (look === "phone") {
				await press(stage, "Export 4 accounts");
				await dialog(stage).getByText("A phone has no other place for it.").waitFor();
				await press(stage, "Cancel");
				expect((await stage.paths()).filter((file) => file.includes("export"))).toEqual([]);
				await press(stage, "Export 4 accounts");
				await press(stage, "Save unencrypted");
				await dialog(stage).getByText("4 accounts are in 2FA/2fa-export-accounts.txt").waitFor();
				expect(await stage.read("2FA/2fa-export-accounts.txt")).toContain(key);
			} else await given(stage);
			await dialog(stage).getByText("Not in it:").waitFor();
			expect(await violations(stage, ".tfn-modal")).toEqual([]);
			await stage.screenshot(`export-done-${look}`);
			await press(stage, "Done");
			for (const secret of secrets) expect(await shows(stage, secret)).toBe(false);
			expect(await notes(stage)).toEqual(files);
		}));
});

describe("an export", () => {
	it("of links gives another program the same codes", () =>
		inApp(options, async (stage) => {
			await exporting(stage);
			const { name, text } = await given(stage);
			expect(name).toBe("2fa-export-accounts.txt");
			const lines = text.trim().split("\n");
			expect(lines.filter((line) => line.startsWith("motp:"))).toHaveLength(1);
			const read = lines.filter((line) => line.startsWith("otpauth:")).map((line) => URI.parse(line));
			expect(Object.fromEntries(read.map((each) => [each.issuer, each.generate(each instanceof HOTP ? { counter: 2 } : { timestamp: 59_000 })]))).toEqual({
				GitHub: new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: 59_000 }),
				Cloudflare: new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: 59_000 }),
				// RFC 4226, appendix D.
				Bank: "359152",
			});
			expect(read.find((each) => each instanceof HOTP)?.counter).toBe(41);
		}));

	it("for Aegis holds all of it, backup codes too", () =>
		inApp(options, async (stage) => {
			await exporting(stage);
			await dialog(stage).getByRole("radio", { name: "Aegis" }).check();
			await eventually(() => dialog(stage).getByText("Links hold no PIN: Office.").count()).toBe(0);
			const { name, text } = await given(stage);
			expect(name).toBe("2fa-export-aegis.json");
			const { db } = JSON.parse(text) as { db: { entries: { issuer: string; note: string; type: string; info: Record<string, unknown> }[] } };
			const entry = (issuer: string) => db.entries.find((each) => each.issuer === issuer);
			expect(entry("Bank")).toMatchObject({ type: "hotp", note: "backup code: 9832-3290 (unused)", info: { secret: rfcKey, counter: 41 } });
			expect(entry("Office")).toMatchObject({ type: "motp", info: { algo: "MD5", period: 10, pin: "1234" } });
		}));

	it("is closed by a lock, and asks for no passphrase where nothing is encrypted", async () => {
		await inApp(options, async (stage) => {
			await exporting(stage);
			await stage.run("lock");
			await eventually(() => stage.page.locator(".tfn-modal").count()).toBe(0);
		});
		await inApp({ files: { "2FA/Cloudflare.md": cloudflare }, clock: start }, async (stage) => {
			await stage.run("export");
			await dialog(stage).getByRole("button", { name: "Export 1 account", exact: true }).waitFor();
			await stage.page.keyboard.press("Escape");
		});
	});

	it("leaves one out that no link can say, and says so, instead of giving none", () =>
		inApp({ files: { "2FA/Cloudflare.md": cloudflare, "2FA/Steam.md": note(["issuer: Steam", "digits: 5", `totp_seed: ${rfcKey}`, "tags: [2fa]"]) }, clock: start }, async (stage) => {
			await stage.run("export");
			await dialog(stage).getByText("Not in the file, as no link can say how the codes are made (an Aegis file can): Steam.").waitFor();
			await press(stage, "Export 1 account");
			await dialog(stage).getByText("1 account is in").waitFor();
			await press(stage, "Done");
		}));

	it("names backup codes that stay shut, and a new key that waits", () =>
		inApp({ ...options, files: { "2FA/Bank.md": bank.replace(/tfn1[^\n]*\n(?=tags)/, (code) => `${code.replace(/.{8}\n$/, "AAAAAAAA\n")}`).replace("counter:", `totp_seed_next: ${sealed("seed", key, "Bank:")}\ncounter:`) } }, async (stage) => {
			await exporting(stage);
			await dialog(stage).getByText("Backup codes that are not open are not in the file: Bank.").waitFor();
			await dialog(stage).getByText("A new secret key, of which no code was accepted yet, is not in the file: Bank.").waitFor();
		}));
});

describe("what this device keeps", () => {
	const bases = ({ page }: Stage): Promise<(string | undefined)[]> => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name).filter((name) => name?.startsWith("two-factor-notes")));
	const kept = async (stage: Stage): Promise<string[]> => Object.entries(await stage.storage()).filter(([name, text]) => name.includes("two-factor-notes") && text !== "").map(([name]) => name);

	it("is forgotten after two questions, and no note with it", () =>
		inApp({ ...options, localStorage: { "two-factor-notes:lockAfter": 15, "two-factor-notes:pending": [{ path: "2FA/Bank.md", code: "gone", day: "2026-11-21" }] } }, async (stage) => {
			await unlock(stage);
			await stage.openNote("2FA/Cloudflare.md");
			await stage.run("encrypt-note");
			await eventually(async () => (await stage.read("2FA/Cloudflare.md"))?.includes("tfn1.")).toBe(true);
			await stage.run("copy-code-for-note");
			await eventually(() => kept(stage)).toEqual(expect.arrayContaining([expect.stringContaining(":recent"), expect.stringContaining(":vault"), expect.stringContaining(":lockAfter")]));
			await eventually(() => bases(stage)).toHaveLength(1);
			const [before, settings] = [await notes(stage), await stage.data()];
			await stage.openSettings();
			await row(stage, "What remains where").click();
			const left = await kept(stage);
			await press(stage, "Forget what this device keeps");
			await press(stage, "Go on");
			await dialog(stage).getByText("This cannot be taken back.").waitFor();
			await press(stage, "Cancel");
			expect(await kept(stage)).toEqual(left);
			expect(await bases(stage)).toHaveLength(1);
			await press(stage, "Forget what this device keeps");
			await press(stage, "Go on");
			await stage.screenshot("leaving-forget");
			await press(stage, "Forget it");
			await eventually(() => stage.notices()).toContainEqual(expect.stringContaining("This device has forgotten what it kept."));
			expect(await kept(stage)).toEqual([]);
			expect(await bases(stage)).toEqual([]);
			expect([await notes(stage), await stage.data()]).toEqual([before, settings]);
		}));
});
