import { labelOf } from "../../entry";
import { canBeSealed } from "../../lock/seal";
import type { Parts } from "../parts";
import { changeSecrets, clearSecrets, refusalOf, sealedSecrets, type Changed } from "./secrets";

/** Encrypts every clear secret of the note in one atomic write. */
export function encryptNote(parts: Parts, path: string): Promise<Changed> {
	const { session } = parts;
	return changeSecrets(parts, path, (entry, problems) => refusalOf(problems) ?? clearSecrets(entry), ({ kind, stored }, entry) => {
		const locked = session.whyNotSeal(kind);
		if (locked !== null) return { reason: locked };
		return canBeSealed(stored) ? session.seal(kind, stored, labelOf(entry)) : { reason: "not one line" };
	});
}

/** Writes every encrypted secret of the note in the clear, in one atomic write: only after a person agreed to that. */
export function decryptNote(parts: Parts, path: string): Promise<Changed> {
	return changeSecrets(parts, path, (entry, problems) => refusalOf(problems) ?? sealedSecrets(entry), ({ kind, stored }) => {
		const opened = parts.session.open(stored, kind);
		return "secret" in opened ? opened.secret : opened;
	});
}
