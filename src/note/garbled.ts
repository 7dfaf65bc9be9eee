import { isSealed } from "../entry";
import { isPiece } from "./marks";
import { readEntry } from "./read";
import { storedSecrets } from "./secrets";
import type { Stored } from "./secrets";

/** The secret that an encrypted text of a property holds; null where no key opens it. */
export type SecretOf = (stored: string, property: string) => string | null;

/** The encrypted fields of a note that no key opens. */
export function garbledIn(text: string, secretOf: SecretOf): Stored[] {
	const { entry } = readEntry(text);
	return entry === null ? [] : storedSecrets(entry).filter(({ property, stored }) => isGarbled(property, stored) && secretOf(stored, property) === null);
}

/** A code of which a piece is encrypted may hold another code beside it, so it is left to be looked at. */
function isGarbled(property: string, stored: string): boolean {
	return isSealed(stored) || (isPiece(stored) && !property.startsWith("backup_codes"));
}

/** The secrets that stand in a note and can be read. */
export function secretsIn(text: string, secretOf: SecretOf): Set<string> {
	const { entry } = readEntry(text);
	return new Set((entry === null ? [] : storedSecrets(entry)).flatMap(({ property, stored }) => (isSealed(stored) ? secretOf(stored, property) : stored) ?? []));
}
