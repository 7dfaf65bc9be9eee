/** What sync, git and a slip of the keyboard do to notes, and what puts it right: restoring, merging, keeping both sides. */
import { afterAll, describe, expect, it } from "vitest";
import { eventually, expectQuiet, key, note, openBoth, rfcKey, sealed, sealedKey, shows, start, today, totp, unlock, usedOn } from "./notes";
import { closeStages, openStage, type Stage, type StageOptions } from "./stage";

afterAll(closeStages);

const path = "2FA/GitHub.md";
const copyPath = "2FA/GitHub 2.md";
const data = { checks: [{ sealed: sealed("check", "two-factor-notes", ""), label: "" }] };
const right = { leaves: [{ type: "two-factor-notes", active: true }] };
const codes = ["9832-3290", "1903-4875", "5520-8137"].map((code) => sealed("code", code, "GitHub:me"));
const [one = "", two = "", three = ""] = codes;
const account = (stored: string[], more: string[] = [], body = "\nAt work.\n"): string =>
	note(["issuer: GitHub", "account: me", `totp_seed: ${sealedKey}`, "backup_codes:", ...stored.map((code) => `  - ${code}`), ...more, "tags: [2fa]"], body);
const whole = account(codes);
const looks: { look: string; options: StageOptions }[] = [{ look: "light", options: { theme: "light" } }, { look: "dark", options: { theme: "dark" } }, { look: "phone", options: { phone: true } }];

async function inApp(options: StageOptions, run: (stage: Stage) => Promise<void>): Promise<void> {
	const stage = await openStage({ data, clock: start, workspace: { right }, ...options });
	stage.page.setDefaultTimeout(10_000);
	await openBoth(stage, path);
	await run(stage);
	await expectQuiet(stage);
	await stage.close();
}

const card = ({ page }: Stage) => page.locator(".tfn-pane .tfn-card");
const code = (stage: Stage, n: number) => card(stage).locator(".tfn-check").nth(n);
const press = (stage: Stage, name: string) => stage.page.getByRole("button", { name, exact: true }).filter({ visible: true }).last().click();
const isPhone = ({ page }: Stage) => page.evaluate(() => document.body.hasClass("is-phone"));
/** On phones the codes are behind their count. */
const showCodes = async (stage: Stage) => void (await isPhone(stage) && !(await code(stage, 0).isVisible()) && await card(stage).locator(".tfn-summary").click());

/** From the clear note to one that the journal knows, and then garbled past the app. */
async function encrypted(stage: Stage): Promise<string> {
	await unlock(stage);
	await stage.run("encrypt-note");
	await eventually(() => stage.read(path)).toBe(whole);
	await stage.advance(4000);
	return whole;
}

const clear = note(["issuer: GitHub", "account: me", `totp_seed: ${key}`, "backup_codes:", "  - 9832-3290", "  - 1903-4875", "  - 5520-8137", "tags: [2fa]"], "\nAt work.\n");
/** Another encrypted field, so that the vault is asked for its passphrase. */
const other = note(["issuer: Other", `totp_seed: ${sealed("seed", rfcKey, "Other:")}`]);
const files = { [path]: clear, "2FA/Other.md": other };
const garble = (field: string): string => field.slice(0, -9) + (field.at(-9) === "A" ? "B" : "A") + field.slice(-8);

