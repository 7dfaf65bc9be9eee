/** The emergency kit: what is printed, how it is asked for, and that nothing of it stays behind. */
import type { Locator } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import type { SealedKind } from "../../src/entry";
import { toBase64url } from "../../src/lock/base64url";
import { groupFor, type Cost } from "../../src/lock/field";
import { seal } from "../../src/lock/seal";
import { deriveHere, unhex } from "../lock/derive-here";
import { cloudflare, eventually, inApp, key, looks, note, passphrase, right, shows, start, today, unlock, usedOn, violations } from "./notes";
import { closeStages, type Stage } from "./stage";

afterAll(closeStages);

const cheap: Cost = { memory: 64, passes: 1, lanes: 1 };
const salt = unhex("000102030405060708090a0b0c0d0e0f");
const derived = await deriveHere(new TextEncoder().encode(passphrase), salt, cheap);
const sealed = (kind: SealedKind, secret: string, label: string): string => seal(derived, groupFor(cheap, toBase64url(salt)), kind, secret, label);

const sealedKey = sealed("seed", key, "GitHub:me");
const otherKey = seal(await deriveHere(new TextEncoder().encode("another passphrase"), unhex("0f0e0d0c0b0a09080706050403020100"), cheap), groupFor(cheap, toBase64url(unhex("0f0e0d0c0b0a09080706050403020100"))), "seed", key, "Other:me");
const codes = ["9832-3290", "1903-4875"].map((code) => sealed("code", code, "GitHub:me"));
const github = note(["issuer: GitHub", "account: me", `totp_seed: ${sealedKey}`, "backup_codes:", `  - ${codes[0]}`, `  - ${usedOn("2026-02-15", codes[1] ?? "")}`, "tags: [2fa]"]);
const files = { "2FA/GitHub.md": github, "2FA/Cloudflare.md": cloudflare };

const modal = ({ page }: Stage): Locator => page.locator(".modal").last();
const kit = ({ page }: Stage): Locator => page.locator(".modal").filter({ hasText: "What to print" });
const button = (stage: Stage, name: string): Locator => modal(stage).getByRole("button", { name, exact: true });
const variant = (stage: Stage, name: string): Promise<void> => kit(stage).getByText(name, { exact: true }).click();
/** The words of the sheet that is shown; "" while there is none. */
const sheet = ({ page }: Stage): Promise<string> => page.evaluate(() => (document.querySelector("iframe")?.contentDocument?.body?.innerText ?? "").replace(/\s+/g, " "));
const frames = ({ page }: Stage): Promise<number> => page.locator("iframe").count();
/** The print dialog is the browser's, and would be opened: it is noted what was to be printed. */
const watchPrint = ({ page }: Stage): Promise<void> => page.evaluate(() => {
	const view = document.querySelector("iframe")?.contentWindow;
	if (view) view.print = () => void document.body.setAttribute("data-printed", view.document.title);
});
const printed = ({ page }: Stage): Promise<string | null> => page.locator("body").getAttribute("data-printed");

/** Those that print from here. */
const computers = looks.filter(({ look }) => look !== "phone");

