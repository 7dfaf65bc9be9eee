import { isSealed, type Entry, type Problem, type SealedKind } from "../../entry";
import { readEntry } from "../../note/read";
import { kindOf, kinds, storedSecrets, type Stored } from "../../note/secrets";
import { replaceSecret } from "../../note/write";
import type { Parts } from "../parts";
import { sentenceFor, type EditReason } from "../sentences";

/** One secret of a note, encrypted or not, and what it is encrypted as. */
export interface Secret extends Stored {
	kind: SealedKind;
}

/** Every secret of an account. */
export function secretsOf(entry: Entry): Secret[] {
	return storedSecrets(entry).map(({ property, stored }) => ({ property, stored, kind: kindOf(property) }));
}

/** The secrets that are not encrypted. */
export function clearSecrets(entry: Entry): Secret[] {
	return secretsOf(entry).filter(({ stored }) => !isSealed(stored));
}

/** Whether a secret of the account stands in the note unencrypted. */
export function isClear({ entry }: { entry: Entry }): boolean {
	return clearSecrets(entry).length > 0;
}

/** The secrets that are encrypted. */
export function sealedSecrets(entry: Entry): Secret[] {
	return secretsOf(entry).filter(({ stored }) => isSealed(stored));
}

/** How many secrets there are of what sort, for people. */
export function amountWords(secrets: readonly Secret[]): string {
	const codes = secrets.filter(({ kind }) => kind === "code").length;
	return [secrets.length > codes ? "secret key" : "", codes === 0 ? "" : codes === 1 ? "1 backup code" : `${codes} backup codes`].filter((word) => word !== "").join(", ");
}

/** Why the secrets of a note cannot be changed all of them, in a sentence, or null: half a secret changed would look like a whole one. */
export function whyNotChanged(problems: readonly Problem[]): string | null {
	return problems.find(({ where }) => where === undefined || where in kinds)?.what ?? null;
}

/** The same for a note that was to be changed. */
export function refusalOf(problems: readonly Problem[]): string | null {
	const why = whyNotChanged(problems);
	return why === null ? null : `${why} Nothing was changed.`;
}

/** Whether nothing in the note can be changed, as its problems tell: what would write into it need not be offered. */
export function isReadOnly({ problems }: { problems: readonly Problem[] }): boolean {
	return problems.some(({ where }) => where === undefined);
}

/** What a change of a note's secrets gives: how many were changed, or a sentence; then none was. */
export interface Changed {
	count: number;
	problem: string | null;
}

/**
 * Gives secrets of a note another text, all of them in one atomic write, worked out from the text found there. `find` picks
 * them, or gives a sentence on why the note stays as it is; `exchange` gives the new text of one, or a reason.
 */
export async function changeSecrets(
	{ writing, stored: { settings } }: Parts, path: string,
	find: (entry: Entry, problems: Problem[]) => Secret[] | string, exchange: (secret: Secret, entry: Entry) => string | { reason: EditReason },
): Promise<Changed> {
	let count = 0;
	let told: string | null = null;
	const reason = await writing.edit(path, (found) => {
		const { entry, problems } = readEntry(found, settings.tag);
		if (entry === null) return { reason: "gone" as const };
		const secrets = find(entry, problems);
		if (typeof secrets === "string") told = secrets;
		if (typeof secrets === "string" || secrets.length === 0) return { reason: "nothing to do" as const };
		let text = found;
		for (const secret of secrets) {
			const put = exchange(secret, entry);
			if (typeof put !== "string") return put;
			const edited = replaceSecret(text, secret.property, secret.stored, put);
			if (!("text" in edited)) return edited;
			text = edited.text;
		}
		count = secrets.length;
		return { text };
	});
	if (reason === null) return { count, problem: null };
	return { count: 0, problem: reason === "nothing to do" ? told : sentenceFor(reason) };
}
