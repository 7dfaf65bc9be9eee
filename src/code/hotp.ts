import { hmac } from "@noble/hashes/hmac.js";
import { sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { HOTP, Secret } from "otpauth/bare";
import type { Seed } from "../entry";

const hashes = { SHA1: sha1, SHA256: sha256, SHA512: sha512 };

/** The digits of a counter, which TOTP takes from the time. RFC 4226, section 5.3; ten digits give the whole 31-bit number. */
export function digitsAt(seed: Pick<Seed, "secret" | "algorithm" | "digits">, counter: number): string {
	return HOTP.generate({
		// A copy, because otpauth takes the whole buffer behind the bytes.
		secret: new Secret({ buffer: seed.secret.slice().buffer }),
		digits: seed.digits,
		counter,
		hmac: (_, key, message) => hmac(hashes[seed.algorithm], key, message),
	});
}
