import { isSealed, isUnused } from "../entry";
import { nameOf } from "../note/wrote";
import { AddCodesDialog } from "./dialogs/add-codes";
import { RenewDialog } from "./dialogs/renew";
import { ensureOpen } from "./locking/unlocking";
import { markUnused, markUsed } from "./marking";
import type { Account } from "./notes/accounts";
import { findLost } from "./notes/lost";
import { calledIn } from "./notes/naming";
import { isReadOnly } from "./notes/secrets";
import { complain, offer } from "./notes/writing";
import type { Parts } from "./parts";
import { sealedForWords, today } from "./views/draw";

/** What a person can do with the backup codes of an account: the same from a card, a menu and a command. */

/** Copies a backup code; what is copied is never marked by that alone. */
export async function copyBackupCode(parts: Parts, account: Account, stored: string): Promise<boolean> {
	if (!(await ensureOpen(parts, { open: [stored] }))) return false;
	const opened = parts.codes.openCode(account.entry, stored);
	if (!("text" in opened)) {
		complain("problem" in opened ? opened.problem : "Locked. Nothing was copied.");
		return false;
	}
	const copied = await parts.clipboard.copy(opened.text, backupCodeKey(account, stored));
	if (!copied) complain("The clipboard refused the backup code, so nothing was copied. Click copy to try again.");
	else if (opened.sealedFor !== null) complain(sealedForWords(opened.sealedFor));
	return copied;
}

/** Names a backup code for the clipboard, and no other that comes to stand in its place. A code in the clear is itself a secret. */
function backupCodeKey({ path }: Account, stored: string): string {
	return `${path}#${nameOf(stored)}`;
}

/** Whether this backup code was copied last, and stays on the clipboard. */
export function isOnClipboard({ clipboard: { last } }: Parts, account: Account, stored: string): boolean {
	return last !== null && last.key === backupCodeKey(account, stored);
}

/** The next unused backup code: copied and marked as used, with undo. */
export async function useBackupCode(parts: Parts, account: Account): Promise<void> {
	const code = nextBackupCode(parts, account);
	if (code === undefined) return complain(whyNoNext(parts, account));
	if (!(await copyBackupCode(parts, account, code.stored))) return;
	// After the copy: phones allow that at no other time.
	if (((await findLost(parts, account))?.marks ?? 0) > 0) return complain(`${calledIn(parts.accounts, account.path)}: a mark of use that this device made is gone from the note, so the code just copied may be used already. It was not marked. Put the mark back first: open the note, its card offers it.`);
	const day = today(parts.clock.now);
	if (!(await markUsed(parts, account, code.stored, true))) return;
	const left = unusedOf(parts.accounts.at(account.path) ?? account);
	offer(`${calledIn(parts.accounts, account.path)}: backup code copied and marked as used. ${left === 0 ? "None is left: make new ones at the service." : `${left} left.`}`, 10_000, "Undo", () => void markUnused(parts, account, code.stored, day));
}

/** Why there is no next code. */
export function whyNoNext({ accounts }: Parts, account: Account): string {
	const name = calledIn(accounts, account.path);
	return unusedOf(account) > 0 ? `The backup codes left of ${name} are on paper only. Take one from there, and tick it off.` : `${name} has no unused backup code left. Make new ones at the service and add them here.`;
}

/** The code that comes next: the first that is neither used nor unclear, nor waits for its mark; one on paper cannot be copied. */
export function nextBackupCode({ pending }: Parts, { path, entry }: Account): { stored: string } | undefined {
	return entry.backupCodes.find((code) => isUnused(code) && code.onPaper !== true && pending.of(path, code.stored) === undefined);
}

/** How many backup codes are neither used nor unclear. */
export function unusedOf({ entry }: Account): number {
	return entry.backupCodes.filter(isUnused).length;
}

/** Pastes a list of backup codes into the account. */
export async function addBackupCodes(parts: Parts, account: Account): Promise<void> {
	if (await ensureOpen(parts, { seal: ["code"] })) new AddCodesDialog(parts, account.path).open();
}

/** Whether there is a set of backup codes that can be exchanged for another. */
export function hasSet(account: Account): boolean {
	return account.entry.backupCodes.length > 0 && !isReadOnly(account);
}

/** Puts a new set in the place of the backup codes. The present ones are opened to see that none of them is in it. */
export async function renewBackupCodes(parts: Parts, account: Account): Promise<void> {
	const present = account.entry.backupCodes.map(({ stored }) => stored).filter(isSealed);
	if (await ensureOpen(parts, { seal: ["code"] }) && await ensureOpen(parts, { open: present })) new RenewDialog(parts, account.path).open();
}