describe.each(computers)("the open sheet ($look)", ({ look, options }) => {
	it("asks for the passphrase for the open sheet, shows it, and has nothing left once closed", () =>
		inApp({ ...options, files, workspace: {} }, async (stage) => {
			await stage.run("emergency-kit");
			await stage.page.locator(".tfn-passphrase").waitFor();
			await stage.page.keyboard.press("Escape");
			expect(await modal(stage).innerText()).toContain("Locked. Your passphrase is needed for this sheet.");
			expect(await frames(stage)).toBe(0);
			await stage.screenshot(`kit-locked-${look}`);
			await button(stage, "Unlock").click();
			await unlock(stage);
			await eventually(() => sheet(stage)).toContain("JBSW Y3DP EHPK 3PXP");
			expect(await sheet(stage)).toContain("9832-3290");
			await stage.page.waitForTimeout(200);
			await stage.screenshot(`kit-open-${look}`);
			expect(await violations(stage, ".modal")).toEqual([]);
			await stage.page.keyboard.press("Escape");
			expect(await frames(stage)).toBe(0);
			expect(await shows(stage, key)).toBe(false);
			expect(await shows(stage, "9832-3290")).toBe(false);
		}));

	it("is had with the keyboard alone, which is never left behind a dialog", () =>
		inApp({ ...options, files, workspace: {} }, async (stage) => {
			await stage.run("emergency-kit");
			await stage.page.locator(".tfn-passphrase").waitFor();
			expect(await stage.page.evaluate(() => document.activeElement?.matches(".tfn-passphrase input"))).toBe(true);
			await stage.page.keyboard.press("Escape");
			await kit(stage).waitFor();
			await stage.page.keyboard.press("ArrowDown");
			await eventually(() => sheet(stage)).toContain(sealedKey);
			await stage.page.keyboard.press("ArrowUp");
			await stage.page.locator(".tfn-passphrase").waitFor();
			await stage.page.keyboard.type(passphrase);
			await stage.page.keyboard.press("Enter");
			await eventually(() => sheet(stage)).toContain("JBSW Y3DP EHPK 3PXP");
			expect(await stage.page.evaluate(() => document.activeElement?.matches(".modal input:checked"))).toBe(true);
		}));
});

describe.each(looks)("the encrypted sheet ($look)", ({ look, options }) => {
	/** A phone, which prints no open sheet, does not ask for the passphrase. */
	const openEncrypted = async (stage: Stage): Promise<void> => {
		await stage.run("emergency-kit");
		if (look !== "phone") {
			await stage.page.locator(".tfn-passphrase").waitFor();
			await stage.page.keyboard.press("Escape");
		}
		await variant(stage, "Encrypted sheet");
	};

	it("chooses accounts and calls them by names of one's own", () =>
		inApp({ ...options, files, workspace: {} }, async (stage) => {
			await openEncrypted(stage);
			await eventually(() => sheet(stage)).toContain("1 account");
			await button(stage, "Choose").click();
			await kit(stage).getByText("Call them by names of my own").click();
			await kit(stage).getByLabel("Name on paper of GitHub").fill("blue");
			await kit(stage).getByLabel("Name on paper of GitHub").press("Tab");
			await kit(stage).locator(".tfn-pick", { hasText: "Cloudflare" }).getByRole("checkbox").click();
			await eventually(() => sheet(stage)).toMatch(/1 of 1 blue Secret key.*What the names mean.*blue: GitHub, me$/);
			await stage.screenshot(`kit-choose-${look}`);
			expect((await sheet(stage)).replace(/What the names mean.*/, "")).not.toMatch(/GitHub|Cloudflare/);
		}));

	it("is made while locked", () =>
		inApp({ ...options, files, workspace: {} }, async (stage) => {
			await openEncrypted(stage);
			await eventually(() => sheet(stage)).toContain(sealedKey);
			expect(await sheet(stage)).toMatch(/Used and left out: 2\..*Not on this sheet Cloudflare \(your@email\.com\): nothing of it is encrypted\./);
			await stage.screenshot(`kit-encrypted-${look}`);
			await button(stage, "Save in the vault").click();
			await eventually(() => stage.paths()).toContain(`2FA/Encrypted sheet ${today}.html`);
			expect(await stage.read(`2FA/Encrypted sheet ${today}.html`)).toContain(sealedKey);
			expect(await stage.commands()).toContain("unlock");
		}));
});

