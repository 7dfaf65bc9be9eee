import { isUnused } from "../entry";
import type { HealthAccount } from "./kinds";

/** An account's line in the table of backup codes. Days are YYYY-MM-DD. */
export interface Tracked {
	path: string;
	service: string;
	username: string;
	generated: string | null;
	renewBy: string | null;
	used: number;
	left: number;
	copies: string[];
}

/** The table of all backup codes, by service. */
export function tracker(accounts: readonly Pick<HealthAccount, "path" | "title" | "entry">[]): Tracked[] {
	const lines = accounts.map(({ path, title, entry }) => ({
		path,
		service: title,
		username: entry.username,
		generated: entry.backupCodesGenerated,
		renewBy: entry.backupCodesRenew,
		used: entry.backupCodes.filter(({ used }) => used !== null).length,
		left: entry.backupCodes.filter(isUnused).length,
		copies: entry.copies,
	}));
	return lines.sort((one, other) => one.service.localeCompare(other.service) || one.username.localeCompare(other.username));
}
