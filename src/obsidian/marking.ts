import { Notice, type Plugin } from "obsidian";
import { isSealed, labelOf, type Entry } from "../entry";
import { readEntry } from "../note/read";
import { dayWords } from "../note/shown";
import { nameOf } from "../note/wrote";
import { markCodeUsed, unmarkCode, type Edit } from "../note/write";
import type { Account } from "./notes/accounts";
import { forgetUse, keepUse, moveUses } from "./notes/after-use";
import { calledIn } from "./notes/naming";
import type { PendingMark } from "./notes/pending";
import { complain, offer } from "./notes/writing";
import { noted } from "./history";
import type { Parts } from "./parts";
import { sentenceFor, type EditReason } from "./sentences";
import { today } from "./views/draw";

/**
 * Writes the mark of today behind a backup code; whether that worked, it says. One that was copied may have been used: its mark
 * stays pending until it is written.
 */
export async function markUsed(parts: Parts, { path }: Account, stored: string, isCopied: boolean): Promise<boolean> {
	const { pending, clock } = parts;
	const waiting = pending.of(path, stored);
	const mark = waiting ?? { path, code: nameOf(stored), day: today(clock.now) };
	// Before the write: the app may end in between.
	if (isCopied) pending.add(mark);
	const reason = await write(parts, mark);
	if (reason === null || reason === "already used") pending.drop(mark);
	if (reason === null) {
		keepUse(parts, path, { code: mark.code, day: mark.day });
		return true;
	}
	if (reason === "already used" || (!isCopied && waiting === undefined)) complain(whyNotMarked(parts, mark, reason));
	else tell(parts, path, reason);
	return false;
}

/** Takes the marks of a code back: those of `day`, or all. */
export async function markUnused(parts: Parts, { path }: Account, stored: string, day?: string): Promise<void> {
	const reason = await parts.writing.edit(path, (text) => noted(parts, unmarkCode(text, stored, day), "use of a backup code taken back"));
	if (reason !== null) complain(sentenceFor(reason));
	else forgetUse(parts, path, nameOf(stored));
}

/** Tries pending marks again whenever something came that may help, and by itself, until the plugin unloads. */
export function registerMarking(plugin: Plugin, parts: Parts): void {
	const { accounts, pending, session } = parts;
	const retry = (): void => {
		const waiting = pending.all().filter((mark) => accounts.at(mark.path) !== undefined && !pending.isBusy(mark));
		for (const path of new Set(waiting.map((mark) => mark.path))) void tryAgain(parts, waiting.filter((mark) => mark.path === path), false);
	};
	pending.follow(plugin);
	plugin.registerEvent(parts.app.vault.on("rename", (file, from) => moveUses(parts, from, file.path)));
	plugin.registerEvent(accounts.on("changed", retry));
	plugin.register(session.onChange(retry));
	plugin.registerDomEvent(window, "focus", retry);
	tryByItself(plugin, parts, retry);
}

/** Milliseconds before one attempt and the next while a mark waits; the last of them again and again. */
const pauses = [5000, 30_000, 300_000];

function tryByItself(plugin: Plugin, { pending }: Parts, retry: () => void): void {
	let timer = 0;
	let known = 0;
	const wait = (round: number): void => {
		timer = window.setTimeout(() => {
			retry();
			wait(Math.min(round + 1, pauses.length - 1));
		}, pauses[round]);
	};
	const follow = (): void => {
		const count = pending.all().length;
		if (count === 0 || count > known) window.clearTimeout(timer);
		if (count > known) wait(0);
		known = count;
	};
	plugin.registerEvent(pending.on("changed", follow));
	plugin.register(() => window.clearTimeout(timer));
	follow();
}

