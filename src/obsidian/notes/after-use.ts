import { addSteps, setStep } from "../../note/after-use";
import { readEntry } from "../../note/read";
import type { Task } from "../../note/tasks";
import { setProperty } from "../../note/write";
import { noted } from "../history";
import type { Parts } from "../parts";
import { sentenceFor } from "../sentences";
import type { Account } from "./accounts";
import { complain } from "./writing";

/** Where a device keeps which codes were used on it, by account, until what follows from that is answered. */
const key = "two-factor-notes:after-use";

/** Which code, by `nameOf`, and the day it was used, YYYY-MM-DD. */
interface Use {
	code: string;
	day: string;
}

/**
 * The day on which a backup code of the account was used on this device, YYYY-MM-DD; null where nothing follows from it any more.
 * It is one of the present set, told by its mark, as encrypting it anew changes its name: nothing is known of a set that came later.
 */
export function lastUse(parts: Parts, { path, entry }: Account): string | null {
	const isPresent = ({ day }: Use): boolean => entry.backupCodes.some(({ used }) => used === day);
	return usesOf(parts, path).filter(isPresent).at(-1)?.day ?? null;
}

/** Keeps that a code was used. */
export function keepUse(parts: Parts, path: string, use: Use): void {
	save(parts, path, [...usesOf(parts, path).filter(({ code }) => code !== use.code), use]);
}

/** Keeps that nothing follows any more from the use of this code, or of any of the account. */
export function forgetUse(parts: Parts, path: string, code?: string): void {
	save(parts, path, code === undefined ? [] : usesOf(parts, path).filter((use) => use.code !== code));
}

/** A note that is renamed keeps what was used of it. */
export function moveUses(parts: Parts, from: string, to: string): void {
	const uses = usesOf(parts, from);
	if (uses.length === 0) return;
	save(parts, from, []);
	save(parts, to, uses);
}

function usesOf(parts: Parts, path: string): Use[] {
	const uses = all(parts)[path];
	return Array.isArray(uses) ? uses.filter(isUse) : [];
}

function save(parts: Parts, path: string, uses: Use[]): void {
	const { [path]: _, ...others } = all(parts);
	const kept = uses.length === 0 ? others : { ...others, [path]: uses };
	parts.app.saveLocalStorage(key, Object.keys(kept).length === 0 ? null : kept);
	parts.clock.tick();
}

function all({ app }: Parts): Record<string, unknown> {
	const found: unknown = app.loadLocalStorage(key);
	return typeof found === "object" && found !== null ? { ...found } : {};
}

function isUse(value: unknown): value is Use {
	return typeof value === "object" && value !== null && "code" in value && typeof value.code === "string" && "day" in value && typeof value.day === "string";
}

/** Puts the steps after a use into the note. */
export async function addStepsTo(parts: Parts, { path }: Account): Promise<void> {
	const reason = await parts.writing.edit(path, (text) => {
		const { entry } = readEntry(text, parts.stored.settings.tag);
		return entry === null ? { reason: "gone" as const } : addSteps(text, entry);
	});
	if (reason !== null) complain(sentenceFor(reason));
	else forgetUse(parts, path);
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
