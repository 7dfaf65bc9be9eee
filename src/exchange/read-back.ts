import { decodeSecret } from "../code/secret";
import type { Account } from "./account";
import { saysLink } from "./uri-list";

/** Whether a list of links, one a line, gives the same codes as the accounts it was written of. */
export function saysLinks(bytes: Uint8Array, accounts: readonly Account[]): boolean {
	const lines = new TextDecoder().decode(bytes).split("\n").filter((line) => line !== "");
	return lines.length === accounts.length && accounts.every((account, at) => saysLink(lines[at] ?? "", account));
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
