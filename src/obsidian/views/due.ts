import { renewal } from "../../backup/renewal";
import type { Entry } from "../../entry";
import { dayWords } from "../../note/shown";

/** That the backup codes are to be renewed soon, or should have been; null where that is far off or not known. */
export function dueWords(entry: Entry, today: string): string | null {
	const due = renewal(entry, today);
	if (due.is === "none" || entry.backupCodes.length === 0 || entry.backupCodesRenew === null) return null;
	const day = dayWords(entry.backupCodesRenew);
	if (due.is === "overdue") return `These codes were to be renewed by ${day}.`;
	return due.days === 0 ? "These codes are to be renewed by today." : `These codes are to be renewed by ${day}, in ${due.days === 1 ? "1 day" : `${due.days} days`}.`;
}

/** The same once the day is over; null before. */
export function overdueWords(entry: Entry, today: string): string | null {
	return renewal(entry, today).is === "overdue" ? dueWords(entry, today) : null;
}
