import { isOnPaper, isSealed } from "../entry";
import { addBackupCodes, addItems } from "./add-codes";
import { deleteCode, deleteProperty } from "./delete";
import { editable, inTurn } from "./edit";
import type { Edit } from "./edit";
import { Fields } from "./fields";
import { setProperty } from "./insert";
import { earliest, hasWrongTail, markOf, splitMarks } from "./marks";

/** What takes the place of a set of backup codes. */
export interface Renewal {
	/** The new ones as they will stand in the note; none of them stands there now. */
	codes: string[];
	/** How a clear code of the former set is encrypted, to be kept; null where the former set is dropped. */
	keep: ((code: string) => string) | null;
	/** The day the service made them, and the day by which they are to be renewed, YYYY-MM-DD; "" = not known. */
	made: string;
	renew: string;
}

/**
 * Puts a new set of backup codes in the place of the one that stands there, in its style. The former set goes behind those in
 * `backup_codes_former`, with its marks, or is dropped; days that are not known of the new set go, and so do the day
 * of a test and that of a printed sheet, which has the former codes.
 */
export function renewCodes(text: string, { codes, keep, made, renew }: Renewal): Edit {
	const note = editable(text);
	if (!note) return { reason: "unreadable" };
	const fields = new Fields(note);
	const former = fields.codes("backup_codes");
	if (former.map((item) => splitMarks(item).stored).some((stored) => stored === "" || codes.includes(stored))) return { reason: "unreadable" };
	const renewKey = fields.has("backup_codes_rotate") && !fields.has("backup_codes_renew") ? "backup_codes_rotate" : "backup_codes_renew";
	return inTurn(text, [
		...(keep === null ? [] : [(now: string) => addItems(now, "backup_codes_former", former.map((item) => kept(item, keep)))]),
		(now) => addBackupCodes(now, codes),
		...former.map((item) => (now: string) => deleteCode(now, "backup_codes", item)),
		(now) => setDay(now, "backup_codes_generated", made),
		(now) => setDay(now, renewKey, renew),
		(now) => setDay(now, "backup_codes_tested", ""),
		(now) => setDay(now, "sheet_printed", ""),
	]);
}

/** An item of the former set as it is kept. What is no mark behind a clear code may be a part of it. */
function kept(item: string, keep: (code: string) => string): string {
	const marked = splitMarks(item);
	if (isSealed(marked.stored) || isOnPaper(marked.stored)) return item.trim();
	const sealed = keep(marked.stored + marked.rest);
	const day = earliest(marked);
	return day === null || hasWrongTail(marked) ? sealed : sealed + markOf(sealed, day);
}

function setDay(text: string, key: string, day: string): Edit {
	if (day !== "") return setProperty(text, key, day);
	const deleted = deleteProperty(text, key);
	return "reason" in deleted && deleted.reason === "gone" ? { text } : deleted;
}
