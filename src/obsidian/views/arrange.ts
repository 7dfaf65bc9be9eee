import { bare } from "../../note/tags";
import type { Account } from "../notes/accounts";
import type { Choice } from "./choice";
import { titleOf } from "./draw";

/** A line of the list: an account, or what stands over some. Two lines of one key stand for the same thing at different times. */
export type Line = AccountLine | HeadingLine;

export interface AccountLine {
	key: string;
	account: Account;
}

export interface HeadingLine {
	key: string;
	words: string;
	/** How many accounts stand below, where it can be folded; else null. */
	count: number | null;
	isOpen: boolean;
}

/** What groups are named by: the accounts' folder, their tag, and the name of the vault for notes in no folder. */
export interface Names {
	folder: string;
	tag: string;
	vault: string;
}

export function lineOf(account: Account): AccountLine {
	return { key: account.path, account };
}

/** A heading that stays open. No path has a colon. */
export function heading(words: string): HeadingLine {
	return { key: `:${words}`, words, count: null, isOpen: true };
}

/** The accounts that a search finds: all of its words stand in service, user name, file name or tags, in any order. */
export function matching(accounts: readonly Account[], words: string): Account[] {
	const wanted = words.split(/\s+/);
	return accounts.filter((account) => {
		const { entry, name } = account;
		const text = `${titleOf(account)} ${entry.username} ${name} ${entry.tags.join(" ")}`.toLowerCase();
		return wanted.every((word) => text.includes(word));
	});
}

/** Accounts in the order of the choice, favourites first. `recent`: when each was last copied, by path. */
export function sorted(accounts: readonly Account[], { sort }: Choice, recent: ReadonlyMap<string, number>): Account[] {
	const { compare } = new Intl.Collator(undefined, { numeric: true });
	const copied = ({ path }: Account): number => (sort === "recent" ? (recent.get(path) ?? 0) : 0);
	return [...accounts].sort((a, b) =>
		Number(b.entry.favourite) - Number(a.entry.favourite) || copied(b) - copied(a) || compare(titleOf(a), titleOf(b)) || compare(a.entry.username, b.entry.username) || compare(a.path, b.path));
}

/** Sorted accounts under the headings of their folders or tags, favourites under one of their own. Folded groups show the heading alone. */
export function grouped(accounts: readonly Account[], { group, folded }: Choice, names: Names): Line[] {
	if (group === "none") return accounts.map(lineOf);
	const groups = new Map<string, Account[]>();
	for (const account of accounts) {
		const words = account.entry.favourite ? favourites : group === "folder" ? folderOf(account, names) : tagOf(account, names);
		groups.set(words, [...(groups.get(words) ?? []), account]);
	}
	return [...groups].sort(([a], [b]) => byHeading(a, b)).flatMap(([words, members]) => {
		const key = `${group}:${words}`;
		const isOpen = !folded.includes(key);
		return [{ key, words, count: members.length, isOpen }, ...(isOpen ? members.map(lineOf) : [])];
	});
}

const favourites = "Favourites";
const untagged = "No tag";

function byHeading(a: string, b: string): number {
	const place = (words: string): number => (words === favourites ? 0 : words === untagged ? 2 : 1);
	return place(a) - place(b) || a.localeCompare(b);
}

/** The note's folder, seen from the accounts' folder. */
function folderOf({ path }: Account, { folder, vault }: Names): string {
	const own = path.slice(0, Math.max(0, path.lastIndexOf("/")));
	if (own === "") return vault;
	return own.startsWith(`${folder}/`) ? own.slice(folder.length + 1) : own;
}

/** The first tag that does more than make an account of the note. */
function tagOf({ entry }: Account, { tag }: Names): string {
	const found = entry.tags.find((each) => each.toLowerCase() !== bare(tag).toLowerCase());
	return found === undefined ? untagged : `#${found}`;
}

/** Whether a line says what it said before: then it is not drawn anew. */
export function isSameLine(a: Line, b: Line): boolean {
	if ("account" in a || "account" in b) return "account" in a && "account" in b && a.account === b.account;
	return a.words === b.words && a.count === b.count && a.isOpen === b.isOpen;
}
