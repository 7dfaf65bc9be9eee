/**
 * The loss of everything but paper: the sheet is printed to a PDF by Chromium, the pages become pictures, and a QR reader that is
 * not ours reads those. Where poppler or zbar is not installed, Chromium takes the pictures and ZXing reads them.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { URI } from "otpauth";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import { readUri } from "../../src/code/uri";
import type { SealedKind } from "../../src/entry";
import { toBase64url } from "../../src/lock/base64url";
import { groupFor, type Cost } from "../../src/lock/field";
import { seal } from "../../src/lock/seal";
import { sheetPage, type SheetOptions } from "../../src/recovery/sheet";
import { openAccount } from "../../src/recovery/sheet-account";
import { readEntry } from "../../src/note/read";
import { deriveHere, unhex } from "../lock/derive-here";
import { findChromium } from "../setup.mjs";
import { eventually, inApp, key, note, passphrase, rfcKey, start, today, toldTime, totp, unlock } from "./notes";
import { closeStages, type Stage } from "./stage";

const installed = (name: string): boolean => spawnSync(name, ["--version"]).error === undefined;
const hasPoppler = installed("pdftoppm");
const hasZbar = installed("zbarimg");
/** A Python that has the two packages that open.py takes, or none. */
const python = [process.env.PYTHON ?? "python3", "/usr/bin/python3", "python"].find((name) => spawnSync(name, ["-c", "import argon2.low_level, nacl.bindings"]).status === 0);

const folder = mkdtempSync(path.join(tmpdir(), "tfn-paper-"));
const at = (name: string): string => path.join(folder, name);
let browser: Browser;
beforeAll(async () => {
	browser = await chromium.launch({ executablePath: findChromium() ?? "", args: ["--no-sandbox", "--disable-gpu"] });
	if (!hasZbar) await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm"))).buffer }, fireImmediately: true });
});
afterAll(async () => {
	await Promise.all([browser.close(), closeStages()]);
	rmSync(folder, { recursive: true });
});

/** A file in a browser of its own that has neither network nor plugin; nothing may be asked for or complained of. */
async function inBrowser<T>(file: string, run: (page: Page) => Promise<T>): Promise<T> {
	const context = await browser.newContext({ viewport: { width: 820, height: 1100 }, deviceScaleFactor: 2 });
	await context.setOffline(true);
	const page = await context.newPage();
	const heard: string[] = [];
	page.on("console", (message) => heard.push(message.text()));
	page.on("request", (request) => /^(?:blob:|file:)/.test(request.url()) || heard.push(request.url()));
	await page.clock.setFixedTime(start);
	await page.goto(`file://${file}`);
	const result = await run(page);
	expect(heard).toEqual([]);
	await context.close();
	return result;
}

/** What the system's print dialog would make of it. */
const print = (file: string): Promise<Buffer> => inBrowser(file, (page) => page.pdf({ path: `${file}.pdf`, preferCSSPageSize: true }));

/** The pages as a camera sees them. */
async function pictures(file: string): Promise<string[]> {
	if (!hasPoppler) return inBrowser(file, async (page) => {
		await page.emulateMedia({ media: "print" });
		await page.screenshot({ path: `${file}.png`, fullPage: true });
		return [`${file}.png`];
	});
	execFileSync("pdftoppm", ["-r", "200", "-gray", "-png", `${file}.pdf`, `${file}-page`]);
	return readdirSync(folder).filter((name) => name.startsWith(`${path.basename(file)}-page`)).sort((one, other) => one.localeCompare(other, "en", { numeric: true })).map(at);
}

