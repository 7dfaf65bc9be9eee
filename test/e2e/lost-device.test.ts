/** A phone is gone: what is in danger, what to do, and a list in a note that is gone through in one's own time. */
import { afterAll, describe, expect, it } from "vitest";
import { eventually, expectQuiet, key, looks, note, sealed, sealedKey, start, today, totp, unlock, violations } from "./notes";
import { closeStages, openStage, type Stage, type StageOptions } from "./stage";

afterAll(closeStages);

const proton = note(["issuer: Proton", "account: me@example.org", `totp_seed: ${sealed("seed", key, "Proton:me@example.org")}`, "devices: [Pixel 8, desktop] # both", "backup_codes:", `  - ${sealed("code", "9832-3290", "Proton:me@example.org")}`, "  - 1903-4875 used 2026-02-15"]);
const github = note(["issuer: GitHub", "account: me", `totp_seed: ${sealedKey}`, "devices:", "  - desktop # at home", "  - pixel 8 # in the pocket", "tags: [2fa]"], "\n```2fa\n```\n");
const cloudflare = note(["issuer: Cloudflare", `totp_seed: ${key}`, "devices: \"Pixel 8, tablet\""]);
const bank = note(["issuer: Bank", "type: Push", "devices: Pixel 8", "tags: [2fa]"], "\nCall them.\n");
const forum = note(["issuer: Forum", "devices:", "  - Pixel 8", "backup_codes:", "  - 5520-8137 used 2026-01-01"]);
const files = {
	"2FA/Proton.md": proton, "2FA/GitHub.md": github, "2FA/Cloudflare.md": cloudflare, "2FA/Bank.md": bank, "2FA/Forum.md": forum,
	"2FA/Home.md": note(["issuer: Home", `totp_seed: ${key}`, "devices: [desktop]"]),
	"2FA/Old.md": note(["issuer: Old", `totp_seed: ${key}`]),
};
const data = { checks: [{ sealed: sealed("check", "two-factor-notes", ""), label: "" }] };
const path = `2FA/Lost Pixel 8 ${today}.md`;

async function inApp(options: StageOptions, run: (stage: Stage) => Promise<void>): Promise<void> {
	const stage = await openStage({ files, data, clock: start, ...options });
	stage.page.setDefaultTimeout(10_000);
	await stage.cached();
	await run(stage);
	await expectQuiet(stage);
	await stage.close();
}

const dialog = ({ page }: Stage) => page.locator(".tfn-modal");
const press = (stage: Stage, name: string | RegExp) => dialog(stage).last().getByRole("button", { name, exact: true }).last().click();
const section = (stage: Stage, name: string) => dialog(stage).locator(".tfn-loss", { hasText: name });
const box = (stage: Stage, name: string, step: string) => section(stage, name).getByLabel(step);

/** From the command to the list of steps. */
async function makeList(stage: Stage): Promise<void> {
	await stage.run("lost-device");
	await press(stage, "Next");
	await press(stage, "Make the list for 5 accounts");
	await section(stage, "Proton").waitFor();
}

/** The Markdown of a task list item. */
const lines = async (stage: Stage, sign: string): Promise<string[]> => ((await stage.read(path)) ?? "").split("\n").filter((line) => line.startsWith(`- [${sign}]`));

