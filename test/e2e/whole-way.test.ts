/** The whole way of one account: from the picture that a service shows to a backup code that is used, in the file. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readEntry } from "../../src/note/read";
import { eventually, expectQuiet, key, looks, note, passphrase, sealed, today, totp, unlock, usedOn } from "./notes";
import { closeStages, openStage, type Stage } from "./stage";

afterAll(closeStages);

const file = "2FA/GitHub.md";
const check = { sealed: sealed("check", "two-factor-notes", ""), label: "" };
/** Made by Debian's qrencode. */
const picture = readFileSync(path.resolve(import.meta.dirname, "../code/fixtures/qr/github.png"));
const codes = ["5f1a2-9c3d4", "77b0e-1d2c3", "0a9b8-c7d6e"];

const title = ({ page }: Stage): Promise<string> => page.locator(".modal-title").last().innerText();
const go = ({ page }: Stage): Promise<void> => page.locator(".modal .mod-cta").last().click();
const press = ({ page }: Stage, name: string): Promise<void> => page.locator(".modal").last().getByRole("button", { name, exact: true }).click();
const entry = async (stage: Stage) => readEntry((await stage.read(file)) ?? "").entry;

describe("an account", () => {
	it.each(looks)("goes from its picture over the phone and the backup codes to a used one in the file, $look", async ({ look, options }) => {
		const stage = await openStage({ files: { "2FA/Other.md": note(["issuer: Other", "backup_codes:", "  - 9832-3290"]) }, data: { checks: [check] }, ...options });
		const { page } = stage;
		await stage.cached();
		await stage.run("new-note");
		const [chooser] = await Promise.all([page.waitForEvent("filechooser"), press(stage, "Choose a picture")]);
		await chooser.setFiles({ name: "github.png", mimeType: "image/png", buffer: picture });
		await eventually(() => page.locator(".modal").getByLabel("Service", { exact: true }).inputValue()).toBe("GitHub");
		await go(stage);
		await page.locator(".modal .tfn-passphrase").waitFor();
		await unlock(stage, passphrase);
		await eventually(() => title(stage)).toBe("Add it to your phone");
		expect((await entry(stage))?.seed).toMatch(/^tfn1\./);
		expect((await entry(stage))?.verified).toBeNull();

		// Not on the button that shows the secret key.
		expect(await page.locator(".modal :focus").innerText()).toBe("My phone shows a code");
		await go(stage);
		await page.fill(".tfn-type", totp(key, await page.evaluate(() => Date.now())));
		await page.press(".tfn-type", "Enter");
		await eventually(async () => (await entry(stage))?.verified).toBe(today);
		await press(stage, "Next");

		const block = page.locator(".modal textarea");
		await block.fill(`GitHub recovery codes\n\n${codes.map((code) => `- ${code}`).join("\n")}\n`);
		for (const lose of [() => page.keyboard.press("Escape"), () => press(stage, "Skip")]) {
			await lose();
			await eventually(() => title(stage)).toBe("Not saved yet");
			await page.keyboard.press("Escape");
			await eventually(() => block.inputValue()).toContain(codes[2]);
		}
		await press(stage, "Save 3 codes");
		await eventually(() => title(stage)).toBe("Copies kept in");
		await page.getByRole("textbox", { name: "Copies kept in" }).fill("safe");
		for (const lose of [() => page.keyboard.press("Escape"), () => press(stage, "Skip")]) {
			await lose();
			await eventually(() => title(stage)).toBe("Not saved yet");
			await page.keyboard.press("Escape");
		}
		await press(stage, "Save");
		await page.locator(".modal").waitFor({ state: "detached" });
		await eventually(() => page.evaluate(() => window.host.app.workspace.getActiveFile()?.path)).toBe(file);
		const before = await stage.read(file);
		const stored = (await entry(stage))?.backupCodes.map((code) => code.stored) ?? [];
		expect(stored).toHaveLength(3);

		await stage.run("use-backup-code");
		await eventually(stage.clipboard).toBe(codes[0]);
		const [first = ""] = stored;
		// Nothing else in the note has changed.
		await eventually(() => stage.read(file)).toBe(before?.replace(first, usedOn(today, first)));
		await stage.screenshot(`whole-way-${look}`);
		await expectQuiet(stage);
		await stage.close();
	});
});
