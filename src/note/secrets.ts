import type { Entry } from "../entry";

/** A secret of an account as it stands in a property, without its mark. */
export interface Stored {
	property: string;
	stored: string;
}

/** Every secret of an account. */
export function storedSecrets({ seed, nextSeed, pin, backupCodes, formerBackupCodes }: Entry): Stored[] {
	const texts = {
		totp_seed: [seed], totp_seed_next: [nextSeed], pin: [pin],
		backup_codes: backupCodes.map(({ stored }) => stored), backup_codes_former: formerBackupCodes.map(({ stored }) => stored),
	};
	return Object.entries(texts).flatMap(([property, all]) => all.flatMap((stored) => (stored === null || stored === "" ? [] : [{ property, stored }])));
}
