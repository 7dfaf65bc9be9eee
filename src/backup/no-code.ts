import { charactersOf } from "./shape";

/** Why a line, or a part of one, is left out: shown behind it. */
export type Why = "no code" | "marked as used" | "the same code again" | "unlike the other codes" | "a date" | "a phone number" | "an e-mail address" | "a link" | "a link with a secret key"
	| "looks like the secret key" | "part of a private key" | "looks like a password" | "words of a recovery phrase" | "encrypted";

const months = "(?:jan|feb|m[aä]r|apr|ma[iy]|june?|july?|aug|sep|o[ck]t|nov|de[cz])\\p{L}*";
const clock = "(?:,?\\s+(?:at )?\\d{1,2}:\\d\\d(?::\\d\\d)?(?:\\s?[ap]m)?)?";

/** What a secret key is called. Sought from the start of a line, as else each of many names would be followed to its end. */
const keyName = "(?:secret|setup|manual|shared)[ _-]*(?:entry [ _-]*)?(?:key|code|seed)\\b";

/** What is known by its form. The first that fits is told. No form reads a long line more often than it has letters of its own: a paste may hold 50,000 characters. */
const kinds: { why: Why; form: RegExp }[] = [
	{ why: "a link with a secret key", form: /otpauth(?:-migration)?:/i },
	{ why: "encrypted", form: /^tfn\d/ },
	{ why: "part of a private key", form: /-----(?:BEGIN|END)|^(?:ssh|ecdsa)-\S+ \S/ },
	{ why: "looks like the secret key", form: new RegExp(`^(?:(?!${keyName}).)*${keyName}.*[:=]\\s*\\S|totp_seed`, "i") },
	{ why: "an e-mail address", form: /[^\s@]@[^\s@]+\.\p{L}/u },
	{ why: "a link", form: /:\/\/|\bwww\.|^(?=\S+$)\S+\.(?:com|org|net|io|html?)(?:\/|$)/i },
	{ why: "a date", form: new RegExp(`^(?:[\\p{L} ]{2,40}[:,]?\\s+)?(?:\\d{4}[-./]\\d{1,2}[-./]\\d{1,2}(?:T[\\d:.]+Z?)?|\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4}|${months}\\.?\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+\\d{4}|\\d{1,2}\\.?\\s+${months}\\.?\\s+\\d{4}|\\d{1,2}:\\d\\d)${clock}$`, "iu") },
	{ why: "a phone number", form: /^(?:\p{L}[\p{L} ]{0,40}:?\s+)?(?:\+\s?\d[\d ()./-]{6,}|\(\d{2,5}\)[ \d./-]{5,}|\d{3}[-.]\d{3}[-.]\d{4}|0\d{1,4}\/\d[\d -]{4,})$/u },
];

/** What a text is that is no code, where its form tells. */
export function kindOf(text: string): Why | null {
	return kinds.find(({ form }) => form.test(text))?.why ?? null;
}

/** Whether a text may be a key in base32 (RFC 4648): 80 bits or more, no 0, 1, 8 or 9, in one case. */
export function looksLikeKey(text: string): boolean {
	return /^(?:[A-Z2-7]{16,}|[a-z2-7]{16,})$/.test(charactersOf(text)) && /^[\w -]+=*$/.test(text);
}

/** Whether this alone is a password: one word with signs in it that codes do not have, or a name with a number. */
export function looksLikePassword(text: string): boolean {
	return /^(?=.*[^\p{L}\p{N}=_+/‐‑–—-])(?=.*[\p{L}\p{N}])\S{6,64}$/u.test(text) || /^\p{Lu}\p{Ll}{3,}\d{1,4}$/u.test(text);
}

/** Whether these are the words of a recovery phrase (BIP-39: 12, 15, 18, 21 or 24 words of 3 to 8 letters). */
export function isPhrase(words: string[]): boolean {
	return [12, 15, 18, 21, 24].includes(words.length) && words.every((word) => /^[a-z]{3,8}$/.test(word));
}

const orElse = "If it is a backup code all the same, write “Code:” in front of it.";

/** Why nothing was found, where lines were left out for this. The first that was met is told. */
export const reasons: [Why, string][] = [
	["part of a private key", "This is a private key, not backup codes."],
	["a link with a secret key", "This is the link with the secret key, not backup codes. It makes an account: paste it where you add one."],
	["looks like the secret key", `This looks like the secret key, not a backup code. ${orElse}`],
	["words of a recovery phrase", "This looks like a recovery phrase. It is one secret, not one code a word: paste all of its words on one line."],
	["encrypted", "This is encrypted already, as it stands in a note. Paste the codes themselves."],
	["looks like a password", `This looks like a password, not a backup code. ${orElse}`],
	["marked as used", "All of these are marked as used. Remove the marks here where that is wrong."],
	["an e-mail address", "This is an e-mail address, and there are no backup codes beside it."],
	["a phone number", `These look like phone numbers, not backup codes. ${orElse}`],
	["a date", "These are dates, and there are no backup codes beside them."],
	["a link", "This is a link, and there are no backup codes beside it. Open it and copy the codes there."],
	["no code", `No backup codes were found in this. ${orElse}`],
];
