/** What a merge took from a note without a word: the device that wrote it knows, says so, and puts it back. */
import { afterAll, describe, expect, it } from "vitest";
import { eventually, expectQuiet, note, openBoth, sealed, sealedKey, start, today, totp, key, unlock, usedOn } from "./notes";
import { closeStages, openStage, type Stage, type StageOptions } from "./stage";

afterAll(closeStages);

const path = "GitHub.md";
const [first, second, third] = ["9832-3290", "1903-4875", "7741-0096"].map((code) => sealed("code", code, "GitHub:me"));
const withCodes = (...codes: (string | undefined)[]): string => note(["issuer: GitHub", "account: me", `totp_seed: ${sealedKey}`, "backup_codes:", ...codes.map((code) => `  - ${code}`)], "\nBody.\n");
const github = withCodes(first, second);
const data = { checks: [{ sealed: sealed("check", "two-factor-notes", ""), label: "" }] };
const settled = 3100;

async function inApp(options: StageOptions, run: (stage: Stage) => Promise<void>): Promise<void> {
	const stage = await openStage({ data, clock: start, files: { [path]: github }, ...options });
	await openBoth(stage, path);
	await unlock(stage);
	await stage.page.locator(".tfn-pane .tfn-card").waitFor();
	await run(stage);
	await expectQuiet(stage);
	await stage.close();
}

const lost = ({ page }: Stage) => page.locator(".tfn-pane .tfn-lost");
const mark = async (stage: Stage): Promise<void> => {
	await stage.page.locator(".tfn-pane .tfn-summary").filter({ visible: true }).click().catch(() => undefined);
	await stage.page.locator(".tfn-pane .tfn-box").first().click();
	await eventually(() => stage.read(path)).toBe(withCodes(usedOn(today, first ?? ""), second));
	await stage.advance(settled);
};

describe("what this device wrote into a note", () => {
	it("is nothing to speak of while it stands", () =>
		inApp({}, async (stage) => {
			await mark(stage);
			await stage.write(path, withCodes(usedOn(today, first ?? ""), second).replace("Body.", "Another body."));
			await stage.cached();
			await stage.restart();
			await stage.run("open-pane");
			await unlock(stage);
			await stage.page.locator(".tfn-pane .tfn-card").waitFor();
			expect(await lost(stage).count()).toBe(0);
		}));

	it.each([["light", {}], ["dark", { theme: "dark" }], ["phone", { phone: true }]] as const)("is missed when a merge drops a mark, also after a restart, and put back: %s", (look, options) =>
		inApp(options, async (stage) => {
			await mark(stage);
			await stage.write(path, github);
			await stage.cached();
			await stage.restart();
			await openBoth(stage, path);
			await unlock(stage);
			await eventually(() => lost(stage).allInnerTexts()).toHaveLength(1);
			// The code whose mark is gone is not marked as if it were the next one.
			await stage.run("use-backup-code");
			await eventually(async () => (await stage.notices()).join()).toContain("a mark of use that this device made is gone from the note");
			expect(await stage.read(path)).toBe(github);
			expect(await lost(stage).innerText()).toContain("What this device wrote here was lost, perhaps in a merge: 1 mark of use.");
			await stage.screenshot(`lost-${look}`);
			await lost(stage).getByRole("button", { name: "Put back" }).click();
			await eventually(() => stage.read(path)).toBe(withCodes(usedOn(today, first ?? ""), second));
			await eventually(() => lost(stage).count()).toBe(0);
			await stage.page.locator(".notice").getByRole("button", { name: "Undo" }).click();
			await eventually(() => stage.read(path)).toBe(github);
		}));

	it("is put back together with a secret key that does not open, which needs no offer of its own", () =>
		inApp({}, async (stage) => {
			await mark(stage);
			const whole = withCodes(usedOn(today, first ?? ""), second);
			const damaged = (text: string): string => text.replace(sealedKey, sealedKey.slice(0, -9) + (sealedKey.at(-9) === "A" ? "B" : "A") + sealedKey.slice(-8));
			const restore = stage.page.locator(".tfn-pane .tfn-mending").getByRole("button", { name: "Restore" });
			await stage.write(path, damaged(whole));
			await restore.waitFor();
			await stage.write(path, damaged(github));
			await eventually(() => lost(stage).allInnerTexts()).toEqual([expect.stringContaining("1 encrypted field, 1 mark of use.")]);
			expect(await restore.count()).toBe(0);
			await lost(stage).getByRole("button", { name: "Put back" }).click();
			await eventually(() => stage.read(path)).toBe(whole);
		}));

	it("is not missed any more where it was left so", () =>
		inApp({}, async (stage) => {
			await mark(stage);
			await stage.write(path, github);
			await lost(stage).getByRole("button", { name: "Leave it so" }).click();
			await eventually(() => lost(stage).count()).toBe(0);
			await stage.restart();
			await unlock(stage);
			await stage.page.locator(".tfn-pane .tfn-card").waitFor();
			await stage.page.waitForTimeout(500);
			expect(await lost(stage).count()).toBe(0);
		}));

	it("are properties that can be read: as a whole they come back", () =>
		inApp({}, async (stage) => {
			await mark(stage);
			await stage.write(path, github.replace("backup_codes:\n  - ", "backup_codes:gICA.\n - - \"").replace("Body.", "Another body."));
			await eventually(() => lost(stage).allInnerTexts()).toHaveLength(1);
			await lost(stage).getByRole("button", { name: "Put back" }).click();
			await eventually(() => stage.read(path)).toBe(withCodes(usedOn(today, first ?? ""), second).replace("Body.", "Another body."));
			await eventually(() => stage.page.locator(".tfn-pane .tfn-code").first().textContent()).toBe(totp(key, start + settled));
		}));

	it("is missed while locked as far as it can be told: a mark is, a code that may have been encrypted anew is not", () =>
		inApp({}, async (stage) => {
			await mark(stage);
			await stage.run("lock");
			await stage.write(path, withCodes(first, third));
			await stage.setMode("reading");
			await stage.page.locator(".tfn-pane .tfn-entry, .tfn-pane .tfn-card").first().waitFor();
			await unlock(stage);
			await eventually(() => lost(stage).allInnerTexts()).toEqual([expect.stringContaining("1 mark of use.")]);
		}));
});
