import { isSealed } from "./entry";

/** What data.json holds. No secret but the sealed checks, by which a passphrase is recognised. */
export interface Settings {
	/** Where new accounts go. */
	folder: string;
	/** The tag that makes an account of a note with a `type`. */
	tag: string;
	/** The path of the person's own template, or "". */
	template: string;
	checks: { sealed: string; label: string; for?: "codes"; retired?: string }[];
}

export const defaults: Readonly<Settings> = { folder: "2FA", tag: "2fa", template: "", checks: [] };

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
	const settings = {
		folder: take("folder", isText, defaults.folder),
		// With its # or without, the same tag is meant; none would make no note an account.
		tag: take("tag", isText, defaults.tag).trim().replace(/^#+/, "") || defaults.tag,
		template: take("template", isText, defaults.template),
		checks: take("checks", isList, []).filter((check) => {
			const isRight = isCheck(check);
			damaged ||= !isRight;
			return isRight;
		}),
	};
	return { settings, damaged };
}

function isText(value: unknown): value is string {
	return typeof value === "string";
}

function isList(value: unknown): value is unknown[] {
	return Array.isArray(value);
}

function isCheck(check: unknown): check is Settings["checks"][number] {
	return typeof check === "object" && check !== null && "sealed" in check && isText(check.sealed) && isSealed(check.sealed)
		&& "label" in check && isText(check.label)
		&& (!("for" in check) || check.for === "codes")
		&& (!("retired" in check) || (isText(check.retired) && /^\d{4}-\d{2}-\d{2}$/.test(check.retired)));
}
