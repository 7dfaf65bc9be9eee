import type { App } from "obsidian";
import { accountsWords } from "../../note/shown";
import type { Account, Accounts } from "./accounts";
import { isClear, whyNotChanged } from "./secrets";

/** Where a device keeps which accounts its last backup left out, by path. */
const key = "two-factor-notes:left-out";

/** Why an account is left out of what is kept elsewhere. */
export const whyLeftOut = "as not all their secrets are encrypted, or they cannot be read for sure";

/** Whether an account is left out: what cannot be read may hold secrets in the clear. */
export function isLeftOut({ entry, problems }: Pick<Account, "entry" | "problems">): boolean {
	return isClear({ entry }) || whyNotChanged(problems) !== null;
}

/** The paths that the last backup left out. */
export function knownLeftOut(app: App): Set<unknown> {
	const found: unknown = app.loadLocalStorage(key);
	return new Set(Array.isArray(found) ? found : []);
}

export function keepLeftOut(app: App, leftOut: readonly Account[]): void {
	app.saveLocalStorage(key, leftOut.map(({ path }) => path));
}

/** The accounts that the last backup left out; where there are any, those too that the next one will: their notes may have been renamed since. */
export function leftOutNow({ app, accounts }: { app: App; accounts: Accounts }): Account[] {
	const known = knownLeftOut(app);
	return known.size === 0 ? [] : accounts.all().filter((account) => known.has(account.path) || isLeftOut(account));
}

/** What is to be said behind the day of the last backup; "" where nothing is left out. */
export function leftOutWords(from: { app: App; accounts: Accounts }): string {
	const count = leftOutNow(from).length;
	return count === 0 ? "" : `, ${accountsWords(count)} left out`;
}
