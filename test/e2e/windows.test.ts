/** Pop-out windows: what is shown there is locked, hidden, counted and cleared as in the main one. */
import { afterAll, describe, expect, it } from "vitest";
import { cloudflare, eventually, expectQuiet, key, note, passphrase, sealed, sealedKey, start, totp } from "./notes";
import { closeStages, openStage, type Stage, type StageOptions } from "./stage";

afterAll(closeStages);

type Page = Stage["page"];
const check = { sealed: sealed("check", "two-factor-notes", ""), label: "" };
const github = note([
	"issuer: GitHub", "account: me", `totp_seed: ${sealedKey}`, "backup_codes:", `  - ${sealed("code", "9832-3290", "GitHub:me")}`, "tags: [2fa]",
], "\n```2fa\n```\n\nThe code is `2fa: GitHub` now.\n");
const pane = "two-factor-notes";

/** The pane in a window of its own, and the note in another. */
async function inWindows(options: StageOptions, run: (stage: Stage, paneWindow: Page, noteWindow: Page) => Promise<void>): Promise<void> {
	const right = { leaves: [{ type: pane, active: true }] };
	const stage = await openStage({ workspace: { right }, files: { "GitHub.md": github, "Cloudflare.md": cloudflare }, data: { checks: [check] }, clock: start, ...options });
	await stage.cached();
	const noteWindow = await stage.popOut("GitHub.md");
	const paneWindow = await stage.popOut(pane);
	await run(stage, paneWindow, noteWindow);
	await expectQuiet(stage);
	await stage.close();
}

async function unlockIn(page: Page): Promise<void> {
	await page.locator(".tfn-passphrase input").last().fill(passphrase);
	await page.locator(".tfn-passphrase input").last().press("Enter");
	await page.locator(".tfn-busy-line").waitFor({ state: "detached" });
}

/** Codes, keys and pictures of ours that can be read in a window, in tooltips and fields too. */
const secretsIn = (page: Page): Promise<string[]> => page.evaluate(() => {
	const ours = [...document.querySelectorAll(".tfn, .notice, .menu, .tooltip")].map((el) => el.textContent);
	const fields = [...document.querySelectorAll<HTMLInputElement>("input, textarea")].map(({ value }) => value);
	return [...([...ours, ...fields].join("\n").match(/\d{6}|JBSWY3DP|\d{4}-\d{4}(?!-)/g) ?? []), ...[...document.querySelectorAll(".tfn-qr")].map(() => "QR")];
});
const isOpen = async (stage: Stage): Promise<boolean> => (await stage.commands()).includes("lock");

describe("a lock", () => {
	it("takes every code, picture, key and tooltip out of every window", () =>
		inWindows({}, async (stage, paneWindow, noteWindow) => {
			await unlockIn(paneWindow);
			for (const [page, place] of [[paneWindow, ".tfn-pane"], [noteWindow, ".tfn-block"]] as const) {
				await page.locator(place).getByRole("button", { name: "Show QR" }).first().click();
				await page.locator(`${place} .tfn-dots`).first().click();
				await page.locator(`${place} .tfn-qr path`).waitFor({ state: "attached" });
			}
			await noteWindow.getByRole("button", { name: "Show secret key" }).click();
			await noteWindow.locator(".tfn-block .tfn-code").hover();
			await stage.run("show-qr");
			await noteWindow.locator(".modal .tfn-qr path").waitFor({ state: "attached" });
			expect(await secretsIn(paneWindow)).toEqual(expect.arrayContaining([totp(key, start), "QR", "9832-3290"]));
			expect(await secretsIn(noteWindow)).toEqual(expect.arrayContaining([totp(key, start), "QR", "9832-3290", "JBSWY3DP"]));
			await stage.remove("Cloudflare.md");
			await stage.cached();
			await stage.run("lock");
			for (const page of [stage.page, paneWindow, noteWindow]) expect(await secretsIn(page)).toEqual([]);
			expect(await noteWindow.locator(".modal").count()).toBe(0);
		}));
});

