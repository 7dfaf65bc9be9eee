import { isSealed, labelOf, type Entry, type SealedKind } from "../entry";
import { canBeSealed } from "../lock/seal";
import { readEntry } from "../note/read";
import { replaceSecret } from "../note/write";
import type { Parts } from "./parts";
import { sentenceFor } from "./sentences";

/** One secret that stands in a note in the clear: where, and what it is encrypted as. */
export interface ClearSecret {
	property: "totp_seed" | "totp_seed_next" | "pin" | "backup_codes" | "backup_codes_former";
	kind: SealedKind;
	stored: string;
}

/** The secrets of an account that are not encrypted, in the order of the note format. */
export function clearSecrets(entry: Entry): ClearSecret[] {
	const all: ClearSecret[] = [
		...one("totp_seed", "seed", entry.seed),
		...one("totp_seed_next", "seed", entry.nextSeed),
		...one("pin", "pin", entry.pin),
		...entry.backupCodes.map((code): ClearSecret => ({ property: "backup_codes", kind: "code", stored: code.stored })),
		...entry.formerBackupCodes.map((stored): ClearSecret => ({ property: "backup_codes_former", kind: "code", stored })),
	];
	return all.filter(({ stored }) => !isSealed(stored));
}

/**
 * Encrypts every clear secret of the note in one atomic write, worked out from the text found there.
 * Gives how many were encrypted, or a sentence; then nothing was changed.
 */
export async function encryptNote({ writing, session, stored }: Parts, path: string): Promise<{ sealed: number; problem: string | null }> {
	let sealed = 0;
	const reason = await writing.edit(path, (found) => {
		const { entry } = readEntry(found, stored.settings.tag);
		if (entry === null) return { reason: "gone" as const };
		const secrets = clearSecrets(entry);
		if (secrets.length === 0) return { reason: "nothing to do" as const };
		if (!session.canSeal) return { reason: session.isOpen ? "passphrase changed" as const : "locked" as const };
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
	return { sealed, problem: reason === null || reason === "nothing to do" ? null : sentenceFor(reason) };
}

function one(property: ClearSecret["property"], kind: SealedKind, stored: string | null): ClearSecret[] {
	return stored === null ? [] : [{ property, kind, stored }];
}
