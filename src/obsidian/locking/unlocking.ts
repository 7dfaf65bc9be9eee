import { FirstPassphraseDialog } from "../dialogs/first-passphrase";
import { UnlockDialog } from "../dialogs/unlock";
import type { Parts } from "../parts";

/** Whether a passphrase was ever set for this vault, as far as this device knows: notes count as much as settings. */
export function hasPassphrase({ stored, accounts }: Parts): boolean {
	return stored.settings.checks.length > 0 || accounts.sealedFields().length > 0;
}

/** Makes sure that secrets can be opened and encrypted, asking for the passphrase or for a first one. False when given up. */
export async function ensureOpen(parts: Parts): Promise<boolean> {
	if (parts.session.isOpen) return true;
	if (!hasPassphrase(parts)) await parts.accounts.scanAll();
	return new Promise((resolve) => {
		if (hasPassphrase(parts)) new UnlockDialog(parts, resolve).open();
		else new FirstPassphraseDialog(parts, (choice) => resolve(choice === "set")).open();
	});
}
