import { isSealed, type Entry } from "../../entry";
import { mergeNotes, onlyInCopy } from "../../note/copies";
import { readEntry } from "../../note/read";
import type { Parts } from "../parts";

/** What merging a conflict copy into a note does, line by line for people, and what stays in the copy alone. */
export interface Merge {
	/** Nothing to tell: all of the copy is in the note. */
	does: string[];
	/** Properties, and "the text below them". */
	stays: string[];
}

/** Takes what the copy has more into the note at `path`; a reason, or null. */
export function mergeInto(parts: Parts, path: string, copy: string) {
	return parts.writing.edit(path, (text) => mergeNotes(text, copy, plainOf(parts)));
}

/** What `mergeInto` would do, or a reason. */
export function previewMerge(parts: Parts, text: string, copy: string): Merge | { reason: "gone" | "already used" | "unreadable" } {
	const merged = mergeNotes(text, copy, plainOf(parts));
	if ("reason" in merged) return merged;
	const [before, after] = [text, merged.text].map((each) => readEntry(each, parts.stored.settings.tag).entry);
	if (!before || !after) return { reason: "unreadable" };
	const does = differences(before, after);
	if (does.length === 0 && merged.text !== text) does.push("Details of the codes are taken over");
	return { does, stays: [...onlyInCopy(merged.text, copy, plainOf(parts)), ...(bodyOf(text).includes(bodyOf(copy)) ? [] : ["the text below the properties"])] };
}

/** What tells secrets apart: what they open to where it is unlocked, for the two may be encrypted for different passphrases. */
export function plainOf({ session }: Parts): (stored: string) => string {
	return (stored) => {
		if (!isSealed(stored) || !session.isOpen) return stored;
		for (const kind of ["seed", "code"] as const) {
			const opened = session.open(stored, kind);
			if ("secret" in opened) return opened.secret;
		}
		return stored;
	};
}

function differences(before: Entry, after: Entry): string[] {
	const codes = (entry: Entry) => [...entry.backupCodes, ...entry.formerBackupCodes];
	const known = new Set(codes(before).map(({ stored }) => stored));
	const used = (entry: Entry) => codes(entry).filter((code) => code.used !== null && known.has(code.stored)).length;
	const fresh = used(after) - used(before);
	const added = codes(after).length - codes(before).length;
	return [
		fresh > 0 ? (fresh === 1 ? "1 code is marked as used" : `${fresh} codes are marked as used`) : "",
		added > 0 ? (added === 1 ? "1 backup code is added" : `${added} backup codes are added`) : "",
		after.counter > before.counter ? `The counter goes from ${before.counter} to ${after.counter}` : "",
		after.verified !== before.verified || after.backupCodesTested !== before.backupCodesTested ? "The later day of a test is taken over" : "",
	].filter((line) => line !== "");
}

function bodyOf(text: string): string {
	return text.replace(/^\uFEFF?---[^]*?\n---[ \t]*(?:\r?\n|$)/, "").replaceAll("\r\n", "\n").trim();
}

