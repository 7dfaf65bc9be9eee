import type { BackupCode } from "../entry";
import { isSealed, isUnused } from "../entry";
import { addItems } from "./add-codes";
import { suffixed } from "./change";
import { deleteCode } from "./delete";
import { findCodes } from "./find";
import { garbledIn, secretsIn } from "./garbled";
import type { SecretOf } from "./garbled";
import { likeliest } from "./heal";
import { isPiece, tailOf } from "./marks";
import { readEntry } from "./read";
import type { Stored } from "./secrets";
import { isWhole, withProperties } from "./whole";
import { markCodeUsed, replaceSecret } from "./write";
import { nameOf } from "./wrote";
import type { Mark, Wrote } from "./wrote";

/** How much was put back: fields that did not open, codes, marks. `left`: fields that still do not open; `missing`: marked codes that are gone. */
export interface PutBack {
	text: string;
	/** The properties could not be read, and stand now as this device wrote them. */
	isRestored: boolean;
	fields: number;
	codes: number;
	marks: number;
	left: number;
	missing: number;
}

/**
 * Puts back what this device wrote and a merge lost: a field that does not open is replaced by the likeliest that stood there, a
 * code that is gone is added, a code that was marked is marked. Nothing that opens is touched, and properties that cannot be read
 * only where all that is in them was kept.
 */
export function putBack(text: string, wrote: Wrote, secretOf: SecretOf): PutBack {
	const whole = isWhole(text) ? text : (withProperties(text, wrote.properties, secretOf) ?? text);
	const done: PutBack = { text: whole, isRestored: whole !== text, fields: 0, codes: 0, marks: 0, left: 0, missing: 0 };
	// What stands in properties that cannot be read is not known to be gone.
	if (!isWhole(whole)) return done;
	// Opened once, and kept up with what is put back.
	const there = secretsIn(whole, secretOf);
	for (const field of garbledIn(text, secretOf)) putField(done, field, wrote, there, secretOf);
	dropPieces(done, wrote, there);
	for (const { property, stored } of isMixed(done) ? wrote.stood : wrote.came) if (property === "backup_codes") putCode(done, stored, there, secretOf);
	for (const mark of wrote.marks) putMark(done, mark, wrote, secretOf);
	return done;
}

function putField(done: PutBack, { property, stored }: Stored, wrote: Wrote, there: Set<string>, secretOf: SecretOf): void {
	const fit = wrote.stood.filter((field) => field.property === property).map((field) => field.stored).filter((candidate) => {
		const secret = secretOf(candidate, property);
		return secret !== null && !there.has(secret);
	});
	// Else what alone is missing: of two secret keys that stood there, one may have been replaced long ago.
	const good = likeliest(stored, fit) ?? onlySecret(fit, property, secretOf);
	const edited = good === null ? null : replaceSecret(done.text, property, stored, good);
	if (good === null || edited === null || !("text" in edited)) return void done.left++;
	done.fields++;
	there.add(secretOf(good, property) ?? "");
	done.text = property === "backup_codes" ? remarked(edited.text, good, wrote.properties, secretOf) : edited.text;
}

function onlySecret(fit: readonly string[], property: string, secretOf: SecretOf): string | null {
	return new Set(fit.map((each) => secretOf(each, property))).size === 1 ? fit.at(-1) ?? null : null;
}

/** The mark that stood behind a code may have gone with what was garbled: it comes back as it stands in the properties of the last write. */
function remarked(text: string, stored: string, properties: string | null, secretOf: SecretOf): string {
	const secret = secretOf(stored, "backup_codes");
	const { entry } = readEntry(`---\n${properties ?? ""}\n---\n`);
	const day = entry?.backupCodes.find((code) => code.unclear === undefined && secretOf(code.stored, "backup_codes") === secret)?.used ?? null;
	const edited = day === null ? null : markCodeUsed(text, stored, day);
	return edited !== null && "text" in edited ? edited.text : text;
}

function putCode(done: PutBack, stored: string, there: Set<string>, secretOf: SecretOf): void {
	const secret = secretOf(stored, "backup_codes");
	if (secret === null || there.has(secret)) return;
	const edited = addItems(done.text, "backup_codes", [stored]);
	if (!("text" in edited)) return;
	done.codes++;
	there.add(secret);
	done.text = edited.text;
}

/** Equal codes are all marked: a merge may have doubled one, and the other would be offered as unused. */
function putMark(done: PutBack, { code, day }: Mark, { marks }: Wrote, secretOf: SecretOf): void {
	const secret = isSealed(code) ? secretOf(code, "backup_codes") : null;
	const isMeant = ({ stored }: BackupCode): boolean => {
		const own = isSealed(stored) ? secretOf(stored, "backup_codes") : stored;
		return nameOf(stored) === code || (own !== null && (own === secret || nameOf(own) === code));
	};
	const meant = readEntry(done.text).entry?.backupCodes.filter(isMeant) ?? [];
	const [first] = meant;
	if (first === undefined) return void done.missing++;
	const isOwn = ({ stored }: BackupCode): boolean => marks.some((mark) => mark.code === nameOf(stored));
	const stands = meant.some(({ used }) => used === day);
	done.text = doubted(done.text, tailOf(first.stored), day, (each) => isOwn(each) || (stands && !isSealed(each.stored)));
	for (const { stored } of meant.filter(isUnused)) {
		const edited = markCodeUsed(done.text, stored, day);
		if (!("text" in edited)) continue;
		done.marks++;
		done.text = edited.text;
	}
}

/**
 * A mark of ours may have landed on another code, one that this device did not mark. It gets the tail of the code that was meant,
 * and is unclear from then on. On encrypted codes we write no mark without a tail.
 */
function doubted(text: string, tail: string, day: string, isOwn: (code: BackupCode) => boolean): string {
	for (const code of readEntry(text).entry?.backupCodes ?? []) {
		if (code.used !== day || code.unclear !== undefined || isOwn(code)) continue;
		const found = findCodes(text, "backup_codes", code.stored);
		const bare = "reason" in found ? undefined : found.find(({ marked }) => marked.marks.length === 1 && marked.marks[0]?.tail === null);
		const edited = bare && suffixed(bare, ` used ${day}~${tail}`);
		if (edited && "text" in edited) return edited.text;
	}
	return text;
}

/** Whether codes of the note are mixed up: then more than what is seen may be gone. */
function isMixed({ text, fields, left }: PutBack): boolean {
	const codes = readEntry(text).entry?.backupCodes ?? [];
	return fields + left > 0 || codes.some(({ stored, unclear }) => unclear !== undefined || isPiece(stored));
}

/** A piece of an encrypted text that a merge cut off, and that now stands as a code of its own. */
function dropPieces(done: PutBack, { stood }: Wrote, there: Set<string>): void {
	for (const { stored } of readEntry(done.text).entry?.backupCodes ?? []) {
		if (isSealed(stored) || !stood.some((field) => field.stored.includes(stored))) continue;
		const edited = deleteCode(done.text, "backup_codes", stored);
		if (!("text" in edited)) continue;
		there.delete(stored);
		done.text = edited.text;
	}
}
