/** The app in the background: secrets leave the screen at once, the keys a little later, and what was begun comes back. */
import { afterAll, describe, expect, it } from "vitest";
import { eventually, expectQuiet, key, looks, note, rfcKey, sealed, sealedKey, start, totp, unlock } from "./notes";
import { closeStages, openStage, type Stage, type StageOptions } from "./stage";

afterAll(closeStages);

/** A key that no note has. */
const another = "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U";
const check = { sealed: sealed("check", "two-factor-notes", ""), label: "" };
const backupCodes = ["9832-3290", "1903-4875"];
const github = note([
	"issuer: GitHub", "account: me", `totp_seed: ${sealedKey}`,
	"backup_codes:", ...backupCodes.map((each) => `  - ${sealed("code", each, "GitHub:me")}`), "tags: [2fa]",
], "\n```2fa\n```\n\nThe code is `2fa: GitHub` now.\n");
const cloudflare = note(["issuer: Cloudflare", "account: your@email.com", `totp_seed: ${rfcKey}`, "tags: [2fa]"]);
const right = { leaves: [{ type: "two-factor-notes", active: true }] };
const main = [{ type: "markdown", state: { file: "GitHub.md", mode: "preview" }, active: true }];
const kept = (seconds: number): StageOptions => ({ localStorage: { "two-factor-notes:lockInBackground": seconds } });

async function inApp(options: StageOptions, run: (stage: Stage) => Promise<void>): Promise<void> {
	const stage = await openStage({ workspace: { right, main }, files: { "GitHub.md": github, "Cloudflare.md": cloudflare }, data: { checks: [check] }, clock: start, ...options });
	await stage.cached();
	await run(stage);
	await expectQuiet(stage);
	await stage.close();
}

type Page = Stage["page"];
/** Codes, keys and pictures of ours that can be read in the page, in fields too; not the note's own text. */
const secretsIn = (page: Page): Promise<string[]> => page.evaluate(() => {
	const ours = [...document.querySelectorAll(".tfn, .notice, .menu, .tooltip")].map((el) => el.textContent);
	const fields = [...document.querySelectorAll<HTMLInputElement>("input, textarea")].map(({ value }) => value);
	return [...([...ours, ...fields].join("\n").match(/\d{6}|JBSWY3DP|\d{4}-\d{4}(?!-)/g) ?? []), ...[...document.querySelectorAll(".tfn-qr")].map(() => "QR")];
});
const isLocked = ({ page }: Stage): Promise<boolean> => page.locator(".tfn-pane .tfn-passphrase").isVisible();
const button = (page: Page, place: string, name: string) => page.locator(place).filter({ visible: true }).getByRole("button", { name }).first();

/** Everything that can be shown at once: codes, both QRs, the key, a backup code, all of them in pane and note. */
async function showAll(stage: Stage): Promise<void> {
	const { page } = stage;
	await unlock(stage);
	for (const place of [".tfn-pane", ".tfn-block"]) {
		await button(page, place, "Show QR").click();
		await page.locator(`${place} .tfn-dots`).filter({ visible: true }).first().click();
	}
	await button(page, ".tfn-block", "Show secret key").click();
	await page.locator(".tfn-block .tfn-qr path").waitFor({ state: "attached" });
}

