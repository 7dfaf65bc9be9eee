/** Sharing one account: as a page that a browser without the plugin opens, as a QR code, as a link. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { URI } from "otpauth";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import type { SealedKind } from "../../src/entry";
import { toBase64url } from "../../src/lock/base64url";
import { groupFor } from "../../src/lock/field";
import { seal } from "../../src/lock/seal";
import { deriveHere, unhex } from "../lock/derive-here";
import { eventually, inApp, key, looks, note, rfcKey, scanned, shows, start, totp, unlock, usedOn, violations } from "./notes";
import { closeStages, type Stage, type StageOptions } from "./stage";

const folder = mkdtempSync(path.join(tmpdir(), "tfn-share-"));
afterAll(async () => {
	rmSync(folder, { recursive: true });
	await closeStages();
});

/** The passphrase of the vault, long enough to be chosen for a page as well. */
const ours = "four grey herons over ice";
const theirs = "one page for my colleague";
const cheap = { memory: 64, passes: 1, lanes: 1 };
const salt = unhex("000102030405060708090a0b0c0d0e0f");
const derived = await deriveHere(new TextEncoder().encode(ours), salt, cheap);
const sealed = (kind: SealedKind, secret: string, label = "GitHub:me"): string => seal(derived, groupFor(cheap, toBase64url(salt)), kind, secret, label);

const codes = ["9832-3290", "1903-4875", "5520-8137"];
const [first = "", second = "", third = ""] = codes.map((code) => sealed("code", code));
const github = note([
	"issuer: GitHub", "account: me", `totp_seed: ${sealed("seed", key)}`, "devices: [Pixel 8]",
	"backup_codes:", `  - ${first}`, `  - ${usedOn("2026-02-15", second)}`, `  - ${third}`, "tags: [2fa]",
], "\nA thought of my own.\n");
const office = note(["issuer: Office", "type: mOTP", `totp_seed: ${sealed("seed", "e3152afee62599c8", "Office:")}`, `pin: ${sealed("pin", "1234", "Office:")}`, "tags: [2fa]"]);
const forge = note(["issuer: Forge", "account: me", `totp_seed: ${sealed("seed", rfcKey, "Forge:me")}`, "tags: [2fa]"]);
const settings = { folder: "2FA", tag: "2fa", template: "", checks: [{ sealed: sealed("check", "two-factor-notes", ""), label: "" }] };
const options: StageOptions = { files: { "2FA/GitHub.md": github, "2FA/Office.md": office, "2FA/Forge.md": forge }, data: settings, clock: start };

const dialog = ({ page }: Stage) => page.locator(".tfn-modal").last();
const press = (stage: Stage, name: string) => dialog(stage).getByRole("button", { name, exact: true }).click();

/** Opens the dialog for an account by the command, from the lock on. */
async function share(stage: Stage, file = "2FA/GitHub.md"): Promise<void> {
	await stage.openNote(file);
	await stage.cached();
	await stage.run("share");
	await unlock(stage, ours);
	await dialog(stage).getByText("Whoever has the secret key can make codes for ever").waitFor();
}

/** Takes the page that is given out; null on phones, where it goes into the vault. */
async function saved(stage: Stage, passphrase: string, button = "Save the page"): Promise<{ file: string; html: string }> {
	await dialog(stage).getByLabel("Passphrase for the page").fill(passphrase);
	await dialog(stage).getByLabel("Again").fill(passphrase);
	const [download] = await Promise.all([stage.page.waitForEvent("download"), press(stage, button)]);
	await dialog(stage).getByText("holds this account alone").waitFor();
	const file = path.join(folder, download.suggestedFilename());
	await download.saveAs(file);
	return { file, html: readFileSync(file, "utf8") };
}

/** The page as the other one has it: in a browser with nothing of ours and no network. */
async function elsewhere(stage: Stage, file: string, run: (page: Page) => Promise<void>): Promise<void> {
	const context = await stage.page.context().browser()?.newContext();
	if (context === undefined) throw new Error("no browser");
	await context.setOffline(true);
	const page = await context.newPage();
	await page.clock.setFixedTime(start);
	await page.goto(`file://${file}`);
	await run(page);
	await context.close();
}

const type = async (page: Page, passphrase: string): Promise<void> => {
	await page.locator("input[type=password]").fill(passphrase);
	await page.locator("input[type=password]").press("Enter");
};

/** No secret is left where it could be read, nor what was typed. */
const expectGone = async (stage: Stage): Promise<void> => {
	for (const secret of [key, ours, theirs, ...codes]) expect(await shows(stage, secret)).toBe(false);
};

