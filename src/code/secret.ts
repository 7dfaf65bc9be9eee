const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** What people and pages put between the characters: white space, invisible marks, dashes of any length, underscores. */
const separators = /[\s\p{Cf}\p{Pd}_]/gu;

/** A single-use code, one a line: digits alone, or two or three short groups. */
const codeLine = /^(?:\d(?:[\s\p{Pd}]?\d){5,19}|[0-9a-z]{3,5}(?:[\s\p{Pd}][0-9a-z]{3,5}){1,2})$/iu;
const backupCode =
	"This looks like a backup code (digits, or short groups with a hyphen), which is not valid base32. Keep it with the backup codes: the secret key is a longer text of the letters A to Z and the digits 2 to 7.";

/** The first row that fits says what is wrong. 0, 1, 8 and 9 are told, not guessed: a wrong guess makes wrong codes. */
const faults: [RegExp, string][] = [
	[/^.?$/, "The secret key is empty or cut off. Paste the whole key that the service shows."],
	[
		/^(?=.*[0189])(?:[0-9a-f]{2}){8,}$/i,
		"This looks like a hexadecimal key (0 to 9, A to F), and a secret key is base32. Ask the service for that form. Only an mOTP key is hexadecimal: if it is one, choose that type.",
	],
	[
		/^(?:(?=.*[+/])|(?=.*[0189])(?=.*[a-z])(?=.*[A-Z]))[A-Za-z0-9+/]+$/,
		"This looks like a base64 key, and a secret key is base32. Ask the service for that form.",
	],
	[
		/^[A-Za-z0-9]*[0189][A-Za-z0-9]*$/,
		"A secret key has the letters A to Z and the digits 2 to 7, so no 0, 1, 8 or 9. Compare it with the original: O, I, L or B may be meant.",
	],
	[/[^A-Za-z2-7]/, "The secret key has characters other than the letters A to Z and the digits 2 to 7. Copy it again, and nothing beside it."],
];

/** A key without what stands between its characters, and without its padding, which links write as %3D. */
export function bareKey(text: string): string {
	const plain = text.replace(/%3d/gi, "=").replace(separators, "");
	return /^([^=]*)=*$/.exec(plain)?.[1] ?? plain;
}

/**
 * The bytes of a base32 key (RFC 4648, section 6) as people and other apps write it: any case, grouped, padded or not, of any
 * length. Left-over bits are ignored, as authenticators do.
 */
export function decodeSecret(text: string): { secret: Uint8Array } | { problem: string } {
	const key = bareKey(text);
	const fault = faults.find(([pattern]) => pattern.test(key));
	if (!fault) return { secret: bytesOf(key.toUpperCase()) };
	return { problem: areBackupCodes(text) ? backupCode : fault[1] };
}

function areBackupCodes(text: string): boolean {
	return text.trim().split(/\s*[\r\n]\s*/).every((line) => codeLine.test(line));
}

function bytesOf(key: string): Uint8Array {
	const bytes = new Uint8Array(Math.floor((key.length * 5) / 8));
	let bits = 0;
	let held = 0;
	let at = 0;
	for (const letter of key) {
		held = ((held << 5) | alphabet.indexOf(letter)) & 0xfff;
		bits += 5;
		if (bits < 8) continue;
		bits -= 8;
		bytes[at++] = held >> bits;
	}
	return bytes;
}

/** The base32 of a key in its one canonical form: upper case, no padding. */
export function encodeSecret(bytes: Uint8Array): string {
	let bits = 0;
	let held = 0;
	let text = "";
	for (const byte of bytes) {
		held = ((held << 8) | byte) & 0xfff;
		for (bits += 8; bits >= 5; bits -= 5) text += alphabet.charAt((held >> (bits - 5)) & 31);
	}
	return bits === 0 ? text : text + alphabet.charAt((held << (5 - bits)) & 31);
}
