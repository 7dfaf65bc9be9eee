// 10, 100 and 1,000 accounts in a large vault, in the stand-in: what the pane costs beside what it costs with few accounts.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { serve } from "../host/serve.mjs";

const root = path.resolve(import.meta.dirname, "../..");

/** The vaults of the tests; they are TypeScript. */
async function loadVaults() {
	const outfile = path.join(root, "test/out/vault.mjs");
	await mkdir(path.dirname(outfile), { recursive: true });
	await build({ entryPoints: [path.join(root, "test/bench/vault.ts")], bundle: true, format: "esm", platform: "node", packages: "external", outfile, logLevel: "error" });
	return import(outfile);
}

const median = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
const ms = (time) => `${time.toFixed(1)} ms`;

/** In the page: what the figures are taken with. */
function prepare() {
	window.bench = {
		longest: 0,
		keyAt: 0,
		painted: () => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now())))),
		async until(isThere) {
			while (!isThere()) await new Promise((done) => requestAnimationFrame(done));
			return this.painted();
		},
	};
	new PerformanceObserver((list) => {
		for (const { duration } of list.getEntries()) window.bench.longest = Math.max(window.bench.longest, duration);
	}).observe({ type: "longtask" });
	const { Worker } = window;
	window.Worker = class extends Worker {
		constructor(...given) {
			super(...given);
			this.addEventListener("message", () => (window.bench.keyAt = performance.now()));
		}
	};
}

async function openVault(browser, address, files, accounts) {
	const context = await browser.newContext({ viewport: { width: 1200, height: 800 } });
	const page = await context.newPage();
	const workspace = { left: { leaves: [] }, right: { leaves: [{ type: "two-factor-notes", active: true }] } };
	await page.addInitScript((options) => (window.hostOptions = options), { clipboard: "fake", files, workspace });
	await page.goto(address);
	await page.waitForSelector("body[data-ready]", { state: "attached" });
	await page.evaluate(() => window.host.app.metadataCache.$idle());
	await page.locator(`.tfn-entry[aria-setsize="${accounts}"]`).first().waitFor();
	await page.evaluate(prepare);
	return page;
}

const noteReads = (page) => page.evaluate(() => [...window.host.disk.$reads].filter(([path]) => path.endsWith(".md")).reduce((sum, [, times]) => sum + times, 0));

/** From the key's arrival to the frame that shows codes, and the longest task from Enter to that frame. */
async function unlock(page, passphrase) {
	return page.evaluate(async (passphrase) => {
		const { bench } = window;
		bench.longest = 0;
		const input = document.querySelector(".tfn-passphrase input");
		input.value = passphrase;
		input.form.requestSubmit();
		const shown = await bench.until(() => document.querySelector(".tfn-entry .tfn-code:not(.is-hidden)") !== null);
		await new Promise((done) => setTimeout(done, 100));
		return { codes: shown - bench.keyAt, longest: bench.longest };
	}, passphrase);
}

const lock = (page) => page.evaluate(async () => {
	window.host.run("lock");
	await window.bench.painted();
});

/** The pane is closed and opened again. */
const openPane = (page) => page.evaluate(async () => {
	const { workspace } = window.host.app;
	for (const leaf of workspace.getLeavesOfType("two-factor-notes")) leaf.detach();
	await window.bench.painted();
	const began = performance.now();
	window.host.run("open-pane");
	return (await window.bench.until(() => document.querySelector(".tfn-entry") !== null)) - began;
});

/** One letter in the search: the work, without waiting for the frame. */
const typeLetter = (page, letter) => page.evaluate((letter) => {
	const input = document.querySelector(".tfn-search input");
	input.value = letter;
	const began = performance.now();
	input.dispatchEvent(new Event("input"));
	document.body.getBoundingClientRect();
	return performance.now() - began;
}, letter);

/** Milliseconds of main thread a second, over so many seconds; by the time it ran, not by the clock on the wall. */
async function mainThread(page, seconds) {
	const session = await page.context().newCDPSession(page);
	await session.send("Performance.enable", { timeDomain: "threadTicks" });
	// Neither a caret that blinks nor what the engine still does about the start of the app is the clock's.
	await page.evaluate(() => document.activeElement.blur());
	await session.send("HeapProfiler.collectGarbage");
	await page.waitForTimeout(30_000);
	const busy = async () => (await session.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration").value * 1000;
	const before = await busy();
	await page.waitForTimeout(seconds * 1000);
	return ((await busy()) - before) / seconds;
}

async function measure(browser, address, vaults, accounts, notes) {
	const page = await openVault(browser, address, await vaults.vaultOf(accounts, notes), accounts);
	const repeat = async (run, times = 7) => {
		const found = [];
		for (let n = 0; n < times; n++) found.push(await run(n));
		return found;
	};
	const readsAtStart = await noteReads(page);
	const unlocked = await repeat(async () => {
		await lock(page);
		return unlock(page, vaults.passphrase);
	}, 5);
	const figures = {
		codes: median(unlocked.map(({ codes }) => codes)), longest: Math.max(...unlocked.map(({ longest }) => longest)),
		open: median(await repeat(() => openPane(page))),
		letter: median(await repeat((n) => typeLetter(page, n % 2 === 0 ? "a" : ""), 9)),
		rows: await page.locator(".tfn-entry").count(), nodes: await page.evaluate(() => document.querySelectorAll(".tfn-pane *").length),
		readsAtStart,
	};
	await typeLetter(page, "");
	await page.evaluate((path) => window.host.write(path, `${window.host.disk.$text(path)}More.\n`), vaults.pathOf(3));
	await page.waitForTimeout(500);
	figures.readsPerChange = (await noteReads(page)) - readsAtStart;
	figures.clock = await mainThread(page, 30);
	if (await page.locator(".tfn-entry .tfn-code:not(.is-hidden)").count() === 0) throw new Error("The codes were not on screen while the clock was measured.");
	await page.evaluate(() => window.host.app.workspace.rightSplit.collapse());
	figures.idle = await mainThread(page, 10);
	await page.context().close();
	return figures;
}

/** Prints the figures of 10, 100 and 1,000 accounts. */
export async function benchAccounts(browser) {
	const vaults = await loadVaults();
	const { address, close } = await serve({ port: 0 });
	const notes = 20_000;
	const found = new Map();
	for (const accounts of [10, 100, 1000]) found.set(accounts, await measure(browser, address, vaults, accounts, notes));
	await close();
	const [few] = found.values();
	for (const [accounts, figures] of found) {
		const beside = (key) => `${ms(figures[key])}${accounts === 10 ? "" : ` (${(figures[key] / few[key]).toFixed(2)} times 10 accounts)`}`;
		console.log(`${accounts} accounts among ${notes} notes:`);
		console.log(`  from the key to the frame with the first codes: ${beside("codes")}; longest task from Enter to there: ${figures.longest === 0 ? "under 50 ms" : ms(figures.longest)}`);
		console.log(`  pane opened: ${beside("open")}; a letter in the search: ${beside("letter")}; ${figures.rows} rows, ${figures.nodes} nodes`);
		console.log(`  main thread a second with the clock on: ${ms(figures.clock)}; pane closed: ${ms(figures.idle)}`);
		console.log(`  notes read at the start: ${figures.readsAtStart}; at a change of one: ${figures.readsPerChange}`);
	}
}
