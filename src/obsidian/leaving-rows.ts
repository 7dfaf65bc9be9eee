import type { SettingGroupItem } from "obsidian";
import { decryptAll, isSealedAccount } from "./dialogs/decrypt-all";
import { exportAccounts } from "./dialogs/export";
import { RemainsDialog } from "./dialogs/remains";
import type { Parts } from "./parts";

/** The settings' rows for those who leave. */
export function leavingRows(parts: Parts): SettingGroupItem[] {
	return [
		{ name: "Export accounts", desc: "A file for another app, as links or for Aegis. It is not encrypted.", action: () => void exportAccounts(parts), disabled: () => parts.accounts.all().every(({ entry }) => entry.seed === null) },
		{ name: "Decrypt all accounts…", desc: "Writes the secrets as plain text into the notes. Asks first.", action: () => void decryptAll(parts), disabled: () => !parts.accounts.all().some(isSealedAccount) },
		{ name: "What remains where", desc: "In notes, in settings and on this device, which can forget its part.", action: () => new RemainsDialog(parts).open() },
	];
}
