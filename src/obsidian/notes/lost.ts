import { isSealed } from "../../entry";
import { putBack, type PutBack } from "../../note/putting-back";
import { readEntry } from "../../note/read";
import { kindOf } from "../../note/secrets";
import type { Wrote } from "../../note/wrote";
import type { Parts } from "../parts";
import type { Account } from "./accounts";
import { secretsOf } from "./secrets";

/** What a note lacks of what this device wrote into it, put back into the text given; null where nothing is missing, or it cannot be told. */
export async function findLost(parts: Parts, { path }: Account): Promise<PutBack | null> {
	const wrote = await parts.journal.of(path);
	// Only now: the note may have been renamed or deleted meanwhile.
	const file = parts.app.vault.getFileByPath(path);
	const text = file === null ? null : await parts.app.vault.cachedRead(file).catch(() => null);
	if (text === null) return null;
	const lost = putBackInto(parts, text, wrote);
	return lost === null || !(lost.isRestored || lost.codes > 0 || lost.marks > 0 || lost.missing > 0) ? null : lost;
}

/** The note's text with everything back that this device wrote and can put back; null where that cannot be told. */
export function putBackInto({ session, stored }: Parts, text: string, wrote: Wrote): PutBack | null {
	// While locked a field is known by its text alone, and one that was encrypted anew would seem to be gone.
	if (!session.isOpen) return putBack(text, { ...wrote, came: [], stood: [] }, (stored) => stored);
	const { entry } = readEntry(text, stored.settings.tag);
	const secrets = entry === null ? [] : secretsOf(entry);
	const isShut = secrets.some((secret) => {
		const opened = isSealed(secret.stored) ? session.open(secret.stored, secret.kind) : null;
		return opened !== null && "reason" in opened && opened.reason !== "damaged" && opened.reason !== "wrong kind";
	});
	return isShut ? null : putBack(text, wrote, (stored, property) => {
		const opened = session.open(stored, kindOf(property));
		return "secret" in opened ? opened.secret : null;
	});
}

/** What was lost, in words. */
export function lostWords({ isRestored, fields, codes, marks, missing }: PutBack): string {
	const count = (n: number, one: string, many: string): string[] => (n === 0 ? [] : [n === 1 ? `1 ${one}` : `${n} ${many}`]);
	const lost = [...(isRestored ? ["properties that can be read"] : []), ...count(fields, "encrypted field", "encrypted fields"), ...count(codes, "backup code", "backup codes"), ...count(marks, "mark of use", "marks of use")];
	const gone = count(missing, "backup code that was marked as used is", "backup codes that were marked as used are").map((words) => `${words} gone.`);
	return [...(lost.length > 0 ? [`What this device wrote here was lost, perhaps in a merge: ${lost.join(", ")}.`] : []), ...gone].join(" ");
}
