/** The life of a set of backup codes: renewed, kept or dropped, used with the steps after it, on paper only, and what is told of it in the note. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { eventually, expectQuiet, forgetWrites, looks, note, openBoth, passphrase, sealed, sealedKey, today, unlock, usedOn } from "./notes";
import { closeStages, openStage, type Stage } from "./stage";

afterAll(closeStages);

const path = "2FA/GitHub.md";
const stored = (code: string) => sealed("code", code, "GitHub:me");
const [first, second] = [stored("9832-3290"), stored("1903-4875")];
const head = ["issuer: GitHub   # the one at work", "account: me", `totp_seed: ${sealedKey}`];
const before = note([
	...head, "backup_codes_tested: 2026-02-15", "backup_codes:   # printed, too", `  - ${first}  # the first`, `  - ${usedOn("2026-02-15", second)}`, "  # by hand", "  - 00123456",
	"backup_codes_generated: 2026-01-10", "backup_codes_renew: 2027-01-10", "tags: [2fa]",
], "\nKeep *this* as it is.\n\n```2fa\n```\n");
const pasted = "GitHub recovery codes\n\n1. 7741-0096\n2. 0381-5527\n";
const [third, fourth] = [stored("7741-0096"), stored("0381-5527")];

describe.each(looks)("a set of backup codes, $look", ({ look, options }) => {
	let stage: Stage;
	const isPhone = options.phone === true;
	const dialog = () => stage.page.locator(".modal");
	const card = () => stage.page.locator(".tfn-pane .tfn-card");
	const lastNotice = async () => (await stage.notices()).at(-1) ?? "";
	const file = () => stage.read(path);

	/** The note as given, open beside the pane, unlocked, and no notice of the test before. */
	async function begin(text: string): Promise<void> {
		await stage.page.keyboard.press("Shift");
		await stage.advance(40_000);
		await forgetWrites(stage);
		await stage.write(path, text);
		await stage.cached();
	}

	async function paste(words: string): Promise<void> {
		await stage.run("replace-backup-codes");
		await dialog().locator("textarea").fill(words);
	}

	beforeAll(async () => {
		stage = await openStage({ ...options, files: { [path]: before } });
		stage.page.setDefaultTimeout(10_000);
		await openBoth(stage, path);
		await unlock(stage);
		if (isPhone) await card().locator(".tfn-summary").click();
	});
	afterEach(() => expectQuiet(stage));
	afterAll(() => stage.close());

	describe("is renewed", () => {
		it("from the pasted block to the file: the former set is kept, encrypted, with its marks, and undone byte for byte", async () => {
			await begin(before);
			await paste(pasted);
			await stage.screenshot(`renew-${look}`);
			await dialog().getByRole("button", { name: "Save 2 codes" }).click();
			await dialog().waitFor({ state: "detached" });
			const after = note([
				...head, "backup_codes:   # printed, too", "  # by hand", `  - ${third}`, `  - ${fourth}`,
				`backup_codes_generated: ${today}`, "backup_codes_renew: 2027-11-22", "tags: [2fa]",
				"backup_codes_former:", `  - ${first}`, `  - "${usedOn("2026-02-15", second)}"`, `  - ${stored("00123456")}`,
			], "\nKeep *this* as it is.\n\n```2fa\n```\n");
			expect(await file()).toBe(after);
			await eventually(() => card().locator(".tfn-summary").innerText()).toBe("2 of 2 left");
			await eventually(lastNotice).toContain("GitHub: 2 new backup codes saved, encrypted. The former set is kept in the note, encrypted.");
			await stage.page.locator(".notice").getByRole("button", { name: "Undo" }).click();
			await eventually(file).toBe(before);
		});

		it("with days of the person's own, and the former set dropped", async () => {
			await begin(before);
			await paste(pasted);
			await dialog().getByLabel("Drop it").check();
			await dialog().getByLabel("Made on").fill("2026-11-20");
			await dialog().getByLabel("Renew by").fill("");
			await dialog().getByRole("button", { name: "Save 2 codes" }).click();
			await dialog().waitFor({ state: "detached" });
			expect(await file()).toBe(note([...head, "backup_codes:   # printed, too", "  # by hand", `  - ${third}`, `  - ${fourth}`, "backup_codes_generated: 2026-11-20", "tags: [2fa]"], "\nKeep *this* as it is.\n\n```2fa\n```\n"));
			await eventually(lastNotice).toContain("The former set is dropped.");
		});

		it("not by the set that is there, nor by one that holds some of it", async () => {
			await begin(before);
			await paste("9832 3290\n00123456\n");
			await dialog().getByRole("button", { name: "Save 2 codes" }).click();
			await eventually(() => dialog().getByRole("alert").innerText()).toBe("The note has these codes already, so this is no new set. Nothing was changed. Ask the service for new codes and paste those.");
			await dialog().locator("textarea").fill("1903-4875\n5520-8137\n6309-1148\n");
			await dialog().getByRole("button", { name: "Save 3 codes" }).click();
			await eventually(() => dialog().getByRole("alert").innerText()).toContain("1 of these 3 codes is in the note already.");
			expect(await file()).toBe(before);
			await dialog().getByText("Cancel").click();
			await dialog().waitFor({ state: "detached" });
		});

		it("across a lock in the middle, which hides what was pasted and forgets nothing of it", async () => {
			await begin(before);
			await paste(pasted);
			await stage.run("lock");
			expect(await stage.page.locator("body").innerText()).not.toContain("7741-0096");
			await unlock(stage, passphrase);
			await dialog().getByRole("button", { name: "Save 2 codes" }).click();
			await eventually(file).toContain(third);
		});
	});
});
