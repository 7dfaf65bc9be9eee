/** Backups: by hand, by themselves, while locked; killed at any write; and what comes back of them when notes are gone. */
import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { pack, unpack } from "../../src/recovery/archive";
import { cloudflare, eventually, failReads, github, inApp, key, looks, note, rfcKey, sealed, start, toldTime, totp, unlock, violations } from "./notes";
import { closeStages, openStage, type Stage } from "./stage";

afterAll(closeStages);

const data = { checks: [{ sealed: sealed("check", "two-factor-notes", ""), label: "" }] };
const forge = note(["issuer: Forge", "account: me", `totp_seed: ${sealed("seed", rfcKey, "Forge:me")}`, "tags: [2fa]"], "\nAt work.\n");
const files = { "2FA/GitHub.md": github, "Work/Forge.md": forge, "Notes/Plain.md": "Nothing of it.\n" };
const folder = "2FA/Backups";

const zips = async (stage: Stage): Promise<string[]> => (await stage.paths()).filter((file) => file.startsWith(`${folder}/`) && file.endsWith(".zip"));
const inZip = async (stage: Stage, file: string) => Object.fromEntries(unpack(await stage.bytes(file)).files.map(({ path, text }) => [path, text]));
const dialog = ({ page }: Stage) => page.locator(".tfn-modal");
const press = (stage: Stage, name: string) => dialog(stage).last().getByRole("button", { name, exact: true }).click();
const backUp = async (stage: Stage): Promise<void> => {
	await stage.run("back-up-now");
	await dialog(stage).getByText(/backed up|Nothing has changed/).waitFor();
	await press(stage, "Done");
};
const outsideSwitch = ({ page }: Stage) => page.locator(".setting-item", { hasText: "Save each new one outside the vault too" }).locator(".checkbox-container");
const hour = 60 * 60_000;

/** A backup, and an hour later another state of a note. */
async function changedSince(stage: Stage): Promise<{ first: string; before: Uint8Array }> {
	await backUp(stage);
	const [first = ""] = await zips(stage);
	const before = await stage.bytes(first);
	await stage.write("Work/Forge.md", `${forge}More.\n`);
	await stage.cached();
	await stage.sleep(hour);
	return { first, before };
}

describe.each(looks)("a backup, $look", ({ look, options }) => {
	it("holds the encrypted notes as they stand, made while locked, and is read back", () =>
		inApp({ ...options, data, files }, async (stage) => {
			await stage.run("back-up-now");
			await dialog(stage).getByText("2 accounts backed up, and the backup was read back.").waitFor();
			expect(await zips(stage)).toEqual([`${folder}/2fa-backup-2026-11-22-100006.zip`]);
			expect(await inZip(stage, (await zips(stage))[0] ?? "")).toEqual({ "2FA/GitHub.md": github, "Work/Forge.md": forge });
			expect(await violations(stage, ".tfn-modal")).toEqual([]);
			expect(await dialog(stage).innerText()).toContain("Its secrets open with your passphrase only");
			await stage.screenshot(`backup-${look}`);
		}));

	it("names accounts that are not encrypted and leaves them out, unless a person insists", () =>
		inApp({ ...options, data, files: { ...files, "2FA/Cloudflare.md": cloudflare } }, async (stage) => {
			await stage.run("back-up-now");
			await dialog(stage).getByText("Not in it, as not all their secrets are encrypted, or they cannot be read for sure: Cloudflare (your@email.com).").waitFor();
			expect(Object.keys(await inZip(stage, (await zips(stage))[0] ?? ""))).toEqual(["2FA/GitHub.md", "Work/Forge.md"]);
			await stage.screenshot(`backup-clear-${look}`);
			await stage.advance(1000);
			await press(stage, "Back them up all the same");
			await dialog(stage).getByText("3 accounts backed up").waitFor();
			expect(await dialog(stage).innerText()).toContain("whoever gets hold of it can read those that are not");
			expect(await dialog(stage).innerText()).not.toContain("passphrase only");
			expect(Object.keys(await inZip(stage, (await zips(stage))[1] ?? ""))).toEqual(["2FA/Cloudflare.md", "2FA/GitHub.md", "Work/Forge.md"]);
		}));

	it("is compared with the vault, and puts back what is missing", () =>
		inApp({ ...options, data, files }, async (stage) => {
			await backUp(stage);
			await stage.remove("Work/Forge.md");
			await stage.write("2FA/GitHub.md", github.replace("account: me", "account: you"));
			await stage.cached();
			await restoreDialog(stage);
			await dialog(stage).getByText("22 Nov 2026, 10:00").click();
			await dialog(stage).getByText("Missing here 1").waitFor();
			await dialog(stage).getByText("Changed since 1").waitFor();
			expect(await violations(stage, ".tfn-modal")).toEqual([]);
			await stage.screenshot(`restore-${look}`);
			await press(stage, "Restore 1 account");
			await dialog(stage).getByText("1 account restored. Nothing else was changed.").waitFor();
			expect(await stage.read("Work/Forge.md")).toBe(forge);
			expect(await stage.read("2FA/GitHub.md")).toBe(github.replace("account: me", "account: you"));
		}));
});

