import { isKeyless, type Entry, type Making, type Seed } from "../entry";
import { readKey, rewriteKey } from "./key";
import { isLink, readUri, type UriAccount } from "./uri";

/** An account that has a seed to keep: not Push, not Key, and its note has one. */
export type SeedEntry = Entry & { type: Seed["type"]; seed: string };

/** Whether an account has a seed to make codes of. */
export function hasSeed(entry: Entry): entry is SeedEntry {
	return !isKeyless(entry.type) && entry.seed !== null;
}

type Result = { seed: Seed } | { problem: string };

/**
 * The seed of an account. `secret` is the opened text of totp_seed: base32 (mOTP: hexadecimal) or a whole link. Of a link
 * everything counts but what the note says otherwise than by default, and the higher counter. `pin` is for mOTP and Yandex.
 */
export function readSeed(entry: SeedEntry, secret: string, pin?: string): Result {
	if (entry.unfit !== undefined) return { problem: entry.unfit };
	// Any link: what is no otpauth:// is then named for what it is.
	if (!isLink(secret)) return made(makingOf(entry), secret, pin);
	const read = readUri(secret);
	if ("problem" in read) return read;
	const numbers = merged(entry, read.account);
	return made(numbers, rewriteKey(read.account.secret, read.account.type, numbers.type), pin ?? read.account.pin);
}

function makingOf({ type, algorithm, digits, period, counter }: SeedEntry): Making {
	return { type, algorithm, digits, period, counter };
}

function merged(entry: SeedEntry, account: UriAccount): Making {
	return {
		type: entry.type === "TOTP" ? account.type : entry.type,
		algorithm: entry.algorithm === "SHA1" ? account.algorithm : entry.algorithm,
		digits: entry.digits === (entry.type === "Steam" ? 5 : 6) ? account.digits : entry.digits,
		period: entry.period === 30 ? account.period : entry.period,
		counter: Math.max(entry.counter, account.counter),
	};
}

/** For mOTP and Yandex length and period are the same for every account, and the code needs the PIN as well as the key. */
const fixed: Partial<Record<Seed["type"], { digits: number; period: number }>> = { mOTP: { digits: 6, period: 10 }, Yandex: { digits: 8, period: 30 } };

/** Whether codes of this type need a PIN beside the key. */
export function needsPin(type: Seed["type"]): boolean {
	return type in fixed;
}

function made(given: Making, text: string, pin?: string): Result {
	const { type } = given;
	const numbers = { ...given, ...fixed[type] };
	if (needsPin(type) && !pin) return { problem: `An account of the type ${type} needs its PIN. Add “pin” to the note.` };
	if (!isWhole(numbers.digits, 1, 10)) return { problem: "A code has 1 to 10 digits. Correct “digits” in the note." };
	if (!isWhole(numbers.period, 1, 1e9)) return { problem: "The period is a whole number of seconds, 1 or more. Correct “period” in the note." };
	if (!isWhole(numbers.counter, 0, Number.MAX_SAFE_INTEGER)) return { problem: "The counter is a whole number, 0 or more. Correct “counter” in the note." };
	const key = readKey(text, type);
	if ("problem" in key) return key;
	const seed = { ...numbers, secret: key.secret };
	return { seed: needsPin(type) && pin !== undefined ? { ...seed, pin } : seed };
}

function isWhole(number: number, least: number, most: number): boolean {
	return Number.isInteger(number) && number >= least && number <= most;
}
