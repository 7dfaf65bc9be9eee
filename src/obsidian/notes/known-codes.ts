import type { Entry } from "../../entry";
import type { Parts } from "../parts";

/**
 * Tells whether a backup code is one of the account's, used or not, or a used one of a former set: as a new one it would be offered
 * again. What is told apart by blanks, dashes or capitals alone is the same code. Of what is locked nothing is known.
 */
export function knownCodes({ codes }: Pick<Parts, "codes">, entry: Entry): (code: string) => boolean {
	const known = [...entry.backupCodes, ...entry.formerBackupCodes.filter(({ used }) => used !== null)].map(({ stored }) => codes.openCode(entry, stored));
	const texts = new Set(known.flatMap((opened) => ("text" in opened ? [bare(opened.text)] : [])));
	return (code) => texts.has(bare(code));
}

function bare(code: string): string {
	return code.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