describe("going to the background", () => {
	it.each(looks)("takes every secret off the screen at once, and puts it back unasked, in the look $look", ({ look, options }) =>
		inApp(options.phone === true ? { ...options, workspace: { main: [{ type: "markdown", state: { file: "GitHub.md", mode: "preview" }, active: true }] } } : options, async (stage) => {
			const { page } = stage;
			if (options.phone === true) {
				await stage.run("unlock");
				await unlock(stage);
				await button(page, ".tfn-block", "Show QR").tap();
				await button(page, ".tfn-block", "Show secret key").tap();
			} else await showAll(stage);
			const before = await secretsIn(page);
			const drawn = await page.locator(".app-container").innerText();
			expect(before).toEqual(expect.arrayContaining([totp(key, start), "QR", "JBSWY3DP"]));
			await stage.setHidden(true);
			expect(await secretsIn(page)).toEqual([]);
			await stage.screenshot(`background-${look}`);
			await stage.setHidden(false);
			expect(await page.locator(".app-container").innerText()).toBe(drawn);
			expect(await secretsIn(page)).toEqual(before);
		}));

	it("takes what is drawn anew meanwhile too, and shows that on return", () =>
		inApp({}, async (stage) => {
			await unlock(stage);
			await stage.setHidden(true);
			await stage.write("New.md", note(["issuer: New", "account: me", `totp_seed: ${rfcKey}`]));
			await stage.write("GitHub.md", github.replace("issuer: GitHub", "issuer: Renamed"));
			await stage.cached();
			await stage.advance(10_000);
			expect(await secretsIn(stage.page)).toEqual([]);
			await stage.setHidden(false);
			await eventually(() => stage.page.locator(".tfn-pane .tfn-entry[data-path='New.md'] .tfn-code").textContent()).toBe(totp(rfcKey, start + 10_000));
			expect(await stage.page.locator(".tfn-block .tfn-service").textContent()).toBe("Renamed");
			expect(await stage.page.locator(".tfn-block .tfn-card").count()).toBe(1);
		}));

	const many = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`Account ${n}.md`, cloudflare]));

	it("keeps what is typed, the focus and where a list was scrolled to", () =>
		inApp({ files: { "GitHub.md": github, ...many } }, async (stage) => {
			const { page } = stage;
			await unlock(stage);
			await page.locator(".tfn-pane .tfn-search input").fill("hub");
			await stage.setHidden(true);
			expect(await page.locator(".tfn-search").count()).toBe(0);
			await stage.setHidden(false);
			expect(await page.locator(".tfn-pane .tfn-search input").inputValue()).toBe("hub");
			expect(await page.evaluate("document.activeElement.type")).toBe("search");
			await page.keyboard.press("Escape");
			await page.locator(".tfn-pane").evaluate((el) => el.scrollTo(0, 40));
			const top = await page.locator(".tfn-pane").evaluate((el) => el.scrollTop);
			await stage.setHidden(true);
			await stage.setHidden(false);
			expect(top).toBeGreaterThan(0);
			expect(await page.locator(".tfn-pane").evaluate((el) => el.scrollTop)).toBe(top);
		}));

	it("begins on a phone as soon as another app has the focus, and ends with a touch at the latest", () =>
		inApp({ phone: true }, async (stage) => {
			const { page } = stage;
			await stage.run("unlock");
			await unlock(stage);
			await stage.setFocused(false);
			expect(await secretsIn(page)).toEqual([]);
			await page.locator(".view-header").first().dispatchEvent("pointerdown");
			expect(await secretsIn(page)).toContain(totp(key, start));
		}));

	it("takes nothing on the desktop while the window can be seen", () =>
		inApp({}, async (stage) => {
			await unlock(stage);
			await stage.setFocused(false);
			expect(await secretsIn(stage.page)).toContain(totp(key, start));
		}));
});

