import type { App } from "obsidian";
import type { Kept } from "../../recovery/archive";
import type { Account, Accounts } from "./accounts";
import { pieces } from "./pace";

/** So many notes are read at a time. */
const atOnce = 50;

/** What is taken of the accounts' notes, by path, and the accounts of which nothing is. */
export interface Lot {
	files: Kept[];
	leftOut: Account[];
	/** The paths of those of them whose notes could not be read. */
	unread: Set<string>;
}

/** Every account, once each is known: what is taken from half of an index is missing, and nobody sees it. */
export async function allKnown(accounts: Accounts): Promise<Account[]> {
	if (!accounts.isComplete) await accounts.scanAll();
	return accounts.all();
}

/** Reads every account's note as it stands on the disk. `take` gives what is taken of one, or null; one that cannot be read is left out too, as the others are not to wait for it; a note that is gone is passed over. */
export async function lotOf({ app: { vault }, accounts }: { app: App; accounts: Accounts }, take: (text: string) => string | null): Promise<Lot> {
	const lot: Lot = { files: [], leftOut: [], unread: new Set() };
	const all = (await allKnown(accounts)).sort((one, other) => (one.path < other.path ? -1 : 1));
	for (const some of pieces(all, atOnce)) {
		const texts = await Promise.all(some.map(async ({ path }) => {
			const file = vault.getFileByPath(path);
			return file === null ? "gone" : vault.read(file).then((text) => ({ text }), () => null);
		}));
		for (const [n, account] of some.entries()) {
			const read = texts[n] ?? null;
			if (read === "gone") continue;
			if (read === null) lot.unread.add(account.path);
			const taken = read === null ? null : take(read.text);
			if (taken === null) lot.leftOut.push(account);
			else lot.files.push({ path: account.path, text: taken });
		}
	}
	return lot;
}
