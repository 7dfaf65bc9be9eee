import { Notice, type Plugin } from "obsidian";
import { isSealed, labelOf, type Entry } from "../entry";
import { readEntry } from "../note/read";
import { nameOf } from "../note/wrote";
import { markCodeUsed, unmarkCode, type Edit } from "../note/write";
import type { Account } from "./notes/accounts";
import type { PendingMark } from "./notes/pending";
import { complain, offer } from "./notes/writing";
import type { Parts } from "./parts";
import { sentenceFor, type EditReason } from "./sentences";
import { dayWords, titleOf, today } from "./views/draw";

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
	if (reason === null) return true;
	if (reason === "already used" || (!isCopied && waiting === undefined)) complain(whyNotMarked(parts, mark, reason));
	else tell(parts, mark, reason);
	return false;
}

/** Takes the marks of a code back: those of `day`, or all. */
export async function markUnused(parts: Parts, { path }: Account, stored: string, day?: string): Promise<void> {
	const reason = await parts.writing.edit(path, (text) => unmarkCode(text, stored, day));
	if (reason !== null) complain(sentenceFor(reason));
}

/** Tries pending marks again whenever something came that may help, until the plugin unloads. */
export function registerMarking(plugin: Plugin, parts: Parts): void {
	const { accounts, pending, session } = parts;
	const retry = (): void => {
		for (const mark of pending.all()) if (accounts.at(mark.path) !== undefined && !pending.isBusy(mark)) void tryAgain(parts, mark, false);
	};
	pending.follow(plugin);
	plugin.registerEvent(accounts.on("changed", retry));
	plugin.register(session.onChange(retry));
	plugin.registerDomEvent(window, "focus", retry);
}

/** Tries a pending mark again. What the person asked for is answered; what was not is silent where it fails once more. */
export async function tryAgain(parts: Parts, mark: PendingMark, isAsked: boolean): Promise<void> {
	const { pending } = parts;
	const reason = await write(parts, mark);
	if (reason === null) new Notice(`${titleAt(parts, mark.path)}: the backup code copied on ${dayWords(mark.day)} is marked as used now.`, 8000);
	if (reason === null || reason === "already used") return pending.drop(mark);
	if (!isAsked) {
		if (!pending.isTold(mark)) tell(parts, mark, reason);
	} else if (reason === "gone") {
		pending.drop(mark);
		complain(sentenceFor(reason));
	} else tell(parts, mark, reason);
}

function write(parts: Parts, mark: PendingMark): Promise<EditReason | null> {
	return parts.pending.during(mark, () => parts.writing.edit(mark.path, (text) => markMeant(parts, text, mark)));
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

/** A code that is on the clipboard but not marked would be tried again one day: the notice stays until it is marked or dismissed. */
function tell(parts: Parts, mark: PendingMark, reason: EditReason): void {
	const words = `${titleAt(parts, mark.path)}: the backup code was copied, but is not marked as used. ${whyNotMarked(parts, mark, reason)}`;
	parts.pending.told(mark, offer(words, 0, "Try again", () => void tryAgain(parts, mark, true)));
}

/** With the day, where the code was used already: it tells whether that was this time or another. */
function whyNotMarked({ accounts }: Parts, { path, code }: PendingMark, reason: EditReason): string {
	const day = accounts.at(path)?.entry.backupCodes.find(({ stored }) => nameOf(stored) === code)?.used;
	return reason === "already used" && typeof day === "string" ? `This code is marked as used on ${dayWords(day)} already. Nothing was changed.` : sentenceFor(reason);
}

function titleAt({ accounts }: Parts, path: string): string {
	const account = accounts.at(path);
	return account === undefined ? path : titleOf(account);
}
