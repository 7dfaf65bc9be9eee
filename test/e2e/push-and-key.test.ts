/** Accounts without a secret key to keep, a push account and a hardware key: what there is to know of them, and the second way in. */
import { afterAll, describe, expect, it } from "vitest";
import { eventually, expectQuiet, key, looks, note, sealed, shows, start, unlock } from "./notes";
import { closeStages, openStage, type Stage, type StageOptions } from "./stage";

afterAll(closeStages);

const block = "\n```2fa\n```\n";
const files = {
	"2FA/Work.md": note(["issuer: Work", "account: me", "type: Push", "tags: [2fa] # mine"], block),
	"2FA/Mail.md": note(["issuer: Mail", "type: Key", "devices: [blue key]", "backup_codes: [9832-3290, 1903-4875]", "tags: [2fa]"], block),
};

describe("an account without a secret key", () => {
	it.each(looks)("says that there is no second way in until it has one, $look", async ({ look, options }) => {
		const stage = await openStage({ files, ...options });
		await stage.cached();
		await stage.openNote("2FA/Work.md");
		const { page } = stage;
		const card = page.locator(".tfn-block .tfn-card");
		await eventually(() => card.innerText()).toContain("no other way in is known. While you have it, set up a second device at the service");
		await stage.screenshot(`push-${look}`);
		await card.getByRole("button", { name: "No devices noted" }).click();
		await page.getByRole("textbox", { name: "Devices" }).fill("Pixel 8, iPad");
		await stage.screenshot(`devices-${look}`);
		await page.keyboard.press("Enter");
		await eventually(() => card.innerText()).toContain("If it is lost: the other of Pixel 8 and iPad.");
		expect(await stage.read("2FA/Work.md")).toBe(files["2FA/Work.md"].replace("# mine\n", "# mine\ndevices:\n  - \"Pixel 8\"\n  - \"iPad\"\n"));
		await expectQuiet(stage);
		await stage.close();
	});

	it("is led to a second hardware key, or to its backup codes", async () => {
		const stage = await openStage({ files });
		await stage.cached();
		await stage.openNote("2FA/Mail.md");
		const card = stage.page.locator(".tfn-block .tfn-card");
		await eventually(() => card.innerText()).toContain("A hardware key cannot be copied. If it is lost: one of 2 backup codes.");
		await expectQuiet(stage);
		await stage.close();
	});
});

