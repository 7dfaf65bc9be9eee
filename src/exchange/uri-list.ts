import { readUri, writeUri } from "../code/uri";
import type { Problem } from "../entry";
import { calledIn, fromUriAccount, toUriAccount, type Account, type Written } from "./account";

/** One otpauth:// link a line, which nearly every app reads (Key Uri Format); mOTP has a scheme of its own. Left out is what no link can say. */
export function writeUriList(accounts: readonly Account[]): Written {
	const fit = accounts.filter(hasLink);
	return { name: "accounts.txt", bytes: new TextEncoder().encode(fit.map((account) => `${linkOf(account)}\n`).join("")), count: fit.length, left: accounts.flatMap((account) => leftOf(account, fit.includes(account))) };
}

/** Whether there is a link that says of an account how its codes are made. */
export function hasLink(account: Account): boolean {
	return saysLink(linkOf(account), account);
}

/** Whether a link gives the same codes as the account it was written of. */
export function saysLink(link: string, account: Account): boolean {
	const read = readUri(link);
	return "account" in read && makingOf(fromUriAccount(read.account)) === makingOf(account);
}

function linkOf(account: Account): string {
	return writeUri(toUriAccount(account));
}

/** What a link has to say of an account for the codes to be right. The hash of mOTP and Yandex is always the same. */
function makingOf({ type, secret, algorithm, digits, period, counter, pin }: Account): string {
	if (type === "motp") return JSON.stringify([type, secret]);
	return JSON.stringify(type === "yandex" ? [type, secret, pin] : [type, secret, algorithm, digits, type === "hotp" ? counter : period]);
}

function leftOf({ type, issuer, username, backupCodes = [] }: Account, isFit: boolean): Problem[] {
	const where = calledIn({ issuer, username });
	if (!isFit) return [{ what: "Not in the file, as no link can say how the codes are made (an Aegis file can)", where }];
	return [
		...(backupCodes.length > 0 ? [{ what: "Links hold no backup codes", where }] : []),
		...(type === "motp" ? [{ what: "Links hold no PIN", where }] : []),
	];
}
