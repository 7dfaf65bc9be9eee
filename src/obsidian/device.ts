import type { App } from "obsidian";

/**
 * What a device keeps for itself, with the usual value: idle minutes until the lock, seconds until the clipboard is cleared; 0 = never.
 * Whether keys are remembered (1), and when the passphrase was last typed right, in milliseconds since 1970.
 */
const usual = { lockAfter: 5, clearClipboardAfter: 30, remember: 0, typed: 0 };

export type DeviceKey = keyof typeof usual;

export function isDeviceKey(key: string): key is DeviceKey {
	return key in usual;
}

/** Settings that loosen security. They stay on this device, so that nothing that sync brings can change them. */
export class Device {
	constructor(private readonly app: App) {}

	get(key: DeviceKey): number {
		const found: unknown = this.app.loadLocalStorage(`two-factor-notes:${key}`);
		return isFit(found) ? found : usual[key];
	}

	set(key: DeviceKey, value: unknown): void {
		if (isFit(value)) this.app.saveLocalStorage(`two-factor-notes:${key}`, value);
	}
}

function isFit(value: unknown): value is number {
	return typeof value === "number" && Number.isFinite(value) && value >= 0;
}
