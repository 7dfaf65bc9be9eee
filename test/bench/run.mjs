// Benchmarks, as ratios within one run: machines differ and are noisy, so a figure counts only beside the one it is compared with.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { options } from "../../esbuild.config.mjs";
import { findChromium } from "../setup.mjs";
import { benchAccounts } from "./thousand.mjs";

const root = path.resolve(import.meta.dirname, "../..");
await build({ ...options(true), logLevel: "error" });
const browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage();
await page.addScriptTag({ path: path.join(import.meta.dirname, "load.js") });

const main = await readFile(path.join(root, "main.js"), "utf8");
const empty = "module.exports=class extends require('obsidian').Plugin{onload(){}};";
const bytes = Buffer.byteLength(main);
// What fills the empty plugin decides: a comment is skipped unread, a function never called is read as code is.
const rivals = {
	"filled with a comment": `${empty}/*${"x".repeat(bytes - empty.length - 4)}*/`,
	"filled with the same code, never called": `${empty}function unused(require,module,exports){${main}\n}`,
};

console.log(`main.js: ${bytes} bytes`);
for (const [name, rival] of Object.entries(rivals)) {
	const { ours, theirs } = await page.evaluate(([a, b]) => globalThis.compareLoads(a, b, 41), [main, rival]);
	console.log(`load and onload, ratio to an empty plugin ${name}: ${(ours / theirs).toFixed(2)} (medians of 41 loads each, one after the other: ${ours.toFixed(2)} and ${theirs.toFixed(2)} ms)`);
}
await benchAccounts(browser);

const derive = await build({ plugins: options(true).plugins, entryPoints: [path.join(import.meta.dirname, "derive.js")], bundle: true, write: false, format: "iife", target: "es2022", minify: true });
await page.addScriptTag({ content: derive.outputFiles[0].text });
const { webAssembly, javaScript, inSteps } = await page.evaluate(() => globalThis.compareDerivations(7));
const ratio = (time) => `${(time / webAssembly).toFixed(1)} times`;
console.log(`a key at the cost of new fields, to WebAssembly (${webAssembly.toFixed(0)} ms): in plain JavaScript ${ratio(javaScript)}, in the page in steps ${ratio(inSteps)} (medians of 7, one after the other)`);
await browser.close();
