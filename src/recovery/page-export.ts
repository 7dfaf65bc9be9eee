import { writeKey } from "../code/key";
import { hasSeed } from "../code/seed";
import type { Problem } from "../entry";
import { calledIn, fromUriAccount, type Account } from "../exchange/account";
import type { Keyring } from "../lock/keyring";
import { isolated, shownName } from "../note/shown";
import { openCode, openSeed } from "./opening";
import { titleOf, type Drawn } from "./page-notes";

/** So many accounts are named. */
const named = 5;

/** What stays behind, a sentence for each sort of it, with the accounts that it is about. */
export function leftWords(left: readonly Problem[]): string[] {
	return [...new Set(left.map(({ what }) => what))].map((sort) => {
		const names = left.filter(({ what }) => what === sort).map(({ where = "" }) => isolated(shownName(where)));
		return `${sort}: ${names.slice(0, named).join(", ")}${names.length > named ? ` and ${names.length - named} more` : ""}.`;
	});
}

/** The accounts whose keys are open, as other apps take them, and what stays behind. */
export function opened(all: readonly Drawn[], keyring: Keyring): { accounts: Account[]; left: Problem[] } {
	const accounts: Account[] = [];
	const left: Problem[] = [];
	for (const drawn of all) {
		const account = accountOf(drawn, keyring);
		if (account === null) left.push({ what: whyNot(drawn), where: nameOf(drawn) });
		else {
			accounts.push(account);
			left.push(...partsLeft(drawn, account));
		}
	}
	return { accounts, left };
}

/** What stays behind of an account that goes along. */
function partsLeft(drawn: Drawn, { backupCodes = [] }: Account): Problem[] {
	const { entry } = drawn;
	const where = nameOf(drawn);
	const isShut = entry.backupCodes.filter(({ onPaper }) => onPaper !== true).length > backupCodes.length;
	return [
		...(isShut ? [{ what: "Backup codes that are not open are not in the file", where }] : []),
		...(entry.nextSeed === null ? [] : [{ what: "A new secret key, of which no code was accepted yet, is not in the file", where }]),
	];
}

function whyNot({ entry }: Drawn): string {
	if (hasSeed(entry)) return "Not in the file, as the secret key is not open";
	return entry.backupCodes.length > 0 ? "Not in the file, nor their backup codes, as they have no secret key" : "Not in the file, as they have no secret key";
}

function nameOf(drawn: Drawn): string {
	return calledIn({ issuer: titleOf(drawn), username: drawn.entry.username });
}

function accountOf(drawn: Drawn, keyring: Keyring): Account | null {
	const { entry } = drawn;
	const found = hasSeed(entry) ? openSeed(keyring, entry) : null;
	if (found === null || !("seed" in found)) return null;
	const { seed } = found;
	const backupCodes = entry.backupCodes.flatMap(({ stored, used, onPaper }) => {
		const code = onPaper === true ? null : openCode(keyring, entry, stored);
		return code === null || !("text" in code) ? [] : [used === null ? code.text : `${code.text} used ${used}`];
	});
	return {
		...fromUriAccount({ ...seed, issuer: titleOf(drawn), username: entry.username, secret: writeKey(seed.secret, seed.type) }),
		tags: entry.tags, favourite: entry.favourite, ...(backupCodes.length > 0 && { backupCodes }),
	};
}
