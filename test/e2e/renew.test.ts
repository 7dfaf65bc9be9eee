/** The life of a set of backup codes: renewed, kept or dropped, used with the steps after it, on paper only, and what is told of it in the note. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { eventually, expectQuiet, forgetWrites, looks, note, openBoth, passphrase, sealed, sealedKey, today, unlock, usedOn, violations } from "./notes";
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
		if (!isPhone) return;
		await stage.advance(100);
		// The card may just be being drawn anew.
		await eventually(async () => {
			const isOpen = (await card().locator(".tfn-backup.is-open").count()) > 0;
			if (!isOpen) await card().locator(".tfn-summary").click();
			return isOpen;
		}).toBe(true);
	}

	async function paste(words: string): Promise<void> {
		await stage.run("replace-backup-codes");
		await dialog().locator("textarea").fill(words);
	}

	/** Agrees to lose what is in the dialog. */
	async function discard(): Promise<void> {
		await dialog().getByRole("button", { name: "Discard" }).click();
		await dialog().waitFor({ state: "detached" });
	}

	beforeAll(async () => {
		stage = await openStage({ ...options, files: { [path]: before } });
		stage.page.setDefaultTimeout(10_000);
		await openBoth(stage, path);
		await unlock(stage);
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
			await eventually(lastNotice).toContain("GitHub (me): 2 new backup codes saved, encrypted. The former set is kept in the note, encrypted.");
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

		it("not where the set to be dropped is another by now, which nobody has seen", async () => {
			await begin(before);
			await paste(pasted);
			await dialog().getByLabel("Drop it").check();
			const renewed = before.replace(second, stored("6309-1148"));
			await stage.write(path, renewed);
			await stage.cached();
			await dialog().getByRole("button", { name: "Save 2 codes" }).click();
			await eventually(() => dialog().getByRole("alert").innerText()).toBe("The note was changed since, so it stays as it is.");
			expect(await file()).toBe(renewed);
			await dialog().getByText("Cancel").click();
			await discard();
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
			await discard();
		});

		it("only after a question where closing, or making codes, would lose what was pasted", async () => {
			await begin(before);
			await paste(pasted);
			for (const lose of [() => stage.page.keyboard.press("Escape"), () => dialog().getByRole("button", { name: "Make codes" }).click(), () => dialog().getByText("Cancel").click()]) {
				await lose();
				await dialog().getByText("The backup codes here are not saved in the note. Discard them?").waitFor();
				await dialog().last().getByText("Cancel").click();
				expect(await dialog().locator("textarea").inputValue()).toBe(pasted);
			}
			await stage.run("lock");
			await stage.page.keyboard.press("Escape");
			await dialog().last().getByText("Cancel").click();
			await unlock(stage, passphrase);
			expect(await dialog().locator("textarea").inputValue()).toBe(pasted);
			await stage.page.keyboard.press("Escape");
			await discard();
			expect(await file()).toBe(before);
			await stage.run("replace-backup-codes");
			await stage.page.keyboard.press("Escape");
			await dialog().waitFor({ state: "detached" });
		});

		it("and no code that was used before is missed", async () => {
			await begin(before);
			await stage.run("use-backup-code");
			await eventually(file).toContain(usedOn(today, first));
			await paste(pasted);
			await dialog().getByRole("button", { name: "Save 2 codes" }).click();
			await dialog().waitFor({ state: "detached" });
			await eventually(() => card().locator(".tfn-summary").innerText()).toContain("2 of 2 left");
			// Asked for after the note was drawn: what the device kept is read in the background.
			await stage.page.waitForTimeout(300);
			expect(await card().locator(".tfn-lost").count()).toBe(0);
			// What followed from the use went with its set.
			expect(await card().getByRole("button", { name: "Dismiss" }).count()).toBe(0);
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

	it("asks of no code of the new set whether the copied one was used", async () => {
		await begin(before);
		const asked = card().getByText("Copied. Used it?");
		// On phones nothing clears the clipboard: it is still the one that was used above.
		if (!isPhone) await card().locator(".tfn-check").first().getByRole("button", { name: "Copy this backup code" }).click();
		await asked.waitFor();
		await paste(pasted);
		await dialog().getByRole("button", { name: "Save 2 codes" }).click();
		await dialog().waitFor({ state: "detached" });
		await eventually(() => card().locator(".tfn-summary").innerText()).toContain("2 of 2 left");
		expect(await asked.count()).toBe(0);
	});

	it("is made here for a service of one's own: shown once, then saved like a pasted one", async () => {
		await begin(before);
		await stage.run("replace-backup-codes");
		await dialog().getByLabel("How many codes to make").fill("12");
		await dialog().getByRole("button", { name: "Make codes" }).click();
		const made = await dialog().locator(".tfn-preview ol li").allInnerTexts();
		expect(made.filter((code) => /^[a-z3-9]{4}-[a-z3-9]{4}-[a-z3-9]{4}$/.test(code))).toHaveLength(12);
		await dialog().getByRole("button", { name: "Copy them" }).click();
		await eventually(stage.clipboard).toBe(made.join("\n"));
		await stage.screenshot(`renew-made-${look}`);
		expect(await violations(stage, ".modal .modal-content")).toEqual([]);
		await dialog().getByRole("button", { name: "Save 12 codes" }).click();
		await dialog().waitFor({ state: "detached" });
		for (const code of made) expect(await file()).toContain(`- ${stored(code)}\n`);
	});

	it("is renewed by keyboard alone", async () => {
		await begin(before);
		await stage.run("replace-backup-codes");
		await stage.page.keyboard.type("7741-0096");
		const focused = () => stage.page.evaluate(() => document.activeElement?.textContent ?? "");
		for (let n = 0; n < 30 && (await focused()) !== "Save 1 code"; n++) await stage.page.keyboard.press("Tab");
		await stage.page.keyboard.press("Enter");
		await eventually(file).toContain(`- ${third}\n`);
		await dialog().waitFor({ state: "detached" });
	});

	describe("is due", () => {
		const due = (day: string) => begin(before.replace("renew: 2027-01-10", `renew: ${day}`));
		it.each([
			["2026-12-23", null], ["2026-12-22", "These codes are to be renewed by 22 Dec 2026, in 30 days."],
			["2026-11-22", "These codes are to be renewed by today."], ["2026-11-21", "These codes were to be renewed by 21 Nov 2026."],
		])("as the card says it calmly: %s", async (day, words) => {
			await due(day);
			if (words === null) await eventually(() => card().locator(".tfn-due").count()).toBe(0);
			else await eventually(() => card().locator(".tfn-due").innerText()).toBe(`${words}\nRenew`);
			await stage.screenshot(`renew-due-${look}`);
		});

		it("and the card leads to renewing", async () => {
			await due("2026-11-21");
			await eventually(() => card().locator(".tfn-due").count()).toBe(1);
			await card().getByRole("button", { name: "Renew the backup codes" }).click();
			await dialog().getByRole("heading", { name: "Renew backup codes" }).or(dialog().getByText("Renew backup codes", { exact: true })).first().waitFor();
			await dialog().getByText("Cancel").click();
			await dialog().waitFor({ state: "detached" });
		});
	});

	describe("after one was used", () => {
		const steps = "\n## 2FA steps\n\n- [ ] Change the password\n- [ ] End all other sessions\n- [ ] Only if the phone is lost or was stolen: set a new secret key\n- [ ] Renew the backup codes\n";
		const used = before.replace(first, usedOn(today, first));
		const line = () => card().locator(".tfn-after-use");

		it("says what follows: accepted, the steps, ticked on the card and by hand, until all are done", async () => {
			await begin(before);
			await stage.run("use-backup-code");
			await eventually(file).toBe(used);
			await eventually(() => line().innerText()).toContain("Code used today. Now: 4 steps");
			await stage.screenshot(`after-use-${look}`);
			expect(await violations(stage, ".tfn-pane")).toEqual([]);
			await line().getByText("It was accepted").click();
			await eventually(file).toBe(used.replace("tested: 2026-02-15", `tested: ${today}`));
			await eventually(() => line().getByText("It was accepted").count()).toBe(0);
			await line().getByText("Add the steps to the note").click();
			const whole = used.replace("tested: 2026-02-15", `tested: ${today}`) + steps;
			await eventually(file).toBe(whole);
			await eventually(() => line().locator("b").innerText()).toBe("4 of 4 steps open");
			await line().getByLabel("Change the password").click();
			await eventually(file).toBe(whole.replace("[ ] Change", "[x] Change"));
			await eventually(() => line().locator("b").innerText()).toBe("3 of 4 steps open");
			await stage.screenshot(`after-use-steps-${look}`);
			expect(await violations(stage, ".tfn-pane")).toEqual([]);
			await stage.write(path, whole.replace("[ ] Change", "[x] Change").replace("[ ] End", "[x] End").replace("[ ] Only", "[-] Only"));
			await eventually(() => line().locator("b").innerText()).toBe("1 of 4 steps open");
			await line().getByLabel("Renew the backup codes").click();
			await eventually(() => line().innerText()).toBe("");
			expect(await file()).toContain("[x] Renew");
		});

		it("offers nothing that was dismissed, or undone", async () => {
			await begin(before);
			await stage.run("use-backup-code");
			await eventually(() => line().innerText()).toContain("Now: 4 steps");
			await line().getByRole("button", { name: "Dismiss" }).click();
			await eventually(() => line().innerText()).toBe("");
			await begin(before);
			await stage.run("use-backup-code");
			await eventually(() => line().innerText()).toContain("Now: 4 steps");
			await stage.page.locator(".notice").getByRole("button", { name: "Undo" }).last().click();
			await eventually(file).toBe(before);
			await eventually(() => line().innerText()).toBe("");
		});

		it("goes on offering what follows from another one that stays used, and wherever the note goes", async () => {
			await begin(before);
			await stage.run("use-backup-code");
			await eventually(file).toBe(used);
			// The next one is the next of what is shown.
			await eventually(() => card().locator(".tfn-summary").innerText()).toContain("1 of 3 left");
			await stage.run("use-backup-code");
			await eventually(file).toContain(`00123456 used ${today}`);
			await stage.page.locator(".notice").getByRole("button", { name: "Undo" }).first().click();
			await eventually(file).not.toContain(usedOn(today, first));
			expect(await line().innerText()).toContain("Now: 4 steps");
			await stage.rename(path, "2FA/Forge.md");
			await stage.cached();
			await eventually(() => card().getAttribute("data-path")).toBe("2FA/Forge.md");
			expect(await line().innerText()).toContain("Now: 4 steps");
			await stage.rename("2FA/Forge.md", path);
			await stage.cached();
			await line().getByRole("button", { name: "Dismiss" }).click();
			await eventually(() => line().innerText()).toBe("");
		});

		it("says nothing of a set that came later, whose codes nobody has used", async () => {
			await begin(before);
			await stage.run("use-backup-code");
			await eventually(() => line().innerText()).toContain("Code used today.");
			await paste(pasted);
			await dialog().getByRole("button", { name: "Save 2 codes" }).click();
			await eventually(() => card().locator(".tfn-summary").innerText()).toBe("2 of 2 left");
			await eventually(() => line().innerText()).toBe("");
			await stage.page.locator(".notice").getByRole("button", { name: "Undo" }).last().click();
			await eventually(file).toBe(used);
			await eventually(() => line().innerText()).toContain("It was accepted");
			await line().getByRole("button", { name: "Dismiss" }).click();
		});

		it("has its step ticked by renewing, in the same write", async () => {
			await begin(before + steps);
			await eventually(() => line().locator("b").innerText()).toBe("4 of 4 steps open");
			await paste(pasted);
			await dialog().getByRole("button", { name: "Save 2 codes" }).click();
			await eventually(file).toContain("- [x] Renew the backup codes\n");
			await eventually(() => line().locator("b").innerText()).toBe("3 of 4 steps open");
		});
	});

	describe("on paper only", () => {
		const check = (n: number) => card().locator(".tfn-check").nth(n);

		it("is counted and ticked off, never copied, never encrypted, and no secret", async () => {
			await begin(note([...head, "backup_codes:", `  - ${first}`]));
			await eventually(() => card().locator(".tfn-summary").innerText()).toBe("1 of 1 left");
			await card().getByText("Add codes").click();
			await dialog().getByLabel("How many more codes stay on paper only?").fill("3");
			await stage.screenshot(`on-paper-${look}`);
			// Twice, as impatient fingers do: it is saved once.
			await dialog().getByRole("button", { name: "Save 3 codes" }).dblclick();
			await dialog().waitFor({ state: "detached" });
			const there = note([...head, "backup_codes:", `  - ${first}`, "  - \"on paper 1\"", "  - \"on paper 2\"", "  - \"on paper 3\""]);
			expect(await file()).toBe(there);
			await eventually(() => card().locator(".tfn-summary").innerText()).toBe("4 of 4 left");
			expect(await check(1).innerText()).toBe("On paper: 1");
			expect(await check(1).getByRole("button").count()).toBe(1);
			expect(await card().getByText("Not encrypted").count()).toBe(0);
			await check(2).locator(".tfn-box").click();
			await eventually(file).toBe(there.replace("on paper 2", `on paper 2 used ${today}`));
			await eventually(() => card().locator(".tfn-summary").innerText()).toBe("3 of 4 left");
			await stage.screenshot(`on-paper-card-${look}`);
			expect(await violations(stage, ".tfn-pane")).toEqual([]);
			await stage.run("use-backup-code");
			await eventually(() => card().locator(".tfn-summary").innerText()).toBe("2 of 4 left");
			expect(await stage.clipboard()).toBe("9832-3290");
			expect(await card().getByText("Use next").count()).toBe(0);
			expect(await stage.commands()).not.toContain("use-backup-code");
		});

		it("is what an encrypted one becomes, after a question; the journal keeps the encrypted text", async () => {
			const there = note([...head, "backup_codes:", `  - ${first}`, `  - ${second}`]);
			await begin(there);
			await eventually(() => card().locator(".tfn-check").count()).toBe(2);
			const ask = async (): Promise<void> => {
				await check(1).click({ button: "right", position: { x: 60, y: 8 } });
				await stage.page.locator(".menu-item", { hasText: "Keep only on paper…" }).click();
			};
			await ask();
			await dialog().getByText("Cancel").click();
			expect(await file()).toBe(there);
			await ask();
			await dialog().getByRole("button", { name: "Keep only on paper" }).click();
			await eventually(file).toBe(there.replace(second, "\"on paper 1\""));
			await eventually(() => card().locator(".tfn-summary").innerText()).toBe("2 of 2 left");
		});
	});
});

describe("where copies are kept", () => {
	it("is said on the card, in place, with what other accounts say on offer", async () => {
		const there = note([...head, "backup_codes_stored: [safe, Bitwarden]  # by Ann", "tags: [2fa]"], "\n```2fa\n```\n");
		const stage = await openStage({ clock: Date.UTC(2026, 10, 22, 10, 0, 6), files: { [path]: there, "2FA/Mail.md": note(["issuer: Mail", "type: Push", "copies: [at Ann's, safe]", "tags: [2fa]"]) } });
		await stage.openNote(path);
		await stage.setMode("reading");
		await stage.page.getByRole("button", { name: "Copies kept in: safe, Bitwarden. Change" }).click();
		const field = stage.page.getByRole("textbox", { name: "Copies kept in" });
		expect(await field.inputValue()).toBe("safe, Bitwarden");
		await stage.page.locator(".modal").getByRole("button", { name: "at Ann's" }).click();
		expect(await field.inputValue()).toBe("safe, Bitwarden, at Ann's");
		await stage.screenshot("copies");
		await field.fill("safe, at Ann's");
		await field.press("Escape");
		await stage.page.getByText("What you typed under “Copies kept in” is not saved. Discard it?").waitFor();
		await stage.page.keyboard.press("Escape");
		await field.press("Enter");
		await eventually(() => stage.read(path)).toBe(there.replace("[safe, Bitwarden]", "[safe, \"at Ann's\"]"));
		await stage.page.getByRole("button", { name: "Copies kept in: safe, at Ann's. Change" }).click();
		await field.press("Escape");
		await stage.page.locator(".modal").waitFor({ state: "detached" });
		await expectQuiet(stage);
		await stage.close();
	});
});

describe("a history in the note", () => {
	const there = note([...head, "backup_codes:", `  - ${first}`, "  - 00123456", "tags: [2fa]"], "\nWords.\n\n## 2FA history\n\n- 2026-01-10 backup codes tested (Ben)\n\n## Rest\n\nMore.\n");
	const told = (...lines: string[]) => ["- 2026-01-10 backup codes tested (Ben)", ...lines.map((line) => `- ${today} ${line} (Ann)`)].join("\n");
	let stage: Stage;
	const file = () => stage.read(path);

	beforeAll(async () => {
		stage = await openStage({ clock: Date.UTC(2026, 10, 22, 10, 0, 6), files: { [path]: there }, data: { history: true }, localStorage: { "two-factor-notes:name": "Ann" } });
		stage.page.setDefaultTimeout(10_000);
		await openBoth(stage, path);
		await unlock(stage);
	});
	afterEach(() => expectQuiet(stage));
	afterAll(() => stage.close());

	it("tells each use, undo, test and renewal with the day and the name, in the write of the edit itself", async () => {
		const card = stage.page.locator(".tfn-pane .tfn-card");
		const used = there.replace(first, usedOn(today, first));
		const withLines = (text: string, ...lines: string[]) => text.replace(told(), told(...lines));
		await card.locator(".tfn-box").first().click();
		await eventually(file).toBe(withLines(used, "backup code used"));
		await card.getByText("Undo").click();
		await eventually(file).toBe(withLines(there, "backup code used", "use of a backup code taken back"));
		await card.locator(".tfn-box").first().click();
		await eventually(file).toBe(withLines(used, "backup code used", "use of a backup code taken back", "backup code used"));
		await card.getByText("It was accepted").click();
		await eventually(file).toContain("backup_codes_tested: 2026-11-22\n");
		expect(await file()).toContain(told("backup code used", "use of a backup code taken back", "backup code used", "backup codes tested"));
		await stage.run("replace-backup-codes");
		await stage.page.locator(".modal textarea").fill(pasted);
		await stage.page.locator(".modal").getByRole("button", { name: "Save 2 codes" }).click();
		await stage.page.locator(".modal").waitFor({ state: "detached" });
		const text = (await file()) ?? "";
		expect(text).toContain(`${told("backup code used", "use of a backup code taken back", "backup code used", "backup codes tested", "backup codes renewed, 2 new")}\n\n## Rest\n\nMore.\n`);
		for (const code of ["9832", "7741-0096", "0381-5527"]) expect(text.includes(code), "a code in the clear").toBe(false);
		await stage.page.locator(".notice").getByRole("button", { name: "Undo" }).last().click();
		await eventually(file).not.toContain("renewed");
	});

	it("stays as it is where both sides of a conflict are kept", async () => {
		const [ours, theirs] = [`  - ${usedOn(today, first)}\n  - 00123456\n`, `  - ${first}\n  - 00123456 used 2026-11-20\n`];
		await stage.write(path, there.replace(`  - ${first}\n  - 00123456\n`, `<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> other\n`));
		await stage.page.locator(".tfn-pane .tfn-card").getByText("Keep both sides").click();
		await eventually(file).toBe(there.replace(first, usedOn(today, first)).replace("- 00123456", "- 00123456 used 2026-11-20"));
	});

	it("is switched on in the settings, with a name that stays on the device", async () => {
		await stage.openSettings();
		const row = (name: string) => stage.page.locator(".setting-item", { hasText: name });
		await row("Your name in it").locator("input").fill("Ann B.");
		await eventually(async () => JSON.stringify(await stage.storage())).toContain("Ann B.");
		await stage.screenshot("history-settings");
		await row("Keep a history in the note").locator(".checkbox-container").click();
		await eventually(async () => JSON.parse((await stage.data()) ?? "{}") as unknown).toMatchObject({ history: false });
		expect(await stage.data()).not.toContain("Ann");
		await eventually(() => row("Your name in it").isVisible()).toBe(false);
	});
});
