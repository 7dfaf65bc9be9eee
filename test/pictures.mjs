// Makes the pictures of the documentation from the host and its sample vault: `npm run pictures`.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { options } from "../esbuild.config.mjs";
import { serve } from "./host/serve.mjs";
import { findChromium } from "./setup.mjs";

const out = path.resolve(import.meta.dirname, "../docs/pictures");
await mkdir(out, { recursive: true });
await build({ ...options(true), logLevel: "error" });
const server = await serve({ port: 0 });
const browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox", "--disable-gpu"] });
// A time at which the accounts of 30 seconds have 24 left.
const page = await (await browser.newContext({ viewport: { width: 1180, height: 1040 }, deviceScaleFactor: 1.5, locale: "en-GB", timezoneId: "UTC" })).newPage();
await page.addInitScript((clock) => {
	window.hostOptions = { bar: false, clock, theme: "light", files: "sample", workspace: { left: { collapsed: true, leaves: [] } } };
}, Date.UTC(2026, 10, 22, 9, 41, 6));
await page.goto(server.address);
await page.waitForSelector("body[data-ready]", { state: "attached" });
await page.evaluate(() => window.host.open("2FA/ProtonMail.md"));
await page.evaluate(() => window.host.app.$commands.run("two-factor-notes:open-pane"));
await page.fill(".tfn-pane .tfn-passphrase input", "correct horse battery staple");
await page.press(".tfn-pane .tfn-passphrase input", "Enter");
await page.waitForSelector(".tfn-pane .tfn-card .tfn-code:not(.is-hidden)");
await page.locator(".tfn-block .tfn-quiet", { hasText: "Show QR" }).click();
await page.mouse.move(20, 700);
await page.evaluate(() => document.activeElement?.blur());
await page.waitForTimeout(1500);
await page.screenshot({ path: path.join(out, "note-and-pane.png") });
await browser.close();
await server.close();
