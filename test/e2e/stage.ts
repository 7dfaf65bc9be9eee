/** A page of the host with the plugin in it, and what a test does there beside looking and clicking. */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import type {} from "../host/boot";
import { serve, wrapPlugin } from "../host/serve.mjs";
import type { HostOptions } from "../host/watch";
import { findChromium } from "../setup.mjs";

export interface StageOptions extends HostOptions {
	/** A plugin in place of the built main.js; for the tests of the host itself. */
	probe?: { main: string; css?: string };
	/** Size of the window in CSS pixels. */
	size?: { width: number; height: number };
	/** Pixels a CSS pixel, for pictures. */
	scale?: number;
}

export interface Noticed {
	undocumented: string[];
	misuse: string[];
	network: string[];
	errors: string[];
}

const out = path.resolve(import.meta.dirname, "../out");
const pluginFolder = ".obsidian/plugins/two-factor-notes";
let shared: Promise<{ browser: Browser; address: string; close(): Promise<void> }> | null = null;

/** One browser and one server for the test file; `closeStages` in afterAll ends them. */
async function open(): Promise<{ browser: Browser; address: string; close(): Promise<void> }> {
	const executablePath = findChromium();
	if (!executablePath) throw new Error("No Chromium found. Run node test/setup.mjs --browser, or set CHROMIUM_PATH.");
	const server = await serve({ port: 0 });
	const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-default-apps", "--disable-sync", "--no-first-run", "--mute-audio", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"];
	const browser = await chromium.launch({ executablePath, args });
	return { browser, address: server.address, close: async () => void (await Promise.all([browser.close(), server.close()])) };
}

export async function closeStages(): Promise<void> {
	const opened = await shared;
	shared = null;
	await opened?.close();
}

export class Stage {
	readonly page: Page;
	/** What the page printed, `type: text`. */
	readonly console: string[] = [];

	constructor(page: Page) {
		this.page = page;
		page.on("console", (message) => this.console.push(`${message.type()}: ${message.text()}`));
	}

	async ready(): Promise<void> {
		await this.page.waitForSelector("body[data-ready]", { state: "attached" });
	}

	// Files

	/** The text on the disk; null when there is no such file. */
	read = (file: string): Promise<string | null> => this.page.evaluate((file) => window.host.disk.$text(file), file);
	/** The bytes on the disk. */
	bytes = async (file: string): Promise<Uint8Array> => Uint8Array.from(await this.page.evaluate(async (file) => [...new Uint8Array(await window.host.disk.readBinary(file))], file));
	/** Writes past the app, as sync and other programs do. */
	write = (file: string, text: string): Promise<void> => this.page.evaluate(([file, text]) => window.host.write(file, text), [file, text] as const);
	remove = (file: string): Promise<void> => this.page.evaluate((file) => window.host.disk.remove(file), file);
	rename = (from: string, to: string): Promise<void> => this.page.evaluate(([from, to]) => window.host.rename(from, to), [from, to] as const);
	/** Every path of the vault, hidden ones too. */
	paths = (): Promise<string[]> => this.page.evaluate(() => window.host.disk.$paths());
	/** data.json of the plugin as text. */
	data = (): Promise<string | null> => this.read(`${pluginFolder}/data.json`);
	/** What the device keeps beside the files: local storage by its keys as text, and secrets as `host-secret-<id>`. */
	storage = (): Promise<Record<string, string>> => this.page.evaluate(() => window.host.storage());
	/** How often each path was read since the start. */
	reads = (): Promise<Record<string, number>> => this.page.evaluate(() => Object.fromEntries(window.host.disk.$reads));
	/** From now on writes to paths that begin so fail with this reason, such as "ENOSPC: no space left on device"; null ends it. */
	failWrites = (start: string, reason: string | null): Promise<void> => this.page.evaluate(([start, reason]) => window.host.failWrites(start, reason), [start, reason] as const);
	/** Waits until the metadata cache has read what was written. */
	cached = (): Promise<void> => this.page.evaluate(() => window.host.app.metadataCache.$idle());

	// App