describe.each(looks)("an account that is shared, $look", ({ look, options: how }) => {
	it("says what that means, and asks how", () =>
		inApp({ ...options, ...how }, async (stage) => {
			await share(stage);
			expect(await violations(stage, ".tfn-modal")).toEqual([]);
			await stage.screenshot(`share-${look}`);
			await press(stage, "Next");
			await dialog(stage).getByLabel("Passphrase for the page").waitFor();
			expect(await violations(stage, ".tfn-modal")).toEqual([]);
			await stage.screenshot(`share-page-${look}`);
			await press(stage, "Use it");
			const words = await dialog(stage).locator(".tfn-words").innerText();
			expect(words.split(" ")).toHaveLength(6);
			await press(stage, look === "phone" ? "Save the page in the vault" : "Save the page");
			await dialog(stage).getByText("holds this account alone").waitFor();
			expect(await dialog(stage).locator(".tfn-words").innerText()).toBe(words);
			expect(await violations(stage, ".tfn-modal")).toEqual([]);
			await stage.screenshot(`share-saved-${look}`);
			await press(stage, "Done");
			expect(await shows(stage, words)).toBe(false);
			await expectGone(stage);
			expect((await stage.paths()).filter((file) => file.endsWith(".html"))).toEqual(look === "phone" ? ["2FA/GitHub (me).html"] : []);
			expect(await stage.read("2FA/GitHub.md")).toBe(github);
		}));
});

describe("a page with one account", () => {
	it("is closed by a lock, its passphrase with it, also where only the codes took unlocking", () =>
		inApp({ ...options, files: { "2FA/GitHub.md": github.replace(/totp_seed: .*/, `totp_seed: ${key}`) } }, async (stage) => {
			await stage.openNote("2FA/GitHub.md");
			await stage.cached();
			await stage.run("share");
			await press(stage, "Next");
			await dialog(stage).getByRole("checkbox").check();
			for (const label of ["Passphrase for the page", "Again"]) await dialog(stage).getByLabel(label).fill(theirs);
			await press(stage, "Save the page");
			await unlock(stage, ours);
			await dialog(stage).getByText("holds this account alone").waitFor();
			await stage.run("lock");
			await eventually(() => stage.page.locator(".tfn-modal").count()).toBe(0);
			expect(await shows(stage, theirs)).toBe(false);
		}));

	it("does not tell the other one what the account was called before, or whose key it is; the person is told", () =>
		inApp({ ...options, files: { "2FA/GitHub.md": github.replace("account: me", "account: work") } }, async (stage) => {
			await share(stage);
			await dialog(stage).getByText("Encrypted for GitHub: me, not for the account that this note names.").waitFor();
			await press(stage, "Next");
			const { file } = await saved(stage, theirs);
			await elsewhere(stage, file, async (page) => {
				await type(page, theirs);
				await eventually(() => page.locator(".tfn-code").first().textContent()).toBe(totp(key, start));
				expect(await page.locator(".tfn-entry").innerText()).not.toContain("Encrypted for");
			});
		}));

	it("gives the other one its codes in a bare browser, with its own passphrase and not with the vault's", () =>
		inApp(options, async (stage) => {
			await share(stage);
			await press(stage, "Next");
			const { file, html } = await saved(stage, theirs);
			expect(path.basename(file)).toBe("GitHub (me).html");
			// Nothing of the vault: not its salt, not the other accounts, not what else stands in the note.
			for (const text of [toBase64url(salt), "Forge", "Office", "Pixel 8", "A thought", key, theirs]) expect(html).not.toContain(text);
			await elsewhere(stage, file, async (page) => {
				expect(await page.title()).toBe("Two-Factor Notes: a shared account");
				await page.getByRole("heading", { name: "An account was shared with you" }).waitFor();
				expect(await page.locator(".tfn-entry").count()).toBe(1);
				expect(await page.getByText("Choose files").isVisible()).toBe(false);
				await page.screenshot({ path: path.resolve(import.meta.dirname, "../out/shared-page.png"), fullPage: true });
				await page.getByRole("button", { name: "Open notes of your own" }).click();
				expect(await page.getByText("Choose files").isVisible()).toBe(true);
				await type(page, ours);
				await page.getByText(/wrong passphrase/i).waitFor();
				expect(await page.locator(".tfn-code").allTextContents()).not.toContain(totp(key, start));
				await type(page, theirs);
				await eventually(() => page.locator(".tfn-code").first().textContent()).toBe(totp(key, start));
				for (const code of codes) expect(await page.content()).not.toContain(code);
			});
		}));

	it("has the backup codes that are left where they are ticked, and no used one", () =>
		inApp(options, async (stage) => {
			await share(stage);
			await press(stage, "Next");
			await dialog(stage).getByLabel("With the 2 backup codes that are left").check();
			const { html } = await saved(stage, theirs);
			expect(html.match(/tfn1\.65536\.3\.4\.[\w-]+\.[\w-]+/g)).toHaveLength(3);
		}));

	it("is not made with a passphrase of the vault, nor with two that differ", () =>
		inApp(options, async (stage) => {
			await share(stage);
			await press(stage, "Next");
			const [one, again] = [dialog(stage).getByLabel("Passphrase for the page"), dialog(stage).getByLabel("Again")];
			await one.fill(ours);
			await again.fill(theirs);
			await press(stage, "Save the page");
			await dialog(stage).getByText("The two passphrases are not the same.").waitFor();
			await again.fill(ours);
			await press(stage, "Save the page");
			await dialog(stage).getByText("This is a passphrase of your vault.").waitFor();
			await press(stage, "Cancel");
			await expectGone(stage);
		}));

	it("is closed by a lock, at every step", () =>
		inApp(options, async (stage) => {
			await share(stage);
			await stage.run("lock");
			await eventually(() => stage.page.locator(".tfn-modal").count()).toBe(0);
			await share(stage);
			await press(stage, "Next");
			await dialog(stage).getByLabel("Passphrase for the page").fill(theirs);
			await stage.run("lock");
			await eventually(() => stage.page.locator(".tfn-modal").count()).toBe(0);
			await share(stage);
			await press(stage, "Next");
			await saved(stage, theirs);
			await stage.run("lock");
			await eventually(() => stage.page.locator(".tfn-modal").count()).toBe(0);
			await expectGone(stage);
		}));

	it("is the only way for mOTP, whose link would lack the PIN", () =>
		inApp(options, async (stage) => {
			await share(stage, "2FA/Office.md");
			expect(await dialog(stage).getByRole("radio").count()).toBe(1);
			await dialog(stage).getByText("There is no QR code for mOTP").waitFor();
			await press(stage, "Next");
			const { file } = await saved(stage, theirs);
			await elsewhere(stage, file, async (page) => {
				await page.clock.setFixedTime(165_892_298_000);
				await type(page, theirs);
				// Of the samples of a program for mOTP.
				await eventually(() => page.locator(".tfn-code").first().textContent()).toBe("e7d8b6");
			});
		}));
});

