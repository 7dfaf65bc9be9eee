import type { Entry } from "../entry";
import { isSealed } from "../entry";
import { isPiece } from "./marks";
import { readEntry } from "./read";

/** A secret as it stands in a property. */
export interface Field {
	property: string;
	stored: string;
}

/** The secret that an encrypted text of a property holds; null where no key opens it. */
export type SecretOf = (stored: string, property: string) => string | null;

/** The secrets of an account as stored. */
export function fieldsOf({ seed, nextSeed, pin, backupCodes, formerBackupCodes }: Entry): Field[] {
	const single = { totp_seed: seed, totp_seed_next: nextSeed, pin };
	return [
		...Object.entries(single).flatMap(([property, stored]) => (stored === null ? [] : [{ property, stored }])),
		...backupCodes.map(({ stored }) => ({ property: "backup_codes", stored })),
		...formerBackupCodes.map(({ stored }) => ({ property: "backup_codes_former", stored })),
	];
}

/** The encrypted fields of a note that no key opens. */
export function garbledIn(text: string, secretOf: SecretOf): Field[] {
	const { entry } = readEntry(text);
	return entry === null ? [] : fieldsOf(entry).filter(({ property, stored }) => isGarbled(property, stored) && secretOf(stored, property) === null);
}

/** A code of which a piece is encrypted may hold another code beside it, so it is left to be looked at. */
function isGarbled(property: string, stored: string): boolean {
	return isSealed(stored) || (isPiece(stored) && !property.startsWith("backup_codes"));
}

/** The secrets that stand in a note and can be read. */
export function secretsIn(text: string, secretOf: SecretOf): Set<string> {
	const { entry } = readEntry(text);
	return new Set((entry === null ? [] : fieldsOf(entry)).flatMap(({ property, stored }) => (isSealed(stored) ? secretOf(stored, property) : stored) ?? []));
}
