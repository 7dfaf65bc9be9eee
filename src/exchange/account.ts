import type { UriAccount } from "../code/uri";
import type { Algorithm, Problem } from "../entry";

/** An account as other apps' files hold it: everything in the clear. */
export interface Account {
	type: "totp" | "hotp" | "steam" | "motp" | "yandex";
	issuer: string;
	username: string;
	/** Base32 in capitals without padding; mOTP: hexadecimal. */
	secret: string;
	algorithm: Algorithm;
	digits: number;
	/** Seconds; HOTP has none. */
	period?: number;
	/** HOTP: the next counter to use. */
	counter?: number;
	pin?: string;
	note?: string;
	tags?: string[];
	favourite?: boolean;
	/** As in a note: the code, and ` used YYYY-MM-DD` behind one that is used. */
	backupCodes?: string[];
}

/** A file for another app. `left` says what it cannot hold, `count` how many accounts are in it. */
export interface Written {
	name: string;
	bytes: Uint8Array<ArrayBuffer>;
	count: number;
	left: Problem[];
}

const types = { totp: "TOTP", hotp: "HOTP", steam: "Steam", motp: "mOTP", yandex: "Yandex" } as const;
const names = { TOTP: "totp", HOTP: "hotp", Steam: "steam", mOTP: "motp", Yandex: "yandex" } as const;

/** The account as a link holds it. */
export function toUriAccount({ type, issuer, username, secret, algorithm, digits, period = 30, counter = 0, pin }: Account): UriAccount {
	return { type: types[type], issuer, username, secret, algorithm, digits, period, counter, ...(pin !== undefined && { pin }) };
}

/** What a link says of an account. */
export function fromUriAccount({ type, issuer, username, secret, algorithm, digits, period, counter, pin }: UriAccount): Account {
	const time = type === "HOTP" ? { counter } : { period };
	return { type: names[type], issuer, username, secret, algorithm, digits, ...time, ...(pin !== undefined && { pin }) };
}

/** How an account is called beside others. */
export function calledIn({ issuer, username }: Pick<Account, "issuer" | "username">): string {
	return issuer === "" || username === "" ? `${issuer}${username}` : `${issuer} (${username})`;
}