	openNote = (file: string, newTab = false): Promise<void> => this.page.evaluate(([file, newTab]) => window.host.open(file, newTab), [file, newTab] as const);
	setMode = (mode: "reading" | "live" | "source"): Promise<void> => this.page.evaluate((mode) => window.host.setMode(mode), mode);
	/** Runs a command of the plugin by its short id; false when it cannot be run now. */
	run = (id: string): Promise<boolean> => this.page.evaluate((id) => window.host.run(id), id);
	/** Short ids of the commands that the palette would list now. */
	commands = (): Promise<string[]> => this.page.evaluate(() => window.host.app.$commands.available().map((command) => command.id.replace("two-factor-notes:", "")));
	cli = (command: string, params: Record<string, string> = {}): Promise<string> => this.page.evaluate(([command, params]) => window.host.cli(command, params), [command, params] as const);
	protocol = (action: string, params: Record<string, string> = {}): Promise<void> => this.page.evaluate(([action, params]) => window.host.protocol(action, params), [action, params] as const);
	openSettings = (): Promise<void> => this.page.evaluate(() => window.host.openSettings());
	setTheme = (theme: "light" | "dark"): Promise<void> => this.page.evaluate((theme) => window.host.setTheme(theme), theme);
	enable = (): Promise<void> => this.page.evaluate(() => window.host.runner.enable(true));
	/** Turns the plugin off and says what it left behind. */
	disable = (): Promise<string[]> => this.page.evaluate(() => (window.host.runner.disable(), window.host.runner.leaks()));

	/** Quits and starts again with the same vault. */
	async restart(): Promise<void> {
		await this.page.evaluate(() => window.host.settle());
		await this.page.reload();
		await this.ready();
	}

	// What was noticed

	/** Notices since the start, those that are gone too. */
	notices = (): Promise<string[]> => this.page.evaluate(() => window.host.notices.map((notice) => notice.text));
	shownNotices = (): Promise<string[]> => this.page.evaluate(() => window.host.notices.filter((notice) => notice.shown).map((notice) => notice.text));
	/** Addresses of files that were given to the system, to be opened there. */
	opened = (): Promise<string[]> => this.page.evaluate(() => window.host.opened);
	noticed = (): Promise<Noticed> => this.page.evaluate(() => window.host.noticed);

	// Clock and clipboard

	/** Moves the standing clock on; its timers run. */
	advance = (ms: number): Promise<void> => this.page.evaluate((ms) => window.host.advance(ms), ms);
	/** Moves the standing clock without running timers: the computer slept. */
	sleep = (ms: number): Promise<void> => this.page.evaluate((ms) => window.host.clock?.jump(ms), ms);
	/** The window goes to the background, or comes back; a pop-out where its page is given. */
	setHidden = (hidden: boolean, page = this.page): Promise<void> => page.evaluate((hidden) => ((window.opener ?? window) as Window).host.setHidden(hidden, window), hidden);
	/** Another program takes the focus, or this window has it again. */
	setFocused = (focused: boolean, page = this.page): Promise<void> => page.evaluate((focused) => ((window.opener ?? window) as Window).host.setFocused(focused, window), focused);

	/** Opens a note in a window of its own, or moves there the view of a type; gives that window's page. */
	async popOut(what: string): Promise<Page> {
		const [popup] = await Promise.all([this.page.waitForEvent("popup"), this.page.evaluate((what) => window.host.popOut(what), what)]);
		return popup;
	}
	clipboard = (): Promise<string> => this.page.evaluate(() => window.host.clipboard.text);
	setClipboard = (text: string): Promise<void> => this.page.evaluate((text) => void (window.host.clipboard.text = text), text);
	/** Writing fails from now on, or works again. */
	refuseClipboard = (refuse: boolean): Promise<void> => this.page.evaluate((refuse) => void (window.host.clipboard.refuses = refuse), refuse);
	/** How often the clipboard was read. */
	clipboardReads = (): Promise<number> => this.page.evaluate(() => window.host.clipboard.reads);

	/** A picture in test/out. */
	async screenshot(name: string, selector?: string): Promise<void> {
		await mkdir(out, { recursive: true });
		const file = path.join(out, `${name}.png`);
		if (selector) await this.page.locator(selector).first().screenshot({ path: file });
		else await this.page.screenshot({ path: file });
	}

	close = (): Promise<void> => this.page.context().close();
}

export async function openStage({ probe, size, scale, ...options }: StageOptions = {}): Promise<Stage> {
	const { browser, address } = await (shared ??= open());
	const phone = options.phone ?? false;
	const context = await browser.newContext({
		viewport: size ?? (phone ? { width: 390, height: 844 } : { width: 1200, height: 800 }),
		deviceScaleFactor: scale ?? 1,
		hasTouch: phone,
		locale: "en-GB",
		timezoneId: "UTC",
	});
	const page = await context.newPage();
	const stage = new Stage(page);
	if (probe) {
		const body = wrapPlugin(probe.main, { id: "two-factor-notes", name: "Two-Factor Notes", version: "0.0.0", minAppVersion: "1.13.0" });
		await page.route(/\/plugin\.js/, (route) => route.fulfill({ contentType: "text/javascript", body }));
		await page.route(/\/plugin\.css/, (route) => route.fulfill({ contentType: "text/css", body: probe.css ?? "" }));
	}
	await page.addInitScript((options) => void (window.hostOptions = options), { clipboard: "fake" as const, ...options });
	await page.goto(address);
	await stage.ready();
	return stage;
}
