import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** SHA-256 of a text in UTF-8. FIPS 180-4. */
export function digestOf(text: string): Uint8Array {
	return sha256(utf8ToBytes(text));
}

/** The same in hexadecimal. */
export function hexDigestOf(text: string): string {
	return bytesToHex(digestOf(text));
}
