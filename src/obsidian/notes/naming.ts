import { isolated, shownName } from "../../note/shown";
import { titleOf } from "../views/draw";
import type { Account, Accounts } from "./accounts";

/** How an account is called in a sentence: service and user name, and the file where another is called the same; a path that is none stays. */
export function calledIn(accounts: Pick<Accounts, "all" | "at">, path: string): string {
	const account = accounts.at(path);
	if (account === undefined) return path;
	const isAlone = accounts.all().every((other) => other.path === path || !isSameName(other, account));
	const more = [shownName(account.entry.username), isAlone ? "" : path].filter((word) => word !== "");
	const title = isolated(titleOf(account));
	return more.length === 0 ? title : `${title} (${more.map(isolated).join(", ")})`;
}

/** Things in a sentence, as many as `most` by their names. */
export function listOf(names: readonly string[], most = Infinity): string {
	return new Intl.ListFormat("en-GB").format(names.length > most ? [...names.slice(0, most), `${names.length - most} more`] : names);
}

/** Accounts in a sentence, as many as `most` by their names: finding one takes a look at all others. */
export function allCalledIn(accounts: Pick<Accounts, "all" | "at">, some: readonly Pick<Account, "path">[], most: number): string {
	return listOf(some.map(({ path }, n) => (n < most ? calledIn(accounts, path) : path)), most);
}

function isSameName(one: Account, other: Account): boolean {
	return titleOf(one) === titleOf(other) && one.entry.username === other.entry.username;
}
