import { addSteps, setStep } from "../../note/after-use";
import { readEntry } from "../../note/read";
import type { Task } from "../../note/tasks";
import { setProperty } from "../../note/write";
import { noted } from "../history";
import type { Parts } from "../parts";
import { sentenceFor } from "../sentences";
import type { Account } from "./accounts";
import { complain } from "./writing";

/** Where a device keeps which accounts had a code used on it, with the day, until what follows from that is answered. */
const key = "two-factor-notes:after-use";

/** The day on which a backup code of the account was used on this device, YYYY-MM-DD; null where nothing follows from it any more. */
export function lastUse(parts: Parts, path: string): string | null {
	return all(parts)[path] ?? null;
}

/** Keeps that a code was used, or, with null, that nothing follows from it any more. */
export function keepUse(parts: Parts, path: string, day: string | null): void {
	const others = Object.entries(all(parts)).filter(([each]) => each !== path);
	const kept = day === null ? others : [...others, [path, day]];
	parts.app.saveLocalStorage(key, kept.length === 0 ? null : Object.fromEntries(kept));
	parts.clock.tick();
}

function all({ app }: Parts): Record<string, string> {
	const found: unknown = app.loadLocalStorage(key);
	const entries = typeof found === "object" && found !== null ? Object.entries(found) : [];
	return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

/** Puts the steps after a use into the note. */
export async function addStepsTo(parts: Parts, { path }: Account): Promise<void> {
	const reason = await parts.writing.edit(path, (text) => {
		const { entry } = readEntry(text, parts.stored.settings.tag);
		return entry === null ? { reason: "gone" as const } : addSteps(text, entry);
	});
	if (reason !== null) complain(sentenceFor(reason));
	else keepUse(parts, path, null);
}

/** Ticks a step in the note, or opens it again. */
export async function setStepOf(parts: Parts, { path }: Account, step: Task): Promise<void> {
	const reason = await parts.writing.edit(path, (text) => setStep(text, step));
	if (reason !== null) complain(sentenceFor(reason));
}

/** Notes that the service took a backup code on that day. */
export async function noteAccepted(parts: Parts, { path }: Account, day: string): Promise<void> {
	const isNoted = (text: string): boolean => readEntry(text).entry?.backupCodesTested === day;
	const reason = await parts.writing.edit(path, (text) => (isNoted(text) ? { text } : noted(parts, setProperty(text, "backup_codes_tested", day), "backup codes tested")), isNoted);
	if (reason !== null) complain(sentenceFor(reason));
}
