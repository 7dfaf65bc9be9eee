import { Notice } from "obsidian";
import type { Account } from "../notes/accounts";
import { decryptNote } from "../notes/encrypting";
import { amountWords, sealedSecrets, whyNotChanged } from "../notes/secrets";
import type { Parts } from "../parts";
import { ensureOpen } from "../locking/unlocking";
import { complain } from "../notes/writing";
import { titleOf } from "../views/draw";
import { BulkDialog, didTo } from "./bulk";
import { confirm } from "./confirm";
import { leftOutOf } from "./encrypt-all";

const follows = "Whoever can read the file can then read them: sync services, backups, other plugins, and whatever keeps former versions of notes, even after they were encrypted again. New backups leave such accounts out.";

/** Whether a secret of the account is encrypted. */
export function isSealedAccount({ entry }: Account): boolean {
	return sealedSecrets(entry).length > 0;
}

/** Writes the secrets of one note in the clear, once that was agreed to. */
export async function decryptAccount(parts: Parts, account: Account): Promise<void> {
	const secrets = sealedSecrets(account.entry);
	if (!(await ensureOpen(parts, { open: secrets.map(({ stored }) => stored) }))) return;
	const agreed = await confirm(parts, {
		title: `Decrypt ${titleOf(account)}?`,
		words: `These secrets will stand in the note unencrypted: ${amountWords(secrets)}. ${follows}`,
		button: "Decrypt",
	});
	if (!agreed) return;
	const { problem } = await decryptNote(parts, account.path);
	if (problem !== null) return complain(problem);
	new Notice(`${titleOf(account)}: decrypted. Its secrets stand in the note as plain text now.`);
}

/** Writes the secrets of all accounts in the clear, once that was agreed to; asks for the passphrase first. */
export async function decryptAll(parts: Parts): Promise<void> {
	if (!(await ensureOpen(parts))) return;
	const all = parts.accounts.all().filter(isSealedAccount);
	const opens = ({ entry }: Account): boolean => sealedSecrets(entry).every(({ stored, kind }) => "secret" in parts.session.open(stored, kind));
	new BulkDialog(parts, {
		title: "Decrypt all accounts",
		about: `These secrets will stand in the notes unencrypted. ${follows} New accounts are still encrypted.`,
		accounts: all.filter((account) => whyNotChanged(account.problems) === null && opens(account)),
		amount: ({ entry }) => amountWords(sealedSecrets(entry)),
		leftOut: [...leftOutOf(all), ...all.filter((account) => !opens(account)).map(({ path }) => `${path} is left out. It is encrypted with another passphrase, or damaged.`)],
		button: (count) => (count === 1 ? "Decrypt 1 account" : `Decrypt ${count} accounts`),
		isRisky: true,
		doing: "Decrypting",
		open: () => ensureOpen(parts),
		change: async (path) => (await decryptNote(parts, path)).problem,
		did: didTo("decrypted"),
	}).open();
}