it("is saved in the vault, or written by hand, where there is only a phone", () =>
	inApp({ phone: true, clock: start, workspace: {}, files }, async (stage) => {
		await stage.run("emergency-kit");
		// What cannot be printed here takes no passphrase, and draws no secret.
		await eventually(() => modal(stage).innerText()).toContain("A phone cannot print this. Open the vault on a computer");
		expect(await frames(stage)).toBe(0);
		await stage.screenshot("kit-open-only-phone");
		await variant(stage, "Passphrase page");
		await eventually(() => modal(stage).innerText()).toContain("A phone cannot print from here. Write the passphrase on any paper");
		await button(stage, "Save in the vault").click();
		await eventually(() => stage.paths()).toContain(`2FA/Passphrase page ${today}.html`);
		await stage.screenshot("kit-passphrase-phone");
		await button(stage, "It is on paper").click();
		await button(stage, "Yes, it is written down").click();
		await eventually(async () => JSON.parse((await stage.data()) ?? "{}") as { kit?: string }).toMatchObject({ kit: "confirmed" });
	}));

/** From the command to the question that follows the print dialog. */
async function print(stage: Stage): Promise<void> {
	await stage.run("emergency-kit");
	await unlock(stage);
	await eventually(() => sheet(stage)).toContain("GitHub");
	await watchPrint(stage);
	await button(stage, "Print").click();
}

describe("printing", () => {
	const at = { files, clock: start, workspace: { right } };

	it("asks whether it was good, and only then notes the day in the notes, with undo", () =>
		inApp(at, async (stage) => {
			await print(stage);
			expect(await printed(stage)).toBe("Emergency sheet");
			await button(stage, "Not yet").click();
			expect(await stage.read("2FA/GitHub.md")).toBe(github);
			await watchPrint(stage);
			await button(stage, "Print").click();
			await button(stage, "Yes, note the day").click();
			await eventually(() => modal(stage).innerText()).toContain("The day was noted in all 2 accounts.");
			expect(await frames(stage)).toBe(0);
			expect(await stage.read("2FA/GitHub.md")).toMatch(new RegExp(`\nsheet_printed: "?${today}"?\n`));
			await button(stage, "Undo").click();
			await eventually(() => stage.read("2FA/GitHub.md")).toBe(github);
			await eventually(() => stage.read("2FA/Cloudflare.md")).toBe(cloudflare);
		}));

	it("leaves nothing on the page after a lock, and the question stands", () =>
		inApp(at, async (stage) => {
			await print(stage);
			await stage.run("lock");
			await eventually(() => frames(stage)).toBe(0);
			expect(await shows(stage, "9832-3290")).toBe(false);
			await button(stage, "Yes, note the day").click();
			await eventually(() => stage.read("2FA/GitHub.md")).toContain("sheet_printed");
		}));

	it("is off the page in the background", () =>
		inApp(at, async (stage) => {
			await stage.run("emergency-kit");
			await unlock(stage);
			await eventually(() => sheet(stage)).toContain("GitHub");
			await stage.setHidden(true);
			expect(await frames(stage)).toBe(0);
			await stage.setHidden(false);
			await eventually(() => sheet(stage)).toContain("GitHub");
		}));

	it("saves a file outside of the vault", () =>
		inApp(at, async (stage) => {
			await stage.run("emergency-kit");
			await unlock(stage);
			await eventually(() => sheet(stage)).toContain("GitHub");
			const [saved] = await Promise.all([stage.page.waitForEvent("download"), button(stage, "Save as a file").click()]);
			expect(saved.suggestedFilename()).toBe(`Emergency sheet ${today}.html`);
			await stage.screenshot("kit-saved");
			// It is not printed yet: the question waits until that is said.
			expect(await modal(stage).innerText()).not.toContain("Did it print well?");
			await button(stage, "It is on paper").click();
			expect(await modal(stage).innerText()).toContain("Did it print well?");
			await eventually(async () => (await stage.paths()).filter((each) => each.startsWith("2FA/"))).toEqual(["2FA/Cloudflare.md", "2FA/Emergency sheet, page one.md", "2FA/GitHub.md"]);
		}));
});

