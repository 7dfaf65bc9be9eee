import type { Entry } from "../entry";
import { isOnPaper } from "../entry";

/** The items of that many more codes which stand on paper alone: `on paper 3`, counted on from those there were. */
export function placesOnPaper({ backupCodes, formerBackupCodes }: Pick<Entry, "backupCodes" | "formerBackupCodes">, count: number): string[] {
	const there = [...backupCodes, ...formerBackupCodes].map(({ stored }) => stored).filter(isOnPaper).map((stored) => Number(stored.replace(/\D+/, "")));
	const last = Math.max(0, ...there);
	return Array.from({ length: count }, (_, n) => `on paper ${last + n + 1}`);
}
