import { encryptNote } from "../notes/encrypting";
import { amountWords, clearSecrets, whyNotChanged, isClear } from "../notes/secrets";
import type { Account } from "../notes/accounts";
import type { Parts } from "../parts";
import { ensureOpen } from "../locking/unlocking";
import { drawList } from "../views/draw";
import { BulkDialog, didTo } from "./bulk";

/** Encrypts what stands in the clear in all accounts; asks for the passphrase first. */
export async function encryptAll(parts: Parts): Promise<void> {
	const open = (): Promise<boolean> => ensureOpen(parts, { seal: parts.accounts.all().flatMap(({ entry }) => clearSecrets(entry)).map(({ kind }) => kind) });
	if (!(await open())) return;
	const all = parts.accounts.all();
	new BulkDialog(parts, {
		title: "Encrypt all accounts",
		about: "Secret keys and backup codes in these notes are not encrypted. Nothing else in them is changed.",
		accounts: all.filter((account) => isClear(account) && whyNotChanged(account.problems) === null),
		amount: ({ entry }) => amountWords(clearSecrets(entry)),
		// What cannot be read may hold secrets in the clear.
		leftOut: leftOutOf(all),
		button: (count) => (count === 1 ? "Encrypt 1 account" : `Encrypt ${count} accounts`),
		doing: "Encrypting",
		open,
		change: async (path) => (await encryptNote(parts, path)).problem,
		did: didTo("encrypted"),
		drawReport,
	}).open();
}

/** A sentence for each note whose secrets cannot be changed. */
export function leftOutOf(accounts: readonly Account[]): string[] {
	return accounts.flatMap(({ path, problems }) => {
		const why = whyNotChanged(problems);
		return why === null ? [] : [`${path} is left out. ${why}`];
	});
}

function drawReport(el: HTMLElement, done: number): void {
	if (done === 0) return;
	el.createEl("p", { cls: "tfn-say", text: "Older copies in the clear may remain where this plugin cannot reach:" });
	drawList(el, "ul", "tfn-places", [
		"File recovery: Settings, File recovery, Clear history.",
		"Obsidian Sync: its version history of these notes.",
		"Git or another sync: former commits and versions, and the other devices until they have synced.",
		"Backups and exports made before today, the trash included.",
		"The undo history of a note that is open in an editor: close the note.",
	]);
	el.createEl("p", { cls: "tfn-say", text: "Where that worries you, replace the secret key at the service: the old copies are then worthless." });
}
