import { sentences as lockSentences, type SealReason } from "../lock/sentences";
import { sentences as noteSentences, type Reason } from "../note/write";

/** Why an edit was not made: as the note says it, as the lock says it, or because the file could not be written. */
export type EditReason = Reason | SealReason | "no note" | "not written" | "not made" | "nothing new";

const own = {
	"no note": "The note is gone. Nothing was changed.",
	"not made": "The change could not be made. Nothing was changed. Open the note and look at its properties.",
	"nothing new": "All of these codes are in the note already. Nothing was changed.",
	"not written": "The note could not be written. Nothing was changed. Check that it can be written and that there is room, then try again.",
};

/** What to tell a person about an edit that was not made. */
export function sentenceFor(reason: EditReason): string {
	return { ...lockSentences, ...noteSentences, ...own }[reason];
}
