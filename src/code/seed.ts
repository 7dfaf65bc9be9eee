import { hexToBytes } from "@noble/hashes/utils.js";
import type { Entry, Seed } from "../entry";
import { decodeSecret } from "./secret";
import { readUri, type UriAccount } from "./uri";

/** An account that has a seed to keep: not Push, not Key, and its note has one. */
export type SeedEntry = Entry & { type: Seed["type"]; seed: string };

/** Whether an account has a seed to make codes of. */
export function hasSeed(entry: Entry): entry is SeedEntry {
	return entry.type !== "Push" && entry.type !== "Key" && entry.seed !== null;
}

type Numbers = Omit<Seed, "secret" | "pin">;
type Result = { seed: Seed } | { problem: string };

/**
 * The seed of an account. `secret` is the opened text of totp_seed: base32 (mOTP: hexadecimal) or a whole otpauth:// link. Of a
 * link everything counts but what the note says otherwise than by default, and the higher counter. `pin` is for mOTP and Yandex.
 */
export function readSeed(entry: SeedEntry, secret: string, pin?: string): Result {
	if (needsPin(entry)) return withPin(entry, secret, pin);
	// Any link, quoted or not: what is no otpauth:// is then named for what it is.
	if (!/^[\s"'`<]*[a-z][a-z\d+.-]*:/i.test(secret)) return made(numbersOf(entry), secret);
	const read = readUri(secret);
	return "problem" in read ? read : made(merged(entry, read.account), read.account.secret);
}

function needsPin({ type }: SeedEntry): boolean {
	return type === "mOTP" || type === "Yandex";
}

function numbersOf({ type, algorithm, digits, period, counter }: SeedEntry): Numbers {
	return { type, algorithm, digits, period, counter };
}

function merged(entry: SeedEntry, account: UriAccount): Numbers {
	return {
		type: entry.type === "TOTP" ? account.type : entry.type,
		algorithm: entry.algorithm === "SHA1" ? account.algorithm : entry.algorithm,
		digits: entry.digits === (entry.type === "Steam" ? 5 : 6) ? account.digits : entry.digits,
		period: entry.period === 30 ? account.period : entry.period,
		counter: Math.max(entry.counter, account.counter),
	};
}

function made(numbers: Numbers, text: string): Result {
	const { digits, period, counter } = numbers;
	if (!isWhole(digits, 1, 10)) return { problem: "A code has 1 to 10 digits. Correct “digits” in the note." };
	if (!isWhole(period, 1, 1e9)) return { problem: "The period is a whole number of seconds, 1 or more. Correct “period” in the note." };
	if (!isWhole(counter, 0, Number.MAX_SAFE_INTEGER)) return { problem: "The counter is a whole number, 0 or more. Correct “counter” in the note." };
	const key = decodeSecret(text);
	return "problem" in key ? key : { seed: { ...numbers, secret: key.secret } };
}

function isWhole(number: number, least: number, most: number): boolean {
	return Number.isInteger(number) && number >= least && number <= most;
}

/** mOTP and Yandex: length and period are the same for every account, and the code needs the PIN as well as the key. */
function withPin(entry: SeedEntry, secret: string, pin?: string): Result {
	if (!pin) return { problem: `An account of the type ${entry.type} needs its PIN. Add “pin” to the note.` };
	const key = entry.type === "mOTP" ? decodeHex(secret) : decodeSecret(secret);
	if ("problem" in key) return key;
	if (entry.type === "mOTP") return { seed: { ...numbersOf(entry), digits: 6, period: 10, secret: key.secret, pin } };
	if (key.secret.length < 16) return { problem: "A Yandex key has 26 characters or more. Copy the whole key again." };
	return { seed: { ...numbersOf(entry), digits: 8, period: 30, secret: key.secret, pin } };
}

function decodeHex(text: string): { secret: Uint8Array } | { problem: string } {
	const hex = text.replace(/\s/g, "");
	if (/^(?:[0-9a-f]{2})+$/i.test(hex)) return { secret: hexToBytes(hex) };
	return { problem: "An mOTP key is hexadecimal: pairs of 0 to 9 and A to F. Copy it again." };
}
