/** Notes from before: their keys and codes are encrypted where they stand, and nothing else in them changes. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cloudflare, eventually, expectQuiet, github, key, looks, note, sealed, unlock, usedOn } from "./notes";
import { closeStages, openStage, type Stage } from "./stage";

afterAll(closeStages);

/** Written by hand, on Windows: with a byte order mark, comments, every style of quoting, and a number that is none. */
const odd = "\ufeff---\r\n# by hand\r\nissuer:   'Odd One'   # kept\r\naccount: mara\r\ntotp_seed: jbsw y3dp ehpk 3pxp   # the key\r\nx-mine: [1, 2,3]\r\nbackup_codes: [9832-3290 used 2026-01-01, 00123456]\r\ntype:  TOTP\r\n---\r\nNothing here changes:  two spaces.  \r\n";
const oddAfter = odd
	.replace("jbsw y3dp ehpk 3pxp", sealed("seed", "jbsw y3dp ehpk 3pxp", "Odd One:mara"))
	.replace("9832-3290 used 2026-01-01", usedOn("2026-01-01", sealed("code", "9832-3290", "Odd One:mara")))
	.replace("00123456", sealed("code", "00123456", "Odd One:mara"));
const cloudflareAfter = cloudflare.replace(key, sealed("seed", key, "Cloudflare:your@email.com"));
const codesOnly = note(["issuer: Paper", "backup_codes:", "  - 1111-2222", "  - 3333-4444", "tags: [2fa]"]);
const codesAfter = codesOnly.replace("1111-2222", sealed("code", "1111-2222", "Paper:")).replace("3333-4444", sealed("code", "3333-4444", "Paper:"));
const daily = `Not an account, though it says ${key}.\n`;
const files = { "2FA/GitHub.md": github, "2FA/Cloudflare.md": cloudflare, "2FA/Odd.md": odd, "Paper.md": codesOnly, "Daily.md": daily };
const after = { ...files, "2FA/Cloudflare.md": cloudflareAfter, "2FA/Odd.md": oddAfter, "Paper.md": codesAfter };

describe.each(looks)("encrypting what stands in the clear, $look", ({ look, options }) => {
	let stage: Stage;
	const dialog = () => stage.page.locator(".modal");
	const words = () => dialog().innerText();
	const go = () => dialog().locator(".mod-cta").click();
	const all = async (): Promise<unknown> => Object.fromEntries(await Promise.all(Object.keys(files).map(async (file) => [file, await stage.read(file)])));

	beforeAll(async () => {
		stage = await openStage({ ...options, files });
		stage.page.setDefaultTimeout(10_000);
		await stage.run("open-pane");
	});
	beforeEach(async () => {
		await stage.page.keyboard.press("Escape");
		await stage.page.keyboard.press("Shift");
		await stage.advance(30_000);
		for (const [file, text] of Object.entries(files)) await stage.write(file, text);
		await stage.cached();
		await eventually(() => stage.page.locator(".tfn-pane .tfn-mark[aria-label='Not encrypted']").count()).toBe(3);
	});
	afterEach(() => expectQuiet(stage));
	afterAll(() => stage.close());

	it("asks for the passphrase first, and changes no other byte of the open note", async () => {
		await stage.openNote("2FA/Odd.md");
		await stage.run("encrypt-note");
		await dialog().locator(".tfn-passphrase").waitFor();
		await unlock(stage);
		await eventually(() => stage.read("2FA/Odd.md")).toBe(oddAfter);
		await eventually(async () => (await stage.notices()).at(-1) ?? "").toMatch(/File Recovery.*Sync.*git/);
		await stage.cached();
		expect(await stage.commands()).not.toContain("encrypt-note");
		await stage.run("open-pane");
		expect(await all()).toEqual({ ...files, "2FA/Odd.md": oddAfter });
	});

	it("is one click on a row of the pane", async () => {
		const row = stage.page.locator(".tfn-pane .tfn-entry[data-path='2FA/Cloudflare.md']");
		const code = await row.locator(".tfn-line > .tfn-code").textContent();
		await row.getByText("Encrypt", { exact: true }).click();
		await eventually(() => stage.read("2FA/Cloudflare.md")).toBe(cloudflareAfter);
		await eventually(() => row.locator(".tfn-mark").count()).toBe(0);
		expect(await row.locator(".tfn-line > .tfn-code").textContent()).toBe(code);
	});

	it("shows first what would be encrypted, and leaves out what is unticked", async () => {
		await stage.run("encrypt-all");
		const rows = dialog().locator(".tfn-pick");
		expect((await rows.allInnerTexts()).map((text) => text.split("\n").slice(1).join(" "))).toEqual([
			"Cloudflare 2FA/Cloudflare.md secret key", "Odd One 2FA/Odd.md secret key, 2 backup codes", "Paper Paper.md 2 backup codes",
		]);
		expect(await dialog().locator(".mod-cta").innerText()).toBe("Encrypt 3 accounts");
		await stage.screenshot(`encrypt-preview-${look}`);
		await rows.nth(0).locator("input").uncheck();
		expect(await dialog().locator(".mod-cta").innerText()).toBe("Encrypt 2 accounts");
		expect(await all()).toEqual(files);
		await go();
		await eventually(words).toContain("2 accounts were encrypted.");
		expect(await words()).toMatch(/File recovery.*Sync.*Git/s);
		expect(await all()).toEqual({ ...after, "2FA/Cloudflare.md": cloudflare });
		await stage.screenshot(`encrypt-report-${look}`);
		await go();
		expect(await dialog().count()).toBe(0);
	});

	it("can be stopped between two notes, with progress on the way", async () => {
		await stage.run("encrypt-all");
		// The button is clicked while the second note is being written.
		await stage.page.evaluate(() => {
			const { disk } = window.host;
			const process = disk.process.bind(disk);
			let count = 0;
			disk.process = async (...given) => {
				if (++count === 2) {
					Reflect.set(window, "progress", document.querySelector<HTMLElement>(".modal .tfn-progress")?.style.getPropertyValue("--tfn-done"));
					document.querySelector<HTMLElement>(".modal .tfn-busy-line button")?.click();
				}
				return process(...given);
			};
		});
		await go();
		await eventually(words).toContain("2 of 3 accounts were encrypted; the others were not changed.");
		await stage.page.evaluate(() => Reflect.deleteProperty(window.host.disk, "process"));
		expect(Number(await stage.page.evaluate(() => Reflect.get(window, "progress") as string))).toBeCloseTo(1 / 3);
		expect(await all()).toEqual({ ...after, "Paper.md": codesOnly });
	});

	it("names the note that could not be written, and goes on with the others", async () => {
		await stage.run("encrypt-all");
		await stage.failWrites("2FA/Odd.md", "EROFS: read-only file system");
		await go();
		await eventually(words).toContain("2 of 3 accounts were encrypted; the others were not changed.");
		await stage.failWrites("2FA/Odd.md", null);
		expect(await dialog().locator(".tfn-wrong").innerText()).toMatch(/^Odd One \(mara\): The note could not be written\. Nothing was changed\./);
		expect(await all()).toEqual({ ...after, "2FA/Odd.md": odd });
	});

	it("has nothing left to do once all is encrypted", async () => {
		await stage.run("encrypt-all");
		await go();
		await eventually(words).toContain("3 accounts were encrypted.");
		expect(await all()).toEqual(after);
		await stage.cached();
		await eventually(stage.commands).not.toContain("encrypt-all");
	});
});