describe.each(looks)("a field that was altered, $look", ({ look, options }) => {
	it("is restored: the secret key in the card", () =>
		inApp({ ...options, files }, async (stage) => {
			await encrypted(stage);
			const damaged = whole.replace(sealedKey, garble(sealedKey));
			await stage.write(path, damaged);
			await card(stage).getByText("This encrypted text is damaged").waitFor();
			await card(stage).getByText("This device kept it on 22 Nov 2026.", { exact: true }).waitFor();
			await stage.screenshot(`garbled-${look}`);
			await press(stage, "Restore");
			await eventually(() => stage.read(path)).toBe(whole);
			await eventually(() => card(stage).locator(".tfn-big .tfn-code").textContent()).toBe(totp(key, start + 4000));
			await press(stage, "Undo");
			await eventually(() => stage.read(path)).toBe(damaged);
		}));

	it("is restored: a backup code that was asked for, with its mark", () =>
		inApp({ ...options, files }, async (stage) => {
			await encrypted(stage);
			const used = whole.replace(`- ${two}`, `- ${usedOn("2026-02-15", two)}`);
			await stage.write(path, used.replace(two, garble(two)).replace(one, one.slice(0, -6)));
			await showCodes(stage);
			await code(stage, 0).locator(".tfn-dots").click();
			await code(stage, 0).getByText("Damaged").waitFor();
			await stage.screenshot(`garbled-code-${look}`);
			await code(stage, 0).getByText("Restore").click();
			await eventually(() => stage.read(path)).toBe(used.replace(two, garble(two)));
			await stage.advance(11_000);
			await code(stage, 1).locator(".tfn-box").click();
			await stage.page.locator(".menu-item", { hasText: "Show code" }).click();
			await code(stage, 1).getByText("Restore").click();
			await eventually(() => stage.read(path)).toBe(used);
		}));
});

describe("a field that does not open", () => {
	it("is found for a note that was renamed and moved, too", () =>
		inApp({ files }, async (stage) => {
			await encrypted(stage);
			await stage.rename(path, "2FA/Git.md");
			await stage.write("2FA/Git.md", whole.replace(sealedKey, garble(sealedKey)));
			await press(stage, "Restore");
			await eventually(() => stage.read("2FA/Git.md")).toBe(whole);
		}));

	it.each(looks)("is offered with what is not certain where nothing tells that it stood there last, $look", ({ look, options }) =>
		inApp({ ...options, files }, async (stage) => {
			await encrypted(stage);
			await stage.write(path, whole.replace(sealedKey, sealedKey.slice(0, 50)));
			await card(stage).getByText("This device kept it on 22 Nov 2026. It may be older than what stood here last: compare a code with another device or the service before you rely on it.").waitFor();
			await stage.screenshot(`garbled-beyond-likeness-${look}`);
			await press(stage, "Restore");
			await eventually(() => stage.read(path)).toBe(whole);
		}));

	it("is not offered another field of the note, nor one when all is locked or under another passphrase", () =>
		inApp({ files }, async (stage) => {
			await encrypted(stage);
			const [, , , , salt = ""] = sealedKey.split(".");
			await stage.write(path, whole.replace(sealedKey, sealed("seed", rfcKey, "GitHub:me").replace(salt, "AAAAAAAAAAAAAAAAAAAAAA")));
			await card(stage).getByText("needs another passphrase").or(card(stage).getByText("encrypted with another passphrase")).waitFor();
			expect(await card(stage).getByRole("button", { name: "Restore" }).count()).toBe(0);
			await stage.run("lock");
			expect(await stage.page.getByRole("button", { name: "Restore" }).count()).toBe(0);
		}));

	it("stays as it is where what stands there cannot be kept first", () =>
		inApp({ files }, async (stage) => {
			await encrypted(stage);
			const damaged = whole.replace(sealedKey, garble(sealedKey));
			await stage.write(path, damaged);
			await card(stage).getByRole("button", { name: "Restore" }).waitFor();
			await stage.page.evaluate(() => {
				IDBObjectStore.prototype.put = () => {
					throw new DOMException("no room", "QuotaExceededError");
				};
			});
			await press(stage, "Restore");
			await eventually(stage.notices).toContainEqual(expect.stringContaining("could not be kept on this device first, so nothing was changed."));
			expect(await stage.read(path)).toBe(damaged);
		}));
});

