/** Starts the app in the page, and offers `window.host` to tests and to the bar. */
import { App } from "./app";
import { drawBar } from "./bar";
import { FakeClipboard } from "./clipboard";
import { Disk } from "./disk";
import { extendPage } from "./dom";
import { FileList } from "./file-list";
import { MarkdownView } from "./markdown-view";
import { exported } from "./module";
import { notices, watchTooltips } from "./notice";
import { becomePhone } from "./platform";
import { Runner } from "./runner";
import { SettingsModal } from "./settings-tab";
import { bringToFront, eachWindow, leaveFront, popouts, ruleWindows, setHidden, type Win } from "./windows";
import { complain, Clock, noticed, opened, watchListeners, watchNetwork, watchTimers, type HostOptions, type Layout } from "./watch";

declare global {
	interface Window {
		/** Set before the page's scripts run. */
		hostOptions?: HostOptions;
		/** The sample vault, from vault.js. */
		hostVault?: Record<string, string>;
		host: Host;
	}
}

const vaultId = "host-vault";
const pluginFolder = ".obsidian/plugins/two-factor-notes";

export class Host {
	readonly options: HostOptions;
	readonly clock: Clock | null;
	readonly notices = notices;
	readonly noticed = noticed;
	readonly opened = opened;
	/** The obsidian module without its guard, for the check against obsidian.d.ts. */
	readonly exported = exported;
	readonly clipboard = new FakeClipboard();
	declare app: App;
	declare runner: Runner;
	declare disk: Disk;

	constructor(options: HostOptions) {
		this.options = options;
		this.clock = options.clock === undefined ? null : new Clock(options.clock);
	}

	async start(): Promise<void> {
		extendPage();
		watchTimers(this.clock);
		watchListeners(window);
		ruleWindows(this.options.clipboard === "real");
		watchNetwork();
		watchTooltips();
		if (this.options.clipboard === "fake") eachWindow((win) => this.clipboard.install(win, this.options.phone ?? false));
		if (this.options.noWasm) Reflect.deleteProperty(window, "WebAssembly");
		if (this.options.noWorker) Reflect.deleteProperty(window, "Worker");
		window.addEventListener("error", (event) => complain(event.error ?? event.message));
		window.addEventListener("unhandledrejection", (event) => complain(event.reason));
		if (this.options.phone) becomePhone();
		this.setTheme(this.options.theme ?? "light");
		const { disk, isNew } = await Disk.$open(vaultId);
		this.disk = disk;
		if (isNew) await this.#fill();
		this.app = new App({ disk, vaultId, phone: this.options.phone ?? false, cacheDelay: this.options.cacheDelay ?? 5 });
		this.app.workspace.$registerView("file-explorer", (leaf) => new FileList(leaf));
		this.runner = new Runner(this.app);
		const { plugin = "on" } = this.options;
		if (plugin !== "off") await this.runner.enable(plugin === "first" && isNew);
		this.app.vault.$announce();
		this.app.metadataCache.$begin(this.options.coldCache ?? false);
		await this.app.workspace.$restore(this.#layout());
		if (this.options.bar) drawBar(this);
	}

	async #fill(): Promise<void> {
		const { files = {} } = this.options;
		const data = this.options.data === undefined ? {} : { [`${pluginFolder}/data.json`]: JSON.stringify(this.options.data, null, 2) };
		await this.disk.$fill({ ...(files === "sample" ? window.hostVault : files), ...data, ".obsidian/app.json": "{}" });
		await this.disk.mkdir(pluginFolder);
		for (const [key, value] of Object.entries(this.options.localStorage ?? {})) localStorage.setItem(`${vaultId}-${key}`, JSON.stringify(value));
	}

