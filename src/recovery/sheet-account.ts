import { hasSeed } from "../code/seed";
import { writeKey } from "../code/key";
import { writeUri } from "../code/uri";
import { isSealed, type BackupCode, type Entry, type Seed } from "../entry";
import { shownName } from "../note/shown";
import { codesOnPaper, factsOnPaper, makingOnPaper } from "./sheet-words";

/** One backup code on paper. */
export interface SheetCode {
	/** In the clear, or the encrypted field; of a code that cannot be printed, why. */
	text: string;
	/** Of an encrypted field, which is printed as a QR code: the how-manieth code of the note it is. */
	field: number | null;
	used: string | null;
	isUnclear: boolean;
}

/** An account as it is printed. */
export interface SheetAccount {
	name: string;
	username: string;
	/** What its QR code holds: a link, or an encrypted field; null = it has none. */
	qr: string | null;
	secrets: { what: "Secret key" | "PIN"; text: string; isField: boolean }[];
	/** Sentences. */
	facts: string[];
	/** What stands above the codes. */
	codesWords: string;
	codes: SheetCode[];
	/** Whether all secrets that are of use by now are on the paper. */
	isWhole: boolean;
}

/** How an account is called on paper: `code` is the person's own word for it, under which neither service nor user name is told. */
export interface SheetName {
	issuer: string;
	username: string;
	code: string | null;
}

/** What was opened of an account: a text, or a sentence on why not. */
export interface OpenedSecrets {
	seed: Seed | { problem: string } | null;
	/** By the stored text. */
	codes: ReadonlyMap<string, { text: string } | { problem: string }>;
}

/** An account with its secrets in the clear. */
export function openAccount(entry: Entry, name: SheetName, { seed, codes }: OpenedSecrets): SheetAccount {
	const facts = factsOnPaper(entry, name.code !== null);
	const areWhole = entry.backupCodes.every(({ stored, used, onPaper }) => used !== null || onPaper === true || "text" in (codes.get(stored) ?? {}));
	const account = { ...named(name), codesWords: codesOnPaper(entry), codes: entry.backupCodes.map((code) => openCode(code, codes)) };
	if (seed === null) return { ...account, qr: null, secrets: [], facts: [makingOnPaper(entry), ...facts], isWhole: areWhole && entry.seed === null };
	if ("problem" in seed) return { ...account, qr: null, secrets: [], facts: [`The secret key is not on this sheet. ${seed.problem}`, ...facts], isWhole: false };
	const { type, secret, pin } = seed;
	const key = writeKey(secret, type);
	const { issuer, username } = name.code === null ? name : { issuer: name.code, username: "" };
	// No link of these holds the PIN in a form that apps read.
	const qr = type === "mOTP" || type === "Yandex" ? null : writeUri({ ...seed, issuer, username, secret: key });
	const pins = pin === undefined ? [] : [{ what: "PIN" as const, text: pin, isField: false }];
	return { ...account, qr, secrets: [{ what: "Secret key", text: key, isField: false }, ...pins], facts: [makingOnPaper(seed), ...facts], isWhole: areWhole };
}

function openCode({ stored, used, unclear, onPaper }: BackupCode, codes: OpenedSecrets["codes"]): SheetCode {
	const opened = onPaper === true ? { text: stored } : codes.get(stored);
	const text = opened === undefined ? "not opened" : "text" in opened ? opened.text : opened.problem;
	return { text, field: null, used, isUnclear: unclear !== undefined };
}

/** An account with its encrypted fields, as they stand in the note: needs no passphrase. What is not encrypted is left out, and said. */
export function encryptedAccount(entry: Entry, name: SheetName): SheetAccount {
	const fields = [{ what: "Secret key" as const, text: entry.seed }, { what: "PIN" as const, text: entry.pin }]
		.flatMap(({ what, text }) => (text !== null && isSealed(text) ? [{ what, text, isField: true }] : []));
	const all = entry.backupCodes.map(({ stored, used, unclear, onPaper }, n) => ({ text: stored, field: onPaper === true ? null : n + 1, used, isUnclear: unclear !== undefined }));
	const codes = all.filter(({ text, field }) => field === null || isSealed(text));
	const used = codes.flatMap(({ field, used }) => (field === null || used === null ? [] : [field]));
	const isWhole = [entry.seed, entry.pin].every((text) => text === null || isSealed(text)) && all.every(({ text, field, used }) => field === null || used !== null || isSealed(text));
	return {
		...named(name), qr: fields[0]?.what === "Secret key" ? fields[0].text : null, secrets: fields,
		facts: [makingOnPaper(entry), ...factsOnPaper(entry, name.code !== null), ...(isWhole ? [] : ["What is not encrypted in the note is not on this sheet."])],
		codesWords: `${codesOnPaper(entry)}${used.length === 0 ? "" : ` Used and left out: ${used.join(", ")}.`}`,
		// A used one says nothing to anybody: nobody can tell by its text which it is.
		codes: codes.filter(({ field, used }) => field === null || used === null),
		isWhole,
	};
}

/** Whether there is something of an account that can be printed encrypted. */
export function hasFields(entry: Entry): boolean {
	return (hasSeed(entry) && isSealed(entry.seed)) || entry.backupCodes.some(({ stored }) => isSealed(stored));
}

function named({ issuer, username, code }: SheetName): { name: string; username: string } {
	return code === null ? { name: shownName(issuer, 120), username: shownName(username, 120) } : { name: shownName(code, 120), username: "" };
}

/** A name in a code to begin with: the first letter of the service, with a number where that `isTaken`. */
export function initial(service: string, isTaken: (word: string) => boolean): string {
	const letter = [...shownName(service)][0]?.toUpperCase() ?? "?";
	let word = letter;
	for (let n = 2; isTaken(word); n++) word = `${letter}${n}`;
	return word;
}
