import { decodeSecret } from "../code/secret";
import { readUri } from "../code/uri";
import { fromUriAccount, type Account } from "./account";

/** Whether a list of links, one a line, gives the same codes as the accounts it was written of. */
export function saysLinks(bytes: Uint8Array, accounts: readonly Account[]): boolean {
	const lines = new TextDecoder().decode(bytes).split("\n").filter((line) => line !== "");
	return lines.length === accounts.length && accounts.every((account, at) => {
		const read = readUri(lines[at] ?? "");
		return "account" in read && makingOf(fromUriAccount(read.account)) === makingOf(account);
	});
}

/** What a link has to say of an account for the codes to be right. The hash of mOTP and Yandex is always the same. */
function makingOf({ type, secret, algorithm, digits, period, counter, pin }: Account): string {
	if (type === "motp") return JSON.stringify([type, secret]);
	return JSON.stringify(type === "yandex" ? [type, secret, pin] : [type, secret, algorithm, digits, type === "hotp" ? counter : period]);
}

/** Whether a vault of Aegis that is not encrypted holds the keys of the accounts it was written of, one after the other. */
export function saysAegis(bytes: Uint8Array, accounts: readonly Account[]): boolean {
	const entries = within(within(parsed(bytes), "db"), "entries");
	return Array.isArray(entries) && entries.length === accounts.length && accounts.every((account, at) => {
		const entry: unknown = entries[at];
		const info = within(entry, "info");
		const written = hexOf(String(within(info, "secret")));
		const isKey = account.type === "motp" ? written === account.secret : written !== "" && hexOf(account.secret).startsWith(written);
		return isKey && within(entry, "type") === account.type && (account.type !== "hotp" || within(info, "counter") === account.counter);
	});
}

function parsed(bytes: Uint8Array): unknown {
	return JSON.parse(new TextDecoder().decode(bytes));
}

function within(value: unknown, key: string): unknown {
	return typeof value === "object" && value !== null ? new Map<string, unknown>(Object.entries(value)).get(key) : undefined;
}

function hexOf(base32: string): string {
	const read = decodeSecret(base32);
	return "secret" in read ? Array.from(read.secret, (byte) => byte.toString(16).padStart(2, "0")).join("") : "";
}