async function scan(picture: string): Promise<string[]> {
	if (!hasZbar) return (await readBarcodes(new Uint8Array(readFileSync(picture)), { formats: ["QRCode"], tryHarder: true, maxNumberOfSymbols: 60 })).map(({ text }) => text);
	const { stdout } = spawnSync("zbarimg", ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", picture], { encoding: "utf8" });
	return stdout.split("\n").filter((line) => line !== "");
}

/** All that is read off the pages; readers do not go by the order on them. */
const scanAll = async (file: string): Promise<string[]> => (await Promise.all((await pictures(file)).map(scan))).flat().sort();

const cost: Cost = { memory: 64, passes: 1, lanes: 1 };
const salt = unhex("000102030405060708090a0b0c0d0e0f");
const derived = await deriveHere(new TextEncoder().encode(passphrase), salt, cost);
const sealed = (kind: SealedKind, secret: string, label: string): string => seal(derived, groupFor(cost, toBase64url(salt)), kind, secret, label);

/** The key of RFC 6238, appendix B, and its code at 59 seconds. */
const rfc = { at: 59_000, code: "94287082" };
const codes = ["9832-3290", "1903-4875", "5520-8137"];
const files = {
	"2FA/Forge.md": note(["issuer: Forge", "account: me", "digits: 8", `totp_seed: ${sealed("seed", rfcKey, "Forge:me")}`, "tags: [2fa]"]),
	"2FA/GitHub.md": note(["issuer: GitHub", "account: mara@example.org", `totp_seed: ${sealed("seed", key, "GitHub:mara@example.org")}`, "backup_codes:", ...codes.map((code) => `  - ${sealed("code", code, "GitHub:me")}`), "tags: [2fa]"]),
};

/** Saves the sheet as a file with the plugin, and prints that. */
async function printed(stage: Stage, variant: string, name: string): Promise<string> {
	await stage.run("emergency-kit");
	if (variant === "Emergency sheet") await unlock(stage);
	else await stage.page.keyboard.press("Escape");
	await stage.page.getByText(variant, { exact: true }).click();
	const save = stage.page.getByRole("button", { name: "Save as a file" });
	await stage.page.frameLocator("iframe").getByText("1 of 2").waitFor();
	const [saved] = await Promise.all([stage.page.waitForEvent("download"), save.click()]);
	await saved.saveAs(at(name));
	await print(at(name));
	return at(name);
}

/** Makes an account of a link with the New account dialog, as somebody does whose vault is gone. */
async function rebuild({ page, ...stage }: Stage, link: string): Promise<void> {
	await stage.run("new-note");
	await page.evaluate((text) => {
		const field = document.querySelector<HTMLElement>(".tfn-pasted");
		const carried = new DataTransfer();
		carried.setData("text/plain", text);
		field?.dispatchEvent(new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true }));
	}, link);
	await page.locator(".modal .mod-cta").last().click();
	await page.getByText("Save unencrypted").click();
	await page.getByText("Add it to your phone").waitFor();
	await page.keyboard.press("Escape");
}