describe("the secret key itself", () => {
	it("is shared as a QR code, and a line of the history says so where one is kept", () =>
		inApp({ ...options, data: { ...settings, history: true } }, async (stage) => {
			await share(stage);
			await dialog(stage).getByRole("radio", { name: "A QR code" }).check();
			await press(stage, "Show");
			await dialog(stage).locator(".tfn-qr path").waitFor();
			expect(URI.parse(await scanned(stage, ".tfn-modal", `otpauth://totp/GitHub:me?secret=${key}&issuer=GitHub`)).secret.base32).toBe(key);
			await eventually(() => stage.read("2FA/GitHub.md")).toBe(`${github}\n## 2FA history\n\n- 2026-11-22 shared as a QR code\n`);
			await stage.page.keyboard.press("Escape");
			await expectGone(stage);
		}));

	it("is shared as a link, which the clipboard loses again", () =>
		inApp(options, async (stage) => {
			await share(stage);
			await dialog(stage).getByRole("radio", { name: "A link" }).check();
			await press(stage, "Copy");
			await dialog(stage).getByText("Copied. It is taken off the clipboard again").waitFor();
			expect(URI.parse(await stage.clipboard()).secret.base32).toBe(key);
			await expectGone(stage);
			await stage.advance(31_000);
			await eventually(() => stage.clipboard()).toBe("");
			expect(await stage.read("2FA/GitHub.md")).toBe(github);
		}));

	it("can be replaced from there, which ends the sharing", () =>
		inApp(options, async (stage) => {
			await share(stage);
			await press(stage, "Replace secret key");
			await dialog(stage).getByText("secret key").first().waitFor();
			expect(await dialog(stage).getByText("How to share it").count()).toBe(0);
		}));

	it("is offered in the account's menu", () =>
		inApp(options, async (stage) => {
			await unlock(stage, ours);
			await stage.page.locator('.tfn-entry[data-path="2FA/Forge.md"]').click({ button: "right" });
			await stage.page.locator(".menu-item", { hasText: "Share" }).click();
			await dialog(stage).getByText("How to share it").waitFor();
		}));
});
