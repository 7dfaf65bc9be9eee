import { hasPassphrase, whyAsk } from "../locking/unlocking";
import type { Parts } from "../parts";
import { FirstPassphraseDialog } from "./first-passphrase";
import { UnlockDialog } from "./unlock";

/** How a secret key is to be saved: with the passphrase that is open, asked for or chosen now; in the clear only where that was chosen by name. Null when closed. */
export async function askHow(parts: Parts): Promise<"encrypted" | "unencrypted" | null> {
	const purpose = { seal: ["seed"] as const };
	if (whyAsk(parts, purpose) === null) return "encrypted";
	return new Promise((resolve) => {
		if (hasPassphrase(parts)) new UnlockDialog(parts, purpose, (opened) => resolve(opened ? "encrypted" : null)).open();
		else new FirstPassphraseDialog(parts, (choice) => resolve(choice === "set" ? "encrypted" : choice === "unencrypted" ? "unencrypted" : null), true).open();
	});
}
