import type { Code, Seed } from "../entry";
import { digitsAt } from "./hotp";
import { hexAt } from "./motp";
import { lettersAt } from "./steam";
import { wordAt } from "./yandex";

/** How each type makes a text of a seed and a counter. */
const textAt: Record<Seed["type"], (seed: Seed, counter: number) => string> = {
	TOTP: digitsAt,
	HOTP: digitsAt,
	Steam: lettersAt,
	mOTP: hexAt,
	Yandex: wordAt,
};

/** Whether the codes of this seed end with the clock; the others go by their counter and come only when asked for. */
export function isTimed(seed: Pick<Seed, "type">): boolean {
	return seed.type !== "HOTP";
}

/** The number of the period that holds `now` (milliseconds since 1970). Before 1970 the first one counts. RFC 6238, section 4.2. */
function stepAt(seed: Seed, now: number): number {
	return Math.min(Math.max(Math.floor(now / (seed.period * 1000)), 0), Number.MAX_SAFE_INTEGER);
}

/** The code of the period that holds `now` (milliseconds since 1970). A HOTP seed gives its counter's code, see `counterCode`. */
export function codeAt(seed: Seed, now: number): Code {
	if (!isTimed(seed)) return counterCode(seed);
	const step = stepAt(seed, now);
	const length = seed.period * 1000;
	return { text: textAt[seed.type](seed, step), from: step * length, until: (step + 1) * length };
}

/** The code of `seed.counter`. Raise the counter in the note before it is shown: RFC 4226 wants each used once. */
export function counterCode(seed: Seed): Code {
	return { text: textAt[seed.type](seed, seed.counter) };
}

/**
 * How many periods the typed code lies from now: 0 is tried first, then the nearest, up to `reach` either way; null if none fits.
 * For HOTP, how many counters it lies ahead. White space, dashes and case do not matter.
 */
export function stepsOff(seed: Seed, typed: string, now: number, reach: number): number | null {
	const code = bareCode(typed);
	const start = isTimed(seed) ? stepAt(seed, now) : seed.counter;
	const fits = (off: number) => isCounter(start + off) && textAt[seed.type](seed, start + off).toUpperCase() === code;
	for (let away = 0; away <= reach; away++) {
		if (fits(away)) return away;
		if (isTimed(seed) && fits(-away)) return -away;
	}
	return null;
}

/** A code as it is compared: without blanks and dashes, in capitals. */
export function bareCode(typed: string): string {
	return typed.replace(/[\s\p{Pd}]/gu, "").toUpperCase();
}

function isCounter(counter: number): boolean {
	return counter >= 0 && Number.isSafeInteger(counter);
}
