import { writeKey } from "../code/key";
import { labelOf, type Seed } from "../entry";
import type { Keyring } from "../lock/keyring";
import { addBackupCodes } from "../note/add-codes";
import { oneLine } from "../note/inert";
import { newNote } from "../note/template";

/** What of an account is shared: how it is called, what makes its codes, and those backup codes that go with it. */
export interface SharedAccount {
	issuer: string;
	username: string;
	seed: Seed;
	codes: readonly string[];
}

/**
 * The note that is given away, encrypted anew with the keys of `keyring`: names, secret key and backup codes. Nothing else of the
 * person's own note is in it, nor the name of another account that a secret was encrypted for. `day` is today, YYYY-MM-DD.
 */
export function sharedNote({ seed, codes, ...given }: SharedAccount, keyring: Keyring, day: string): string {
	const names = { issuer: oneLine(given.issuer), username: oneLine(given.username) };
	const { type, secret, pin, algorithm, digits, period, counter } = seed;
	const label = labelOf(names);
	const text = newNote({
		...names, type, algorithm, digits, period, counter, date: day,
		seed: keyring.seal("seed", writeKey(secret, type), label), pin: pin === undefined ? null : keyring.seal("pin", pin, label),
	});
	const edit = addBackupCodes(text, codes.map((code) => keyring.seal("code", code, label)));
	if (!("text" in edit)) throw new Error("The backup codes do not fit into the note that is shared.");
	return edit.text;
}
