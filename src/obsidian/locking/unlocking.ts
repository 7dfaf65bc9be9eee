import { isSealed, type SealedKind } from "../../entry";
import { isCodesCheckLost } from "../../lock/check";
import type { Vault } from "../../lock/groups";
import { FirstPassphraseDialog } from "../dialogs/first-passphrase";
import { UnlockDialog } from "../dialogs/unlock";
import type { Parts } from "../parts";
import { rolesOf } from "./roles";

/** What a passphrase is asked for: to open these texts as stored, or to encrypt secrets of these kinds; absent: to show what it opens. */
export type Purpose = { open: readonly string[] } | { seal: readonly SealedKind[] };

/** Whether a passphrase was ever set for this vault, as far as this device knows: notes count as much as settings. */
export function hasPassphrase({ stored, accounts }: Parts): boolean {
	return stored.settings.checks.length > 0 || accounts.sealedFields().length > 0;
}

/** Everything encrypted that this device knows of. */
export function knownVault({ stored, accounts }: Parts): Vault {
	return { checks: stored.settings.checks, fields: accounts.sealedFields() };
}

/** Makes sure that the purpose can be served, asking for the passphrase it takes or for a first one. False when given up. */
export async function ensureOpen(parts: Parts, purpose?: Purpose): Promise<boolean> {
	if (whyAsk(parts, purpose) === null) return true;
	if (!hasPassphrase(parts)) await parts.accounts.scanAll();
	return new Promise((resolve) => {
		if (hasPassphrase(parts)) new UnlockDialog(parts, purpose, resolve).open();
		else new FirstPassphraseDialog(parts, (choice) => resolve(choice === "set")).open();
	});
}

const asks = {
	vault: "Locked. Your passphrase shows the codes.",
	main: "This is encrypted with this vault's own passphrase. Type that one.",
	codes: "Backup codes have a passphrase of their own in this vault. Type that one.",
	former: "This is still encrypted with the former passphrase. Type that one.",
	other: "This is encrypted with another passphrase than this vault's. Type that one.",
	costly: "This takes so much memory or time to open that it is not tried without asking. Type its passphrase.",
	lost: "The settings cannot tell any more which passphrase backup codes have, so no code is encrypted. Close this, and switch their separate passphrase off and on again in the settings.",
	own: "What is unlocked is not this vault's own passphrase. To encrypt, type this vault's own.",
	changed: "The passphrase was changed on another device. To encrypt, type the new one.",
};

/** Which passphrase is asked for and why, in a sentence; null when none is. */
export function whyAsk(parts: Parts, purpose?: Purpose): string | null {
	const { session, stored: { settings: { checks } } } = parts;
	if (purpose !== undefined && "open" in purpose) {
		const shut = purpose.open.find((text) => isShut(parts, text));
		if (shut === undefined) return null;
		if (isCostly(parts, shut)) return asks.costly;
		const role = rolesOf(checks)(shut);
		if (session.isOpen) return role === "vault" ? asks.main : asks[role];
		return asks[checks.length === 0 ? "vault" : role];
	}
	if (!session.isOpen) return asks.vault;
	const kind = purpose?.seal.find((each) => !session.canSealFor(each));
	if (kind === undefined) return null;
	if (kind === "code" && session.canSealFor("seed")) return isCodesCheckLost(checks) ? asks.lost : asks.codes;
	return wasChanged(parts) ? asks.changed : asks.own;
}

/** Whether a passphrase that was this vault's is unlocked, and the one that took its place is not. */
export function wasChanged({ session, stored: { settings: { checks } } }: Parts): boolean {
	return session.isOpen && !session.canSealFor("seed") && checks.some(({ sealed }) => rolesOf(checks)(sealed) === "former" && "secret" in session.open(sealed, "check"));
}

/** Whether an encrypted text that is shut was not tried for what it takes. */
export function isCostly({ session }: Parts, text: string): boolean {
	const opened = session.open(text, "seed");
	return "reason" in opened && opened.reason === "costly";
}

/** Whether a passphrase is what an encrypted text lacks to be opened; its kind is of no matter to that. */
export function isShut({ session }: Parts, text: string): boolean {
	if (!isSealed(text)) return false;
	const opened = session.open(text, "seed");
	return "reason" in opened && ["locked", "other passphrase", "costly"].includes(opened.reason);
}
