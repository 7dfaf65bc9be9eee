/** Accounts without a secret key to keep, a push account and a hardware key: what there is to know of them, and the second way in. */
import { afterAll, describe, expect, it } from "vitest";
import { eventually, expectQuiet, looks, note } from "./notes";
import { closeStages, openStage } from "./stage";

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