/** The row in the settings. */
async function restoreDialog(stage: Stage): Promise<void> {
	await stage.openSettings();
	await stage.page.getByText("Restore from a backup", { exact: true }).click();
	await dialog(stage).getByText("First you see what is missing").waitFor();
}

describe("a backup", () => {
	const options = { data, files, clock: start };

	it("is not made twice of the same notes: the last one is read again", () =>
		inApp(options, async (stage) => {
			await backUp(stage);
			await stage.sleep(hour);
			await stage.run("back-up-now");
			await dialog(stage).getByText("Nothing has changed since the last backup. It was read again and holds 2 accounts.").waitFor();
			expect(await zips(stage)).toHaveLength(1);
		}));

	it("leaves out a note with a mistake in its properties too, and does not say that it is not encrypted", () =>
		inApp({ ...options, files: { "2FA/GitHub.md": github.replace("issuer: GitHub", "issuer: GitHub\nissuer: Hub") } }, async (stage) => {
			await stage.run("back-up-now");
			await dialog(stage).getByText("No account is encrypted for sure, so none was backed up. Encrypt them, or mend what keeps them from being read, first.").waitFor();
			await dialog(stage).getByText("or they cannot be read for sure: GitHub").waitFor();
			expect(await zips(stage)).toEqual([]);
		}));

	it("tells which accounts of the one before are gone, and restores them", () =>
		inApp(options, async (stage) => {
			await backUp(stage);
			await stage.sleep(hour);
			await stage.remove("Work/Forge.md");
			await stage.cached();
			await stage.run("back-up-now");
			await dialog(stage).getByText("In the backup before, and not in the vault any more: Forge.").waitFor();
			await press(stage, "Restore");
			await dialog(stage).getByText("Missing here 1").waitFor();
			await press(stage, "Back");
			// How many are in each tells which one has more.
			await eventually(() => dialog(stage).last().locator(".tfn-choices button").allInnerTexts()).toEqual([expect.stringMatching(/^22 Nov 2026, 11:00\s*1 account$/), expect.stringMatching(/^22 Nov 2026, 10:00\s*2 accounts$/)]);
			await dialog(stage).last().getByText("22 Nov 2026, 10:00").click();
			await press(stage, "Restore 1 account");
			await dialog(stage).getByText("1 account restored.").waitFor();
			expect(await stage.read("Work/Forge.md")).toBe(forge);
		}));

	it("with a long user name leaves room for the service on a phone, and with large text", () =>
		inApp({ ...options, phone: true, files: { "2FA/Long.md": note(["issuer: Amazon Web Services", `username: root@${"infrastructure-".repeat(6)}example.com`, `totp_seed: ${sealed("seed", rfcKey, "Amazon Web Services:")}`, "tags: [2fa]"]) } }, async (stage) => {
			await backUp(stage);
			await stage.remove("2FA/Long.md");
			await stage.cached();
			for (const px of [16, 32]) {
				await stage.page.evaluate((px) => ["smaller", "small", "medium"].forEach((size) => document.body.style.setProperty(`--font-ui-${size}`, `${px}px`)), px);
				await restoreDialog(stage);
				await dialog(stage).getByText("22 Nov 2026, 10:00").click();
				const name = dialog(stage).locator(".tfn-pick .tfn-service");
				expect(await name.evaluate((el) => el.getBoundingClientRect().width)).toBeGreaterThan(px * 7);
				expect(await dialog(stage).evaluate((el) => [...el.querySelectorAll(".tfn-pick *")].every((each) => each.getBoundingClientRect().right <= el.getBoundingClientRect().right))).toBe(true);
				await stage.screenshot(`restore-long-${px}`);
				for (let n = 0; n < 2; n++) await stage.page.keyboard.press("Escape");
			}
		}));

	it("is told in the settings as soon as it is made", () =>
		inApp(options, async (stage) => {
			await stage.openSettings();
			await stage.page.getByText("None was made on this device yet.").click();
			await dialog(stage).getByText("2 accounts backed up").waitFor();
			await press(stage, "Done");
			await stage.page.getByText("The last good one: 22 Nov 2026.").waitFor();
		}));

	it("is found by restore where it lies, whatever folder is for them now", () =>
		inApp(options, async (stage) => {
			await backUp(stage);
			await stage.remove("Work/Forge.md");
			await stage.openSettings();
			await stage.page.locator(".setting-item", { hasText: "Folder for backups" }).locator("input").fill("Safe");
			await eventually(() => stage.data()).toContain('"backupFolder": "Safe"');
			await stage.page.getByText("Restore from a backup", { exact: true }).click();
			await dialog(stage).getByText("22 Nov 2026, 10:00, in 2FA/Backups").click();
			await press(stage, "Restore 1 account");
			await dialog(stage).getByText("1 account restored.").waitFor();
			expect(await stage.read("Work/Forge.md")).toBe(forge);
		}));

	it("is put beside a note that cannot be read", () =>
		inApp(options, async (stage) => {
			await backUp(stage);
			await failReads(stage, "Work/Forge.md");
			await restoreDialog(stage);
			await dialog(stage).getByText("22 Nov 2026, 10:00").click();
			await dialog(stage).getByText("Changed since 1").waitFor();
		}));

	it("is made without a note that cannot be read, and is not said to be one where it cannot itself", () =>
		inApp(options, async (stage) => {
			await backUp(stage);
			const [first = ""] = await zips(stage);
			await restoreDialog(stage);
			await failReads(stage, first);
			await dialog(stage).getByText("22 Nov 2026, 10:00").click();
			await dialog(stage).getByText("The backup could not be read. Nothing was changed.").waitFor();
			await press(stage, "Cancel");
			await failReads(stage, "Work/Forge.md");
			await stage.run("back-up-now");
			await dialog(stage).last().getByText("1 account backed up").waitFor();
			await dialog(stage).last().getByText("or they cannot be read for sure: Forge (me).").waitFor();
			expect(await zips(stage)).toHaveLength(2);
		}));

	it.each(["../out", ".obsidian/x", "2FA/GitHub.md", "Safe/CON"])("does not go to %s, which is no folder that can be made", (typed) =>
		inApp(options, async (stage) => {
			await stage.openSettings();
			const row = stage.page.locator(".setting-item", { hasText: "Folder for backups" });
			await row.getByText("Empty: 2FA/Backups.").waitFor();
			await row.locator("input").fill(typed);
			await row.getByText("The former folder is kept.").waitFor();
			expect(await stage.data()).not.toContain(typed);
			await row.locator("input").fill("Safe/Copies");
			await eventually(() => stage.data()).toContain('"backupFolder": "Safe/Copies"');
			await row.getByText("Empty: 2FA/Backups.").waitFor();
		}));

	it("is made anew where the last one is damaged", () =>
		inApp(options, async (stage) => {
			await backUp(stage);
			const [first = ""] = await zips(stage);
			await stage.page.evaluate(async (file) => {
				const bytes = new Uint8Array(await window.host.disk.readBinary(file));
				bytes[60] = (bytes[60] ?? 0) ^ 1;
				await window.host.disk.writeBinary(file, bytes.buffer);
			}, first);
			await stage.sleep(hour);
			await backUp(stage);
			expect(await zips(stage)).toHaveLength(2);
			expect(await inZip(stage, (await zips(stage))[1] ?? "")).toEqual({ "2FA/GitHub.md": github, "Work/Forge.md": forge });
		}));

	it("says where it could not be written, and leaves the earlier ones as they were", () =>
		inApp(options, async (stage) => {
			const { first, before } = await changedSince(stage);
			await stage.failWrites(folder, "ENOSPC: no space left on device");
			await stage.run("back-up-now");
			await dialog(stage).getByText("No backup was made: it could not be written to 2FA/Backups as it should be. Those made before are as they were.").waitFor();
			expect(await zips(stage)).toEqual([first]);
			expect(await stage.bytes(first)).toEqual(before);
			await stage.failWrites("", null);
		}));

	it("goes when there are more than are kept, but never one that alone holds a note", () =>
		inApp({ ...options, data: { ...data, backupKeep: 1 } }, async (stage) => {
			await backUp(stage);
			const [first = ""] = await zips(stage);
			await stage.remove("Work/Forge.md");
			for (const line of ["One.", "Two.", "Three."]) {
				await stage.write("2FA/GitHub.md", `${github}${line}\n`);
				await stage.cached();
				await stage.sleep(hour);
				await backUp(stage);
			}
			const left = await zips(stage);
			expect(left).toHaveLength(2);
			expect(left[0]).toBe(first);
			expect(await inZip(stage, left[1] ?? "")).toEqual({ "2FA/GitHub.md": `${github}Three.\n` });
			expect((await stage.paths()).filter((file) => file.startsWith(".trash/2fa-backup-"))).toHaveLength(2);
		}));

	it.each(["GitHub", "Git\u2028Hub"])("comes back as a file from elsewhere, beside what was changed since: %j", (name) =>
		inApp({ ...options, files: { [`2FA/${name}.md`]: github, "Work/Forge.md": forge } }, async (stage) => {
			await backUp(stage);
			const file = path.join(tmpdir(), `tfn-backup-${process.pid}.zip`);
			writeFileSync(file, await stage.bytes((await zips(stage))[0] ?? ""));
			await stage.write(`2FA/${name}.md`, github.replace("tags: [2fa]", "favourite: true\ntags: [2fa]"));
			await stage.cached();
			await restoreDialog(stage);
			const [chooser] = await Promise.all([stage.page.waitForEvent("filechooser"), press(stage, "Choose a file")]);
			await chooser.setFiles(file);
			await dialog(stage).getByText("1 account is as it was.").waitFor();
			await dialog(stage).getByRole("checkbox").check();
			await press(stage, "Restore 1 account");
			await dialog(stage).getByText("1 account restored.").waitFor();
			expect(await stage.read(`2FA/${name} 2.md`)).toBe(github);
			expect(await stage.read(`2FA/${name}.md`)).toContain("favourite: true");
			await press(stage, "Merge");
			await dialog(stage).getByText("Merge two copies").waitFor();
		}));

	it("offers no second note of an account that was renamed", () =>
		inApp(options, async (stage) => {
			await backUp(stage);
			await stage.rename("Work/Forge.md", "Work/Code forge.md");
			await restoreDialog(stage);
			await dialog(stage).getByText("22 Nov 2026, 10:00").click();
			await dialog(stage).getByText("now Work/Code forge.md").waitFor();
			expect(await dialog(stage).getByRole("button", { name: "Restore 0 accounts" }).isDisabled()).toBe(true);
		}));

	it("chooses no note that holds commands of another plugin, and shows names as text", () =>
		inApp(options, async (stage) => {
			const file = path.join(tmpdir(), `tfn-hostile-${process.pid}.zip`);
			writeFileSync(file, pack([
				{ path: "2FA/Plain.md", text: forge },
				{ path: "2FA/Acting.md", text: note(["issuer: Acting", `totp_seed: ${sealed("seed", rfcKey, "Acting:")}`], "<% tp.file.cursor() %>\n") },
				{ path: ".obsidian/plugins/Own.md", text: forge },
				{ path: "2FA/No account.md", text: "---\ntitle: x\n---\n" },
			], new Date(start)));
			await restoreDialog(stage);
			const [chooser] = await Promise.all([stage.page.waitForEvent("filechooser"), press(stage, "Choose a file")]);
			await chooser.setFiles(file);
			await dialog(stage).getByText("Holds commands of Templater, which may run").waitFor();
			await dialog(stage).getByText("2 other files in it are no accounts.").waitFor();
			// The one of Forge is here, under another name.
			expect(await dialog(stage).getByRole("checkbox", { checked: true }).count()).toBe(0);
			expect(await stage.read("2FA/Acting.md")).toBeNull();
		}));

	it("that is none is refused in a sentence", () =>
		inApp(options, async (stage) => {
			const file = path.join(tmpdir(), `tfn-none-${process.pid}.zip`);
			writeFileSync(file, github);
			await restoreDialog(stage);
			const [chooser] = await Promise.all([stage.page.waitForEvent("filechooser"), press(stage, "Choose a file")]);
			await chooser.setFiles(file);
			await dialog(stage).getByText("This is no zip archive, or it is cut short or damaged. Nothing of it was read.").waitFor();
		}));
});