describe("a hidden window", () => {
	it("shows nothing, while the others go on", () =>
		inWindows({}, async (stage, paneWindow, noteWindow) => {
			await unlockIn(paneWindow);
			await stage.setHidden(true, paneWindow);
			expect(await secretsIn(paneWindow)).toEqual([]);
			await stage.setHidden(true);
			expect(await secretsIn(noteWindow)).toContain(totp(key, start));
			await stage.advance(30_000);
			await stage.setHidden(false, paneWindow);
			expect(await secretsIn(paneWindow)).toContain(totp(key, start + 30_000));
		}));

	it("is no background while another can be seen", () =>
		inWindows({ localStorage: { "two-factor-notes:lockInBackground": 15 } }, async (stage, paneWindow, noteWindow) => {
			await unlockIn(paneWindow);
			await stage.setHidden(true);
			await stage.setHidden(true, paneWindow);
			await stage.advance(20_000);
			expect(await isOpen(stage)).toBe(true);
			await stage.setHidden(true, noteWindow);
			await stage.sleep(15_000);
			await stage.setHidden(false, noteWindow);
			expect(await isOpen(stage)).toBe(false);
			expect(await secretsIn(noteWindow)).toEqual([]);
		}));

	it("is no background once it was closed", () =>
		inWindows({ localStorage: { "two-factor-notes:lockInBackground": 15 } }, async (stage, paneWindow, noteWindow) => {
			await unlockIn(paneWindow);
			await noteWindow.evaluate("window.close()");
			await eventually(() => stage.page.evaluate((type) => window.host.app.workspace.getLeavesOfType(type).length, "markdown")).toBe(0);
			await stage.setHidden(true);
			await stage.setHidden(true, paneWindow);
			await stage.sleep(15_000);
			await stage.setHidden(false);
			expect(await isOpen(stage)).toBe(false);
		}));
});

describe("the idle lock", () => {
	it("counts what is done in a pop-out, by the clock", () =>
		inWindows({}, async (stage, paneWindow, noteWindow) => {
			await unlockIn(paneWindow);
			for (let n = 0; n < 3; n++) {
				await stage.advance(4 * 60_000);
				await noteWindow.locator(".view-header").first().click();
			}
			expect(await isOpen(stage)).toBe(true);
			await stage.sleep(5 * 60_000);
			await noteWindow.locator(".view-header").first().click();
			expect(await isOpen(stage)).toBe(false);
		}));

	it("counts it where the pop-out was there before the plugin", () =>
		inWindows({ plugin: "off", workspace: { right: { leaves: [{ type: pane, active: true }] } } }, async (stage, paneWindow) => {
			await stage.enable();
			await stage.run("unlock");
			await unlockIn(paneWindow);
			await stage.advance(4 * 60_000);
			await paneWindow.locator(".workspace-tab-header").first().click();
			await stage.advance(4 * 60_000);
			expect(await isOpen(stage)).toBe(true);
		}));
});

describe("a copied code", () => {
	it("is cleared in the window that has the focus", () =>
		inWindows({}, async (stage, paneWindow, noteWindow) => {
			await paneWindow.locator(".tfn-entry[data-path='Cloudflare.md'] .tfn-hit").click();
			await eventually(() => stage.clipboard()).toBe(totp(key, start));
			await stage.setFocused(true, noteWindow);
			await stage.advance(31_000);
			await eventually(() => stage.clipboard()).toBe("");
		}));

	it("is cleared in whichever window has the focus next, when none has", () =>
		inWindows({}, async (stage, paneWindow, noteWindow) => {
			await paneWindow.locator(".tfn-entry[data-path='Cloudflare.md'] .tfn-hit").click();
			await eventually(() => stage.clipboard()).toBe(totp(key, start));
			await stage.setFocused(false, paneWindow);
			await stage.advance(31_000);
			expect(await stage.clipboard()).toBe(totp(key, start));
			await stage.setFocused(true, noteWindow);
			await eventually(() => stage.clipboard()).toBe("");
		}));
});

describe("being switched off", () => {
	it("leaves nothing in any window", () =>
		inWindows({}, async (stage, paneWindow) => {
			await unlockIn(paneWindow);
			await stage.disable();
			await eventually(() => stage.page.evaluate(() => window.host.runner.leaks())).toEqual([]);
		}));
});
