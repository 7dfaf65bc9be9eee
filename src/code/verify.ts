import { algorithms, type Making, type Seed } from "../entry";
import { bareCode, codeAt, isTimed, stepsOff } from "./totp";

/** How a typed code stands to a key. */
export type Verdict =
	/** A code of now or of the period beside it, `off` periods away; a counter's code, `off` counters ahead of the next one. */
	| { kind: "right"; off: number }
	/** A code of another time: the clock that made it is so many seconds ahead of this one, or behind where negative. */
	| { kind: "clock"; seconds: number }
	/** A counter's code from before the next one. */
	| { kind: "earlier"; counter: number }
	/** A code of this key, but made in another way. Of a counter, `making` has the next one. */
	| { kind: "making"; making: Making }
	| { kind: "length"; wanted: number }
	| { kind: "none" };

/** How many seconds before and after now are looked through, and how many counters before and after the next one. */
const reach = { seconds: 600, counters: 20 };

/**
 * Judges a typed code at `now` (milliseconds since 1970). One period off still is right, as services accept it (RFC 6238, section
 * 5.2): typing takes its time. By chance one mistyped code of six digits in ten thousand fits some other time or way.
 */
export function verify(seed: Seed, typed: string, now: number): Verdict {
	const off = stepsOff(seed, typed, now, isTimed(seed) ? Math.max(2, Math.floor(reach.seconds / seed.period)) : reach.counters);
	if (off !== null) return !isTimed(seed) || Math.abs(off) <= 1 ? { kind: "right", off } : { kind: "clock", seconds: off * seed.period };
	const counter = isTimed(seed) ? null : earlierCounter(seed, typed);
	if (counter !== null) return { kind: "earlier", counter };
	const making = otherMaking(seed, typed, now);
	if (making !== null) return { kind: "making", making };
	const wanted = codeAt(seed, now).text.length;
	return bareCode(typed).length === wanted ? { kind: "none" } : { kind: "length", wanted };
}

function earlierCounter(seed: Seed, typed: string): number | null {
	const from = Math.max(0, seed.counter - reach.counters);
	const off = stepsOff({ ...seed, counter: from }, typed, 0, seed.counter - from - 1);
	return off === null ? null : from + off;
}

/** The first other way in which the key makes this code now. */
function otherMaking(seed: Seed, typed: string, now: number): Making | null {
	for (const making of otherMakings(seed, bareCode(typed))) {
		const off = stepsOff({ ...seed, ...making }, typed, now, isTimed(making) ? 1 : reach.counters / 2);
		if (off !== null) return isTimed(making) ? making : { ...making, counter: making.counter + off + 1 };
	}
	return null;
}

const lengths = { least: 6, most: 8 };
const periods = [30, 60, 15];

/** The other ways in which apps and services make a code of this look, those nearest to the seed's own first. */
function otherMakings(seed: Seed, code: string): Making[] {
	// Their keys are of another kind.
	if (seed.type === "mOTP" || seed.type === "Yandex") return [];
	const own: Making = { type: seed.type, algorithm: seed.algorithm, digits: seed.digits, period: seed.period, counter: seed.counter };
	if (/^[2-9BCDFGHJKMNPQRTVWXY]{5}$/.test(code) && seed.type !== "Steam") return [{ ...own, type: "Steam", algorithm: "SHA1", digits: 5, period: 30, counter: 0 }];
	if (!/^\d+$/.test(code) || code.length < lengths.least || code.length > lengths.most) return [];
	const digits = code.length;
	const timed = algorithms.flatMap((algorithm) => [...new Set([seed.period, ...periods])].map((period): Making => ({ ...own, type: "TOTP", algorithm, digits, period, counter: 0 })));
	const counted = algorithms.map((algorithm): Making => ({ ...own, type: "HOTP", algorithm, digits, counter: isTimed(seed) ? 0 : seed.counter }));
	return [...timed, ...counted].sort((a, b) => differences(own, a) - differences(own, b));
}

/** How far one way is from another: another type is the farthest. */
function differences(own: Making, other: Making): number {
	return (own.type === other.type ? 0 : 4) + [own.algorithm !== other.algorithm, own.digits !== other.digits, own.period !== other.period].filter(Boolean).length;
}
