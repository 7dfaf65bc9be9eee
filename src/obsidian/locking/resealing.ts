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
export function stalenessOf({ stored: { settings: { checks } } }: Parts): (secret: Secret) => Stale | null {
	const roleOf = rolesOf(checks);
	const hasCodes = checkFor(checks, "codes") !== undefined;
	const own = (kind: Secret["kind"]): Role => (kind === "code" && hasCodes ? "codes" : "vault");
	return ({ kind, stored }) => {
		const role = roleOf(stored);
		return role === own(kind) ? null : role === "former" || role === "other" ? role : "misplaced";
	};
}

/** The encrypted secrets of an account that are to be encrypted anew for one of these reasons. */
export function staleSecrets(parts: Parts, { entry }: Pick<Account, "entry">, why: readonly Stale[], whyOf = stalenessOf(parts)): Secret[] {
	return sealedSecrets(entry).filter((secret) => {
		const found = whyOf(secret);
		return found !== null && why.includes(found);
	});
}

/** The same of all accounts. */
export function allStale(parts: Parts, why: readonly Stale[]): Secret[] {
	const whyOf = stalenessOf(parts);
	return parts.accounts.all().flatMap((account) => staleSecrets(parts, account, why, whyOf));
}

/** How many secrets of all accounts are to be encrypted anew, by reason; looks at each once. */
export function countStale(parts: Parts): Record<Stale, number> {
	const whyOf = stalenessOf(parts);
	const counts = { former: 0, misplaced: 0, other: 0 };
	for (const secret of parts.accounts.all().flatMap(({ entry }) => sealedSecrets(entry))) {
		const why = whyOf(secret);
		if (why !== null) counts[why]++;
	}
	return counts;
}

/**
 * Encrypts the secrets of a note that are meant and open for the passphrase in use, in one atomic write; each under the label it
 * had, so that one which was moved here is still seen. Those that stay shut stay as they are.
 */
export function resealNote(parts: Parts, path: string, why: readonly Stale[]): Promise<Changed> {
	const { session } = parts;
	const find = (entry: Entry): Secret[] | string => {
		const meant = staleSecrets(parts, { entry }, why);
		const open = meant.filter(({ stored, kind }) => "secret" in session.open(stored, kind));
		return meant.length > 0 && open.length === 0 ? sentences[session.isOpen ? "other passphrase" : "locked"] : open;
	};
	return changeSecrets(parts, path, find, ({ kind, stored }) => {
		const opened = session.open(stored, kind);
		if (!("secret" in opened)) return opened;
		const locked = session.whyNotSeal(kind);
		return locked === null ? session.seal(kind, opened.secret, opened.label, opened.more) : { reason: locked };
	});
}
