import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import type { Seed } from "../entry";
import { bareKey, decodeSecret, encodeSecret } from "./secret";
import { fitsCheck } from "./yandex";

type Read = { secret: Uint8Array; warnings: string[] } | { problem: string };

/** The bytes of a key as accounts of this type write it: hexadecimal for mOTP, base32 for all others. Warnings are for the person to see. */
export function readKey(text: string, type: Seed["type"]): Read {
	if (type === "mOTP") return readHex(text);
	const key = decodeSecret(text);
	if ("problem" in key) return key;
	if (type === "Yandex") return readYandex(key.secret);
	const doubt = doubts.find(({ fits }) => fits(bareKey(text)));
	return { secret: key.secret, warnings: doubt === undefined ? [] : [doubt.words] };
}

/** What a key may be that can be read as base32, and still should be looked at. The first that fits is told. */
const doubts = [
	{
		// 80 bits, the least that authenticators make.
		fits: (key: string) => key.length < 16,
		words: "This secret key is short, under 80 bits. Make sure that it is the whole key, and no backup code.",
	},
	{
		// One key in six million of this length is so by chance, and it decodes: so it is told, not refused.
		fits: (key: string) => key.length % 2 === 0 && /^[a-f2-7]{16,}$/i.test(key),
		words: "This looks like a hexadecimal key, as it has no letter after F. It is read as base32: compare a code before you rely on it.",
	},
	{
		// Keyboards put one capital in front by themselves.
		fits: (key: string) => /[A-Z]/.test(key.slice(1)) && /[a-z]/.test(key),
		words: "This has capitals and small letters, as a base64 key has. It is read as base32: compare a code before you rely on it.",
	},
];

function readHex(text: string): Read {
	const hex = bareKey(text);
	if (/^(?:[0-9a-f]{2})+$/i.test(hex)) return { secret: hexToBytes(hex), warnings: [] };
	return { problem: "An mOTP key is hexadecimal: pairs of 0 to 9 and A to F. Copy it again." };
}

function readYandex(secret: Uint8Array): Read {
	if (secret.length < 16) return { problem: "A Yandex key has 26 characters or more. Copy the whole key again." };
	return { secret, warnings: fitsCheck(secret) ? [] : ["The last characters of this Yandex key do not fit the others, so one may be mistyped. Compare it with the original."] };
}

/** A key in the one form that notes of this type have it in: base32 in capitals without padding, for mOTP small hexadecimal. */
export function writeKey(secret: Uint8Array, type: Seed["type"]): string {
	return type === "mOTP" ? bytesToHex(secret) : encodeSecret(secret);
}

/** A key that is written as in accounts of one type, as those of another write it. Where it cannot be read it stays as it is. */
export function rewriteKey(text: string, from: Seed["type"], to: Seed["type"]): string {
	const read = readKey(text, from);
	return "secret" in read ? writeKey(read.secret, to) : text;
}