	#layout(): Layout {
		const kept = this.disk.$text(".obsidian/workspace.json");
		const layout = kept === null ? (this.options.workspace ?? {}) : (JSON.parse(kept) as Layout);
		return { ...layout, left: layout.left ?? { leaves: [{ type: "file-explorer" }] } };
	}

	setTheme(theme: "light" | "dark"): void {
		for (const { document } of [window, ...popouts]) {
			document.body.toggleClass("theme-light", theme === "light");
			document.body.toggleClass("theme-dark", theme === "dark");
		}
		this.app?.workspace.trigger("css-change");
	}

	/** Writes a file as sync does: past the app, which finds out. */
	async write(path: string, text: string): Promise<void> {
		const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
		if (folder) await this.disk.mkdir(folder);
		await this.disk.write(path, text);
	}

	view(): MarkdownView {
		const view = this.app.workspace.getMostRecentLeaf()?.view;
		if (!(view instanceof MarkdownView)) throw new Error("No note is open.");
		return view;
	}

	async open(path: string, newTab = false): Promise<void> {
		const file = this.app.vault.getFileByPath(path);
		if (!file) throw new Error(`There is no ${path}.`);
		await this.app.workspace.getLeaf(newTab ? "tab" : false).openFile(file);
	}

	async setMode(mode: "reading" | "live" | "source"): Promise<void> {
		const { leaf } = this.view();
		const state = leaf.getViewState();
		await leaf.setViewState({ ...state, state: { ...state.state, mode: mode === "reading" ? "preview" : "source", source: mode === "source" } });
	}

	/** As chosen from the palette. */
	run(id: string): boolean {
		this.clipboard.gesture();
		return this.app.$commands.run(`two-factor-notes:${id}`);
	}

	async cli(command: string, params: Record<string, string> = {}): Promise<string> {
		const found = this.app.$cli.get(command);
		if (!found) throw new Error(`There is no command "${command}".`);
		for (const [name, flag] of Object.entries(found.flags ?? {})) if (flag.required && !(name in params)) return `Missing required flag: ${name}`;
		return found.handler(params);
	}

	protocol(action: string, params: Record<string, string> = {}): void {
		this.app.$protocol.get(action)?.({ action, ...params });
	}

	async rename(from: string, to: string): Promise<void> {
		const file = this.app.vault.getAbstractFileByPath(from);
		if (!file) throw new Error(`There is no ${from}.`);
		await this.app.fileManager.renameFile(file, to);
	}

	failWrites(start: string, reason: string | null): void {
		this.disk.$refuses = (path) => (reason !== null && path.startsWith(start) ? reason : undefined);
	}

	/** What this device keeps for the vault beside the files: local storage and secrets, as they lie there. */
	storage(): Record<string, string> {
		const mine = Object.entries(localStorage).filter(([key]) => key.startsWith(`${vaultId}-`));
		return Object.fromEntries(mine.map(([key, value]) => [key.slice(vaultId.length + 1), String(value)]));
	}

	openSettings(): void {
		new SettingsModal(this.app).open();
	}

	async advance(ms: number): Promise<void> {
		if (!this.clock) throw new Error("The stage was opened without `clock`.");
		await this.clock.advance(ms);
	}

	setHidden(hidden: boolean, win: Win): void {
		setHidden(win, hidden);
	}

	/** Another program comes to the front, or this window. */
	setFocused(focused: boolean, win: Win): void {
		if (focused) bringToFront(win);
		else leaveFront(win);
	}

	/** Opens a note in a window of its own, or moves there the view of this type. */
	async popOut(what: string): Promise<void> {
		const { vault, workspace } = this.app;
		const file = vault.getFileByPath(what);
		const [leaf] = workspace.getLeavesOfType(what);
		if (file) await workspace.openPopoutLeaf().openFile(file);
		else if (leaf) workspace.moveLeafToPopout(leaf);
		else throw new Error(`There is no ${what}.`);
	}

	/** The app quits: plugins get a moment, and everything written is kept. */
	async settle(): Promise<void> {
		this.app.workspace.trigger("quit");
		await this.app.workspace.requestSaveLayout.run();
		await this.disk.$settled();
	}

	async restart(): Promise<void> {
		await this.settle();
		location.reload();
	}

	async reset(): Promise<void> {
		await this.disk.$erase();
		localStorage.clear();
		location.reload();
	}
}

function optionsOfPerson(): HostOptions {
	const query = new URL(location.href).searchParams;
	const kept = sessionStorage.getItem("theme");
	return {
		files: "sample",
		phone: query.get("phone") === "1",
		theme: kept === "dark" || kept === "light" ? kept : matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
		clipboard: "real",
		plugin: "first",
		bar: true,
		workspace: { main: [{ type: "markdown", state: { file: "Welcome.md", mode: "preview" }, active: true }] },
	};
}

window.host = new Host(window.hostOptions ?? optionsOfPerson());
window.host.start().then(
	() => document.body.setAttribute("data-ready", ""),
	(error: unknown) => {
		complain(error);
		document.body.append(`The host could not start: ${String(error)}`);
	},
);