describe("what is not wholly on the paper", () => {
	const partly = note(["issuer: Mail", "account: me", `totp_seed: ${key}`, "backup_codes:", `  - ${sealed("code", "5520-8137", "Mail:me")}`, "tags: [2fa]"]);

	it("is named, and its day is not noted", () =>
		inApp({ clock: start, workspace: {}, files: { ...files, "2FA/Mail.md": partly } }, async (stage) => {
			await stage.run("emergency-kit");
			await unlock(stage);
			await variant(stage, "Encrypted sheet");
			await eventually(() => sheet(stage)).toContain("2 of 2 Mail");
			await watchPrint(stage);
			await button(stage, "Print").click();
			expect(await modal(stage).innerText()).toContain("The day is not noted for Cloudflare (your@email.com) and Mail (me), as not all of the secrets are on it.");
			await stage.screenshot("kit-partly");
			await button(stage, "Yes, note the day").click();
			await eventually(() => modal(stage).innerText()).toContain("The day was noted in the account.");
			expect(await stage.read("2FA/GitHub.md")).toContain(`sheet_printed: ${today}`);
			expect([await stage.read("2FA/Mail.md"), await stage.read("2FA/Cloudflare.md")]).toEqual([partly, cloudflare]);
		}));

	it("is said of an account under another passphrase, too", () =>
		inApp({ clock: start, workspace: {}, files: { ...files, "2FA/Other.md": note(["issuer: Other", "account: me", `totp_seed: ${otherKey}`, "tags: [2fa]"]) } }, async (stage) => {
			await print(stage);
			expect(await modal(stage).innerText()).toContain("The day is not noted for Other (me), as not all of the secrets are on it.");
			await button(stage, "Yes, note the day").click();
			await eventually(() => modal(stage).innerText()).toContain("The day was noted in all 2 accounts.");
			expect(await stage.read("2FA/Other.md")).not.toContain("sheet_printed");
		}));
});

describe("names of one's own", () => {
	const clear = Object.fromEntries(["Alpha", "Amber", "Birch"].map((name) => [`2FA/${name}.md`, note([`issuer: ${name}`, "account: me", `totp_seed: ${key}`, "tags: [2fa]"])]));
	const field = (stage: Stage, name: string): Locator => kit(stage).getByLabel(`Name on paper of ${name}`);
	const names = (stage: Stage): Promise<string[]> => kit(stage).locator(".tfn-word").evaluateAll((inputs) => inputs.map((input) => (input instanceof HTMLInputElement ? input.value : "")));
	const open = async (stage: Stage): Promise<void> => {
		await stage.run("emergency-kit");
		await eventually(() => sheet(stage)).toContain("3 accounts");
		await button(stage, "Choose").click();
	};

	it("are kept: closing by Esc, another account and a renamed note change none", () =>
		inApp({ clock: start, workspace: {}, files: clear }, async (stage) => {
			await open(stage);
			await kit(stage).getByText("Call them by names of my own").click();
			expect(await names(stage)).toEqual(["A", "A2", "B"]);
			await field(stage, "Birch").fill("blue whale");
			await stage.page.keyboard.press("Escape");
			await eventually(() => stage.data()).toContain("blue whale");
			await stage.write("2FA/Aardvark.md", clear["2FA/Alpha.md"]?.replace("Alpha", "Aardvark") ?? "");
			await stage.page.evaluate(async () => {
				const { vault } = window.host.app;
				for (const [from, to] of [["2FA/Alpha.md", "2FA/Alpha one.md"], ["2FA/Birch.md", "2FA/Tree.md"]] as const) {
					const file = vault.getFileByPath(from);
					if (file) await vault.rename(file, to);
				}
			});
			await eventually(() => stage.data()).toMatch(/2FA\/Alpha one\.md.*2FA\/Tree\.md/s);
			await stage.restart();
			await stage.run("emergency-kit");
			await eventually(() => sheet(stage)).toContain("4 accounts");
			await button(stage, "Choose").click();
			expect(await names(stage)).toEqual(["A3", "A", "A2", "blue whale"]);
			expect(await sheet(stage)).toMatch(/What the names mean .*A3: Aardvark, me A: Alpha, me A2: Amber, me blue whale: Birch, me$/);
		}));

	it("are each one's own: a second of the same is refused", () =>
		inApp({ clock: start, workspace: {}, files: clear }, async (stage) => {
			await open(stage);
			await kit(stage).getByText("Call them by names of my own").click();
			await field(stage, "Birch").fill("a2");
			await field(stage, "Birch").press("Tab");
			await stage.page.getByText("“a2” is the name of Amber (me) already.").waitFor();
			expect(await names(stage)).toEqual(["A", "A2", "B"]);
		}));

	it("are told of on a page of its own, which the question after printing says to take away", () =>
		inApp({ clock: start, workspace: {}, files: clear }, async (stage) => {
			await open(stage);
			await kit(stage).getByText("Call them by names of my own").click();
			await eventually(() => sheet(stage)).toContain("What the names mean");
			await watchPrint(stage);
			await button(stage, "Print").click();
			expect(await modal(stage).innerText()).toContain("Take away the list at the end, which says what the names mean, and keep it elsewhere.");
		}));
});

