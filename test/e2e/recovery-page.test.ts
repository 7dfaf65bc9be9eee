/** The recovery page: saved by the plugin, then opened in a browser that has neither plugin nor host nor network. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toBase64url } from "../../src/lock/base64url";
import { groupFor } from "../../src/lock/field";
import { seal } from "../../src/lock/seal";
import { pack } from "../../src/recovery/archive";
import { deriveHere, unhex } from "../lock/derive-here";
import { findChromium } from "../setup.mjs";
import { cloudflare, eventually, expectQuiet, failReads, github, inApp, key, note, passphrase, rfcCodes, rfcKey, sealed, sealedKey, start, steam, toldTime, totp, unlock, usedOn } from "./notes";
import { closeStages, openStage, type Stage } from "./stage";

const docs = path.resolve(import.meta.dirname, "../../docs");
const folder = mkdtempSync(path.join(tmpdir(), "tfn-recovery-"));
const at = (name: string): string => path.join(folder, name);
const put = (name: string, text: string | Uint8Array): string => {
	mkdirSync(path.dirname(at(name)), { recursive: true });
	writeFileSync(at(name), text);
	return at(name);
};

/** Fields of another passphrase, made as the plugin makes them. */
const cheap = { memory: 64, passes: 1, lanes: 1 };
const otherSalt = unhex("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
const otherKey = await deriveHere(new TextEncoder().encode("another passphrase"), otherSalt, cheap);
const other = seal(otherKey, groupFor(cheap, toBase64url(otherSalt)), "seed", rfcKey, "VPN:me");

const code = sealed("code", "9832-3290", "GitHub:me");
const usedCode = usedOn("2026-02-15", sealed("code", "1903-4875", "GitHub:me"));
const full = note(["issuer: GitHub", "username: me", `totp_seed: ${sealedKey}`, "backup_codes:", `  - ${code}`, `  - ${usedCode}`, "tags: [2fa, work]"], "\nA private thought.\n");
const vault = { "2FA/GitHub.md": full, "2FA/Cloudflare.md": cloudflare };

const launch = (...args: string[]): Promise<Browser> => chromium.launch({ executablePath: findChromium() ?? "", args: ["--no-sandbox", "--disable-gpu", ...args] });
let browser: Browser;
beforeAll(async () => {
	browser = await launch();
	await inApp({ files: vault, clock: start }, async (stage) => {
		put("recovery.html", (await save(stage, false)).page);
		put("inside.html", (await save(stage, true)).page);
	});
});
afterAll(async () => {
	await Promise.all([browser.close(), closeStages()]);
	rmSync(folder, { recursive: true });
});

/** Saves the page with the command; gives it, and what the dialog says then. */
async function save(stage: Stage, withAccounts: boolean): Promise<{ page: string; words: string }> {
	await stage.run("recovery-page");
	const dialog = stage.page.locator(".tfn-modal").last();
	await dialog.getByRole("checkbox").setChecked(withAccounts);
	await dialog.getByRole("button", { name: "Save", exact: true }).click();
	await dialog.locator(".tfn-sum").waitFor();
	const words = await dialog.innerText();
	await dialog.getByRole("button", { name: "Done" }).click();
	return { page: (await stage.read("2FA/recovery.html")) ?? "", words };
}

/** The page from the disk, in a browser without a network; nothing may be asked for, complained of or forbidden. */
async function inBrowser(run: (page: Page) => Promise<void>, { file = "recovery.html", before, within = browser, ...options }: BrowserContextOptions & { file?: string; before?: string; within?: Browser } = {}): Promise<void> {
	const context = await within.newContext({ viewport: { width: 900, height: 900 }, acceptDownloads: true, ...options });
	await context.setOffline(true);
	const page = await context.newPage();
	const heard: string[] = [];
	page.on("console", (message) => heard.push(message.text()));
	page.on("pageerror", (error) => heard.push(error.message));
	page.on("request", (request) => /^(?:blob:|file:.*recovery-)/.test(request.url()) || heard.push(request.url()));
	await page.clock.setFixedTime(start);
	if (before !== undefined) await page.addInitScript(before);
	await page.goto(`file://${at(file)}`);
	await run(page);
	expect(heard).toEqual([]);
	expect([page.url(), await page.title()]).toEqual([`file://${at(file)}`, "Two-Factor Notes: recovery"]);
	await context.close();
}

const add = (page: Page, ...files: string[]) => page.locator("input[type=file][multiple]").setInputFiles(files);
async function type(page: Page, words: string): Promise<void> {
	await page.locator("input[type=password]").fill(words);
	await page.locator("input[type=password]").press("Enter");
	await page.getByRole("button", { name: "Stop" }).waitFor({ state: "detached", timeout: 60_000 });
}
const entry = (page: Page, name: string) => page.locator(".tfn-entry").filter({ has: page.locator(".tfn-name", { hasText: name }) });
const codes = (page: Page): Promise<string[]> => page.locator(".tfn-entry:visible .tfn-code:not(.is-hidden)").allTextContents();
const said = (page: Page): Promise<string> => page.locator(".tfn-said").innerText();

describe("saving the recovery page", () => {
	it("writes it, open.py and format.md, reads them back and shows the checksum", () => inApp({ files: vault, clock: start }, async (stage) => {
		const { page, words } = await save(stage, false);
		expect(words.replaceAll(" ", "")).toContain(createHash("sha256").update(page).digest("hex"));
		expect(words).toContain("2FA/recovery.html, 2FA/open.py and 2FA/format.md");
		for (const name of ["open.py", "format.md"]) expect(await stage.read(`2FA/${name}`)).toBe(readFileSync(path.join(docs, name), "utf8"));
		expect((await save(stage, false)).page).toBe(page);
	}));

	it("carries the encrypted accounts when asked to: their properties alone, and none with a secret in the clear", async () => {
		const page = readFileSync(at("inside.html"), "utf8");
		const [, inside = ""] = /<script class="tfn-notes-inside" type="application\/json">(.*?)<\/script>/.exec(page) ?? [];
		expect(JSON.parse(inside)).toEqual([{ path: "2FA/GitHub.md", text: full.replace("\nA private thought.\n", "") }]);
		expect(page).not.toContain(key);
		await inApp({ files: vault, clock: start }, async (stage) => {
			await stage.run("recovery-page");
			await stage.page.getByRole("checkbox").check();
			expect(await stage.page.locator(".tfn-modal .tfn-wrong:visible").innerText()).toContain("Cloudflare");
		});
	});

	it("says whether the one that is there is what would be written", () => inApp({ files: vault, clock: start }, async (stage) => {
		const state = async (): Promise<string> => {
			await stage.run("recovery-page");
			await stage.page.getByRole("button", { name: "Save", exact: true }).waitFor();
			const words = await stage.page.locator(".tfn-modal").innerText();
			await stage.page.getByRole("button", { name: "Cancel" }).click();
			return words;
		};
		expect(await state()).not.toContain("There is one already");
		const { page } = await save(stage, true);
		expect(await state()).toContain("it is what would be written now");
		await stage.write("2FA/GitHub.md", full.replace("work", "home"));
		await stage.cached();
		expect(await state()).toContain("The accounts inside are not as they are now");
		await stage.write("2FA/recovery.html", page.replace("const sharedWithPlugin", "const  sharedWithPlugin"));
		expect(await state()).toContain("it is not what this version writes");
	}));

	it("carries accounts on once it did, and asks before the last copy of one that vanished is written over", () => inApp({ files: vault, clock: start }, async (stage) => {
		const { page } = await save(stage, true);
		await stage.remove("2FA/GitHub.md");
		await stage.run("recovery-page");
		expect(await stage.page.getByRole("checkbox").isChecked()).toBe(true);
		await stage.page.getByRole("button", { name: "Save", exact: true }).click();
		await stage.page.getByText("Replace the page?").waitFor();
		expect(await stage.page.locator(".tfn-modal").last().innerText()).toContain("2FA/GitHub.md");
		await stage.page.locator(".tfn-modal").last().getByRole("button", { name: "Cancel" }).click();
		expect(await stage.read("2FA/recovery.html")).toBe(page);
		await stage.page.getByRole("button", { name: "Save", exact: true }).click();
		await stage.page.getByRole("button", { name: "Replace", exact: true }).click();
		await stage.page.locator(".tfn-sum").waitFor();
		expect(await stage.read("2FA/recovery.html")).not.toContain(sealedKey);
	}));

	it("asks before the last copy of a key is written over whose note is there without it", () => inApp({ files: vault, clock: start }, async (stage) => {
		await save(stage, true);
		await stage.write("2FA/GitHub.md", full.replace(/totp_seed:.*\n/, ""));
		await stage.cached();
		await stage.run("recovery-page");
		await stage.page.getByRole("button", { name: "Save", exact: true }).click();
		await stage.page.getByText("or without the secret key, or not to be read there: 2FA/GitHub.md").waitFor({ timeout: 10_000 });
		await stage.page.locator(".tfn-modal").last().getByRole("button", { name: "Cancel" }).click();
		expect(await stage.read("2FA/recovery.html")).toContain(sealedKey);
	}));

	it("names a note that cannot be read, and asks before the page loses what it had of it", () => inApp({ files: vault, clock: start }, async (stage) => {
		await save(stage, true);
		await failReads(stage, "2FA/GitHub.md");
		await stage.run("recovery-page");
		await stage.page.getByText(/or they cannot be read for sure: .*GitHub/).waitFor();
		await stage.page.getByRole("button", { name: "Save", exact: true }).click();
		await stage.page.getByText("or not to be read there: 2FA/GitHub.md").waitFor();
		await stage.page.locator(".tfn-modal").last().getByRole("button", { name: "Cancel" }).click();
		expect(await stage.read("2FA/recovery.html")).toContain(sealedKey);
	}));

	it("says that the page that is there cannot be read, instead of nothing", () => inApp({ files: vault, clock: start }, async (stage) => {
		await save(stage, true);
		await failReads(stage, "2FA/recovery.html");
		await stage.run("recovery-page");
		await stage.page.getByText("could not be read, so nothing was saved.").waitFor();
		await stage.page.getByRole("button", { name: "Done" }).click();
	}));

	it("asks before it takes the place of a file that is not its own", () => inApp({ files: { ...vault, "2FA/format.md": "# My own format\n" }, clock: start }, async (stage) => {
		await stage.run("recovery-page");
		await stage.page.getByRole("button", { name: "Save", exact: true }).click();
		await stage.page.getByRole("heading", { name: "Replace files?" }).or(stage.page.locator(".modal-title", { hasText: "Replace files?" })).first().waitFor();
		expect(await stage.page.locator(".tfn-modal").last().innerText()).toContain("2FA/format.md");
		await stage.page.locator(".tfn-modal").last().getByRole("button", { name: "Cancel" }).click();
		expect([await stage.read("2FA/format.md"), await stage.read("2FA/recovery.html")]).toEqual(["# My own format\n", null]);
		await stage.page.getByRole("button", { name: "Save", exact: true }).click();
		await stage.page.getByRole("button", { name: "Replace" }).click();
		await stage.page.locator(".tfn-sum").waitFor();
		expect(await stage.read("2FA/format.md")).toBe(readFileSync(path.join(docs, "format.md"), "utf8"));
	}));

	it("opens the saved page in the system's browser, and none that was changed", () => inApp({ files: vault, clock: start }, async (stage) => {
		await save(stage, false);
		await stage.run("recovery-page");
		await stage.page.getByText("It was not tried on this device yet.").waitFor();
		await stage.page.getByRole("button", { name: "Try your recovery" }).click();
		await stage.page.getByRole("button", { name: "Open the page" }).click();
		expect(await stage.opened()).toEqual(["file:///home/me/Sample%20vault/2FA/recovery.html"]);
		await stage.page.keyboard.press("Escape");
		await stage.write("2FA/recovery.html", `${(await stage.read("2FA/recovery.html")) ?? ""}<!-- changed -->`);
		await stage.run("recovery-page");
		await stage.page.getByText("Do not type your passphrase there").waitFor();
		expect(await stage.page.getByRole("button", { name: "Try your recovery" }).count()).toBe(0);
	}));

	it("tries the recovery: a code of the page is compared, and the day of a right one is kept on the device", () => inApp({ files: vault, clock: start }, async (stage) => {
		await save(stage, false);
		await stage.run("recovery-page");
		await stage.page.getByRole("button", { name: "Save", exact: true }).click();
		await stage.page.getByRole("button", { name: "Try your recovery" }).click();
		const field = stage.page.getByLabel("Code on the page");
		await field.fill("000000");
		await field.press("Enter");
		await unlock(stage);
		await stage.page.getByText("No account here has this code now").waitFor();
		expect(Object.keys(await stage.storage()).join()).not.toContain("recovery-tried");
		await field.fill(totp(key, start));
		await field.press("Enter");
		await stage.page.getByText("Right: this is a code of").waitFor();
		expect(Object.entries(await stage.storage()).find(([name]) => name.includes("recovery-tried"))?.[1]).toContain(String(start).slice(0, 7));
		await stage.page.keyboard.press("Escape");
		await stage.openSettings();
		await stage.page.getByText("Last tried on this device: 22 Nov 2026.").click();
		await stage.page.getByText("Last tried on this device: 22 Nov 2026.").last().waitFor();
	}));

	it.each(["light", "dark", "phone"])("looks right: %s", async (look) => {
		const stage = await openStage({ files: vault, clock: start, theme: look === "dark" ? "dark" : "light", phone: look === "phone" });
		await stage.cached();
		await stage.run("recovery-page");
		await stage.page.getByRole("checkbox").check();
		await stage.screenshot(`recovery-dialog-${look}`);
		await stage.page.getByRole("button", { name: "Save", exact: true }).click();
		await stage.page.locator(".tfn-sum").waitFor();
		await stage.screenshot(`recovery-saved-${look}`);
		await stage.page.getByRole("button", { name: "Try your recovery" }).click();
		await stage.page.getByRole("button", { name: "Check code" }).waitFor();
		if (look !== "phone") await stage.page.getByRole("button", { name: "Open the page" }).waitFor();
		await stage.screenshot(`recovery-try-${look}`);
		await expectQuiet(stage);
		await stage.close();
	});
});

describe("the recovery page in a bare browser", () => {
	it("opens notes: codes, a QR code that other programs read, backup codes with the used one struck", () => inBrowser(async (page) => {
		await add(page, put("GitHub.md", full), put("Cloudflare.md", cloudflare));
		await entry(page, "Cloudflare").waitFor();
		expect(await codes(page)).toEqual([totp(key, start)]);
		await type(page, passphrase);
		expect(await entry(page, "GitHub").locator(".tfn-code").textContent()).toBe(totp(key, start));
		expect(await page.locator("input[type=password]").isVisible()).toBe(false);
		await entry(page, "GitHub").getByRole("button", { name: "QR code" }).click();
		await entry(page, "GitHub").locator(".tfn-qr").screenshot({ path: at("qr.png") });
		const read = spawnSync("zbarimg", ["--quiet", "--raw", at("qr.png")], { encoding: "utf8" });
		if (read.error === undefined) expect(read.stdout.trim()).toBe(`otpauth://totp/GitHub:me?secret=${key}&issuer=GitHub`);
		await entry(page, "GitHub").getByRole("button", { name: "Backup codes: 1 of 2 left" }).click();
		expect(await entry(page, "GitHub").locator(".tfn-codes li").allInnerTexts()).toEqual(["9832-3290", "1903-4875 used 2026-02-15"]);
		expect(await entry(page, "GitHub").locator("s").allInnerTexts()).toEqual(["1903-4875"]);
	}));

	it("makes the codes of every type, and a counter's only when asked for", () => inBrowser(async (page) => {
		await add(page, put("Steam.md", note(["issuer: Steam", `totp_seed: ${key}`, "type: Steam"])), put("Bank.md", note(["issuer: Bank", `totp_seed: ${rfcKey}`, "type: HOTP", "counter: 1"])),
			put("Long.md", note(["issuer: Long", `totp_seed: ${rfcKey}`, "algorithm: SHA256", "digits: 8", "period: 60"])));
		await eventually(() => codes(page)).toEqual([totp(rfcKey, start, { digits: 8, period: 60, algorithm: "sha256" }), steam(key, start)]);
		await entry(page, "Bank").getByRole("button", { name: "Next code" }).click();
		expect(await entry(page, "Bank").locator(".tfn-code").textContent()).toBe(rfcCodes[1]);
		expect(await entry(page, "Bank").innerText()).toContain("set its counter to 2");
	}));

	it("says that a copied code stays on the clipboard", () => inBrowser((page) => page.getByText("What you copied stays on the clipboard").waitFor()));

	it("opens what a passphrase opens, says what is left, and takes another one for that", () => inBrowser(async (page) => {
		await add(page, put("GitHub.md", full), put("VPN.md", note(["issuer: VPN", `totp_seed: ${other}`])));
		await entry(page, "VPN").waitFor();
		await type(page, passphrase);
		expect([await codes(page), await said(page)]).toEqual([[totp(key, start)], "1 field needs another passphrase. The rest is open."]);
		await type(page, "another passphrase");
		expect(await codes(page)).toEqual([totp(key, start), totp(rfcKey, start)]);
		expect(await page.locator("input[type=password]").isVisible()).toBe(false);
		await page.getByRole("button", { name: "Lock" }).click();
		expect([await codes(page), await page.locator(".tfn-said").textContent()]).toEqual([[], ""]);
	}));

	it("says what is wrong, and shows what is right all the same", () => inBrowser(async (page) => {
		const cut = note(["issuer: Cut", `totp_seed: ${sealedKey.slice(0, -4)}AAAA`]);
		await add(page, put("GitHub.md", full), put("Cut.md", cut), put("Diary.md", "Dear diary\n"), put("photo.png", Uint8Array.of(0x89, 0x50, 0xff, 0xfe)), put("Twice.md", note(["issuer: Twice", "issuer: Again", `totp_seed: ${key}`])));
		await entry(page, "GitHub").waitFor();
		const told = await page.locator(".tfn-told").innerText();
		expect(told).toContain("photo.png: It is no text");
		expect(told).toContain("Diary.md holds no account");
		expect(await entry(page, "Twice").innerText()).toContain("the same key twice");
		await type(page, "not the passphrase");
		expect(await said(page)).toContain("Wrong passphrase. Nothing was changed.");
		expect(await page.locator("input[type=password]").inputValue()).toBe("");
		await type(page, passphrase);
		expect(await entry(page, "Cut").innerText()).toContain("This encrypted text is damaged");
		expect(await codes(page)).toContain(totp(key, start));
	}));

	it.each([
		["without workers", "globalThis.Worker = undefined;"],
		["where workers are forbidden, and nothing else is there", "delete globalThis.WebAssembly; globalThis.Worker = class { constructor() { throw new Error('x'); } };"],
	])("opens %s", (_, before) => inBrowser(async (page) => {
		await add(page, put("GitHub.md", full));
		await type(page, passphrase);
		expect(await codes(page)).toEqual([totp(key, start)]);
	}, { before }));

	it("opens in a browser that has no WebAssembly and compiles no JavaScript, as in Lockdown Mode", async () => {
		const plain = await launch("--js-flags=--jitless");
		await inBrowser(async (page) => {
			expect(await page.evaluate(() => typeof WebAssembly)).toBe("undefined");
			await add(page, put("VPN.md", note(["issuer: VPN", `totp_seed: ${other}`])));
			await type(page, "another passphrase");
			expect(await codes(page)).toEqual([totp(rfcKey, start)]);
		}, { within: plain });
		await plain.close();
	});

	it("opens a backup and a folder, and names what is damaged in one", () => inBrowser(async (page) => {
		const files = [{ path: "2FA/GitHub.md", text: full }, { path: "2FA/Cloudflare.md", text: cloudflare }];
		await add(page, put("backup.zip", pack(files, new Date(start))));
		await entry(page, "GitHub").waitFor();
		await type(page, passphrase);
		expect(await codes(page)).toEqual([totp(key, start), totp(key, start)]);
		await add(page, put("cut.zip", pack(files, new Date(start)).slice(0, 200)));
		await page.getByText("cut.zip/2FA/GitHub.md: It is not what was put in").waitFor();
		await add(page, put("none.zip", Uint8Array.of(80, 75, 5)));
		await page.getByText("none.zip: This is no zip archive, or it is cut short or damaged.").waitFor();
		put("vault/2FA/Steam.md", note(["issuer: Steam", `totp_seed: ${key}`, "type: Steam"]));
		put("vault/photo.png", Uint8Array.of(1, 2, 255));
		await page.locator("input[webkitdirectory]").setInputFiles(at("vault"));
		await entry(page, "Steam").waitFor();
		expect(await page.locator(".tfn-told").innerText()).toBe("");
	}));

	it("takes a note once that comes twice at a time, as beside the backup that holds it", () => inBrowser(async (page) => {
		const zip = put("twice.zip", pack([{ path: "2FA/GitHub.md", text: full }], new Date(start)));
		await add(page, zip, put("GitHub.md", full));
		await eventually(() => page.locator(".tfn-added").innerText()).toBe("Added: 1 account.");
		expect(await page.locator(".tfn-entry").count()).toBe(1);
	}));

	it("says where the backups are where a folder has no note left", () => inBrowser(async (page) => {
		for (const name of ["open.py", "format.md"]) put(`gone/2FA/${name}`, readFileSync(path.join(docs, name)));
		for (const day of ["21", "22"]) put(`gone/2FA/Backups/2fa-backup-2026-11-${day}-090000.zip`, pack([{ path: "2FA/GitHub.md", text: full }], new Date(start)));
		await page.locator("input[webkitdirectory]").setInputFiles(at("gone"));
		await page.getByText("No account was found.").waitFor();
		expect(await page.locator(".tfn-told").innerText()).toContain("There is a backup in this folder. Choose that file itself: gone/2FA/Backups/2fa-backup-2026-11-22-090000.zip");
	}));

	it("lists accounts by name, however they came, and says of those without codes why", () => inBrowser(async (page) => {
		const names = ["Steam", "Zoom", "amazon", "Bank", "GitHub", "Duo", "Mail", "Forge"];
		await add(page, ...names.map((name) => put(`${name}.md`, note([`issuer: ${name}`, ...(name === "Duo" ? ["type: Push"] : name === "Mail" ? ["type: Key"] : [`totp_seed: ${key}`]), "tags: [2fa]"]))));
		await entry(page, "Zoom").waitFor();
		expect(await page.locator(".tfn-name").allTextContents()).toEqual(["amazon", "Bank", "Duo", "Forge", "GitHub", "Mail", "Steam", "Zoom"]);
		expect(await entry(page, "Duo").innerText()).toContain("Sign-in is approved on a device, so there are no codes.");
		expect(await entry(page, "Mail").innerText()).toContain("Sign-in is with a hardware key, so there are no codes.");
		await page.getByPlaceholder("Search").fill("no such");
		await page.getByText("No account has these words.").waitFor();
		await page.getByPlaceholder("Search").fill("zoo");
		expect(await page.getByText("No account has these words.").isVisible()).toBe(false);
	}));

	it("takes back what it said of a passphrase that came too early", () => inBrowser(async (page) => {
		await page.locator("input[type=password]").fill(passphrase);
		await page.locator("input[type=password]").press("Enter");
		expect(await said(page)).toContain("There is nothing encrypted here yet");
		await add(page, put("GitHub.md", full));
		await entry(page, "GitHub").waitFor();
		expect(await page.locator(".tfn-said").textContent()).toBe("");
	}));

	it("takes a key with the sheet's lines below it in the place of the key alone, under the name it was encrypted for", () => inBrowser(async (page) => {
		await page.getByRole("button", { name: "Paste text" }).click();
		const paste = async (text: string): Promise<void> => {
			await page.locator("textarea").fill(text);
			await page.getByRole("button", { name: "Add" }).click();
		};
		await paste(other);
		expect(await page.locator(".tfn-added").innerText()).toBe("Added: 1 encrypted field.");
		await type(page, "another passphrase");
		expect(await entry(page, "VPN").innerText()).toContain("paste the key again with such lines below it");
		await paste(`${other}\nalgorithm: SHA256\ndigits: 8\nperiod: 60`);
		expect(await page.locator(".tfn-entry").count()).toBe(1);
		expect(await entry(page, "VPN").locator(".tfn-code").textContent()).toBe(totp(rfcKey, start, { digits: 8, period: 60, algorithm: "sha256" }));
		expect([await entry(page, "VPN").locator(".tfn-user").textContent(), await entry(page, "VPN").locator(".tfn-notes").innerText()]).toEqual(["me", ""]);
	}));

	it("takes what is dropped", () => inBrowser(async (page) => {
		const dropped = await page.evaluateHandle((text) => {
			const transfer = new DataTransfer();
			transfer.items.add(new File([text], "Cloudflare.md"));
			return transfer;
		}, cloudflare);
		await page.dispatchEvent(".tfn-add", "drop", { dataTransfer: dropped });
		await eventually(() => codes(page)).toEqual([totp(key, start)]);
	}));

	it("opens pasted fields of any kind, and a note that is not whole", () => inBrowser(async (page) => {
		await page.getByRole("button", { name: "Paste text" }).click();
		await page.locator("textarea").fill(`From the sheet:\n${sealedKey}\n${code}\n`);
		await page.getByRole("button", { name: "Add" }).click();
		await type(page, passphrase);
		expect(await page.locator(".tfn-entry").count()).toBe(1);
		expect(await entry(page, "GitHub").locator(".tfn-code").textContent()).toBe(totp(key, start));
		await entry(page, "GitHub").getByRole("button", { name: "Backup codes: 1 of 1 left" }).click();
		expect(await entry(page, "GitHub").locator(".tfn-codes").innerText()).toBe("9832-3290");
		await page.locator("textarea").fill(`issuer: Half\ntotp_seed: ${rfcKey}`);
		await page.getByRole("button", { name: "Add" }).click();
		expect(await entry(page, "Half").locator(".tfn-code").textContent()).toBe(totp(rfcKey, start));
		await page.locator("textarea").fill(`---\nissuer: Broken\n\tbad: [\ntotp_seed: ${other}\n---\n`);
		await page.getByRole("button", { name: "Add" }).click();
		await type(page, "another passphrase");
		expect(await codes(page)).toHaveLength(3);
	}));

	it("tries what takes much only when a person agrees", () => inBrowser(async (page) => {
		const dear = `tfn1.524288.4.1.${other.split(".").slice(4).join(".")}`;
		await add(page, put("Dear.md", note(["issuer: Dear", `totp_seed: ${dear}`])));
		await type(page, passphrase);
		expect(await said(page)).toContain("512 MiB of memory");
		await page.getByRole("button", { name: "Try these too" }).click();
		expect(await said(page)).toBe("Type the passphrase to try these too.");
		await page.locator("input[type=password]").fill(passphrase);
		await page.locator("input[type=password]").press("Enter");
		await page.getByRole("button", { name: "Stop" }).click();
		await page.getByText("Unlocking was stopped.").waitFor();
	}));

	it("opens the accounts' folder with the page, open.py and format.md in it, and a page with accounts inside", () => inBrowser(async (page) => {
		for (const name of ["open.py", "format.md"]) put(`2FA/${name}`, readFileSync(path.join(docs, name)));
		put("2FA/recovery.html", readFileSync(at("inside.html")));
		put("2FA/Cloudflare.md", cloudflare);
		await page.locator("input[webkitdirectory]").setInputFiles(at("2FA"));
		await entry(page, "Cloudflare").waitFor();
		expect(await page.locator(".tfn-entry").count()).toBe(1);
		await add(page, at("inside.html"));
		await entry(page, "GitHub").waitFor();
		expect(await page.locator(".tfn-entry").count()).toBe(2);
	}));

	it("has the accounts that were saved inside", () => inBrowser(async (page) => {
		expect(await page.locator(".tfn-entry").count()).toBe(1);
		await type(page, passphrase);
		expect(await codes(page)).toEqual([totp(key, start)]);
	}, { file: "inside.html" }));

	it("saves the accounts for other apps: a list of links and a file of Aegis", () => inBrowser(async (page) => {
		await add(page, put("GitHub.md", full), put("Bank.md", note(["issuer: Bank", `totp_seed: ${rfcKey}`, "type: HOTP", "counter: 1"])), put("Locked.md", note(["issuer: VPN", `totp_seed: ${other}`])));
		await type(page, passphrase);
		const saved = async (button: string): Promise<string> => {
			const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: button }).click()]);
			await download.saveAs(at(download.suggestedFilename()));
			return readFileSync(at(download.suggestedFilename()), "utf8");
		};
		expect(await saved("Save a list of otpauth links")).toBe(`otpauth://hotp/Bank?secret=${rfcKey}&issuer=Bank&counter=1\notpauth://totp/GitHub:me?secret=${key}&issuer=GitHub\n`);
		expect(await page.locator(".tfn-left-out").innerText()).toContain("Not in the file, as the secret key is not open: VPN.");
		const aegis: unknown = JSON.parse(await saved("Save an Aegis file"));
		const info = { secret: key, algo: "SHA1", digits: 6, period: 30 };
		expect(aegis).toMatchObject({ version: 1, header: { slots: null, params: null }, db: { version: 3, entries: [
			{ type: "hotp", name: "", issuer: "Bank", info: { secret: rfcKey, algo: "SHA1", digits: 6, counter: 1 } },
			{ type: "totp", name: "me", issuer: "GitHub", info, note: "backup code: 9832-3290 (unused)\nbackup code: 1903-4875 (used 2026-02-15)" },
		], groups: [{ name: "2fa" }, { name: "work" }] } });
		const oathtool = spawnSync("oathtool", ["--totp", "--base32", "--now", new Date(start).toISOString().replace("T", " ").replace(/\..*/, " UTC"), info.secret], { encoding: "utf8" });
		if (oathtool.error === undefined) expect(await codes(page)).toContain(oathtool.stdout.trim());
	}));

	it("says what it needs where scripts are off", () => inBrowser(async (page) => {
		expect(await page.locator("body").innerText()).toContain("open.py");
		expect(await page.locator("input").filter({ visible: true }).count()).toBe(0);
	}, { javaScriptEnabled: false }));

	it.each(["light", "dark", "phone", "phone-large"])("looks right: %s", (look) => inBrowser(async (page) => {
		if (look === "phone-large") await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
		await add(page, put("Duo.md", note(["issuer: Ausgleichskasse des Verbandes der Zürcher Handelsfirmen und ihrer Angestellten", "type: Push", "tags: [2fa]"])), put("GitHub.md", full), put("Arabic.md", note(["issuer: بنك المستقبل", "username: محمد", `totp_seed: ${key}`, "digits: 8"])), put("VPN.md", note(["issuer: VPN", `totp_seed: ${other}`])));
		await type(page, passphrase);
		await entry(page, "GitHub").getByRole("button", { name: "QR code" }).click();
		await entry(page, "GitHub").getByRole("button", { name: /Backup codes/ }).click();
		await page.screenshot({ path: path.resolve(import.meta.dirname, `../out/recovery-page-${look}.png`), fullPage: true });
		const wide = await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
		expect(wide).toBe(true);
		for (const group of await page.locator(".tfn-code:visible span").all()) expect(await group.evaluate((el) => el.getClientRects().length)).toBe(1);
	}, { colorScheme: look === "dark" ? "dark" : "light", ...(look.startsWith("phone") && { viewport: { width: 390, height: 844 } }) }));
});

describe("the drill: Obsidian is gone", () => {
	it("gives a right code from notes and recovery.html alone", () => inBrowser(async (page) => {
		const began = performance.now();
		await add(page, put("GitHub.md", github));
		await type(page, passphrase);
		expect(await codes(page)).toEqual([totp(key, start)]);
		toldTime("Obsidian", began);
	}));

	it("gives a right code from a backup and recovery.html, the notes gone too", () => inBrowser(async (page) => {
		const began = performance.now();
		await add(page, put("backup.zip", pack([{ path: "2FA/GitHub.md", text: github }], new Date(start))));
		await type(page, passphrase);
		expect(await codes(page)).toEqual([totp(key, start)]);
		toldTime("all notes, by the page", began);
	}));
});
