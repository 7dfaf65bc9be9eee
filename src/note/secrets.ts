import type { BackupCode, Entry, SealedKind } from "../entry";

/** The properties that hold secrets, and as what each is encrypted. */
export const kinds: Record<string, SealedKind> = { totp_seed: "seed", totp_seed_next: "seed", pin: "pin", backup_codes: "code", backup_codes_former: "code" };

/** As what a property's secret is encrypted. */
export function kindOf(property: string): SealedKind {
	return kinds[property] ?? "seed";
}

/** A secret of an account as it stands in a property, without its mark. */
export interface Stored {
	property: string;
	stored: string;
}

/** Every secret of an account; of a code that stands on paper alone there is none. */
export function storedSecrets({ seed, nextSeed, pin, backupCodes, formerBackupCodes }: Entry): Stored[] {
	const texts = {
		totp_seed: [seed], totp_seed_next: [nextSeed], pin: [pin],
		backup_codes: textsOf(backupCodes), backup_codes_former: textsOf(formerBackupCodes),
	};
	return Object.entries(texts).flatMap(([property, all]) => all.flatMap((stored) => (stored === null || stored === "" ? [] : [{ property, stored }])));
}

function textsOf(codes: BackupCode[]): string[] {
	return codes.filter(({ onPaper }) => onPaper !== true).map(({ stored }) => stored);
}
