import type { Seed } from "../entry";
import { digitsAt } from "./hotp";

const letters = "23456789BCDFGHJKMNPQRTVWXY";

/** Steam's five letters: the 31-bit number of HOTP with SHA1, in base 26, least significant letter first. */
export function lettersAt(seed: Seed, counter: number): string {
	const number = Number(digitsAt({ secret: seed.secret, algorithm: "SHA1", digits: 10 }, counter));
	return [0, 1, 2, 3, 4].map((place) => letters.charAt(Math.floor(number / 26 ** place) % 26)).join("");
}