describe.each(looks)("a lost phone, $look", ({ look, options }) => {
	it("is dealt with step by step, left and taken up again, ticked here and in the note", () =>
		inApp(options, async (stage) => {
			await stage.run("lost-device");
			expect(await dialog(stage).locator(".tfn-pick").allInnerTexts()).toEqual([
				expect.stringMatching(/Pixel 8\s+5 accounts/), expect.stringMatching(/desktop\s+3 accounts/), expect.stringMatching(/tablet\s+1 account$/),
				expect.stringMatching(/Another one: type its name/), expect.stringMatching(/I do not know: all accounts\s+7 accounts/),
			]);
			expect(await violations(stage, ".tfn-modal")).toEqual([]);
			await stage.screenshot(`lost-device-1-${look}`);
			await press(stage, "Next");

			// Locked all the while: who is in danger is no secret.
			const groups = dialog(stage).locator(".tfn-loss-accounts");
			expect(await groups.locator("h3").allInnerTexts()).toEqual(["2 accounts in danger: no other way in is known", "3 accounts with another way in", "In this order"]);
			expect(await groups.nth(0).locator(".tfn-service").allInnerTexts()).toEqual(["Bank", "Forum"]);
			expect(await groups.nth(1).locator("li").allInnerTexts()).toEqual([
				expect.stringMatching(/Proton[^]*a code from this vault, the last backup code, a code from desktop/), expect.stringMatching(/Cloudflare[^]*a code from this vault, a code from tablet/), expect.stringMatching(/GitHub[^]*a code from this vault, a code from desktop/),
			]);
			expect(await groups.nth(2).locator("li").nth(1).innerText()).toContain("Mail: Proton.");
			expect(await violations(stage, ".tfn-modal")).toEqual([]);
			await stage.screenshot(`lost-device-2-${look}`);
			expect(await stage.read(path)).toBeNull();
			await press(stage, "Make the list for 5 accounts");
			await section(stage, "Proton").waitFor();

			const text = await stage.read(path) ?? "";
			expect([...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title)).toEqual(["First", "[[Proton]] (me@example.org)", "[[Bank]]", "[[Forum]]", "[[Cloudflare]]", "[[GitHub]] (me)"]);
			expect(text).toContain("## [[Bank]]\n\n- [ ] Ask the service for its account recovery, it can take days\n- [ ] Change the password\n- [ ] End all other sessions\n- [ ] Enrol another device, and remove the lost one at the service\n- [ ] Take Pixel 8 out of its devices\n");
			expect(text).toContain("## [[Proton]] (me@example.org)\n\n- [ ] Sign in with a code from this vault, the last backup code or a code from desktop\n- [ ] Change the password\n- [ ] End all other sessions\n- [ ] Set a new secret key\n- [ ] Renew the backup codes\n- [ ] Take Pixel 8 out of its devices\n");
			expect(await dialog(stage).getByText("Locked. The steps need no passphrase").count()).toBe(1);
			expect(await violations(stage, ".tfn-modal")).toEqual([]);
			await stage.screenshot(`lost-device-3-${look}`);

			await box(stage, "Proton", "Change the password").click();
			await box(stage, "Bank", "End all other sessions").click();
			await eventually(() => lines(stage, "x")).toEqual(["- [x] Change the password", "- [x] End all other sessions"]);
			await stage.restart();
			await stage.cached();

			// By hand, in the note, while the app runs.
			await stage.write(path, ((await stage.read(path)) ?? "").replace("- [ ] If it was stolen, tell the police", "- [x] If it was stolen, tell the police\n- [ ] Tell Ann"));
			await stage.cached();
			await stage.run("lost-device");
			await dialog(stage).getByText(`Go on with Lost Pixel 8 ${today} (3 of ${(await lines(stage, " ")).length + 3} done)`).waitFor();
			await stage.screenshot(`lost-device-4-${look}`);
			await press(stage, /Go on with/);
			expect(await box(stage, "First", "If it was stolen, tell the police").isChecked()).toBe(true);
			expect(await box(stage, "Proton", "Change the password").isChecked()).toBe(true);
			expect(await box(stage, "First", "Tell Ann").isChecked()).toBe(false);
			await stage.write(path, ((await stage.read(path)) ?? "").replace("- [ ] Tell Ann", "- [x] Tell Ann"));
			await eventually(() => box(stage, "First", "Tell Ann").isChecked()).toBe(true);

			// The codes are there as soon as it is unlocked, and gone with the lock.
			await press(stage, "Unlock");
			await unlock(stage);
			await eventually(() => section(stage, "GitHub").locator(".tfn-line > .tfn-code").textContent()).toBe(totp(key, start));
			expect(await violations(stage, ".tfn-modal")).toEqual([]);
			await stage.screenshot(`lost-device-5-${look}`);
			await section(stage, "Proton").getByRole("button", { name: "Use backup code" }).click();
			await eventually(stage.clipboard).toBe("9832-3290");
			await eventually(() => section(stage, "Proton").getByRole("button", { name: "Use backup code" }).count()).toBe(0);
			for (const [button, title] of [["Replace secret key", "Replace the secret key"], ["Renew codes", "Renew backup codes"]] as const) {
				await section(stage, "Proton").getByRole("button", { name: button }).click();
				await dialog(stage).last().getByText(title).first().waitFor();
				await stage.page.keyboard.press("Escape");
			}
			await eventually(() => dialog(stage).count()).toBe(1);
			await stage.run("lock");
			await eventually(() => section(stage, "GitHub").locator(".tfn-line > .tfn-code").textContent()).toBe("");

			// An account that is done is taken off the device, whatever the style of its list; the rest of its note stays.
			for (const name of ["Proton", "GitHub", "Cloudflare", "Bank", "Forum"]) {
				const steps = await section(stage, name).getByRole("checkbox").count();
				expect(await section(stage, name).getByRole("button", { name: "Take it out" }).count()).toBe(0);
				for (let i = 0; i < steps - 1; i++) {
					await section(stage, name).getByRole("checkbox").nth(i).setChecked(true);
					await eventually(() => section(stage, name).getByRole("checkbox").nth(i).isChecked()).toBe(true);
				}
				await section(stage, name).getByRole("button", { name: "Take it out" }).click();
				await eventually(() => box(stage, name, "Take Pixel 8 out of its devices").isChecked()).toBe(true);
			}
			await section(stage, "Bank").getByRole("button", { name: "Undo" }).click();
			await eventually(() => stage.read("2FA/Bank.md")).toBe(bank);
			await section(stage, "Bank").getByRole("button", { name: "Take it out" }).click();
			await eventually(() => box(stage, "Bank", "Take Pixel 8 out of its devices").isChecked()).toBe(true);
			await stage.screenshot(`lost-device-6-${look}`);
			expect(await stage.read("2FA/GitHub.md")).toBe(github.replace("  - pixel 8 # in the pocket\n", ""));
			expect(await stage.read("2FA/Cloudflare.md")).toBe(cloudflare.replace("Pixel 8, tablet", "tablet"));
			expect(await stage.read("2FA/Bank.md")).toBe(bank.replace("devices: Pixel 8\n", ""));
			expect(await stage.read("2FA/Forum.md")).toBe(forum.replace("devices:\n  - Pixel 8\n", "devices: []\n"));
			expect(await stage.read("2FA/Proton.md")).toContain("devices: [desktop] # both\n");
			await press(stage, "Open the note");
			await eventually(() => dialog(stage).count()).toBe(0);
			await stage.setMode("reading");
			await stage.screenshot(`lost-device-note-${look}`);
		}));
});

