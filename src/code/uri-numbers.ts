import { algorithms, type Algorithm } from "../entry";
import { decoded, type UriParts } from "./uri-parts";

/** What a reader found on its way: a problem ends the reading, a warning goes with the account. */
export interface Found {
	problems: string[];
	warnings: string[];
}

/** The numbers of a link: what counts where one is absent or cannot be read, and the range that makes codes. */
const numbers = {
	digits: { usual: 6, least: 1, most: 10 },
	period: { usual: 30, least: 1, most: 86_400 },
	counter: { usual: 0, least: 0, most: Number.MAX_SAFE_INTEGER },
};

/** The value of a field, decoded; "" where the link has none. */
export function valueOf({ fields }: UriParts, key: string): string {
	return decoded((fields.get(key) ?? "").replaceAll("+", " ")).trim();
}

/** A number of the link, or the usual one: silently where it is absent, with a warning where it makes no sense. */
export function readNumber(parts: UriParts, key: keyof typeof numbers, found: Found): number {
	const { usual, least, most } = numbers[key];
	const text = valueOf(parts, key);
	if (text === "") return usual;
	const number = /^-?\d+$/.test(text) ? Number(text) : NaN;
	if (number >= least && number <= most) return number;
	if (number > most) found.problems.push(`The ${key} of this link is above ${most}, so no code can be made of it. Copy the link again.`);
	else found.warnings.push(`The ${key} of this link could not be read; ${usual} is used. Compare a code before you rely on it.`);
	return usual;
}

/** Tells what makes codes and is still rarely meant. A period in milliseconds has been seen. */
export function warnOfRare(digits: number, period: number, found: Found): void {
	const inSeconds = period / 1000;
	if (inSeconds >= 1 && Number.isInteger(inSeconds))
		found.warnings.push(`By this link a code lasts ${period} seconds, where ${inSeconds} may be meant. Compare a code before you rely on it.`);
	else if (period !== 30 && period !== 60) found.warnings.push(`Codes that are new every ${period} seconds are unusual. Compare one before you rely on it.`);
	if (digits === 10) found.warnings.push("Codes of 10 digits are unusual: the first one is never above 2. Compare one before you rely on it.");
	else if (digits < 6 || digits > 8) found.warnings.push(`Codes of ${digits} digits are unusual. Compare one before you rely on it.`);
}

/** The algorithm however it is spelt: sha1, SHA-256, HmacSHA512, `Algorithm.sha256`. An unknown one never becomes SHA1. */
export function readAlgorithm(parts: UriParts, found: Found): Algorithm {
	const text = valueOf(parts, "algorithm").toUpperCase().replace(/HMAC|ALGORITHM\.|[-_ ]/g, "");
	const algorithm = text === "" ? "SHA1" : algorithms.find((known) => known === text);
	if (!algorithm) found.problems.push("This link asks for an algorithm other than SHA1, SHA256 and SHA512, so no code can be made of it. Ask the service for another.");
	return algorithm ?? "SHA1";
}