describe("drill: left is only", () => {
	it("the emergency sheet, and the passphrase is forgotten: a right code, and a vault rebuilt from its pictures", async () => {
		let sheet = "";
		await inApp({ files, clock: start, workspace: {} }, async (stage) => void (sheet = await printed(stage, "Emergency sheet", "open.html")));
		const began = performance.now();
		const links = await scanAll(sheet);
		const keys = links.map((link) => URI.parse(link));
		expect(keys.map(({ issuer, label, secret }) => [issuer, label, secret.base32])).toEqual([["Forge", "me", rfcKey], ["GitHub", "mara@example.org", key]]);
		// Reckoned by a program that shares nothing with ours.
		if (installed("oathtool")) expect(execFileSync("oathtool", ["--totp", "-b", "-d", "8", "-N", `@${rfc.at / 1000}`, keys[0]?.secret.base32 ?? ""], { encoding: "utf8" }).trim()).toBe(rfc.code);
		expect(totp(keys[0]?.secret.base32 ?? "", rfc.at, { digits: 8 })).toBe(rfc.code);
		toldTime("all but the emergency sheet", began);
		expect(links.map((link) => "account" in readUri(link))).toEqual([true, true]);
		await inApp({ files: {}, clock: rfc.at }, async (stage) => {
			for (const link of links) await rebuild(stage, link);
			await eventually(async () => (await stage.paths()).filter((file) => file.endsWith(".md"))).toEqual(["2FA/Forge.md", "2FA/GitHub.md"]);
			await stage.run("open-pane");
			await eventually(async () => (await stage.page.locator(".tfn-pane .tfn-code:not(.is-hidden)").allTextContents()).sort()).toEqual(expect.arrayContaining([rfc.code, totp(key, rfc.at)]));
		});
		if (hasPoppler) for (const code of codes) expect(execFileSync("pdftotext", ["-layout", `${sheet}.pdf`, "-"], { encoding: "utf8" })).toContain(code);
	});

	describe("the encrypted sheet and the passphrase", () => {
		let sheet = "";
		beforeAll(() => inApp({ files, clock: start, workspace: {} }, async (stage) => {
			sheet = await printed(stage, "Encrypted sheet", "encrypted.html");
			expect(readFileSync(sheet, "utf8")).not.toMatch(new RegExp([key, rfcKey, ...codes].join("|")));
			await stage.page.keyboard.press("Escape");
			await stage.page.keyboard.press("Escape");
			await stage.run("recovery-page");
			await stage.page.getByRole("button", { name: "Save", exact: true }).click();
			await stage.page.locator(".tfn-sum").waitFor();
			writeFileSync(at("recovery.html"), (await stage.read("2FA/recovery.html")) ?? "");
		}));

		it.skipIf(python === undefined)("with open.py, as the sheet says", async () => {
			const began = performance.now();
			const fields = await scanAll(sheet);
			const open = (text: string, ...more: string[]): string => {
				writeFileSync(at("account.md"), text);
				return spawnSync(python ?? "", [path.resolve(import.meta.dirname, "../../docs/open.py"), "--stdin", ...more, at("account.md")], { input: `${passphrase}\n`, encoding: "utf8" }).stdout;
			};
			// What is no key says so; on paper each stands under its name.
			const keys = fields.map((field) => open(`---\ntotp_seed: ${field}\n---\n`, "--uri").trim()).filter((link) => link !== "").map((link) => URI.parse(link).secret.base32);
			expect(keys.map((each) => totp(each, rfc.at, { digits: 8 }))).toContain(rfc.code);
			toldTime("all but the encrypted sheet, open.py and the passphrase", began);
			expect(keys.sort()).toEqual([rfcKey, key]);
			const opened = open(`---\nbackup_codes:\n${fields.map((field) => `  - ${field}\n`).join("")}---\n`);
			for (const code of codes) expect(opened).toContain(code);
		});

		it("with the recovery page", async () => {
			const began = performance.now();
			const fields = await scanAll(sheet);
			expect(fields).toHaveLength(5);
			await inBrowser(at("recovery.html"), async (page) => {
				await page.getByRole("button", { name: "Paste text" }).click();
				await page.locator("textarea").fill(fields.join("\n"));
				await page.getByRole("button", { name: "Add" }).click();
				await page.locator("input[type=password]").fill(passphrase);
				await page.locator("input[type=password]").press("Enter");
				await eventually(() => page.locator(".tfn-entry:visible .tfn-code:not(.is-hidden)").allTextContents()).toContain(totp(key, start));
				toldTime("all but the encrypted sheet, the recovery page and the passphrase", began);
				await eventually(() => page.locator(".tfn-entry:visible", { hasText: "Forge" }).textContent()).toContain("its codes are made as most are");
			});
			// Forge has eight digits, as its sheet says.
			await inBrowser(at("recovery.html"), async (page) => {
				await page.getByRole("button", { name: "Paste text" }).click();
				await page.locator("textarea").fill(`${fields.find((field) => files["2FA/Forge.md"].includes(field)) ?? ""}\ndigits: 8`);
				await page.getByRole("button", { name: "Add" }).click();
				await page.locator("input[type=password]").fill(passphrase);
				await page.locator("input[type=password]").press("Enter");
				await eventually(() => page.locator(".tfn-entry:visible .tfn-code:not(.is-hidden)").allTextContents()).toEqual([totp(rfcKey, start, { digits: 8 })]);
			});
		});
	});
});

