import type { Entry } from "../entry";
import { isSealed } from "../entry";
import { editable, inTurn } from "./edit";
import type { Edit } from "./edit";
import { Fields } from "./fields";
import { setProperty } from "./insert";
import type { Note } from "./note";
import { storedSecrets } from "./secrets";
import { codesOf, withCode } from "./union";
import type { Plain } from "./union";
import { valueOf } from "./values";

/** Whether two accounts hold the same encrypted text, so that one note is a copy of the other: can be told while locked. */
export function copyOf(one: Entry, other: Entry): boolean {
	const sealed = new Set(sealedTexts(one));
	return sealedTexts(other).some((stored) => sealed.has(stored));
}

/** The encrypted texts by which a copy is known. A PIN is left out: two accounts of one name may well have the same. */
export function sealedTexts(entry: Entry): string[] {
	return storedSecrets(entry).filter(({ property, stored }) => property !== "pin" && isSealed(stored)).map(({ stored }) => stored);
}

/**
 * Puts what a conflict copy has more into this note: codes, marks, the higher counter, the later days of `verified` and
 * `backup_codes_tested`. Nothing is deleted and nothing else changed. "gone": the two have no secret in common. "unreadable" where, while
 * locked, it cannot be told whether a code that is encrypted in one is a clear one of the other.
 */
export function mergeNotes(text: string, other: string, plain: Plain = (stored) => stored): Edit {
	const [mine, theirs] = [editable(text), editable(other)];
	if (!mine || !theirs) return { reason: "unreadable" };
	const [own, copy] = [new Fields(mine), new Fields(theirs)];
	const [ownSecrets, copySecrets] = [mine, theirs].map((note) => secretsOf(note, plain));
	if (!copySecrets?.some((secret) => ownSecrets?.includes(secret))) return { reason: "gone" };
	if (isUntold(mine, theirs, plain)) return { reason: "unreadable", where: "backup_codes" };
	const isSameSeed = sameText(own, copy, "totp_seed", plain);
	return inTurn(text, [
		...codesOf(theirs, "backup_codes").map((code) => (text: string) => withCode(text, code, setFor(own, copy), plain)),
		...codesOf(theirs, "backup_codes_former").map((code) => (text: string) => withCode(text, code, "backup_codes_former", plain)),
		(text) => setProperty(text, "counter", isSameSeed ? higher(own, copy, "counter") : null),
		(text) => setProperty(text, "verified", isSameSeed ? later(own, copy, "verified") : null),
		(text) => setProperty(text, "backup_codes_tested", later(own, copy, "backup_codes_tested")),
	]);
}

/** Whether a clear code of one side may be one that is encrypted on the other, and cannot be opened to see. */
function isUntold(mine: Note, theirs: Note, plain: Plain): boolean {
	const [own, copy] = [codeTexts(mine, plain), codeTexts(theirs, plain)];
	const [onlyOwn, onlyCopy] = [own.filter((text) => !copy.includes(text)), copy.filter((text) => !own.includes(text))];
	const has = (texts: string[], isShut: boolean): boolean => texts.some((text) => isSealed(text) === isShut);
	return (has(onlyOwn, true) && has(onlyCopy, false)) || (has(onlyOwn, false) && has(onlyCopy, true));
}

/** The properties in which a copy says something that this note does not: to be looked at before the copy is thrown away. */
export function onlyInCopy(text: string, other: string, plain: Plain = (stored) => stored): string[] {
	const [mine, theirs] = [editable(text), editable(other)];
	if (!mine || !theirs) return [];
	const keys = (theirs.root?.pairs ?? []).map(({ key }) => (key.kind === "scalar" ? key.value : ""));
	return keys.filter((key) => textsOf(theirs, key, plain).some((text) => !textsOf(mine, key, plain).includes(text)));
}

function textsOf(note: Note, key: string, plain: Plain): string[] {
	if ((key === "backup_codes" || key === "backup_codes_former") && Array.isArray(valueOf(note, key))) return codeTexts(note, plain);
	const value = valueOf(note, key) ?? "";
	return (Array.isArray(value) ? value : [value]).map((part) => (typeof part === "string" ? plain(part) : JSON.stringify(part)));
}

function codeTexts(note: Note, plain: Plain): string[] {
	return ["backup_codes", "backup_codes_former"].flatMap((key) => codesOf(note, key)).map(({ stored }) => plain(stored));
}

function secretsOf(note: Note, plain: Plain): string[] {
	const seeds = ["totp_seed", "totp_seed_next"].map((key) => new Fields(note).text(key)).filter((seed) => seed !== null);
	return [...seeds.map(plain), ...codeTexts(note, plain)];
}

function sameText(own: Fields, copy: Fields, key: string, plain: Plain): boolean {
	const [one, other] = [own.text(key), copy.text(key)];
	return one !== null && other !== null && plain(one) === plain(other);
}

/** Where unknown codes of a copy go: among the former ones when the service has made new ones since. */
function setFor(own: Fields, copy: Fields): string {
	const [day, copyDay] = [own.day("backup_codes_generated"), copy.day("backup_codes_generated")];
	return day !== null && copyDay !== null && copyDay < day ? "backup_codes_former" : "backup_codes";
}

function higher(own: Fields, copy: Fields, key: string): string | null {
	const [mine, theirs] = [own, copy].map((fields) => fields.number(key, 0, Number.MAX_SAFE_INTEGER, 0));
	return (theirs ?? 0) > (mine ?? 0) ? String(theirs) : null;
}

function later(own: Fields, copy: Fields, key: string): string | null {
	const [mine, theirs] = [own.day(key), copy.day(key)];
	return theirs !== null && (mine === null || mine < theirs) ? theirs : null;
}