describe("backups by themselves", () => {
	it.each([
		["after changes", 0, 0],
		["every day", 1, 24 * hour],
	])("%s", (_when, backupEvery, ms) =>
		inApp({ data: { ...data, backupEvery }, files, clock: start }, async (stage) => {
			await stage.advance(11 * 60_000);
			await eventually(() => zips(stage)).toHaveLength(1);
			await stage.write("Work/Forge.md", `${forge}More.\n`);
			await stage.cached();
			await stage.sleep(ms);
			await stage.advance(11 * 60_000);
			await eventually(() => zips(stage)).toHaveLength(2);
			expect(await inZip(stage, (await zips(stage))[1] ?? "")).toEqual({ "2FA/GitHub.md": github, "Work/Forge.md": `${forge}More.\n` });
		}));

	it("say once what they leave out, again when more is, and health and the settings name it from then on", () =>
		inApp({ data: { ...data, backupEvery: 1 }, files: { ...files, "2FA/Cloudflare.md": cloudflare }, clock: start }, async (stage) => {
			const health = stage.page.locator(".tfn-health");
			const left = health.locator('[data-kind="not-backed-up"]');
			const said = async () => (await stage.notices()).filter((words) => words.startsWith("The backup is without"));
			const openHealth = async () => {
				await stage.run("check-health");
				await health.waitFor();
			};
			await stage.advance(11 * 60_000);
			await eventually(said).toEqual(["The backup is without 1 account, as not all their secrets are encrypted, or they cannot be read for sure: Cloudflare (your@email.com)."]);
			await stage.restart();
			await stage.cached();
			await stage.sleep(25 * hour);
			await stage.advance(11 * 60_000);
			await openHealth();
			await eventually(() => health.locator(".tfn-stand li").allInnerTexts()).toContain("Last backup today, 1 account left out.");
			expect(await left.locator("li").evaluateAll((all) => all.map((el) => el.getAttribute("data-path")))).toEqual(["2FA/Cloudflare.md"]);
			expect(await said()).toEqual([]);
			await stage.page.keyboard.press("Escape");

			await stage.rename("2FA/Cloudflare.md", "2FA/Renamed.md");
			// Broken is the note that needs a backup most.
			await stage.write("Work/Forge.md", forge.replace("tags: [2fa]", "tags: [2fa"));
			await stage.cached();
			await openHealth();
			expect(await left.locator("li").evaluateAll((all) => all.map((el) => el.getAttribute("data-path")))).toEqual(["2FA/Renamed.md", "Work/Forge.md"]);
			await stage.page.keyboard.press("Escape");
			await stage.sleep(25 * hour);
			await stage.advance(11 * 60_000);
			await eventually(async () => (await said()).join()).toContain("without 2 accounts");
			await stage.openSettings();
			await stage.page.getByText(/The last good one: 24 Nov 2026, 2 accounts left out\./).waitFor();
			await stage.page.keyboard.press("Escape");

			await stage.write("2FA/Renamed.md", github.replaceAll("GitHub", "Cloudflare"));
			await stage.write("Work/Forge.md", forge);
			await stage.cached();
			await openHealth();
			// Encrypted, but in no backup yet.
			expect(await left.locator("li").count()).toBe(2);
			await left.getByRole("button", { name: /^Back up now/ }).click();
			await press(stage, "Done");
			await eventually(() => left.count()).toBe(0);
			expect(await health.locator(".tfn-stand li").allInnerTexts()).toContain("Last backup today.");
		}));

	it("say that none was made where nothing can be taken", () =>
		inApp({ data: { ...data, backupEvery: 1 }, files: { "2FA/Cloudflare.md": cloudflare }, clock: start }, async (stage) => {
			for (let n = 0; n < 2; n++) await stage.advance(11 * 60_000);
			await eventually(async () => (await stage.notices()).filter((words) => words.startsWith("No account is encrypted for sure, so none was backed up."))).toHaveLength(1);
			await stage.run("check-health");
			await eventually(() => stage.page.locator(".tfn-stand li").allInnerTexts()).toContain("No backup, 1 account left out.");
		}));

	it("are not made unless a person chose so", () =>
		inApp({ data, files, clock: start }, async (stage) => {
			await stage.sleep(40 * 24 * hour);
			await stage.advance(11 * 60_000);
			expect(await zips(stage)).toEqual([]);
		}));

	it("are saved outside of the vault too, as a download, on a computer where a person turned that on", () =>
		inApp({ data: { ...data, backupEvery: 0 }, files, clock: start }, async (stage) => {
			await stage.openSettings();
			await outsideSwitch(stage).click();
			await stage.screenshot("backup-settings");
			await stage.page.keyboard.press("Escape");
			const [saved] = await Promise.all([stage.page.waitForEvent("download"), stage.advance(11 * 60_000)]);
			const [first = ""] = await zips(stage);
			expect(saved.suggestedFilename()).toBe(path.basename(first));
			expect(new Uint8Array(readFileSync(await saved.path()))).toEqual(await stage.bytes(first));
			expect(await stage.data()).not.toContain("utside");
			// One that is only read again is outside already.
			let more = 0;
			stage.page.on("download", () => more++);
			await stage.sleep(hour);
			await stage.run("back-up-now");
			await dialog(stage).getByText("keep a copy somewhere else too").waitFor();
			expect(more).toBe(0);
		}));

	it("have no such switch on a phone", () =>
		inApp({ data, files, clock: start, phone: true }, async (stage) => {
			await stage.openSettings();
			await stage.page.getByText("Backups to keep", { exact: true }).waitFor();
			expect(await outsideSwitch(stage).isVisible()).toBe(false);
		}));

	it("say once what keeps them from being written", () =>
		inApp({ data: { ...data, backupEvery: 0 }, files, clock: start }, async (stage) => {
			await stage.failWrites("2FA", "EROFS: read-only file system");
			for (let n = 0; n < 3; n++) await stage.advance(11 * 60_000);
			await eventually(async () => (await stage.notices()).filter((words) => words.startsWith("No backup was made"))).toHaveLength(1);
			await stage.failWrites("", null);
			await stage.advance(11 * 60_000);
			await eventually(() => zips(stage)).toHaveLength(1);
		}));
});

