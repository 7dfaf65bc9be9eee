import { encodeSecret } from "../code/secret";
import { hasSeed, readSeed } from "../code/seed";
import { writeUri } from "../code/uri";
import { isSealed, labelOf, type Entry, type Seed, type SealedKind } from "../entry";
import type { Keyring } from "../lock/keyring";
import { sentences } from "../lock/sentences";

/** Why a secret is not there: locked, or a sentence. */
export type Shut = { reason: "locked" } | { problem: string };

/** A secret as the person typed it, with the label it was encrypted under (null when it stands in the clear). */
export function openText(keyring: Keyring, stored: string, kind: SealedKind): { text: string; label: string | null } | Shut {
	if (!isSealed(stored)) return { text: stored, label: null };
	if (!keyring.isOpen) return { reason: "locked" };
	const opened = keyring.open(stored, kind);
	return "secret" in opened ? { text: opened.secret, label: opened.label } : { problem: sentences[opened.reason] };
}

/** The opened seed, for the moment of use. `sealedFor` names another account that it was encrypted for. */
export function openSeed(keyring: Keyring, entry: Entry): { seed: Seed; sealedFor: string | null } | Shut {
	if (!hasSeed(entry)) return { problem: "This account has no secret key." };
	const secret = openText(keyring, entry.seed, "seed");
	if (!("text" in secret)) return secret;
	const pin = entry.pin === null ? undefined : openText(keyring, entry.pin, "pin");
	if (pin !== undefined && !("text" in pin)) return pin;
	const read = readSeed(entry, secret.text, pin?.text);
	return "seed" in read ? { seed: read.seed, sealedFor: secret.label === labelOf(entry) ? null : secret.label } : read;
}

/** A backup code as the person typed it. `sealedFor` as above. */
export function openCode(keyring: Keyring, entry: Entry, stored: string): { text: string; sealedFor: string | null } | Shut {
	const opened = openText(keyring, stored, "code");
	return "text" in opened ? { text: opened.text, sealedFor: opened.label === labelOf(entry) ? null : opened.label } : opened;
}

/** The otpauth:// URI of the account, for its QR. */
export function openUri(keyring: Keyring, entry: Entry): { uri: string; sealedFor: string | null } | Shut {
	const opened = openSeed(keyring, entry);
	if (!("seed" in opened)) return opened;
	const { type, secret, ...numbers } = opened.seed;
	if (type === "mOTP" || type === "Yandex") return { problem: `There is no QR code for ${type}, as none holds the PIN. Type the secret key and the PIN into the other app instead.` };
	return { uri: writeUri({ ...numbers, type, issuer: entry.issuer, username: entry.username, secret: encodeSecret(secret) }), sealedFor: opened.sealedFor };
}