describe.each(looks)("a conflict copy, $look", ({ look, options }) => {
	const mine = account([usedOn("2026-02-15", one), two]);
	const theirs = account([one, usedOn("2026-03-01", two), three]);
	const merged = account([usedOn("2026-02-15", one), usedOn("2026-03-01", two), three]);
	const pair = { [path]: mine, [copyPath]: theirs };

	it("is seen and merged while locked, and goes to the trash only when asked", () =>
		inApp({ ...options, files: pair }, async (stage) => {
			const row = stage.page.locator(`.tfn-pane .tfn-entry[data-path="${copyPath}"]`);
			await row.getByText("Copy of GitHub").waitFor();
			await stage.screenshot(`copy-row-${look}`);
			await row.click({ button: "right" });
			await stage.page.locator(".menu-item", { hasText: "Merge with its copy" }).click();
			const dialog = stage.page.locator(".modal");
			await dialog.getByText("1 backup code is added").waitFor();
			expect(await dialog.locator(".tfn-places li").allInnerTexts()).toEqual(["1 code is marked as used", "1 backup code is added"]);
			expect(await dialog.locator("input:checked").evaluate((el) => el.closest("label")?.textContent)).toContain(path);
			await stage.screenshot(`merge-${look}`);
			expect(await stage.read(path)).toBe(mine);
			await press(stage, "Merge into GitHub");
			await eventually(() => stage.read(path)).toBe(merged);
			expect(await stage.read(copyPath)).toBe(theirs);
			await dialog.getByText("GitHub has what both had. GitHub 2 was not changed.").waitFor();
			expect(await dialog.locator(".mod-cta").evaluate((el) => el === document.activeElement)).toBe(true);
			await stage.screenshot(`merged-${look}`);
			await press(stage, "Move the copy to the trash");
			await eventually(() => stage.read(copyPath)).toBe(null);
			expect(await stage.read(".trash/GitHub 2.md")).toBe(theirs);
			expect(await stage.read(path)).toBe(merged);
		}));

	it("is merged from the card while unlocked, the other way round, also where one side is not encrypted", () =>
		inApp({ ...options, files: { [path]: mine.replace(two, "1903-4875"), [copyPath]: theirs } }, async (stage) => {
			await unlock(stage);
			await card(stage).getByText("GitHub 2 is a copy of this note.").waitFor();
			await stage.screenshot(`copy-card-${look}`);
			await press(stage, "Merge");
			expect(await stage.page.getByRole("radiogroup", { name: "Keep", exact: true }).getAttribute("aria-label")).toBe(null);
			await stage.page.locator(".modal input:checked").focus();
			await stage.page.keyboard.press("ArrowUp");
			await stage.page.getByRole("button", { name: "Merge into GitHub 2" }).waitFor();
			expect(await stage.page.evaluate(() => document.activeElement?.closest(".tfn-pick")?.textContent)).toContain(copyPath);
			await press(stage, "Merge into GitHub 2");
			await eventually(() => stage.read(copyPath)).toBe(theirs.replace(`- ${one}`, `- ${usedOn("2026-02-15", one)}`));
			expect(await stage.read(path)).toBe(mine.replace(two, "1903-4875"));
		}));
});

describe("a conflict copy", () => {
	it("is kept where it holds what the other lacks", () =>
		inApp({ files: { [path]: whole, "2FA/GitHub.sync-conflict-20261120-101010-ABC.md": account(codes, ["devices: [Pixel 8]"], "\nAnother word.\n") } }, async (stage) => {
			await unlock(stage);
			await press(stage, "Merge");
			await stage.page.locator(".modal").getByText("has this: devices, the text below the properties.").waitFor();
			expect(await stage.page.getByText("Move the copy to the trash").count()).toBe(0);
			await press(stage, "Open the copy");
			await eventually(() => stage.page.evaluate(() => window.host.app.workspace.getActiveFile()?.path)).toContain("sync-conflict");
			expect(await stage.read(path)).toBe(whole);
		}));

	it("is not thrown away when sync brought something meanwhile", () =>
		inApp({ files: { [path]: whole, [copyPath]: whole } }, async (stage) => {
			await unlock(stage);
			await press(stage, "Merge");
			await stage.page.getByText("Everything in GitHub 2 is in GitHub.").waitFor();
			const later = whole.replace(`- ${one}`, `- ${usedOn(today, one)}`);
			await stage.write(copyPath, later);
			await press(stage, "Move the copy to the trash");
			await stage.page.locator(".modal").getByText("1 code is marked as used").waitFor();
			expect(await stage.read(copyPath)).toBe(later);
			await stage.page.keyboard.press("Escape");
		}));

	it("is none where two accounts merely look alike", () =>
		inApp({ files: { [path]: whole, [copyPath]: account([]).replace(sealedKey, sealed("seed", rfcKey, "GitHub:me")) } }, async (stage) => {
			await unlock(stage);
			await card(stage).locator(".tfn-big .tfn-code:not(.is-hidden)").waitFor();
			expect(await shows(stage, "is a copy of")).toBe(false);
			expect(await shows(stage, "Copy of")).toBe(false);
		}));
});

