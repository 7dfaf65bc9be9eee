import type { SettingDefinition } from "obsidian";
import { never, timeKeys, type Settings, type TimeKey } from "../settings";
import { isTimeKey } from "./device";
import type { Parts } from "./parts";

/** The switch that is on where data.json holds times. */
const forAllDevices = "forAllDevices";
/** Seconds and their words. */
const backgroundTimes = { "0": "At once", "15": "15 seconds", "60": "1 minute", "300": "5 minutes", "900": "15 minutes", [never.lockInBackground]: "Never" };

/** The rows for when it locks and clears. */
export function timeRows(parts: Parts): SettingDefinition[] {
	const where = (key: TimeKey): string => whereIn(parts, key);
	return [
		{ name: "Lock after", desc: `Minutes without a click or a key; 0 = never. ${where("lockAfter")}`, control: { type: "number", key: "lockAfter", min: 0, max: 240, step: 1 } },
		{ name: "Lock in the background after", desc: `Another app is in front, or every window is hidden. ${where("lockInBackground")}`, control: { type: "dropdown", key: "lockInBackground", options: backgroundTimes } },
		{ name: "Clear the clipboard after", desc: `Seconds; 0 = never. ${where("clearClipboardAfter")} On phones a copied code stays on the clipboard.`, control: { type: "number", key: "clearClipboardAfter", min: 0, max: 600, step: 1 } },
		{ name: "These times on all devices", desc: "Every device of this vault locks and clears at least as soon as this one does now. A device can be stricter, never looser.", control: { type: "toggle", key: forAllDevices } },
	];
}

/** What a row of these shows; undefined for any other. */
export function timeValue({ device, stored }: Parts, key: string): unknown {
	if (key === forAllDevices) return timeKeys.some((each) => stored.settings[each] !== undefined);
	if (!isTimeKey(key)) return undefined;
	return key === "lockInBackground" ? String(device.own(key)) : device.own(key);
}

/** Keeps what was chosen in a row of these. @throws when the settings could not be saved */
export async function setTime({ device, stored }: Parts, key: string, value: unknown): Promise<void> {
	if (isTimeKey(key)) return device.set(key, Number(value));
	const timeOf = (each: TimeKey): number | undefined => (value === true && device.get(each) !== never[each] ? device.get(each) : undefined);
	const times: Partial<Settings> = { lockAfter: timeOf("lockAfter"), clearClipboardAfter: timeOf("clearClipboardAfter"), lockInBackground: timeOf("lockInBackground") };
	await stored.save(times);
}

/** Where a time holds, and how long it can be where all devices share a limit. */
function whereIn({ stored }: Parts, key: TimeKey): string {
	const limit = stored.settings[key];
	return limit === undefined ? "On this device only." : `On this device only; at most ${limit} ${key === "lockAfter" ? "minutes" : "seconds"}, as set for all devices.`;
}
