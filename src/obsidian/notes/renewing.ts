import { labelOf, type Entry } from "../../entry";
import { tickRenewed } from "../../note/after-use";
import { placesOnPaper } from "../../note/on-paper";
import { renewCodes } from "../../note/renew";
import { readEntry } from "../../note/read";
import { noted } from "../history";
import type { Parts } from "../parts";
import { mend } from "../repair";
import { sentenceFor } from "../sentences";
import type { Account } from "./accounts";
import { knownCodes } from "./known-codes";

/** A new set as it was pasted or made, and what becomes of the former one. */
export interface NewSet {
	codes: string[];
	/** How many more stand on paper alone. */
	onPaper: number;
	/** Days, YYYY-MM-DD, or "". */
	made: string;
	renew: string;
	/** The codes of the former set that the person saw, as stored, where it is dropped; null where it is kept. */
	drop: readonly string[] | null;
}

/** Puts a new set, encrypted, in the place of the account's backup codes, in one step, and offers to undo it. Gives a sentence where that failed. */
export async function renewSet(parts: Parts, account: Account, { codes, onPaper, made, renew, drop }: NewSet): Promise<string | null> {
	const { session, stored: { settings } } = parts;
	const count = codes.length + onPaper;
	let told: string | null = null;
	const reason = await mend(parts, account, (text) => {
		const { entry } = readEntry(text, settings.tag);
		const locked = session.whyNotSeal("code");
		if (entry === null) return { reason: "gone" as const };
		if (locked !== null) return { reason: locked };
		if (drop !== null && !entry.backupCodes.every(({ stored }) => drop.includes(stored))) return { reason: "changed since" as const };
		told = whyNotNew(parts, entry, codes);
		if (told !== null) return { reason: "nothing new" as const };
		const seal = (code: string): string => session.seal("code", code, labelOf(entry));
		const fresh = [...codes.map(seal), ...placesOnPaper(entry, onPaper)];
		const renewed = renewCodes(text, { codes: fresh, keep: drop === null ? seal : null, made, renew });
		return noted(parts, "text" in renewed ? { text: tickRenewed(renewed.text) } : renewed, `backup codes renewed, ${count} new`);
	}, () => `${count === 1 ? "1 new backup code" : `${count} new backup codes`} saved, encrypted. ${drop === null ? "The former set is kept in the note, encrypted." : "The former set is dropped."}`);
	return reason === null ? null : told ?? sentenceFor(reason);
}

/** Why these are no new set, in a sentence, or null. */
function whyNotNew(parts: Parts, entry: Entry, codes: string[]): string | null {
	const again = codes.filter(knownCodes(parts, entry)).length;
	if (again === 0) return null;
	if (again === codes.length) return "The note has these codes already, so this is no new set. Nothing was changed. Ask the service for new codes and paste those.";
	return `${again} of these ${codes.length} codes ${again === 1 ? "is" : "are"} in the note already. Nothing was changed. Paste the new set alone, or add the codes to the present set.`;
}