describe.each(looks)("a git conflict, $look", ({ look, options }) => {
	const conflict = account([one, two]).replace(`  - ${one}\n  - ${two}\n`, [
		"<<<<<<< HEAD", `  - ${usedOn("2026-02-15", one)}`, `  - ${two}`, "=======", `  - ${one}`, `  - ${usedOn("2026-03-01", two)}`, ">>>>>>> theirs", "",
	].join("\n"));
	const repaired = account([usedOn("2026-02-15", one), usedOn("2026-03-01", two)]);

	it("is repaired from the card with both sides kept, and undone", () =>
		inApp({ ...options, files: { [path]: conflict, "2FA/Other.md": other } }, async (stage) => {
			await unlock(stage);
			await card(stage).getByText("Git left a merge conflict").waitFor();
			await stage.screenshot(`git-${look}`);
			await press(stage, "Keep both sides");
			await eventually(() => stage.read(path)).toBe(repaired);
			await eventually(stage.shownNotices).toEqual([expect.stringContaining("GitHub (me): both sides are kept. 2 backup codes, 2 used. Look at the note before you commit it.") as string]);
			await stage.screenshot(`git-repaired-${look}`);
			await press(stage, "Undo");
			await eventually(() => stage.read(path)).toBe(conflict);
		}));

	it("offers nothing that cannot be done with it, and all of it once it is repaired", () =>
		inApp({ ...options, files: { [path]: conflict } }, async (stage) => {
			const menu = async (): Promise<string[]> => {
				await stage.page.locator(`.tfn-pane .tfn-entry[data-path="${path}"]`).click({ button: "right" });
				const titles = await stage.page.locator(".menu-item").allInnerTexts();
				await stage.page.keyboard.press("Escape");
				return titles;
			};
			expect(await menu()).toEqual(["Keep both sides of the conflict", "Open note"]);
			await unlock(stage);
			await card(stage).getByText("Git left a merge conflict").waitFor();
			expect((await card(stage).locator("button").allInnerTexts()).filter((words) => words !== "")).toEqual(["Keep both sides"]);
			await press(stage, "Keep both sides");
			await eventually(() => card(stage).getByText("Add codes").count()).toBe(1);
		}));

	it("is repaired from the row's menu while locked", () =>
		inApp({ ...options, files: { [path]: conflict } }, async (stage) => {
			const row = stage.page.locator(`.tfn-pane .tfn-entry[data-path="${path}"]`);
			await row.click({ button: "right" });
			await stage.page.locator(".menu-item", { hasText: "Keep both sides" }).click();
			await eventually(() => stage.read(path)).toBe(repaired);
		}));
});

describe("a note that is only read", () => {
	it("offers to copy and to show, and nothing that would write into it", () =>
		inApp({ files: { [path]: whole.replace("issuer: GitHub", "issuer: GitHub\nissuer: GitHub").replace(sealedKey, rfcKey), "2FA/Other.md": other } }, async (stage) => {
			await unlock(stage);
			await card(stage).getByText("the same key twice").waitFor();
			const buttons = (await card(stage).locator("button").allInnerTexts()).join(" ");
			expect(buttons).toContain("Show QR");
			expect(buttons).not.toMatch(/Encrypt|Add codes/);
			await stage.screenshot("read-only");
		}));
});

describe("a git conflict", () => {
	it("stays where the sides contradict each other, and says in what", () => {
		const torn = whole.replace(`totp_seed: ${sealedKey}\n`, ["<<<<<<< HEAD", `totp_seed: ${sealedKey}`, "=======", `totp_seed: ${sealed("seed", rfcKey, "GitHub:me")}`, ">>>>>>> theirs", ""].join("\n"));
		return inApp({ files: { [path]: torn, "2FA/Other.md": other } }, async (stage) => {
			await unlock(stage);
			await press(stage, "Keep both sides");
			await eventually(stage.notices).toContainEqual("The two sides differ in totp_seed, and which is right cannot be told. Nothing was changed. Open the note and choose.");
			expect(await stage.read(path)).toBe(torn);
		});
	});
});
