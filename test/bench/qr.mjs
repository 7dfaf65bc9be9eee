// Our QR reader beside others, on pictures of codes that Debian's qrencode drew. `node test/bench/qr.mjs [pictures a kind]`.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { findChromium } from "../setup.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const each = Number(process.argv[2] ?? 12);

/** Links as services write them, short and long, at the levels that qrencode has. */
const codes = ["L", "M", "Q", "H"].flatMap((level) => [
	"otpauth://totp/me?secret=JBSWY3DPEHPK3PXP",
	"otpauth://totp/GitHub:mara%40example.org?secret=GEZDGNBVGY3TQOJQ&issuer=GitHub",
	`otpauth://totp/Example%20Bank%20of%20the%20North:mara.lindgren%40example.org?secret=${"MFRGGZDFMZTWQ2LK".repeat(2)}&issuer=Example%20Bank%20of%20the%20North&algorithm=SHA1&digits=6&period=30`,
].map((text) => {
	// Two characters a module.
	const rows = execFileSync("qrencode", ["-t", "ASCII", "-m", "0", "-l", level, "-o", "-", `${text}#${level}`], { encoding: "utf8" }).split("\n").filter((row) => row !== "");
	return { text: `${text}#${level}`, rows: rows.map((row) => row.replace(/(.)./g, (_, dot) => (dot === "#" ? "1" : "0"))) };
}));

const readers = await build({ entryPoints: [path.join(import.meta.dirname, "qr-readers.js")], bundle: true, write: false, format: "iife", target: "es2022", minify: true, logLevel: "error" });
const browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage();
await page.addScriptTag({ content: readers.outputFiles[0].text });
await page.evaluate((wasm) => globalThis.prepareReaders(wasm), readFileSync(path.join(root, "node_modules/zxing-wasm/dist/reader/zxing_reader.wasm")).toString("base64"));

const median = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
for (const [set, seed] of [["tuned", 1], ["apart", 500_000]]) {
	const table = await page.evaluate((ask) => globalThis.compareReaders(...ask), [set, seed, each, codes]);
	const names = Object.keys(table[0].readers);
	console.log(`\n${set}: ${each} pictures of each kind; codes read\n\n| pictures | codes | ${names.join(" | ")} |\n|---|---|${names.map(() => "---|").join("")}`);
	for (const { kind, codes, readers } of table) console.log(`| ${kind} | ${codes} | ${names.map((name) => readers[name].read).join(" | ")} |`);
	const sum = (name, what) => table.reduce((all, { readers }) => all + readers[name][what], 0);
	const times = (name) => table.flatMap(({ readers }) => readers[name].times);
	console.log(`| **all** | ${table.reduce((all, { codes }) => all + codes, 0)} | ${names.map((name) => sum(name, "read")).join(" | ")} |`);
	console.log(`| read falsely | | ${names.map((name) => sum(name, "wrong")).join(" | ")} |`);
	console.log(`| median time, to zxing-wasm | | ${names.map((name) => (median(times(name)) / median(times("zxing-wasm"))).toFixed(1)).join(" | ")} |`);
	console.log(`| longest time, to zxing-wasm's | | ${names.map((name) => (Math.max(...times(name)) / Math.max(...times("zxing-wasm"))).toFixed(1)).join(" | ")} |`);
}

const out = path.join(root, "test/out/qr");
await mkdir(out, { recursive: true });
for (const [n, kind] of (await page.evaluate(() => globalThis.pictureKinds)).entries())
	for (const [set, seed] of [["tuned", 1], ["apart", 500_000]]) {
		const url = await page.evaluate((ask) => globalThis.drawPicture(...ask), [set, kind, seed + n * 1000, codes]);
		await writeFile(path.join(out, `${String(n).padStart(2, "0")}-${set}.png`), Buffer.from(url.split(",")[1], "base64"));
	}
await browser.close();