describe("a disk that takes nothing", () => {
	const clear = (issuer: string): string => note([`issuer: ${issuer}`, "account: me", `totp_seed: ${key}`]);
	// The first two are called the same.
	const many = Object.fromEntries([..."AABCDEFGHIJK"].map((letter, n) => [`2FA/${letter}${n}.md`, clear(`Forge ${letter}`)]));
	const full = "ENOSPC: no space left on device";
	const data = { checks: [{ sealed: sealed("check", "two-factor-notes", ""), label: "" }] };

	it.each(looks)("stops the round after three notes, says why once, and goes on with the others first, $look", async ({ look, options }) => {
		const stage = await openStage({ ...options, data, files: many });
		stage.page.setDefaultTimeout(10_000);
		const dialog = stage.page.locator(".modal");
		const texts = async () => Object.fromEntries(await Promise.all(Object.keys(many).map(async (file): Promise<[string, string | null]> => [file, await stage.read(file)])));
		await stage.run("encrypt-all");
		await unlock(stage);
		await dialog.getByText("Encrypt 12 accounts").waitFor();
		await stage.failWrites("2FA/", full);
		await dialog.locator(".mod-cta").click();
		await dialog.getByText("No account was encrypted. Nothing was changed.").waitFor();
		expect(await dialog.locator(".tfn-wrong").allInnerTexts()).toEqual([expect.stringMatching(/^Not written: 3 notes: Forge A \(me, 2FA\/A0\.md\), Forge A \(me, 2FA\/A1\.md\) and Forge B \(me\)\. The note could not be written\./)]);
		expect(await dialog.innerText()).toContain("It stopped there, for 3 notes in a row could not be written. The other 9 were not tried, and nothing in them was changed. Once notes can be written again, go on.");
		expect(await dialog.innerText()).not.toContain("Older copies");
		expect(await texts()).toEqual(many);
		await stage.screenshot(`encrypt-full-disk-${look}`);
		await stage.failWrites("2FA/A", full);
		await dialog.getByRole("button", { name: "Go on" }).click();
		await dialog.getByText("10 of 12 accounts were encrypted; the others were not changed.").waitFor();
		expect(Object.entries(await texts()).filter(([, text]) => text?.includes(key)).map(([file]) => file)).toEqual(["2FA/A0.md", "2FA/A1.md"]);
		await stage.failWrites("2FA/A", null);
		await dialog.getByRole("button", { name: "Go on" }).click();
		await dialog.getByText("12 accounts were encrypted.").waitFor();
		await expectQuiet(stage);
		await stage.close();
	});

	it("is told for a change of many notes that failed here and there", async () => {
		const stage = await openStage({ ...looks[0]?.options, data, files: many });
		stage.page.setDefaultTimeout(10_000);
		await stage.run("encrypt-all");
		await unlock(stage);
		await stage.page.evaluate((full) => {
			window.host.disk.$refuses = (path) => (/^2FA\/[ACDGH]/.test(path) ? full : undefined);
		}, full);
		await stage.page.locator(".modal .mod-cta").click();
		await stage.page.getByText("of 12 accounts were encrypted").waitFor();
		await stage.screenshot("encrypt-some-left");
		expect(await stage.page.locator(".modal .tfn-wrong").allInnerTexts()).toEqual([expect.stringMatching(/^Not written: 6 notes: Forge A \(me, 2FA\/A0\.md\), Forge A \(me, 2FA\/A1\.md\), Forge C \(me\) and 3 more\. The note/)]);
		await expectQuiet(stage);
		await stage.close();
	});
});
