import { isSealed } from "./entry";

/** Times after which something is protected, and how each says never: idle minutes until the lock, seconds until the clipboard is cleared, seconds in the background until the lock. */
export const never = { lockAfter: 0, clearClipboardAfter: 0, lockInBackground: -1 };

export type TimeKey = keyof typeof never;

export const timeKeys: readonly TimeKey[] = ["lockAfter", "clearClipboardAfter", "lockInBackground"];

/** What data.json holds. No secret but the sealed checks, by which a passphrase is recognised. */
export interface Settings extends Partial<Record<TimeKey, number | undefined>> {
	// The times are the longest that any device of this vault may take, where a person wanted that.
	/** Where new accounts go. */
	folder: string;
	/** The tag that makes an account of a note with a `type`. */
	tag: string;
	/** The path of the person's own template, or "". */
	template: string;
	/** Whether uses, renewals and tests leave a dated line in the note. */
	history?: boolean;
	/** Days between backups, 0 = after each change; by hand only where it is not set. */
	backupEvery?: number | undefined;
	/** How many backups stay. */
	backupKeep: number;
	/** Where backups go, or "": beside the accounts. */
	backupFolder: string;
	checks: { sealed: string; label: string; for?: "codes"; retired?: string }[];
	/** Whether a person said that the passphrase is on paper, or that it need not be. */
	kit?: "confirmed" | "declined" | undefined;
	/** What accounts are called on paper, by path, and whether sheets are to call them so. */
	paperNames?: { isOn: boolean; words: Record<string, string> };
}

export const defaults: Readonly<Settings> = { folder: "2FA", tag: "2fa", template: "", backupKeep: 10, backupFolder: "", checks: [] };

/** Reads what data.json held. `damaged` when something there was not understood, so that it is kept aside before the next save. */
export function readSettings(found: unknown): { settings: Settings; damaged: boolean } {
	if (found === null || found === undefined) return { settings: { ...defaults, checks: [] }, damaged: false };
	if (typeof found !== "object" || Array.isArray(found)) return { settings: { ...defaults, checks: [] }, damaged: true };
	const fields: Record<string, unknown> = { ...found };
	let damaged = false;
	const take = <T>(key: keyof Settings, isRight: (value: unknown) => value is T, fallback: T): T => {
		const value = fields[key];
		if (value === undefined) return fallback;
		if (isRight(value)) return value;
		damaged = true;
		return fallback;
	};
	const settings: Settings = {
		folder: take("folder", isText, defaults.folder),
		// With its # or without, the same tag is meant; none would make no note an account.
		tag: take("tag", isText, defaults.tag).trim().replace(/^#+/, "") || defaults.tag,
		template: take("template", isText, defaults.template),
		backupKeep: take("backupKeep", isCount, defaults.backupKeep),
		backupFolder: take("backupFolder", isText, defaults.backupFolder),
		checks: take("checks", isList, []).filter((check) => {
			const isRight = isCheck(check);
			damaged ||= !isRight;
			return isRight;
		}),
		...(typeof fields.history === "boolean" ? { history: fields.history } : {}),
		...(fields.kit === "confirmed" || fields.kit === "declined" ? { kit: fields.kit } : {}),
		...(isNames(fields.paperNames) ? { paperNames: fields.paperNames } : {}),
		...(isDays(fields.backupEvery) ? { backupEvery: fields.backupEvery } : {}),
		...readTimes(fields),
	};
	return { settings, damaged };
}

/** The stricter of a device's own time and the one for all devices: that may shorten, never lengthen or switch off. */
export function stricter(key: TimeKey, own: number, forAll: number | undefined): number {
	if (forAll === undefined) return own;
	return own === never[key] ? forAll : Math.min(own, forAll);
}

/** Shorter than this a time for all devices would only keep people out. */
const least: Record<TimeKey, number> = { lockAfter: 1, clearClipboardAfter: 5, lockInBackground: 0 };

/** Only what can shorten a time; anything else there means none. */
function readTimes(fields: Record<string, unknown>): Partial<Record<TimeKey, number>> {
	const times: Partial<Record<TimeKey, number>> = {};
	for (const key of timeKeys) {
		const value = fields[key];
		if (typeof value === "number" && Number.isFinite(value) && value > never[key] && value >= 0) times[key] = Math.max(value, least[key]);
	}
	return times;
}

function isText(value: unknown): value is string {
	return typeof value === "string";
}

function isCount(value: unknown): value is number {
	return typeof value === "number" && Number.isInteger(value) && value > 0;
}

function isDays(value: unknown): value is number {
	return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

function isNames(value: unknown): value is NonNullable<Settings["paperNames"]> {
	return typeof value === "object" && value !== null && "isOn" in value && typeof value.isOn === "boolean"
		&& "words" in value && typeof value.words === "object" && value.words !== null && Object.values(value.words).every(isText);
}

function isList(value: unknown): value is unknown[] {
	return Array.isArray(value);
}

function isCheck(check: unknown): check is Settings["checks"][number] {
	return typeof check === "object" && check !== null && "sealed" in check && isText(check.sealed)
		// Without the one for codes, however garbled, they would be encrypted with the vault's passphrase.
		&& (isSealed(check.sealed) || ("for" in check && check.for === "codes"))
		&& "label" in check && isText(check.label)
		&& (!("for" in check) || check.for === "codes")
		&& (!("retired" in check) || (isText(check.retired) && /^\d{4}-\d{2}-\d{2}$/.test(check.retired)));
}