describe("page one", () => {
	it("is a note to be edited, whose text acts as nothing", () =>
		inApp({ clock: start, workspace: {}, files: { ...files, "2FA/Emergency sheet, page one.md": "# For Ann\n\n<img src=x onerror=alert(1)> **Call** Bob.\n" } }, async (stage) => {
			await stage.run("emergency-kit");
			await unlock(stage);
			await eventually(() => sheet(stage)).toContain("For Ann <img src=x onerror=alert(1)> Call Bob.");
			await button(stage, "Edit its text").click();
			await eventually(() => stage.page.evaluate(() => window.host.app.workspace.getActiveFile()?.path)).toBe("2FA/Emergency sheet, page one.md");
			expect(await frames(stage)).toBe(0);
		}));

	it("is made of our text at first, and left out where that is chosen", () =>
		inApp({ clock: start, workspace: {}, files }, async (stage) => {
			await stage.run("emergency-kit");
			await unlock(stage);
			await eventually(() => sheet(stage)).toContain("For whoever looks after my affairs");
			await kit(stage).getByText("For whoever comes after").click();
			await eventually(() => sheet(stage)).toMatch(/^(?!.*For whoever looks after).*GitHub/);
			await button(stage, "Edit its text").click();
			await eventually(() => stage.read("2FA/Emergency sheet, page one.md")).toContain("# For whoever looks after my affairs");
		}));

	it("is another for the encrypted sheet, with a note of its own", () =>
		inApp({ clock: start, workspace: {}, files: { ...files, "2FA/Emergency sheet, page one.md": "# For Ann\n" } }, async (stage) => {
			await stage.run("emergency-kit");
			await unlock(stage);
			await eventually(() => sheet(stage)).toContain("For Ann");
			await kit(stage).getByText("Encrypted sheet").click();
			await eventually(() => sheet(stage)).toMatch(/^(?!.*For Ann).*My passphrase is kept in:/);
			await button(stage, "Edit its text").click();
			await eventually(() => stage.read("2FA/Encrypted sheet, page one.md")).toContain("My passphrase is kept in:");
		}));

	it("has no recovery page to name until that is saved, and says so", () =>
		inApp({ clock: start, workspace: {}, files }, async (stage) => {
			await stage.run("emergency-kit");
			await unlock(stage);
			await variant(stage, "Passphrase page");
			await modal(stage).getByText("Save the recovery page first").waitFor();
			await stage.screenshot("kit-no-page");
			expect(await sheet(stage)).not.toContain("SHA-256");
			await button(stage, "Save recovery page").click();
			await button(stage, "Save").click();
			await stage.page.locator(".tfn-sum").waitFor();
			await stage.page.keyboard.press("Escape");
			await eventually(() => sheet(stage)).toContain("SHA-256 of recovery.html");
			expect(await modal(stage).innerText()).not.toContain("Save the recovery page first");
		}));

	it("tells the SHA-256 of the recovery page that is there", () =>
		inApp({ clock: start, workspace: {}, files: { ...files, "2FA/recovery.html": "abc" } }, async (stage) => {
			await stage.run("emergency-kit");
			await unlock(stage);
			// FIPS 180-2, appendix B.1.
			await eventually(() => sheet(stage)).toContain("ba7816bf 8f01cfea 414140de 5dae2223 b00361a3 96177a9c b410ff61 f20015ad");
		}));
});

