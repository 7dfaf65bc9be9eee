import { readKey } from "../../code/key";
import type { UriAccount } from "../../code/uri";
import type { Parts } from "../parts";
import type { Account } from "./accounts";

/** An account that has the very bytes of this secret key, however each is written; of what is locked nothing is known. */
export function accountWithKey({ accounts, codes }: Parts, { secret, type }: UriAccount): Account | undefined {
	const key = readKey(secret, type);
	if (!("secret" in key)) return undefined;
	return accounts.all().find(({ entry }) => {
		const opened = codes.openSeed(entry);
		return "seed" in opened && isSame(opened.seed.secret, key.secret);
	});
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
	return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
