import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** SHA-256 of bytes, or of a text in UTF-8. FIPS 180-4. */
export function digestOf(what: string | Uint8Array): Uint8Array {
	return sha256(typeof what === "string" ? utf8ToBytes(what) : what);
}

/** The same in hexadecimal. */
export function hexDigestOf(what: string | Uint8Array): string {
	return bytesToHex(digestOf(what));
}
