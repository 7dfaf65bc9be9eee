import type { App, Component } from "obsidian";
import type { Clipboard } from "../clipboard";
import type { Accounts } from "./accounts";

const place = "two-factor-notes:recent";
/** So many accounts are remembered, those used last. */
const most = 100;

/** When a code of each account was last copied on this device: paths and times, nothing else. Follows the vault. */
export class Recent {
	constructor(private readonly app: App, private readonly accounts: Accounts) {}

	/** Milliseconds since 1970, by path. */
	times(): Map<string, number> {
		const found: unknown = this.app.loadLocalStorage(place);
		const entries: [string, unknown][] = typeof found === "object" && found !== null ? Object.entries(found) : [];
		return new Map(entries.filter((entry): entry is [string, number] => typeof entry[1] === "number"));
	}

	/** Until `owner` unloads. */
	follow(owner: Component, clipboard: Clipboard): void {
		const { vault } = this.app;
		owner.registerEvent(clipboard.on("changed", () => {
			// Keys of other secrets than codes are no paths.
			if (clipboard.last !== null && this.accounts.at(clipboard.last.key) !== undefined) this.note(clipboard.last.key, clipboard.last.at);
		}));
		owner.registerEvent(vault.on("rename", ({ path }, oldPath) => this.move(oldPath, path)));
		owner.registerEvent(vault.on("delete", ({ path }) => this.move(path, null)));
	}

	private note(path: string, at: number): void {
		const times = this.times();
		if (times.get(path) === at) return;
		this.keep([...times].filter(([other]) => other !== path).concat([[path, at]]));
	}

	private move(from: string, to: string | null): void {
		const times = this.times();
		const at = times.get(from);
		if (at === undefined) return;
		times.delete(from);
		if (to !== null) times.set(to, at);
		this.keep([...times]);
	}

	private keep(times: [string, number][]): void {
		this.app.saveLocalStorage(place, Object.fromEntries(times.sort(([, a], [, b]) => b - a).slice(0, most)));
	}
}