describe("the lock in the background", () => {
	it.each([[0, 1], [15, 15], [60, 60], [900, 900]])("of %i seconds comes after them and not before, though no timer runs", (seconds, wait) =>
		inApp({ ...kept(seconds), localStorage: { ...kept(seconds).localStorage, "two-factor-notes:lockAfter": 0 } }, async (stage) => {
			await unlock(stage);
			if (seconds > 0) {
				await stage.setHidden(true);
				await stage.sleep(wait * 1000 - 1);
				await stage.setHidden(false);
				expect(await isLocked(stage)).toBe(false);
			}
			await stage.setHidden(true);
			await stage.sleep(wait * 1000);
			// What the first picture after the return would show.
			expect(await stage.page.evaluate(() => {
				window.host.setHidden(false, window);
				return [document.querySelectorAll(".tfn-pane .tfn-passphrase").length, document.querySelector(".tfn-block .tfn-code")?.textContent];
			})).toEqual([1, ""]);
		}));

	it("comes in the background itself where timers run, and at once where that was chosen", () =>
		inApp(kept(60), async (stage) => {
			await unlock(stage);
			const isOpen = async (): Promise<boolean> => (await stage.commands()).includes("lock");
			await stage.setHidden(true);
			await stage.advance(50_000);
			expect(await isOpen()).toBe(true);
			await stage.advance(15_000);
			expect(await isOpen()).toBe(false);
		}));

	it.each<[string, StageOptions, number, boolean]>([
		["after a minute on a phone", { phone: true }, 60, true], ["not before a minute on a phone", { phone: true }, 59, false], ["never on the desktop", {}, 240, false],
	])("comes %s, where nothing was chosen", (_when, options, seconds, wanted) =>
		inApp(options, async (stage) => {
			await stage.run("unlock");
			await unlock(stage);
			await stage.setHidden(true);
			await stage.sleep(seconds * 1000);
			await stage.setHidden(false);
			expect((await stage.commands()).includes("lock")).toBe(!wanted);
		}));

	it("is not put off by a clock that was set back meanwhile", () =>
		inApp(kept(60), async (stage) => {
			await unlock(stage);
			await stage.setHidden(true);
			await stage.sleep(-3_600_000);
			await stage.setHidden(false);
			expect(await isLocked(stage)).toBe(true);
		}));

	it("can be chosen in the settings, on this device alone", () =>
		inApp({}, async (stage) => {
			const { page } = stage;
			const data = await stage.data();
			await unlock(stage);
			await stage.openSettings();
			const row = page.locator(".setting-item", { hasText: "Lock in the background after" });
			expect(await row.locator("select").inputValue()).toBe("-1");
			expect(await row.locator("option").allTextContents()).toEqual(["At once", "15 seconds", "1 minute", "5 minutes", "15 minutes", "Never"]);
			await row.locator("select").selectOption("At once");
			await page.keyboard.press("Escape");
			await stage.setHidden(true);
			expect(await stage.commands()).not.toContain("lock");
			expect((await stage.storage())["two-factor-notes:lockInBackground"]).toBe("0");
			expect(await stage.data()).toBe(data);
		}));
});

describe("times for all devices", () => {
	const lockedAfter = async (stage: Stage, seconds: number): Promise<boolean> => {
		await stage.setHidden(true);
		await stage.sleep(seconds * 1000);
		await stage.setHidden(false);
		return isLocked(stage);
	};

	it("shorten what this device would take, and come by sync", () =>
		inApp({ files: { "GitHub.md": github } }, async (stage) => {
			await unlock(stage);
			await stage.write(".obsidian/plugins/two-factor-notes/data.json", JSON.stringify({ checks: [check], lockAfter: 1, clearClipboardAfter: 10, lockInBackground: 15 }));
			await stage.page.locator(".tfn-pane .tfn-card .tfn-code").click();
			await eventually(() => stage.clipboard()).toBe(totp(key, start));
			await stage.advance(11_000);
			await eventually(() => stage.clipboard()).toBe("");
			expect(await lockedAfter(stage, 15)).toBe(true);
			await unlock(stage);
			await stage.advance(65_000);
			expect(await isLocked(stage)).toBe(true);
		}));

	it("lengthen nothing", () =>
		inApp({ data: { checks: [check], lockAfter: 60, clearClipboardAfter: 0, lockInBackground: 900 }, ...kept(15) }, async (stage) => {
			await unlock(stage);
			expect(await lockedAfter(stage, 15)).toBe(true);
		}));

	it("are taken from this device by a switch, said beside each, and given up again", () =>
		inApp({ ...kept(60) }, async (stage) => {
			const { page } = stage;
			const times = async (): Promise<unknown> => JSON.parse((await stage.data()) ?? "{}") as unknown;
			await stage.openSettings();
			const row = page.locator(".setting-item", { hasText: "These times on all devices" });
			await row.locator(".checkbox-container").click();
			await eventually(times).toMatchObject({ lockAfter: 5, clearClipboardAfter: 30, lockInBackground: 60, checks: [check] });
			await page.locator(".setting-item", { hasText: "at most 60 seconds, as set for all devices" }).waitFor();
			await row.locator(".checkbox-container").click();
			await eventually(times).toEqual({ folder: "2FA", tag: "2fa", template: "", backupKeep: 10, backupFolder: "", checks: [check] });
			await page.keyboard.press("Escape");
		}));
});