describe("a new account without a secret key", () => {
	const check = { sealed: sealed("check", "two-factor-notes", ""), label: "" };
	const field = ({ page }: Stage, label: string) => page.locator(".modal").last().getByLabel(label, { exact: true });
	const button = ({ page }: Stage, name: string) => page.locator(".modal").last().getByRole("button", { name, exact: true });
	const title = ({ page }: Stage) => eventually(() => page.locator(".modal-title").last().innerText());
	const said = ({ page }: Stage) => eventually(() => page.locator(".modal").last().locator(".tfn-wrong[role=alert]").innerText());
	const savedAs = ({ page }: Stage) => eventually(() => page.locator(".modal").last().locator(".tfn-ok").innerText());

	/** In a vault with a passphrase, locked, unless the options say otherwise. */
	async function making(options: StageOptions, run: (stage: Stage) => Promise<void>): Promise<void> {
		const stage = await openStage({ files, data: { checks: [check] }, clock: start, ...options });
		stage.page.setDefaultTimeout(10_000);
		await stage.cached();
		await stage.run("new-note");
		await run(stage);
		await expectQuiet(stage);
		await stage.close();
	}

	it.each(looks)("is made by hand without a passphrase, which its backup codes alone ask for, $look", ({ look, options }) =>
		making(options, async (stage) => {
			const { page } = stage;
			await stage.screenshot(`no-key-0-${look}`);
			await field(stage, "Service").fill("Bank");
			await button(stage, "Push account").click();
			await title(stage).toBe("Push account");
			expect(await field(stage, "Service").inputValue()).toBe("Bank");
			await field(stage, "User name").fill("mara");
			await field(stage, "Devices").fill("Pixel 8, ");
			await button(stage, "blue key").click();
			await eventually(() => page.locator(".modal").last().locator(".tfn-place").innerText()).toContain("Will be saved as 2FA/Bank.md");
			await stage.screenshot(`no-key-1-${look}`);
			await page.keyboard.press("Enter");
			await savedAs(stage).toBe("Saved in 2FA/Bank.md.");
			const made = note(["issuer: \"Bank\"", "account: \"mara\"", "type: Push", "devices: [\"Pixel 8\", \"blue key\"]", "tags: [2fa]"], block);
			expect(await stage.read("2FA/Bank.md")).toBe(made);
			expect(await page.locator(".modal").innerText()).toContain("so no copy of it can be kept here. If it is lost: the other of Pixel 8 and blue key.");
			await stage.screenshot(`no-key-2-${look}`);
			await button(stage, "Add backup codes").click();
			await unlock(stage);
			await title(stage).toBe("Backup codes");
			await page.locator(".modal textarea").fill("9832-3290\n1903-4875\n");
			await stage.screenshot(`no-key-3-${look}`);
			await button(stage, "Save 2 codes").click();
			await title(stage).toBe("Copies kept in");
			await field(stage, "Copies kept in").fill("safe");
			await button(stage, "Save").click();
			await page.locator(".modal").waitFor({ state: "detached" });
			const lines = (await stage.read("2FA/Bank.md") ?? "").replace(/tfn1\.65536\.3\.4\.[\w-]+\.[\w-]+/g, "encrypted");
			expect(lines).toBe(made.replace("tags: [2fa]\n", "tags: [2fa]\nbackup_codes:\n  - encrypted\n  - encrypted\nbackup_codes_generated: 2026-11-22\nbackup_codes_renew: 2027-11-22\ncopies:\n  - \"safe\"\n"));
			await eventually(() => page.evaluate(() => window.host.app.workspace.getActiveFile()?.path)).toBe("2FA/Bank.md");
			await eventually(() => page.locator(".tfn-block .tfn-card").innerText()).toContain("or one of 2 backup codes.");
		}));

	it("is a hardware key too, and takes no passphrase where there is none; its steps can be left out", () =>
		making({ data: {}, files: {} }, async (stage) => {
			const { page } = stage;
			await button(stage, "Hardware key").click();
			await button(stage, "Save").click();
			await said(stage).toBe("Give the service or the user name, so that the account can be found again.");
			await field(stage, "Service").fill("GitHub");
			await field(stage, "Devices").fill("blue key");
			await button(stage, "Save").click();
			await savedAs(stage).toBe("Saved in 2FA/GitHub.md.");
			expect(await page.locator(".modal").innerText()).toContain("no other way in is known. While you have it, register a second one at the service and keep that elsewhere");
			await button(stage, "Skip").click();
			await title(stage).toBe("Copies kept in");
			await button(stage, "Skip").click();
			await page.locator(".modal").waitFor({ state: "detached" });
			expect(await stage.read("2FA/GitHub.md")).toBe(note(["issuer: \"GitHub\"", "type: Key", "devices: [\"blue key\"]", "tags: [2fa]"], block));
			expect((await stage.paths()).filter((each) => each.endsWith(".md"))).toEqual(["2FA/GitHub.md"]);
		}));

	it("is not written where it is cancelled, and what was typed before still stands", () =>
		making({}, async (stage) => {
			const paths = await stage.paths();
			await field(stage, "Service").fill("Bank");
			await button(stage, "Hardware key").click();
			await field(stage, "Devices").fill("blue key");
			await button(stage, "Cancel").click();
			await title(stage).toBe("New account");
			expect(await field(stage, "Service").inputValue()).toBe("Bank");
			expect(await stage.paths()).toEqual(paths);
		}));

	it("lands without any effect, whatever a link says that it is called", () =>
		making({}, async (stage) => {
			const { page } = stage;
			const paths = await stage.paths();
			const name = "<% tp.x %>{{title}} [[x]] \u202e \"quote\" \n`2fa: GitHub`";
			await page.locator(".tfn-pasted").fill(`oktaverify://email/?t=Zt4kW9pLx2&issuer=${encodeURIComponent(name)}`);
			await page.keyboard.press("Tab");
			await button(stage, "Add as a push account").click();
			await button(stage, "Save").click();
			await savedAs(stage).toContain("Saved in 2FA/");
			const [made = ""] = (await stage.paths()).filter((each) => !paths.includes(each));
			expect(made).toMatch(/^2FA\/[^\\/:*?"<>|[\]#^\p{Cc}\u202e]+\.md$/u);
			expect(await stage.read(made)).toMatch(/^---\nissuer: "[^"]*(?:\\"[^"]*)*"\ntype: Push\ntags: \[2fa\]\n---\n\n```2fa\n```\n$/);
			expect(await stage.read(made)).not.toMatch(/<%|\{\{|\u202e|Zt4kW9pLx2/);
		}));

	it("is told of where another note has it, which can be opened, or a second one saved", () =>
		making({}, async (stage) => {
			const { page } = stage;
			await button(stage, "Push account").click();
			await field(stage, "Service").fill("work");
			await field(stage, "User name").fill("me");
			await button(stage, "Save").click();
			await eventually(() => page.locator(".modal .tfn-same").last().innerText()).toBe("You already have this account in Work (me).");
			await field(stage, "User name").fill("me too");
			await eventually(() => page.locator(".modal .tfn-same").last().innerText()).toBe("");
			await field(stage, "User name").fill("me");
			await button(stage, "Save").click();
			await button(stage, "Save a second note").click();
			await savedAs(stage).toContain("Saved in 2FA/work");
			await page.keyboard.press("Escape");
			await stage.run("new-note");
			await button(stage, "Push account").click();
			await field(stage, "Service").fill("Mail");
			await button(stage, "Save").click();
			await savedAs(stage).toContain("Saved in 2FA/Mail");
			await page.keyboard.press("Escape");
			await stage.run("new-note");
			await button(stage, "Hardware key").click();
			await field(stage, "Service").fill("Mail");
			await button(stage, "Save").click();
			await button(stage, "Open it").click();
			await eventually(() => page.locator(".modal").count()).toBe(0);
			await eventually(() => page.evaluate(() => window.host.app.workspace.getActiveFile()?.path)).toBe("2FA/Mail.md");
		}));

	it("leaves a key that was given as well where it can be saved, and gives a link with a key back", () =>
		making({}, async (stage) => {
			const { page } = stage;
			await page.locator(".tfn-pasted").fill(key);
			await page.keyboard.press("Tab");
			await button(stage, "Push account").click();
			await field(stage, "Service").fill("Bank");
			await button(stage, "Save").click();
			await savedAs(stage).toBe("Saved in 2FA/Bank.md.");
			await page.keyboard.press("Escape");
			await title(stage).toBe("New account");
			expect(await page.locator(".tfn-pasted").inputValue()).toContain("••••");
			await button(stage, "Hardware key").click();
			await field(stage, "Service").fill(`otpauth://totp/GitLab:mara?secret=${key}&issuer=GitLab`);
			await page.keyboard.press("Tab");
			await title(stage).toBe("New account");
			await eventually(() => field(stage, "Service").inputValue()).toBe("GitLab");
			expect(await shows(stage, key)).toBe(false);
		}));

	it("says that nothing was saved where it could not be written, and keeps what was typed", () =>
		making({}, async (stage) => {
			const paths = await stage.paths();
			await button(stage, "Push account").click();
			await field(stage, "Service").fill("Bank");
			await stage.failWrites("2FA/", "ENOSPC: no space left on device");
			await button(stage, "Save").click();
			await said(stage).toContain("The note could not be written, so nothing was saved.");
			expect([await stage.paths(), await field(stage, "Service").inputValue()]).toEqual([paths, "Bank"]);
			await stage.failWrites("2FA/", null);
			await button(stage, "Save").click();
			await savedAs(stage).toBe("Saved in 2FA/Bank.md.");
		}));
});
