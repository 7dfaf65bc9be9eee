import { writeKey } from "../code/key";
import { hasSeed } from "../code/seed";
import { fromUriAccount, type Account } from "../exchange/account";
import type { Keyring } from "../lock/keyring";
import { openCode, openSeed } from "./opening";
import type { Drawn } from "./page-notes";

/** The accounts whose keys are open, as other apps take them, and in sentences what stays behind. */
export function opened(all: readonly Drawn[], keyring: Keyring): { accounts: Account[]; left: string[] } {
	const accounts: Account[] = [];
	const left: string[] = [];
	for (const drawn of all) {
		const account = accountOf(drawn, keyring);
		if (account === null) left.push(`${titleOf(drawn)}: its secret key is not open, or it has none. It is not in the file.`);
		else {
			accounts.push(account);
			left.push(...partsLeft(drawn, account));
		}
	}
	return { accounts, left };
}

/** What stays behind of an account that goes along. */
function partsLeft(drawn: Drawn, { backupCodes = [] }: Account): string[] {
	const { entry } = drawn;
	const shut = entry.backupCodes.filter(({ onPaper }) => onPaper !== true).length - backupCodes.length;
	return [
		...(shut > 0 ? [`${titleOf(drawn)}: ${shut === 1 ? "1 backup code is" : `${shut} backup codes are`} not open, and not in the file.`] : []),
		...(entry.nextSeed === null ? [] : [`${titleOf(drawn)}: the new secret key, of which no code was accepted yet, is not in the file.`]),
	];
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

function titleOf({ entry, name }: Drawn): string {
	return entry.issuer || name;
}
