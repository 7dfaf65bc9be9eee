import { expect, it } from "vitest";
import { renewal, yearAfter } from "../../src/backup/renewal";

it.each([
	[null, "2026-11-22", { is: "none" }],
	["2026-12-23", "2026-11-22", { is: "none" }],
	["2026-12-22", "2026-11-22", { is: "due", days: 30 }],
	["2026-11-23", "2026-11-22", { is: "due", days: 1 }],
	["2026-11-22", "2026-11-22", { is: "due", days: 0 }],
	["2026-11-21", "2026-11-22", { is: "overdue", days: 1 }],
	["2024-02-28", "2024-03-01", { is: "overdue", days: 2 }],
	["2023-02-28", "2023-03-01", { is: "overdue", days: 1 }],
	["2027-01-01", "2026-12-31", { is: "due", days: 1 }],
	["2025-11-22", "2026-11-22", { is: "overdue", days: 365 }],
	["soon", "2026-11-22", { is: "none" }],
])("codes to be renewed by %s are, on %s, %j", (backupCodesRenew, today, expected) => expect(renewal({ backupCodesRenew }, today)).toEqual(expected));

it.each([["2026-11-22", "2027-11-22"], ["2028-02-29", "2029-02-28"], ["2027-02-28", "2028-02-28"]])("a year after %s is %s", (day, after) => expect(yearAfter(day)).toBe(after));
