import { md5 } from "@noble/hashes/legacy.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Seed } from "../entry";

/** mOTP's six hexadecimal characters: MD5 of the number of ten-second steps since 1970, the key in lower-case hex, and the PIN. */
export function hexAt(seed: Seed, counter: number): string {
	const text = `${counter}${bytesToHex(seed.secret)}${seed.pin ?? ""}`;
	return bytesToHex(md5(utf8ToBytes(text))).slice(0, 6);
}
