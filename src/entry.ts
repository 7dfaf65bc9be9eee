/** The words of the product: what a note says (Entry), what opening it gives (Seed), what is on screen (Code). */

export const accountTypes = ["TOTP", "HOTP", "Steam", "mOTP", "Yandex", "Push", "Key"] as const;
export type AccountType = (typeof accountTypes)[number];
/** What an account is that has no secret key to keep. */
export type KeylessType = "Push" | "Key";
export const algorithms = ["SHA1", "SHA256", "SHA512"] as const;
export type Algorithm = (typeof algorithms)[number];

/** What is wrong, in a sentence a person can act on, and where (a property). Never holds a secret. */
export interface Problem {
	what: string;
	where?: string;
}

/** An encrypted field as it stands in the note: `tfn1.<m>.<t>.<p>.<salt>.<body>`. */
export type SealedText = string & { readonly sealed: unique symbol };

/** Whether text is an encrypted field of this or a later version: never a secret in the clear, never encrypted again. */
export function isSealed(text: string): text is SealedText {
	return /^tfn\d/.test(text);
}

/** What a sealed text holds: decides which fields it may be opened for. */
export type SealedKind = "seed" | "code" | "pin" | "check";

/** Whether a backup code stands on paper alone: of `on paper 3` the note keeps no more than its place. Never encrypted, never copied. */
export function isOnPaper(text: string): boolean {
	return /^on paper \d+$/.test(text);
}

/** A single-use code as the note holds it. `stored` is its text without the mark: what edits name it by. */
export interface BackupCode {
	stored: string;
	/** The day it was used, YYYY-MM-DD, or null. */
	used: string | null;
	/** Why the mark cannot be trusted; such a code is shown so and never offered as next. */
	unclear?: string;
	/** Only its place is kept. */
	onPaper?: true;
}

/** Whether an account of this type has no secret key to keep. */
export function isKeyless(type: AccountType): type is KeylessType {
	return type === "Push" || type === "Key";
}

/** Whether a backup code is neither used nor unclear. */
export function isUnused({ used, unclear }: BackupCode): boolean {
	return used === null && unclear === undefined;
}

/** A two-factor account as its note tells it. Texts are the characters the person typed; secrets are as stored. */
export interface Entry {
	type: AccountType;
	issuer: string;
	username: string;
	/** The seed as stored: encrypted, base32, or an otpauth:// URI. */
	seed: string | null;
	/** Here and below: the default where the note says nothing. */
	algorithm: Algorithm;
	digits: number;
	/** Seconds. */
	period: number;
	/** HOTP: the next counter to use. */
	counter: number;
	pin: string | null;
	/** Why no code can be made of what the note says, in a sentence: a wrong code would be worse than none. */
	unfit?: string;
	verified: string | null;
	devices: string[];
	copies: string[];
	backupCodes: BackupCode[];
	/** Days, YYYY-MM-DD. */
	backupCodesGenerated: string | null;
	backupCodesRenew: string | null;
	backupCodesTested: string | null;
	formerBackupCodes: BackupCode[];
	nextSeed: string | null;
	sheetPrinted: string | null;
	favourite: boolean;
	healthIgnore: string[];
	tags: string[];
}

/** An opened secret with what is needed to make codes of it. Lives only while unlocked. */
export interface Seed {
	type: Exclude<AccountType, KeylessType>;
	secret: Uint8Array;
	algorithm: Algorithm;
	digits: number;
	period: number;
	counter: number;
	pin?: string;
}

/** How codes are made of a key. */
export const makingKeys = ["type", "algorithm", "digits", "period", "counter"] as const;
export type Making = Pick<Seed, (typeof makingKeys)[number]>;

/** A code on screen. `from` and `until` are milliseconds since 1970; a counter's code has neither. */
export interface Code {
	text: string;
	from?: number;
	until?: number;
}

/** How an account is named in an encrypted field and in a list: `issuer:username`. */
export function labelOf(entry: { issuer: string; username: string }): string {
	return `${entry.issuer}:${entry.username}`;
}
