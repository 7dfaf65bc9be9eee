import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Seed } from "../entry";

/** Yandex Key's eight letters: like HOTP, but of eight bytes, and with a key made of the PIN and the first 16 bytes of the secret. */
export function wordAt(seed: Seed, counter: number): string {
	const hash = sha256(concatBytes(utf8ToBytes(seed.pin ?? ""), seed.secret.subarray(0, 16)));
	const message = new DataView(new ArrayBuffer(8));
	message.setBigUint64(0, BigInt(counter));
	// Yandex drops a leading zero of the key, so a right code needs the same.
	const digest = hmac(sha256, hash[0] === 0 ? hash.subarray(1) : hash, new Uint8Array(message.buffer));
	const offset = (digest[31] ?? 0) & 15;
	const number = new DataView(digest.buffer, digest.byteOffset).getBigUint64(offset) & (2n ** 63n - 1n);
	return lettersOf(Number(number % 26n ** 8n));
}

function lettersOf(number: number): string {
	const places = [7, 6, 5, 4, 3, 2, 1, 0];
	return places.map((place) => String.fromCharCode(97 + (Math.floor(number / 26 ** place) % 26))).join("");
}

/**
 * Whether the last 12 bits of a key of 26 bytes are the remainder of those before them by the polynomial 0x18F3, as Yandex makes
 * them; keys from a QR code are 16 bytes and have none.
 */
export function fitsCheck(secret: Uint8Array): boolean {
	if (secret.length !== 26) return true;
	let rest = 0;
	let bits = "";
	for (const byte of secret) bits += byte.toString(2).padStart(8, "0");
	for (const bit of bits.slice(0, -12)) {
		rest = (rest << 1) | Number(bit);
		if (rest >> 12 === 1) rest ^= 0x18f3;
	}
	return rest === parseInt(bits.slice(-12), 2);
}