describe("drill: a backup killed at any write", () => {
	it("leaves every earlier backup whole, no broken one by the name of a backup, and the next one goes through", async () => {
		let died = 0;
		for (let writes = 0; ; writes++) {
			const stage = await openStage({ data: { ...data, backupKeep: 1 }, files, clock: start });
			await stage.cached();
			const { first, before } = await changedSince(stage);
			// The machine dies at the write after so many; what it was writing is cut in half.
			await stage.page.evaluate((writes) => {
				const { disk } = window.host;
				let left = writes;
				disk.$refuses = () => (left-- > 0 ? undefined : "EIO: i/o error");
			}, writes);
			await stage.run("back-up-now");
			await dialog(stage).getByText(/backed up|No backup was made/).waitFor();
			const isDead = await dialog(stage).getByText("No backup was made").isVisible();
			await stage.page.evaluate(async (isDead) => {
				const { disk } = window.host;
				disk.$refuses = () => undefined;
				for (const file of disk.$paths().filter((each) => isDead && each.endsWith(".part"))) await disk.writeBinary(file, (await disk.readBinary(file)).slice(0, 100));
			}, isDead);
			await stage.restart();
			await stage.cached();
			await stage.sleep(2 * hour);
			const kept = (await stage.paths()).find((file) => file.endsWith(first.slice(folder.length + 1))) ?? "";
			expect(await stage.bytes(kept)).toEqual(before);
			for (const file of await zips(stage)) expect(unpack(await stage.bytes(file)).damaged).toEqual([]);
			await backUp(stage);
			expect(await inZip(stage, (await zips(stage)).at(-1) ?? "")).toEqual({ "2FA/GitHub.md": github, "Work/Forge.md": `${forge}More.\n` });
			expect((await stage.paths()).filter((file) => file.startsWith(folder) && file.endsWith(".part"))).toEqual([]);
			await stage.close();
			if (!isDead) break;
			died++;
		}
		expect(died).toBeGreaterThanOrEqual(2);
	});
});

describe("drill: notes are gone", () => {
	it.each([["one note", ["2FA/GitHub.md"]], ["all notes", ["2FA/GitHub.md", "Work/Forge.md"]]])("%s: restored from a backup, the right code is there at once", (_what, gone) =>
		inApp({ data, files, clock: start }, async (stage) => {
			await backUp(stage);
			for (const file of gone) await stage.remove(file);
			await stage.cached();
			const began = performance.now();
			await restoreDialog(stage);
			await dialog(stage).getByText("22 Nov 2026, 10:00").click();
			await press(stage, gone.length === 1 ? "Restore 1 account" : "Restore 2 accounts");
			await press(stage, "Done");
			for (const file of gone) expect(await stage.read(file)).toBe(files[file as keyof typeof files]);
			await stage.page.keyboard.press("Escape");
			await unlock(stage);
			await eventually(() => stage.page.locator('.tfn-pane .tfn-entry[data-path="2FA/GitHub.md"] .tfn-code').textContent()).toBe(totp(key, await stage.page.evaluate(() => Date.now())));
			toldTime(gone.length === 1 ? "one note, by the plugin" : "all notes, by the plugin", began);
		}));
});