/** Tries pending marks of one note again. What the person asked for is answered; what was not is silent where it fails once more. */
export async function tryAgain(parts: Parts, marks: readonly PendingMark[], isAsked: boolean): Promise<void> {
	const { pending } = parts;
	const tried = await Promise.all(marks.map(async (mark) => ({ mark, reason: await write(parts, mark) })));
	sayMarked(parts, tried.filter(({ reason }) => reason === null).map(({ mark }) => mark));
	const isOver = (reason: EditReason | null): boolean => reason === null || reason === "already used" || (isAsked && reason === "gone");
	for (const { mark, reason } of tried) if (isOver(reason)) pending.drop(mark);
	if (isAsked && tried.some(({ reason }) => reason === "gone")) complain(sentenceFor("gone"));
	for (const { mark, reason } of tried) if (reason !== null && !isOver(reason) && (isAsked || !pending.isTold(mark))) return tell(parts, mark.path, reason);
}

function sayMarked({ accounts }: Parts, marks: readonly PendingMark[]): void {
	const [mark] = marks;
	if (mark === undefined) return;
	const words = marks.length === 1 ? `the backup code copied on ${dayWords(mark.day)} is marked as used now.` : `${marks.length} backup codes that were copied are marked as used now.`;
	new Notice(`${calledIn(accounts, mark.path)}: ${words}`, 8000);
}

function write(parts: Parts, mark: PendingMark): Promise<EditReason | null> {
	return parts.pending.during(mark, () => parts.writing.edit(mark.path, (text) => noted(parts, markMeant(parts, text, mark), "backup code used")));
}

/** Marks the code that was meant; where it no longer stands there, the one that is equal when opened: it was encrypted anew. */
function markMeant({ codes, stored: { settings } }: Parts, text: string, { code, day }: PendingMark): Edit | { reason: "resealed" } {
	const { entry } = readEntry(text, settings.tag);
	const there = entry?.backupCodes.find(({ stored }) => nameOf(stored) === code);
	const marked = markCodeUsed(text, there?.stored ?? code, day);
	if (entry === null || !("reason" in marked) || marked.reason !== "gone") return marked;
	const open = (stored: string) => codes.openText(stored, "code");
	const wanted = isSealed(code) ? open(code) : null;
	const opened = entry.backupCodes.map(({ stored }) => ({ stored, open: open(stored) }));
	const equal = opened.find((each) => "text" in each.open && isEqual(entry, each.open, wanted ?? code));
	if (equal !== undefined) return markCodeUsed(text, equal.stored, day);
	return [wanted, ...opened.map((each) => each.open)].some((each) => each !== null && "reason" in each) ? { reason: "resealed" } : marked;
}

type Opened = ReturnType<Parts["codes"]["openText"]>;

/** Whether an opened code is the one meant, told by its opened text or by the name of its clear text, and of the same account. */
function isEqual(entry: Entry, found: Opened, wanted: Opened | string): boolean {
	if (!("text" in found)) return false;
	const label = found.label ?? labelOf(entry);
	if (typeof wanted === "string") return nameOf(found.text) === wanted && label === labelOf(entry);
	return "text" in wanted && found.text === wanted.text && label === wanted.label;
}

/** A code that is on the clipboard but not marked would be tried again one day: the notice stays until all of the note are marked or it is dismissed. */
function tell(parts: Parts, path: string, reason: EditReason): void {
	const { accounts, pending } = parts;
	const what = pending.at(path).length > 1 ? "backup codes were copied, but are not marked as used." : "the backup code was copied, but is not marked as used.";
	pending.told(path, offer(`${calledIn(accounts, path)}: ${what} ${sentenceFor(reason)}`, 0, "Try again", () => void tryAgain(parts, pending.at(path), true)));
}

/** With the day, where the code was used already: it tells whether that was this time or another. */
function whyNotMarked({ accounts }: Parts, { path, code }: PendingMark, reason: EditReason): string {
	const day = accounts.at(path)?.entry.backupCodes.find(({ stored }) => nameOf(stored) === code)?.used;
	return reason === "already used" && typeof day === "string" ? `This code is marked as used on ${dayWords(day)} already. Nothing was changed.` : sentenceFor(reason);
}
