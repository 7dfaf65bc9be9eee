/** Health: what the accounts lack, the button that mends each, and what is put aside. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { eventually, expectQuiet, key, looks, note, rfcKey, sealed, sealedKey, start, today, totp, unlock, violations } from "./notes";
import { pathOf, vaultOf } from "../bench/vault";
import { closeStages, openStage, type Stage, type StageOptions } from "./stage";

afterAll(closeStages);

const check = { sealed: sealed("check", "two-factor-notes", ""), label: "" };
const data = { checks: [check] };

const dialog = ({ page }: Stage) => page.locator(".tfn-health");
const group = (stage: Stage, kind: string) => dialog(stage).locator(`[data-kind="${kind}"]`);
const kinds = (stage: Stage) => dialog(stage).locator("[data-kind]").evaluateAll((all) => all.map((el) => el.getAttribute("data-kind")));
const press = (stage: Stage, kind: string, name: string) => group(stage, kind).getByRole("button", { name, exact: true }).click();
const lines = (stage: Stage) => dialog(stage).locator(".tfn-sum li").allInnerTexts();

async function open(options: StageOptions): Promise<Stage> {
	const stage = await openStage({ data, clock: start, ...options });
	stage.page.setDefaultTimeout(10_000);
	await stage.cached();
	return stage;
}

describe("300 accounts just imported", async () => {
	const files = await vaultOf(300, 300);
	const bare = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replace(/backup_codes:\n(?: {2}- .*\n)*/, "")]));

	it.each(looks)("are a calm view, $look", async ({ look, options }) => {
		const stage = await open({ ...options, files: bare });
		await stage.run("check-health");
		await eventually(() => lines(stage)).toEqual(["All 300 accounts are here, encrypted.", "300 accounts would be hard to get back without your phone."]);
		expect(await kinds(stage)).toEqual(["kit-not-confirmed", "no-backup-codes", "passphrase-not-typed", "unverified"]);
		expect(await dialog(stage).locator("li[data-path]").count()).toBe(0);
		await stage.screenshot(`health-300-${look}`);
		expect(await violations(stage, ".tfn-health")).toEqual([]);
		await group(stage, "no-backup-codes").getByRole("button", { name: /Show all 300/ }).click();
		expect(await group(stage, "no-backup-codes").locator("li").count()).toBe(300);
		await stage.screenshot(`health-300-all-${look}`);
		await expectQuiet(stage);
		await stage.close();
	});
});
void [note, afterEach, beforeAll, key, rfcKey, sealedKey, today, totp, unlock, press, pathOf];
