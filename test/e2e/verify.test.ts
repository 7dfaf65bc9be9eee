/** The code on the phone beside the note: at any time after the account was made. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { cloudflare, eventually, expectQuiet, github, key, looks, note, rfcCodes, rfcKey, sealed, shows, steam, today, totp, unlock } from "./notes";
import { closeStages, openStage, type Stage } from "./stage";

afterAll(closeStages);

const uri = `otpauth://totp/Mail:me?secret=${key}&issuer=Mail&period=60`;
const files = {
	"2FA/GitHub.md": github,
	"2FA/Cloudflare.md": `${cloudflare}\n\`\`\`2fa\n\`\`\`\n`,
	"2FA/Bank.md": note(["issuer: Bank", "type: HOTP", `totp_seed: ${rfcKey}`, "counter: 3", "tags: [2fa]"]),
	"2FA/Link.md": note([`totp_seed: "${uri}"`, "tags: [2fa]"]),
	"2FA/Mail.md": note(["issuer: Mail", "account: me", `totp_seed: ${sealed("seed", uri, "Mail:me")} # a link`, "tags: [2fa]"]),
	"2FA/Steam.md": note(["issuer: Steam", `totp_seed: ${key}`, "tags: [2fa]"]),
	"2FA/Broken.md": note(["issuer: Broken", `totp_seed: ${key}`, "digits: many", "tags: [2fa]"]),
};

describe.each(looks)("the code on the phone, $look", ({ look, options }) => {
	let stage: Stage;
	const now = () => stage.page.evaluate(() => Date.now());
	const title = () => stage.page.locator(".modal-title").last().innerText();
	const verdict = () => stage.page.locator(".modal [role=status]").innerText();
	const closed = () => stage.page.locator(".modal").waitFor({ state: "detached" });
	const press = (name: string) => stage.page.locator(".modal").getByRole("button", { name, exact: true }).click();
	const read = async (file: string) => (await stage.read(file)) ?? "";

	async function begin(file: string): Promise<void> {
		await stage.openNote(file);
		await stage.cached();
		await eventually(() => stage.run("verify-code")).toBe(true);
		await stage.page.locator(".modal").waitFor();
	}

	async function type(code: string): Promise<void> {
		await stage.page.fill(".tfn-type", code);
		await stage.page.press(".tfn-type", "Enter");
	}

	beforeAll(async () => {
		stage = await openStage({ ...options, files });
		stage.page.setDefaultTimeout(10_000);
	});
	afterEach(() => expectQuiet(stage));
	afterAll(() => stage.close());

	it("is asked for by a quiet word on the card, which stays until a code was right", async () => {
		await stage.openNote("2FA/Cloudflare.md");
		await stage.setMode("reading");
		const word = stage.page.locator(".tfn-block .tfn-fact:visible", { hasText: "Not verified" }).first();
		await word.waitFor();
		await stage.screenshot(`verify-card-${look}`);
		await word.click();
		expect(await title()).toBe("Type the code your phone shows");
		await type(totp(key, await now()));
		await eventually(verdict).toBe("Right. The phone and this note agree.");
		await stage.screenshot(`verify-right-${look}`);
		expect(await stage.page.locator(".modal .tfn-foot button").allInnerTexts()).toEqual(["Done"]);
		await press("Done");
		await closed();
		await stage.page.locator(".tfn-block .tfn-fact:visible", { hasText: "Verified 22 Nov 2026" }).first().waitFor();
		expect(await stage.read("2FA/Cloudflare.md")).toBe(files["2FA/Cloudflare.md"].replace("\n---\n\n", `\nverified: ${today}\n---\n\n`));
	});

	it("is asked for by the account's menu", async () => {
		await stage.run("open-pane");
		const row = stage.page.locator("[data-path='2FA/Bank.md'] .tfn-hit");
		await row.click({ button: "right" });
		await stage.page.locator(".menu-item", { hasText: "Verify code" }).click();
		expect(await title()).toBe("Type the code your phone shows");
		await press("Cancel");
		await closed();
	});

	it("asks for the passphrase where the key is locked, and goes on", async () => {
		await begin("2FA/GitHub.md");
		await unlock(stage);
		await eventually(title).toBe("Type the code your phone shows");
		await stage.page.keyboard.press("Escape");
		await closed();
	});

	it("leaves the note as it is where it is wrong, too short or of another time, and keeps none of the tries", async () => {
		await begin("2FA/GitHub.md");
		const wrong = totp(rfcKey, await now());
		await type(wrong);
		await eventually(verdict).toMatch(/^Not a code of this key\. Nothing was noted\. Try this, in this order:/);
		expect(await stage.page.locator(".modal [role=status] li").count()).toBe(4);
		await stage.screenshot(`verify-none-${look}`);
		await type("12345");
		await eventually(verdict).toBe("Not a whole code. A code of this account has 6 digits.");
		await type(totp(key, (await now()) + 90_000));
		await eventually(verdict).toContain("The phone is about 90 seconds ahead of this device.");
		await type(totp(key, (await now()) - 300_000));
		await eventually(verdict).toContain("The phone is about 300 seconds behind this device.");
		await stage.page.keyboard.press("Escape");
		await closed();
		expect(await stage.read("2FA/GitHub.md")).toBe(github);
		expect(await shows(stage, wrong)).toBe(false);
		expect(JSON.stringify([await stage.storage(), await stage.data()])).not.toContain(wrong);
	});

	it("says so where it is the one before, which still is right", async () => {
		await begin("2FA/GitHub.md");
		await type(totp(key, (await now()) - 30_000));
		await eventually(verdict).toBe("Right. The phone and this note agree, but that code is over here.");
		await press("Done");
		await closed();
		expect(await stage.read("2FA/GitHub.md")).toBe(github.replace("\n---\n\n", `\nverified: ${today}\n---\n\n`));
	});

	it("is known where it is made in another way, which one click writes into the note", async () => {
		const code = totp(key, await now(), { digits: 8, period: 60, algorithm: "sha256" });
		await begin("2FA/Cloudflare.md");
		await type(code);
		await eventually(verdict).toMatch(/^The same key, but another kind of code\. The phone makes codes of 8 digits, new every 60 seconds, SHA256; this note says 6 digits, new every 30 seconds\. If Cloudflare takes/);
		expect(await read("2FA/Cloudflare.md")).not.toContain("SHA256");
		await stage.screenshot(`verify-making-${look}`);
		await press("Change the note");
		await eventually(verdict).toMatch(/^Right\. From now on this note makes codes of 8 digits, new every 60 seconds, SHA256\.$/);
		await press("Done");
		await closed();
		expect(await read("2FA/Cloudflare.md")).toContain(`\nverified: ${today}\nalgorithm: SHA256\ndigits: 8\nperiod: 60\n---\n`);
		await eventually(async () => stage.page.locator(".tfn-block .tfn-big > .tfn-code:visible").last().textContent()).toBe(totp(key, await now(), { digits: 8, period: 60, algorithm: "sha256" }));
	});

	it("is known to be Steam's five letters", async () => {
		await begin("2FA/Steam.md");
		await type(steam(key, await now()).toLowerCase());
		await eventually(verdict).toContain("The phone makes codes of Steam, 5 letters");
		await press("Change the note");
		await eventually(verdict).toMatch(/^Right\./);
		await press("Done");
		await closed();
		expect(await read("2FA/Steam.md")).toContain("\ntype: Steam\n");
	});

	it("takes the place of what a link in the note says", async () => {
		await begin("2FA/Mail.md");
		await type(totp(key, await now()));
		await eventually(verdict).toContain("6 digits, new every 30 seconds; this note says 6 digits, new every 60 seconds");
		await press("Change the note");
		await eventually(verdict).toMatch(/^Right\./);
		await press("Done");
		await closed();
		expect(await stage.read("2FA/Mail.md")).toBe(files["2FA/Mail.md"].replace(sealed("seed", uri, "Mail:me"), sealed("seed", key, "Mail:me")).replace("\n---\n", `\nverified: ${today}\n---\n`));
		await begin("2FA/Mail.md");
		await type(totp(key, await now()));
		await eventually(verdict).toBe("Right. The phone and this note agree.");
		await press("Done");
		await closed();
	});

	it("leaves the names where a link in the note is all that has them", async () => {
		await begin("2FA/Link.md");
		await type(totp(key, await now()));
		await eventually(verdict).toContain("this note says 6 digits, new every 60 seconds");
		await press("Change the note");
		await eventually(verdict).toMatch(/^Right\./);
		await press("Done");
		await closed();
		expect(await stage.read("2FA/Link.md")).toBe(files["2FA/Link.md"].replace("&period=60", "").replace("\n---\n", `\nverified: ${today}\n---\n`));
	});

	it("by counter is looked for ahead of the note's, which goes on behind it", async () => {
		await begin("2FA/Bank.md");
		await type(rfcCodes[1] ?? "");
		await eventually(verdict).toBe("The same key, but an earlier code. It has the number 1, and the next one of this note is 3. Let the phone make 2 more, then type the last of them.");
		expect(await read("2FA/Bank.md")).toBe(files["2FA/Bank.md"]);
		await type(rfcCodes[7] ?? "");
		await eventually(verdict).toBe("Right. The phone and this note agree.");
		await press("Done");
		await closed();
		expect(await read("2FA/Bank.md")).toBe(files["2FA/Bank.md"].replace("counter: 3", "counter: 8").replace("\n---\n", `\nverified: ${today}\n---\n`));
	});

	it("cannot be compared where the note makes no code, and says why", async () => {
		await begin("2FA/Broken.md");
		await type("123456");
		await eventually(verdict).toContain("digits must be a whole number");
		await stage.page.keyboard.press("Escape");
		await closed();
	});

	it("is said to be right though it could not be noted", async () => {
		await stage.write("2FA/Steam.md", files["2FA/Steam.md"]);
		await stage.cached();
		await begin("2FA/Steam.md");
		await stage.failWrites("2FA/", "ENOSPC: no space left on device");
		await type(totp(key, await now()));
		await eventually(verdict).toContain("Right, but it could not be noted. The note could not be written.");
		await stage.failWrites("2FA/", null);
		await stage.page.keyboard.press("Escape");
		await closed();
		expect(await stage.read("2FA/Steam.md")).toBe(files["2FA/Steam.md"]);
	});

	it("is forgotten with the lock, and asked for anew", async () => {
		await begin("2FA/GitHub.md");
		await stage.page.fill(".tfn-type", "314159");
		await stage.run("lock");
		await stage.page.locator(".modal .tfn-passphrase input").waitFor();
		expect(await shows(stage, "314159")).toBe(false);
		await unlock(stage);
		await eventually(() => stage.page.locator(".tfn-type").inputValue()).toBe("");
		await stage.page.keyboard.press("Escape");
	});
});
