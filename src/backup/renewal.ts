import type { Entry } from "../entry";

/** Days of notice before the day by which codes are to be renewed. */
export const notice = 30;

/** `due`: in this many days, 0 is today. `overdue`: since this many. */
export type Renewal = { is: "due" | "overdue"; days: number } | { is: "none" };

/** Whether the backup codes of an account are to be renewed; `today` is a day, YYYY-MM-DD. */
export function renewal({ backupCodesRenew: by }: Pick<Entry, "backupCodesRenew">, today: string): Renewal {
	if (by === null) return { is: "none" };
	const days = daysBetween(today, by);
	if (days < 0) return { is: "overdue", days: -days };
	// A day that is none gives no number, and no notice.
	return days <= notice ? { is: "due", days } : { is: "none" };
}

/** The same day of the next year. */
export function yearAfter(day: string): string {
	return `${Number(day.slice(0, 4)) + 1}${day.slice(4).replace("-02-29", "-02-28")}`;
}

/** How many days the second day, YYYY-MM-DD, comes after the first. */
export function daysBetween(from: string, to: string): number {
	return dayNumber(to) - dayNumber(from);
}

function dayNumber(day: string): number {
	return Date.parse(`${day}T00:00:00Z`) / 86_400_000;
}