describe("on paper", () => {
	const options: SheetOptions = { variant: "open", paper: "A4", day: today, vault: "Notes", folder: "2FA", letter: "", page: null, leftOut: [], meanings: [] };
	const account = (n: number, codes = 0) => {
		const { entry } = readEntry(note([`issuer: Service ${n}`, `totp_seed: ${key}`, "backup_codes:", ...Array.from({ length: codes }, (_, code) => `  - ${1000 + code}-${5000 + n}`), "tags: [2fa]"]));
		if (entry === null) throw new Error("no account");
		const seed = { type: "TOTP" as const, secret: new TextEncoder().encode("12345678901234567890"), algorithm: "SHA1" as const, digits: 6, period: 30, counter: 0 };
		return openAccount(entry, { issuer: entry.issuer, username: "", code: null }, { seed, codes: new Map(entry.backupCodes.map(({ stored }) => [stored, { text: stored }])) });
	};
	const pagesOf = async (name: string, html: string): Promise<string[]> => {
		writeFileSync(at(name), html);
		await print(at(name));
		return execFileSync("pdftotext", ["-layout", at(`${name}.pdf`), "-"], { encoding: "utf8" }).split("\f").slice(0, -1);
	};

	it.skipIf(!hasPoppler).each([["A4", 1], ["A4", 12], ["Letter", 12], ["A4", 200], ["cards", 12]] as const)("%s with %i accounts has each page numbered and each account whole", async (paper, count) => {
		const pages = await pagesOf(`${paper}-${count}.html`, sheetPage(Array.from({ length: count }, (_, n) => account(n, n % 3 === 0 ? 10 : 0)), { ...options, paper }));
		const found: number[] = [];
		for (const [n, page] of pages.entries()) {
			expect(page).toContain(`page ${n + 1} of ${pages.length}`);
			const here = [...page.matchAll(/Service (\d+)\b/g)].map(([, which]) => Number(which));
			// Its name, its key and all of its codes stand on one page.
			expect(page.match(/QOJQ +GEZD/g) ?? []).toHaveLength(here.length);
			for (const which of here) expect(page.match(new RegExp(`\\d{4}-${5000 + which}\\b`, "g")) ?? []).toHaveLength(which % 3 === 0 ? 10 : 0);
			found.push(...here);
		}
		expect(found).toEqual(Array.from({ length: count }, (_, n) => n));
		// One with the way back in, and four on each page.
		if (paper === "cards") expect(pages).toHaveLength(Math.ceil((count + 1) / 4));
	});

	it.skipIf(!hasPoppler).each(["A4", "Letter", "cards"] as const)("%s says what names in a code mean on a page that holds nothing else", async (paper) => {
		const meanings = Array.from({ length: 12 }, (_, n) => ({ word: `Blue ${n}`, issuer: `Issuer ${n}`, username: "me" }));
		const pages = await pagesOf(`coded-${paper}.html`, sheetPage(meanings.map((_, n) => account(n)), { ...options, paper, meanings }));
		const last = pages.pop() ?? "";
		for (const { word, issuer } of meanings) expect(last).toContain(`${word}: ${issuer}, me`);
		expect(last).not.toMatch(/Service|QOJQ/);
		expect(pages.join("")).not.toMatch(/Issuer|Blue/);
	});

	it.skipIf(!hasPoppler)("an account of a hundred codes goes on on the next page, under its name", async () => {
		const pages = await pagesOf("hundred.html", sheetPage([account(1, 8), account(2, 100)], options));
		expect(pages).toHaveLength(2);
		for (const page of pages) expect(page).toContain("Service 2. Backup codes");
		expect(pages.join("").match(/\d{4}-5002\b/g)).toHaveLength(100);
	});
});
