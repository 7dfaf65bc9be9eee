import type { App } from "obsidian";
import type { KindId } from "../../health/kinds";

/** Where a device keeps until when a kind of finding is not to be told, in milliseconds since 1970. */
const key = "two-factor-notes:not-now";
/** So long a kind is put off. */
export const days = 30;

/** Until when each kind is put off; those whose time is over are not in it. */
export function putOff(app: App, now: number): Map<string, number> {
	const found: unknown = app.loadLocalStorage(key);
	const entries: [string, unknown][] = typeof found === "object" && found !== null ? Object.entries(found) : [];
	return new Map(entries.flatMap(([id, until]) => (typeof until === "number" && until > now ? [[id, until] as const] : [])));
}

/** Puts a kind off for 30 days, or takes that back. */
export function setPutOff(app: App, now: number, id: KindId, isOff: boolean): void {
	const kept = putOff(app, now);
	if (isOff) kept.set(id, now + days * 86_400_000);
	else kept.delete(id);
	app.saveLocalStorage(key, kept.size === 0 ? null : Object.fromEntries(kept));
}
