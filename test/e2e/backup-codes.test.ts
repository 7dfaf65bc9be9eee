/** The second half of an account: codes that work once, and the day each was used. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventually, expectQuiet, forgetWrites, looks, note, openBoth, sealed, sealedKey, today, unlock, usedOn, writeUnseen } from "./notes";
import { closeStages, openStage, type Stage } from "./stage";

afterAll(closeStages);

const path = "2FA/GitHub.md";
const head = ["issuer: GitHub   # the one at work", "account: me", `totp_seed: ${sealedKey}`];
const body = "\nKeep *this* as it is.\n\n```2fa\n```\n";
const hidden = sealed("code", "9832-3290", "GitHub:me");
const before = note([...head, "backup_codes:   # printed, too", `  - ${hidden}`, "  - 1903-4875 used 2026-02-15", "  - 00123456", "  - \"5520 8137\"  # the long one", "tags: [2fa]"], body);
const without = note([...head, "tags: [2fa]"], body);
const used = (stored: string) => `${stored} used ${today}`;
const usedSealed = usedOn(today, hidden);

describe.each(looks)("a backup code, $look", ({ look, options }) => {
	let stage: Stage;
	const isPhone = options.phone === true;
	let place = "";
	const code = (n: number) => stage.page.locator(`${place} .tfn-check`).nth(n);
	const box = (n: number) => code(n).locator(".tfn-box");
	const copy = (n: number) => code(n).getByRole("button", { name: "Copy this backup code" });
	const left = () => stage.page.locator(`${place} .tfn-summary`).innerText();
	const lastNotice = async () => (await stage.notices()).at(-1);

	/** The note as given, drawn, and no notice of the test before. */
	async function begin(text: string, count: number): Promise<void> {
		await stage.page.keyboard.press("Shift");
		await stage.advance(40_000);
		await forgetWrites(stage);
		await stage.write(path, text);
		await stage.cached();
		await eventually(() => stage.page.locator(`${place} .tfn-check`).count()).toBe(count);
	}

	beforeAll(async () => {
		stage = await openStage({ ...options, files: { [path]: before } });
		stage.page.setDefaultTimeout(10_000);
	});
	afterEach(() => expectQuiet(stage));
	afterAll(() => stage.close());

	describe("in its note, while locked", () => {
		beforeAll(async () => {
			place = ".mod-active .markdown-reading-view .tfn-block";
			await stage.openNote(path);
			await stage.setMode("reading");
		});
		beforeEach(() => begin(before, 4));

		it("shows how many are left, when one was used, and none of them", async () => {
			expect(await left()).toBe("3 of 4 left");
			expect(await code(1).innerText()).toContain("15 Feb 2026");
			const text = await stage.page.locator(place).innerText();
			for (const secret of ["9832", "1903", "00123456", "5520"]) expect(text).not.toContain(secret);
			await stage.screenshot(`codes-locked-${look}`);
		});

		it("is marked as used all the same", async () => {
			await box(0).click();
			await eventually(() => stage.read(path)).toBe(before.replace(hidden, usedSealed));
			await code(0).getByText("Undo").click();
			await eventually(() => stage.read(path)).toBe(before);
		});

		it("asks for the passphrase before it is shown, and is hidden again by a lock", async () => {
			const show = code(0).getByRole("button", { name: "Show this backup code" });
			await show.click();
			await stage.page.locator(".modal .tfn-passphrase").waitFor();
			await unlock(stage);
			await eventually(() => code(0).innerText()).toContain("9832-3290");
			await stage.run("lock");
			await show.waitFor();
			expect(await stage.page.locator("body").innerText()).not.toContain("9832-3290");
		});
	});

	describe("in the pane", () => {
		beforeAll(async () => {
			place = ".tfn-pane .tfn-card";
			await openBoth(stage, path);
			await unlock(stage);
			if (isPhone) await stage.page.locator(".tfn-pane .tfn-summary").click();
		});
		beforeEach(() => begin(before, 4));

		it("is hidden until it is tapped", async () => {
			expect(await code(0).innerText()).not.toContain("9832-3290");
			expect(await code(2).innerText()).not.toContain("00123456");
			await code(0).locator(".tfn-dots").click();
			await code(2).locator(".tfn-dots").click();
			expect(await code(0).innerText()).toContain("9832-3290");
			expect(await code(2).innerText()).toContain("00123456");
			expect(await code(3).innerText()).not.toContain("5520");
			await stage.screenshot(`codes-shown-${look}`);
		});

		it("is copied, then asked after, then marked, and the file is longer by the mark alone", async () => {
			await copy(2).click();
			await eventually(stage.clipboard).toBe("00123456");
			expect(await code(2).innerText()).toBe("Copied. Used it?");
			await stage.screenshot(`codes-copied-${look}`);
			expect(await stage.read(path)).toBe(before);
			await code(2).getByText("Copied. Used it?").click();
			await eventually(() => stage.read(path)).toBe(before.replace("- 00123456", `- ${used("00123456")}`));
			await eventually(left).toBe("2 of 4 left");
			await stage.screenshot(`codes-marked-${look}`);
		});

		it("is marked inside its quotes, before what is said behind them", async () => {
			await copy(3).click();
			await eventually(stage.clipboard).toBe("5520 8137");
			await code(3).getByText("Copied. Used it?").click();
			await eventually(() => stage.read(path)).toBe(before.replace("\"5520 8137\"", `"${used("5520 8137")}"`));
		});

		it("is copied decrypted, and marked with the tail of what is stored", async () => {
			await copy(0).click();
			await eventually(stage.clipboard).toBe("9832-3290");
			await code(0).getByText("Copied. Used it?").click();
			await eventually(() => stage.read(path)).toBe(before.replace(hidden, usedSealed));
		});

		it("is ticked off by its box, and the undo beside it restores the very bytes", async () => {
			await box(2).click();
			await eventually(() => stage.read(path)).toBe(before.replace("- 00123456", `- ${used("00123456")}`));
			await code(2).getByText("Undo").click();
			await eventually(() => stage.read(path)).toBe(before);
			await eventually(left).toBe("3 of 4 left");
		});

		it("says so where the mark could not be written, and changes nothing", async () => {
			await stage.failWrites(path, "ENOSPC: no space left on device");
			const why = "The note could not be written. Nothing was changed. Check that it can be written and that there is room, then try again.";
			const saidBefore = (await stage.notices()).length;
			for (const time of [1, 2]) {
				await box(1).click();
				await stage.page.locator(".menu-item", { hasText: "Mark as not used" }).click();
				await eventually(async () => (await stage.notices()).slice(saidBefore)).toEqual(Array(time).fill(why));
			}
			expect((await stage.shownNotices()).filter((words) => words === why)).toEqual([why]);
			await stage.failWrites(path, null);
			expect(await stage.read(path)).toBe(before);
			expect(await left()).toBe("3 of 4 left");
		});

		it("waits for its mark where it was copied before, until that is let go", async () => {
			await stage.failWrites(path, "ENOSPC: no space left on device");
			await box(2).click();
			await eventually(lastNotice).toMatch(/^GitHub \(me\): the backup code was copied, but is not marked as used\. The note could not be written\./);
			await stage.failWrites(path, null);
			expect(await code(2).getByText("Undo").count()).toBe(0);
			await code(2).getByText("Not used").click();
			await eventually(() => code(2).innerText()).not.toContain("Not marked yet");
			expect(await stage.read(path)).toBe(before);
		});

		it("says so where the code went meanwhile, and changes nothing", async () => {
			const now = before.replace("  - 00123456\n", "");
			await writeUnseen(stage, path, now);
			await box(2).click();
			await eventually(lastNotice).toMatch(/^GitHub \(me\): the backup code was copied, but is not marked as used\. This value no longer stands in the note\./);
			await stage.page.locator(".notice").getByRole("button", { name: "Try again" }).last().click();
			await eventually(lastNotice).toBe("This value no longer stands in the note. Nothing was changed. Look at the note again.");
			expect(await stage.read(path)).toBe(now);
		});

		it("says so where it was marked meanwhile, and keeps that day", async () => {
			const now = before.replace("- 00123456", "- 00123456 used 2026-11-01");
			await writeUnseen(stage, path, now);
			await box(2).click();
			await eventually(lastNotice).toBe("This code is marked as used on 1 Nov 2026 already. Nothing was changed.");
			expect(await stage.read(path)).toBe(now);
		});
	});

	describe("by command", () => {
		beforeAll(() => {
			place = ".tfn-pane .tfn-card";
		});

		it("is the next unused one: copied, marked, with undo, down to the last", async () => {
			await begin(before, 4);
			await stage.run("use-backup-code");
			await eventually(lastNotice).toContain("GitHub (me): backup code copied and marked as used. 2 left.");
			expect(await stage.clipboard()).toBe("9832-3290");
			expect(await stage.read(path)).toBe(before.replace(hidden, usedSealed));
			await stage.screenshot(`codes-next-${look}`);
			await stage.page.locator(".notice").getByText("Undo").click();
			await eventually(() => stage.read(path)).toBe(before);
			for (const words of ["2 left.", "1 left.", "None is left: make new ones at the service."]) {
				const { length } = await stage.notices();
				await stage.run("use-backup-code");
				await eventually(async () => (await stage.notices())[length]).toContain(words);
			}
			expect(await stage.clipboard()).toBe("5520 8137");
			expect(await stage.read(path)).toBe(before.replace(hidden, usedSealed).replace("- 00123456", `- ${used("00123456")}`).replace("\"5520 8137\"", `"${used("5520 8137")}"`));
			await eventually(left).toBe("0 of 4 left");
			expect(await stage.commands()).not.toContain("use-backup-code");
		});

		it("is not marked where the clipboard refuses it", async () => {
			await begin(before, 4);
			await stage.refuseClipboard(true);
			await stage.run("use-backup-code");
			await eventually(lastNotice).toContain("nothing was copied");
			await stage.refuseClipboard(false);
			expect(await stage.read(path)).toBe(before);
		});
	});

	describe("beside unsaved typing", () => {
		it("is marked, and the typing stays", async () => {
			place = ".mod-active .markdown-source-view .tfn-block";
			await stage.openNote(path);
			await stage.setMode("live");
			await begin(before, 4);
			await stage.page.locator(".mod-active .cm-line", { hasText: "Keep this" }).click();
			await stage.page.keyboard.press("End");
			await stage.page.keyboard.type(" Typed just now.");
			expect(await stage.read(path)).toBe(before);
			await box(2).click();
			const after = before.replace("- 00123456", `- ${used("00123456")}`).replace("as it is.", "as it is. Typed just now.");
			await eventually(() => stage.read(path)).toBe(after);
			await stage.advance(10_000);
			await stage.cached();
			expect(await stage.read(path)).toBe(after);
			expect(await stage.page.locator(".mod-active .cm-content").innerText()).toContain("Typed just now.");
			await stage.setMode("source");
			expect(await stage.page.locator(".mod-active .cm-content").innerText()).toContain(used("00123456"));
		});
	});

	describe("in a list that is pasted", () => {
		const sixteen = ["2f1a6-0c94e", "d81b3-77a0f", "90a4c-1bd2e", "6e7f8-30c5d", "abcde-fedcb", "04417-91528", "7c0de-3b1a2", "58f6d-a0e9c", "1e2d3-c4b5a", "f0f1a-2b3c4", "6d5e4-f3a2b", "83920-17465", "c9b8a-7d6e5", "0a1b2-c3d4e", "5f6a7-b8c9d", "e0d1c-2b3a4"];
		const recoveryCodes = `Recovery codes\nKeep them as safe as your password.\n\n${sixteen.map((each) => `• ${each}\n`).join("")}\nDownloaded: 2026-11-22\n`;
		const pasted = "GitHub backup codes:\n\n1. 7741-0096\n2. 0381-5527\n";

		beforeAll(async () => {
			place = ".tfn-pane .tfn-card";
			await openBoth(stage, path);
			if (await stage.page.locator(".tfn-passphrase").isVisible()) await unlock(stage);
		});

		/** On a phone the codes are one line until it is tapped. */
		async function unfold(): Promise<void> {
			if (isPhone) await eventually(async () => {
				if (!(await code(0).isVisible())) await stage.page.locator(".tfn-pane .tfn-summary").click();
				return code(0).isVisible();
			}).toBe(true);
		}

		/** Pastes the list, saves it, and gives the sealed texts in the note. */
		async function add(words: string): Promise<string[]> {
			await stage.page.locator(".modal textarea").fill(words);
			expect(await stage.page.locator(".modal .tfn-preview li").allInnerTexts()).toEqual(["7741-0096", "0381-5527"].map((text) => expect.stringContaining(text) as string));
			await stage.screenshot(`codes-paste-${look}`);
			await stage.page.getByRole("button", { name: "Save 2 codes" }).click();
			await stage.page.locator(".modal").waitFor({ state: "detached" });
			await stage.cached();
			const text = (await stage.read(path)) ?? "";
			for (const secret of ["7741", "0096", "0381", "5527"]) expect(text.includes(secret), "a code in the clear").toBe(false);
			return (text.match(/^ *- (tfn1\.\S+)$/gm) ?? []).map((line) => line.trim().slice(2)).filter((stored) => stored !== hidden);
		}

		async function expectCodes(texts: string[]): Promise<void> {
			const count = await stage.page.locator(`${place} .tfn-check`).count();
			for (const [index, text] of texts.entries()) {
				const n = count - texts.length + index;
				await code(n).locator(".tfn-dots").click();
				expect(await code(n).innerText()).toContain(text);
			}
		}

		it("is encrypted, behind those that are there already", async () => {
			await begin(before, 4);
			await unfold();
			await stage.page.locator(place).getByText("Add codes").click();
			const [first, second] = await add(pasted);
			const last = "  - \"5520 8137\"  # the long one\n";
			const days = `backup_codes_generated: "${today}"\nbackup_codes_renew: "2027-11-22"\n`;
			const text = (await stage.read(path)) ?? "";
			expect(text.replace(days, "").replace(days.replaceAll("\"", ""), "")).toBe(before.replace(last, `${last}  - ${first}\n  - ${second}\n`));
			await eventually(left).toBe("5 of 6 left");
			await expectCodes(["7741-0096", "0381-5527"]);
		});

		it("is shown before it is saved: the codes, on a tap what is left out and why, that the service gives more, and why there is none", async () => {
			await begin(without, 0);
			await stage.openNote(path);
			await stage.setMode("reading");
			await stage.page.locator(".mod-active .markdown-reading-view .tfn-block").getByText("Add backup codes").click();
			const modal = stage.page.locator(".modal");
			const box = modal.locator("textarea");
			const save = modal.locator(".mod-cta");
			await box.fill("otpauth://totp/GitHub:me?secret=JBSWY3DPEHPK3PXP");
			expect(await modal.locator(".tfn-preview p").innerText()).toContain("This is the link with the secret key, not backup codes.");
			expect(await save.isDisabled()).toBe(true);
			await stage.screenshot(`codes-none-${look}`);
			await box.fill("2f1a6-0c94f\n~~d81b3-77a0e~~\n90a4c-1bd2f\n");
			expect(await modal.locator(".tfn-preview ol li").allInnerTexts()).toEqual(["2f1a6-0c94f", "90a4c-1bd2f"]);
			expect(await modal.locator(".tfn-preview p").innerText()).toBe("The service usually gives 16. Look whether all of them were pasted.");
			await stage.screenshot(`codes-fewer-${look}`);
			await box.fill(recoveryCodes);
			expect(await modal.getByText("16 codes found").isVisible()).toBe(true);
			expect(await modal.locator(".tfn-preview ol li").allInnerTexts()).toEqual(sixteen);
			expect(await modal.locator(".tfn-preview p").isVisible()).toBe(false);
			expect(await modal.locator(".tfn-preview ul").isVisible()).toBe(false);
			await modal.getByRole("button", { name: "3 lines left out" }).click();
			expect(await modal.locator(".tfn-preview ul li").allInnerTexts()).toEqual(["Recovery codes\nno code", "Keep them as safe as your password.\nno code", "Downloaded: 2026-11-22\na date"]);
			await stage.screenshot(`codes-sixteen-${look}`);
			await save.click();
			await modal.waitFor({ state: "detached" });
			const text = (await stage.read(path)) ?? "";
			expect(text.match(/^ *- tfn1\.\S+$/gm)).toHaveLength(16);
			expect(sixteen.filter((each) => text.includes(each)).length, "codes in the clear").toBe(0);
			expect(text).toMatch(/^backup_codes_generated: "?2026-11-22"?\nbackup_codes_renew: "?2027-11-22"?$/m);
			await openBoth(stage, path);
			await eventually(left).toBe("16 of 16 left");
		});

		it("is the first of an account that had none", async () => {
			await begin(without, 0);
			await stage.run("open-pane");
			await stage.openNote(path);
			await stage.setMode("reading");
			await stage.page.locator(".mod-active .markdown-reading-view .tfn-block").getByText("Add backup codes").click();
			expect(await add(pasted)).toHaveLength(2);
			await openBoth(stage, path);
			await eventually(left).toBe("2 of 2 left");
			await unfold();
			await expectCodes(["7741-0096", "0381-5527"]);
		});
	});
});
