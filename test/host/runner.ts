/** Loads main.js as the app does, and takes stock of what it leaves behind. */
import type { App } from "./app";
import { requireModule } from "./module";
import { Notice } from "./notice";
import type { Plugin, PluginManifest } from "./plugin";
import { complain, guard, held } from "./watch";
import { popouts, restyle } from "./windows";

type Evaluate = (require: (name: string) => unknown, module: { exports: Record<string, unknown> }, exports: Record<string, unknown>) => void;

declare global {
	interface Window {
		/** Left by plugin.js: main.js inside a function. */
		$plugin?: { manifest: PluginManifest; evaluate: Evaluate };
	}
}

export class Runner {
	#app: App;
	#plugin: Plugin | null = null;
	#style: HTMLLinkElement | null = null;

	constructor(app: App) {
		this.#app = app;
		app.vault.on("raw", (path: string) => this.#plugin?.$rawChange(path));
	}

	get plugin(): Plugin | null {
		return this.#plugin;
	}

	#load(): Promise<NonNullable<Window["$plugin"]>> {
		return new Promise((done, fail) => {
			const script = document.createElement("script");
			script.src = `plugin.js?${Math.random()}`;
			script.onload = () => {
				script.remove();
				const found = window.$plugin;
				delete window.$plugin;
				if (found) done(found);
				else fail(new Error("main.js could not be parsed."));
			};
			script.onerror = () => fail(new Error("There is no main.js: run npm run build."));
			document.head.append(script);
		});
	}

	async enable(byHand: boolean): Promise<void> {
		if (this.#plugin) return;
		try {
			const { manifest, evaluate } = await this.#load();
			const module: { exports: Record<string, unknown> } = { exports: {} };
			evaluate(requireModule, module, module.exports);
			const Loaded = (module.exports.default ?? module.exports) as new (app: App, manifest: PluginManifest) => Plugin;
			this.#style = document.createElement("link");
			Object.assign(this.#style, { rel: "stylesheet", href: `plugin.css?${Math.random()}` });
			const styled = new Promise((done) => (this.#style ? (this.#style.onload = this.#style.onerror = done) : done(null)));
			document.head.append(this.#style);
			this.#plugin = new Loaded(this.#app, { ...manifest, dir: `${this.#app.vault.configDir}/plugins/${manifest.id}` });
			await styled;
			restyle();
			await this.#plugin.load();
			if (byHand) this.#app.workspace.onLayoutReady(() => guard(() => this.#plugin?.onUserEnable()));
		} catch (error) {
			complain(error);
			new Notice(`The plugin could not be loaded. ${String(error)}`, 0);
		}
	}

	disable(): void {
		this.#plugin?.unload();
		this.#plugin = null;
		this.#style?.remove();
		restyle();
	}

	/** What is still there although the plugin is off and its views have closed; empty is right. */
	async leaks(): Promise<string[]> {
		if (this.#plugin) throw new Error("The plugin is on.");
		await Promise.all(this.#app.workspace.$closing.splice(0));
		const strangers = [window, ...popouts].flatMap(({ document }) => [...document.body.children]).filter((el) => !el.hasAttribute("data-host") && !["SCRIPT", "LINK"].includes(el.tagName));
		const styles = [...document.head.querySelectorAll("style, link")].filter((el) => !el.hasAttribute("data-host") && !/^\s*\.[ͼ]/.test(el.textContent ?? ""));
		return [
			...held.timers.values(),
			...[...held.listeners.keys()].map((name) => `listener ${name}`),
			...[...held.eventRefs.values()].map((name) => `event ${name}`),
			...held.registrations,
			...strangers.map((el) => `in the body: ${el.tagName.toLowerCase()}.${el.className}`),
			...styles.map((el) => `in the head: ${el.tagName.toLowerCase()}`),
			...this.#app.$commands.ids().map((id) => `command ${id}`),
		];
	}
}
