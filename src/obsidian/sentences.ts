import { sentences as lockSentences, type OpenReason, type SealReason } from "../lock/sentences";
import { sentences as noteSentences, type Reason } from "../note/write";

/** Why an edit was not made: as the note says it, as the lock says it, or because the file could not be written. */
export type EditReason = Reason | SealReason | OpenReason | "no note" | "not written" | "not made" | "nothing new" | "nothing to do" | "not kept" | "changed underneath" | "changed since" | "resealed" | "same key" | "waits already";

/** What an edit of a note gives: the note as it is to be, or why it stays. */
export type Edited = { text: string } | { reason: EditReason };

const own = {
	"no note": "The note is gone. Nothing was changed.",
	"not made": "The change could not be made. Nothing was changed. Open the note and look at its properties.",
	"nothing new": "All of these codes are in the note already. Nothing was changed.",
	"nothing to do": "There is nothing to change in this note.",
	"not kept": "What stands encrypted in the note could not be kept on this device first, so nothing was changed. Make room on the disk or restart the app, then try again.",
	"changed since": "The note was changed since, so it stays as it is.",
	"changed underneath": "Something else wrote the note again and again at the same moment. Nothing was changed. Wait until sync has finished, then try again.",
	resealed: "This code is not in the note as it was: it may have been encrypted anew. Nothing was changed. Unlock, then try again.",
	"same key": "This is the secret key that the note has already. Nothing was changed. Take the new one that the service shows.",
	"waits already": "A new secret key waits in this note already. Nothing was changed. Go on with it, or give it up first.",
	"not written": "The note could not be written. Nothing was changed. Check that it can be written and that there is room, then try again.",
};

/** What to tell a person about an edit that was not made. */
export function sentenceFor(reason: EditReason): string {
	return { ...lockSentences, ...noteSentences, ...own }[reason];
}

/** Whether this says that the disk would not take it: other notes will hardly fare better. */
export function isUnwritten(sentence: string): boolean {
	return [own["not written"], own["not kept"]].includes(sentence);
}
