import { Events, Platform } from "obsidian";
import { complain } from "./notes/writing";

/** What was copied last: for the row that says so. `key` names the place it was copied from and holds no secret. */
export interface Copied {
	key: string;
	at: number;
	/** When it will be cleared, or null where it stays (phones, or switched off). */
	clearsAt: number | null;
	failed: boolean;
}

/** Copies secrets and clears them again. A pending clear outlives the lock; unloading clears at once. */
export class Clipboard extends Events {
	last: Copied | null = null;
	private text: string | null = null;
	private timer: number | null = null;

	/** `seconds` gives the time until a copy is cleared; 0 = never. */
	constructor(private readonly seconds: () => number, private readonly windows: { readonly all: Window[] }) {
		super();
	}

	/** Copies at once, inside the click that asked for it: phones allow it at no other time. False when it was refused. */
	async copy(text: string, key: string): Promise<boolean> {
		try {
			await activeWindow.navigator.clipboard.writeText(text);
		} catch {
			return false;
		}
		this.forget();
		const seconds = Platform.isMobile ? 0 : this.seconds();
		const at = Date.now();
		this.last = { key, at, clearsAt: seconds === 0 ? null : at + seconds * 1000, failed: false };
		if (seconds > 0) {
			this.text = text;
			this.timer = window.setTimeout(() => void this.clear(), seconds * 1000);
		}
		this.trigger("changed");
		return true;
	}

	/** Clears what was copied, if it is still there. Without focus the clipboard cannot be read: then when focus is back. */
	async clear(): Promise<void> {
		const { text } = this;
		if (text === null) return;
		this.stop();
		const { all } = this.windows;
		const focused = all.find(({ document }) => document.hasFocus());
		if (focused === undefined) {
			// Not registered with the plugin: a copy has to be cleared after it too.
			for (const each of all) each.addEventListener("focus", () => void this.clear(), { once: true });
			return;
		}
		try {
			const { clipboard } = focused.navigator;
			if ((await clipboard.readText()) === text) await clipboard.writeText("");
			// Something may have been copied meanwhile: its own time runs.
			if (this.text === text) this.forget();
		} catch {
			if (this.last !== null) this.last = { ...this.last, failed: true };
			// A code says so on its row; what has none needs a notice.
			if (this.last?.key.includes("#") === true) complain("The clipboard could not be cleared: the secret you copied is still on it. Copy something else.");
		}
		this.trigger("changed");
	}

	private forget(): void {
		this.stop();
		this.text = null;
		this.last = null;
	}

	private stop(): void {
		if (this.timer !== null) window.clearTimeout(this.timer);
		this.timer = null;
	}
}
