import { Component, type Plugin } from "obsidian";

/** The windows of the app: the main one, and the pop-outs while they are open. */
export class Windows {
	private readonly open = new Map<Window, Component>();
	private readonly wanted: ((win: Window, lifetime: Component) => void)[] = [];

	constructor(private readonly plugin: Plugin) {
		const { workspace } = plugin.app;
		plugin.registerEvent(workspace.on("window-open", (_, win) => this.add(win)));
		plugin.registerEvent(workspace.on("window-close", (_, win) => this.remove(win)));
		this.add(window);
		// Pop-outs that were open before the plugin was.
		workspace.onLayoutReady(() => workspace.iterateAllLeaves((leaf) => this.add(leaf.getContainer().win)));
	}

	get all(): Window[] {
		return [...this.open.keys()];
	}

	/** Runs for every window, now or when it opens. What it registers on `lifetime` ends with the window or the plugin. */
	each(run: (win: Window, lifetime: Component) => void): void {
		this.wanted.push(run);
		for (const [win, lifetime] of this.open) run(win, lifetime);
	}

	private add(win: Window): void {
		if (this.open.has(win)) return;
		const lifetime = this.plugin.addChild(new Component());
		this.open.set(win, lifetime);
		for (const run of this.wanted) run(win, lifetime);
	}

	private remove(win: Window): void {
		const lifetime = this.open.get(win);
		this.open.delete(win);
		if (lifetime !== undefined) this.plugin.removeChild(lifetime);
	}
}
