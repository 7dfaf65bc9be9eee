import { isSealed, labelOf, type Entry, type Problem, type SealedKind } from "../../entry";
import { canBeSealed } from "../../lock/seal";
import { readEntry } from "../../note/read";
import { replaceSecret } from "../../note/write";
import type { Parts } from "../parts";
import { sentenceFor } from "../sentences";

/** One secret that stands in a note in the clear: where, and what it is encrypted as. */
export interface ClearSecret {
	property: string;
	kind: SealedKind;
	stored: string;
}

/** The properties that hold secrets, and as what each is encrypted. */
const kinds: Record<string, SealedKind> = { totp_seed: "seed", totp_seed_next: "seed", pin: "pin", backup_codes: "code", backup_codes_former: "code" };

/** The secrets of an account that are not encrypted. */
export function clearSecrets(entry: Entry): ClearSecret[] {
	const stored: Record<string, (string | null)[]> = {
		totp_seed: [entry.seed], totp_seed_next: [entry.nextSeed], pin: [entry.pin],
		backup_codes: entry.backupCodes.map((code) => code.stored), backup_codes_former: entry.formerBackupCodes.map((code) => code.stored),
	};
	return Object.entries(kinds).flatMap(([property, kind]) =>
		(stored[property] ?? []).filter((secret) => secret !== null && !isSealed(secret)).map((secret) => ({ property, kind, stored: secret ?? "" })));
}

/** Why the secrets of a note cannot be encrypted all of them, in a sentence, or null: half a secret encrypted would look like a whole one. */
export function whyNotEncrypted(problems: Problem[]): string | null {
	return problems.find(({ where }) => where === undefined || where in kinds)?.what ?? null;
}

/**
 * Encrypts every clear secret of the note in one atomic write, worked out from the text found there.
 * Gives how many were encrypted, or a sentence; then nothing was changed.
 */
export async function encryptNote({ writing, session, stored }: Parts, path: string): Promise<{ sealed: number; problem: string | null }> {
	let sealed = 0;
	let told: string | null = null;
	const reason = await writing.edit(path, (found) => {
		const { entry, problems } = readEntry(found, stored.settings.tag);
		if (entry === null) return { reason: "gone" as const };
		told = whyNotEncrypted(problems);
		const secrets = clearSecrets(entry);
		if (told !== null || secrets.length === 0) return { reason: "nothing to do" as const };
		const locked = secrets.map(({ kind }) => session.whyNotSeal(kind)).find((why) => why !== null);
		if (locked !== undefined) return { reason: locked };
		let text = found;
		for (const { property, kind, stored: clear } of secrets) {
			if (!canBeSealed(clear)) return { reason: "not one line" as const };
			const edited = replaceSecret(text, property, clear, session.seal(kind, clear, labelOf(entry)));
			if (!("text" in edited)) return edited;
			text = edited.text;
		}
		sealed = secrets.length;
		return { text };
	});
	if (told !== null) return { sealed: 0, problem: `${String(told)} Nothing was encrypted.` };
	return { sealed: reason === null ? sealed : 0, problem: reason === null || reason === "nothing to do" ? null : sentenceFor(reason) };
}