describe("a dialog that was begun", () => {
	const away = async (stage: Stage): Promise<void> => {
		await stage.setHidden(true);
		expect(await stage.page.locator(".modal").innerText()).toBe("");
		await stage.sleep(60_000);
		await stage.setHidden(false);
		await stage.page.locator(".modal .tfn-passphrase").waitFor();
		expect(await secretsIn(stage.page)).not.toContain("QR");
		expect(await secretsIn(stage.page)).not.toContain("7741-0096");
		await unlock(stage);
	};

	it("goes on where it was, at each step of a new account", () =>
		inApp(kept(60), async (stage) => {
			const { page } = stage;
			const modal = page.locator(".modal");
			await unlock(stage);
			await stage.run("new-note");
			await page.locator(".tfn-pasted").fill(another);
			await page.locator("#tfn-service").fill("GitLab");
			await stage.setHidden(true);
			await stage.sleep(60_000);
			await stage.setHidden(false);
			expect(await page.locator("#tfn-service").inputValue()).toBe("GitLab");
			expect(await page.locator(".tfn-pasted").inputValue()).not.toContain(another);
			await button(page, ".modal", "Save encrypted").click();
			await unlock(stage);
			await modal.locator(".tfn-qr path").waitFor({ state: "attached" });
			await away(stage);
			await modal.locator(".tfn-qr path").waitFor({ state: "attached" });
			await button(page, ".modal", "My phone shows a code").click();
			await away(stage);
			expect(await modal.locator(".tfn-type").count()).toBe(1);
			await button(page, ".modal", "Skip").click();
			await modal.locator("textarea").fill("7741-0096\n8812-4417");
			await away(stage);
			expect(await modal.locator("textarea").inputValue()).toBe("7741-0096\n8812-4417");
			await button(page, ".modal", "Save 2 codes").click();
			await button(page, ".modal", "Skip").click();
			await modal.waitFor({ state: "detached" });
			expect(await stage.read("2FA/GitLab.md")).toMatch(/backup_codes:\s+- tfn1\.[^\n]+\s+- tfn1\./);
		}));
});

