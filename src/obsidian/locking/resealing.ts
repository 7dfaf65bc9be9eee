import { checkFor } from "../../lock/check";
import { sentences } from "../../lock/sentences";
import type { Entry } from "../../entry";
import type { Parts } from "../parts";
import type { Account } from "../notes/accounts";
import { changeSecrets, sealedSecrets, type Changed, type Secret } from "../notes/secrets";
import { rolesOf, type Role } from "./roles";

/** Why an encrypted secret is not sealed for the passphrase in use: a former one's, one of the vault's two where the other is its own, or unknown. */
export type Stale = "former" | "misplaced" | "other";

/** Tells of encrypted secrets why they are to be encrypted anew; null where they are not. */
function stalenessOf({ stored: { settings: { checks } } }: Parts): (secret: Secret) => Stale | null {
	const roleOf = rolesOf(checks);
	const hasCodes = checkFor(checks, "codes") !== undefined;
	const own = (kind: Secret["kind"]): Role => (kind === "code" && hasCodes ? "codes" : "vault");
	return ({ kind, stored }) => {
		const role = roleOf(stored);
		return role === own(kind) ? null : role === "former" || role === "other" ? role : "misplaced";
	};
}

/** Tells of encrypted secrets whether they are to be encrypted anew for one of these reasons. */
function staleFor(parts: Parts, why: readonly Stale[]): (secret: Secret) => boolean {
	const stale = stalenessOf(parts);
	return (secret) => {
		const found = stale(secret);
		return found !== null && why.includes(found);
	};
}

/** The encrypted secrets of an account that are to be encrypted anew for one of these reasons. */
export function staleSecrets(parts: Parts, { entry }: Account, why: readonly Stale[]): Secret[] {
	return sealedSecrets(entry).filter(staleFor(parts, why));
}

/** The same of all accounts. */
export function allStale(parts: Parts, why: readonly Stale[]): Secret[] {
	const isMeant = staleFor(parts, why);
	return parts.accounts.all().flatMap(({ entry }) => sealedSecrets(entry).filter(isMeant));
}

/**
 * Encrypts the secrets of a note that are meant and open for the passphrase in use, in one atomic write; each under the label it
 * had, so that one which was moved here is still seen. Those that stay shut stay as they are.
 */
export function resealNote(parts: Parts, path: string, why: readonly Stale[]): Promise<Changed> {
	const { session } = parts;
	const isMeant = staleFor(parts, why);
	const find = (entry: Entry): Secret[] | string => {
		const meant = sealedSecrets(entry).filter(isMeant);
		const open = meant.filter(({ stored, kind }) => "secret" in session.open(stored, kind));
		return meant.length > 0 && open.length === 0 ? sentences[session.isOpen ? "other passphrase" : "locked"] : open;
	};
	return changeSecrets(parts, path, find, ({ kind, stored }) => {
		const opened = session.open(stored, kind);
		if (!("secret" in opened)) return opened;
		const locked = session.whyNotSeal(kind);
		return locked === null ? session.seal(kind, opened.secret, opened.label) : { reason: locked };
	});
}