describe("after the first passphrase", () => {
	const clear = { clock: start, workspace: {}, files: { "2FA/Cloudflare.md": cloudflare } };
	const begin = async (stage: Stage): Promise<void> => {
		await stage.run("encrypt-note");
		for (const label of ["Passphrase", "Again"]) await modal(stage).getByLabel(label, { exact: true }).fill("four grey herons over ice");
		await button(stage, "Set passphrase").click();
		await stage.page.getByText("Put the passphrase on paper").waitFor();
	};
	const settled = async (stage: Stage): Promise<unknown> => (JSON.parse((await stage.data()) ?? "{}") as { kit?: string }).kit;

	it("the kit is offered: printed and written down, it is confirmed", () =>
		inApp(clear, async (stage) => {
			await stage.openNote("2FA/Cloudflare.md");
			await begin(stage);
			await stage.screenshot("kit-offer");
			await button(stage, "Print the passphrase page").click();
			await eventually(() => sheet(stage)).toContain("Passphrase, by hand");
			expect(await sheet(stage)).not.toContain("herons");
			await stage.page.waitForTimeout(200);
			await stage.screenshot("kit-passphrase");
			await watchPrint(stage);
			await button(stage, "Print").click();
			expect(await settled(stage)).toBeUndefined();
			await button(stage, "Yes, it is written down").click();
			await eventually(() => settled(stage)).toBe("confirmed");
		}));

	it.each([["Later", undefined], ["I keep it in another way", "declined"]])("“%s” leaves it at that", (words, kept) =>
		inApp(clear, async (stage) => {
			await stage.openNote("2FA/Cloudflare.md");
			await begin(stage);
			await button(stage, words).click();
			await eventually(() => settled(stage)).toBe(kept);
			expect(await stage.page.locator(".modal").count()).toBe(0);
		}));
});

it("waits for every account: none is missing of two hundred", () =>
	inApp({ workspace: {}, clock: start, files: Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`2FA/Service ${n}.md`, note([`issuer: Service ${n}`, "account: me", `totp_seed: ${key}`, "tags: [2fa]"])])) }, async (stage) => {
		await stage.run("emergency-kit");
		await eventually(() => sheet(stage)).toContain("200 of 200");
	}));

it("takes what Health says is on no sheet off its list, once that printed well", () =>
	inApp({ workspace: {}, clock: start, files: { ...files, "2FA/Printed.md": cloudflare.replace("Cloudflare", "Printed").replace("tags:", `sheet_printed: ${today}\ntags:`).replace(key, "KRUGKIDROVUWG2ZAMJZG653OEBTG66BA") } }, async (stage) => {
		await stage.run("check-health");
		await stage.page.getByRole("button", { name: /^Print the sheet/ }).first().click();
		await unlock(stage);
		await eventually(() => sheet(stage)).toContain("2 accounts");
		await watchPrint(stage);
		await button(stage, "Print").click();
		await button(stage, "Yes, note the day").click();
		await button(stage, "Done").click();
		await eventually(() => stage.page.getByText("Not on a printed sheet").count()).toBe(0);
	}));
