import { Events, Platform, type App } from "obsidian";
import { never, stricter, timeKeys, type Settings, type TimeKey } from "../settings";

/** Besides times, what a device keeps for itself: whether keys are remembered (1), and, in milliseconds since 1970, when the passphrase was last typed right, when a backup was last found good, and when a code of the recovery page was last right; whether backups are saved outside of the vault too (1). */
export type DeviceKey = TimeKey | "remember" | "typed" | "backed-up" | "recovery-tried" | "backup-outside";

/** Settings that loosen security. They stay on this device; what sync brings may only tighten them. Triggers "changed". */
export class Device extends Events {
	/** `shared` gives the settings of all devices. */
	constructor(private readonly app: App, private readonly shared: () => Settings) {
		super();
	}

	/** What is in force: of times the stricter of this device's own and the one for all devices. */
	get(key: DeviceKey): number {
		return isTimeKey(key) ? stricter(key, this.own(key), this.shared()[key]) : this.own(key);
	}

	/** As chosen on this device, or the usual. */
	own(key: DeviceKey): number {
		const found: unknown = this.app.loadLocalStorage(`two-factor-notes:${key}`);
		return isFit(key, found) ? found : usual()[key];
	}

	/** Everything is the usual again. */
	forget(): void {
		for (const key of Object.keys(usual())) this.app.saveLocalStorage(`two-factor-notes:${key}`, null);
	}

	set(key: DeviceKey, value: unknown): void {
		if (!isFit(key, value)) return;
		this.app.saveLocalStorage(`two-factor-notes:${key}`, value);
		this.trigger("changed");
	}
}

export function isTimeKey(key: string): key is TimeKey {
	return timeKeys.some((each) => each === key);
}

/** On the desktop the app is in the background whenever another window is used. */
function usual(): Record<DeviceKey, number> {
	return { lockAfter: 5, clearClipboardAfter: 30, lockInBackground: Platform.isMobile ? 60 : never.lockInBackground, remember: 0, typed: 0, "backed-up": 0, "recovery-tried": 0, "backup-outside": 0 };
}

function isFit(key: DeviceKey, value: unknown): value is number {
	return typeof value === "number" && Number.isFinite(value) && (value >= 0 || (isTimeKey(key) && value === never[key]));
}