describe("the list of a lost device", () => {
	it("is never written over another, and is no account", () =>
		inApp({ files: { ...files, [path]: "Mine.\n" } }, async (stage) => {
			await makeList(stage);
			expect(await stage.read(path)).toBe("Mine.\n");
			expect(await stage.read(path.replace(".md", " 2.md"))).toContain("lost_device: \"Pixel 8\"");
			await stage.page.keyboard.press("Escape");
			await stage.run("open-pane");
			await stage.page.locator(".tfn-entry").first().waitFor();
			expect(await stage.page.locator(".tfn-entry[data-path*='Lost']").count()).toBe(0);
		}));

	it("says so where it cannot be written, and nothing is saved", () =>
		inApp({}, async (stage) => {
			await stage.failWrites("2FA/Lost", "ENOSPC: no space left on device");
			await stage.run("lost-device");
			await press(stage, "Next");
			await press(stage, "Make the list for 5 accounts");
			await dialog(stage).getByText("The note could not be written, so nothing was saved.").waitFor();
			await stage.failWrites("2FA/Lost", null);
			await press(stage, "Make the list for 5 accounts");
			await section(stage, "Proton").waitFor();
		}));

	it("is made for a device that no note names, with the accounts that name none", () =>
		inApp({}, async (stage) => {
			await stage.run("lost-device");
			await dialog(stage).getByLabel("Another one: type its name").click();
			expect(await dialog(stage).getByRole("button", { name: "Next" }).isDisabled()).toBe(true);
			await stage.page.keyboard.type("Tab <% tp.x %> 3");
			await stage.page.keyboard.press("Enter");
			await dialog(stage).getByText("1 account does not say where it is set up").waitFor();
			await press(stage, "Make the list for 1 account");
			await section(stage, "Old").waitFor();
			const made = (await stage.paths()).find((each) => each.startsWith("2FA/Lost")) ?? "";
			expect(await stage.read(made)).not.toContain("<%");
			expect(await dialog(stage).locator(".modal-title").innerText()).toContain("3");
		}));

	it("takes all accounts where the device is not known, and names none of them safe by one device alone", () =>
		inApp({}, async (stage) => {
			await stage.run("lost-device");
			await dialog(stage).getByLabel("I do not know: all accounts").click();
			await press(stage, "Next");
			expect(await dialog(stage).locator(".tfn-loss-accounts").nth(0).locator(".tfn-service").allInnerTexts()).toEqual(["Bank", "Forum"]);
			await press(stage, "Make the list for 7 accounts");
			await section(stage, "Proton").waitFor();
			expect(await stage.read(`2FA/Lost device ${today}.md`)).not.toContain("out of its devices");
		}));

	it("keeps a tick only where it was written, goes with notes that are renamed, and says so when its own is gone", () =>
		inApp({}, async (stage) => {
			await makeList(stage);
			await stage.failWrites(path, "ENOSPC: no space left on device");
			await box(stage, "Bank", "Change the password").click();
			await eventually(stage.notices).toContainEqual(expect.stringContaining("The note could not be written. Nothing was changed."));
			await eventually(() => box(stage, "Bank", "Change the password").isChecked()).toBe(false);
			await stage.failWrites(path, null);

			await stage.rename(path, "2FA/Gone phone.md");
			await stage.cached();
			await box(stage, "Bank", "Change the password").click();
			await eventually(async () => (await stage.read("2FA/Gone phone.md"))?.includes("- [x] Change the password")).toBe(true);
			await stage.remove("2FA/Bank.md");
			await eventually(() => section(stage, "Bank").locator(".tfn-monogram").count()).toBe(0);
			expect(await box(stage, "Bank", "Change the password").isChecked()).toBe(true);
			await stage.remove("2FA/Gone phone.md");
			await dialog(stage).getByText("The note with the steps is gone.").waitFor();
		}));

	it("can be worked with the keyboard alone", () =>
		inApp({}, async (stage) => {
			const { keyboard } = stage.page;
			const focused = () => stage.page.evaluate(() => document.activeElement?.getAttribute("data-step") ?? document.activeElement?.textContent ?? "");
			await stage.run("lost-device");
			await dialog(stage).waitFor();
			await keyboard.press("ArrowDown");
			await keyboard.press("ArrowUp");
			for (let i = 0; i < 4 && (await focused()) !== "Next"; i++) await keyboard.press("Tab");
			await keyboard.press("Enter");
			await eventually(focused).toBe("Make the list for 5 accounts");
			await keyboard.press("Enter");
			await section(stage, "Proton").waitFor();
			for (let i = 0; i < 20 && !(await focused()).startsWith("First\n0"); i++) await keyboard.press("Tab");
			await keyboard.press("Space");
			await eventually(() => lines(stage, "x")).toHaveLength(1);
			await eventually(focused).toBe("First\n0");
			await keyboard.press("Tab");
			expect(await focused()).toBe("First\n1");
			await keyboard.press("Escape");
			await eventually(() => dialog(stage).count()).toBe(0);
		}));
});