describe("a file picker of ours", () => {
	/** A square of one colour: a picture, and no QR code in it. */
	const picture = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC", "base64");

	/** Opens it as a person does, types something before, and goes to the background with it. */
	async function pick(stage: Stage) {
		const { page } = stage;
		await unlock(stage);
		await stage.run("new-note");
		await page.locator("#tfn-service").fill("GitLab");
		const [chooser] = await Promise.all([page.waitForEvent("filechooser"), button(page, ".modal", "Choose a picture").click()]);
		await stage.setHidden(true);
		expect(await secretsIn(page)).toEqual([]);
		expect(await page.locator(".modal").innerText()).toBe("");
		return chooser;
	}
	const choose = (chooser: Awaited<ReturnType<typeof pick>>) => chooser.setFiles({ name: "qr.png", mimeType: "image/png", buffer: picture });
	const isOpen = async (stage: Stage): Promise<boolean> => (await stage.commands()).includes("lock");

	it.each([0, 60])("does not lock after %i seconds in the background, and the dialog is as it was", (seconds) =>
		inApp(kept(seconds), async (stage) => {
			const chooser = await pick(stage);
			expect(chooser.isMultiple()).toBe(true);
			await stage.advance(240_000);
			await choose(chooser);
			await stage.setHidden(false);
			expect(await isOpen(stage)).toBe(true);
			expect(await stage.page.locator("#tfn-service").inputValue()).toBe("GitLab");
			await eventually(() => stage.page.locator(".modal .tfn-wrong[role=alert]").innerText()).toContain("No QR code was found in this picture. Nothing was saved.");
			expect(await secretsIn(stage.page)).toContain(totp(key, start + 240_000));
		}));

	it("is no idle time either, and what comes after it is", () =>
		inApp(kept(0), async (stage) => {
			const chooser = await pick(stage);
			await stage.advance(360_000);
			await choose(chooser);
			await stage.setHidden(false);
			expect(await isOpen(stage)).toBe(true);
			await stage.advance(310_000);
			expect(await isOpen(stage)).toBe(false);
		}));

	it("counts again once it is closed: after a file was chosen, and after none was", () =>
		inApp(kept(0), async (stage) => {
			await choose(await pick(stage));
			await stage.setHidden(false);
			expect(await isOpen(stage)).toBe(true);
			await stage.setHidden(true);
			expect(await isOpen(stage)).toBe(false);
			await stage.setHidden(false);
			await stage.page.keyboard.press("Escape");
			await pick(stage);
			await stage.page.locator("input[type=file]").evaluate((input) => input.dispatchEvent(new Event("cancel")));
			await stage.setHidden(false);
			expect(await isOpen(stage)).toBe(true);
			await stage.setHidden(true);
			expect(await isOpen(stage)).toBe(false);
		}));

	it("that was closed without a word counts as closed with the first touch", () =>
		inApp(kept(0), async (stage) => {
			await pick(stage);
			await stage.setHidden(false);
			await stage.page.locator("#tfn-user-name").click();
			await stage.setHidden(true);
			expect(await isOpen(stage)).toBe(false);
		}));

	it.each([[659, true], [660, false]])("that is never closed excuses ten minutes at most: after %i seconds of a setting of 60 it is unlocked: %s", (seconds, wanted) =>
		inApp({ ...kept(60), localStorage: { ...kept(60).localStorage, "two-factor-notes:lockAfter": 0 } }, async (stage) => {
			await pick(stage);
			await stage.sleep(seconds * 1000);
			await stage.setHidden(false);
			expect(await isOpen(stage)).toBe(wanted);
			expect(await stage.page.locator("#tfn-service").inputValue()).toBe("GitLab");
		}));
});

describe("a key that is on its way", () => {
	const begin = async ({ page }: Stage): Promise<void> => {
		await page.locator(".tfn-pane .tfn-passphrase input").fill("pw");
		await page.locator(".tfn-pane .tfn-passphrase input").press("Enter");
		await page.locator(".tfn-busy-line").waitFor();
	};
	const over = ({ page }: Stage): Promise<void> => page.locator(".tfn-busy-line").waitFor({ state: "detached" });

	it("is dropped when the app was long enough in the background", () =>
		inApp(kept(15), async (stage) => {
			await begin(stage);
			await stage.page.evaluate(() => {
				window.host.setHidden(true, window);
				window.host.clock?.jump(15_000);
				window.host.setHidden(false, window);
			});
			await over(stage);
			expect(await isLocked(stage)).toBe(true);
			expect(await secretsIn(stage.page)).not.toContain(totp(key, start + 15_000));
		}));

	it("is welcome when the app was there again soon", () =>
		inApp(kept(15), async (stage) => {
			await begin(stage);
			await stage.setHidden(true);
			await stage.sleep(5000);
			await stage.setHidden(false);
			await eventually(() => secretsIn(stage.page)).toContain(totp(key, start + 5000));
			expect(await isLocked(stage)).toBe(false);
		}));
});
