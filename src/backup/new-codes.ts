import { kindOf } from "./no-code";
import { isWords } from "./shape";

/** Small letters and digits, none of which looks like another, on paper or read aloud from it: no 0 o, 1 i l, 2 z, 5 s, 6 b 8, g 9 q, u v. */
const signs = "acdefhjkmnprtwxy347";
const length = 12;

/** Bits of chance in a code: 12 signs of 19. */
export const bits = Math.floor(length * Math.log2(signs.length));

/**
 * New backup codes for a service that somebody runs, as `hjm4-3kcr-x7pe`, 50 bits each, all different. `random` gives that
 * many random bytes. Throws where they are not random: where a code comes twice, or no byte can be used.
 */
export function newCodes(count: number, random: (bytes: number) => Uint8Array): string[] {
	const codes = Array.from({ length: count }, () => newCode(random));
	if (new Set(codes).size < count) throw new Error("The random bytes repeat themselves, so no codes were made.");
	return codes;
}

function newCode(random: (bytes: number) => Uint8Array): string {
	// Bytes from the last whole multiple on would favour the first signs.
	const even = 256 - (256 % signs.length);
	const text = [...random(length * 4)].filter((byte) => byte < even).slice(0, length).map((byte) => signs[byte % signs.length]).join("");
	if (text.length < length) throw new Error("The bytes are not random, so no codes were made.");
	const code = text.replace(/(.{4})(?=.)/g, "$1-");
	// By chance it may hold a word, such as `make` or `key`, for which it would be left out where it is pasted.
	return isWords(code) || kindOf(code) !== null ? newCode(random) : code;
}
