import { Menu, Notice, Platform } from "obsidian";
import { isSealed, type BackupCode, type Code } from "../entry";
import { readEntry } from "../note/read";
import { setProperty } from "../note/write";
import type { Account } from "./notes/accounts";
import { findLost } from "./notes/lost";
import { AddCodesDialog } from "./dialogs/add-codes";
import { RenewDialog } from "./dialogs/renew";
import { QrDialog } from "./dialogs/qr";
import { encryptNote } from "./notes/encrypting";
import { toggleFavourite } from "./notes/favourite";
import { clearSecrets, isReadOnly } from "./notes/secrets";
import { sealedForWords, titleOf, today } from "./views/draw";
import { canHaveKey, replaceSeed, verifyCode } from "./key-actions";
import { markUnused, markUsed } from "./marking";
import type { Parts } from "./parts";
import { isConflicted, keepBothSides, mergeCopies } from "./repair";
import { wentBackIn } from "./views/live-codes";
import { isClear } from "./views/row";
import { ensureOpen, isShut } from "./locking/unlocking";
import { complain, offer } from "./notes/writing";
import { sentenceFor } from "./sentences";

/** What a person can do with one account: the same from a row, a card, a menu and a command. */

/** Copies the code shown now, or the one given; asks for the passphrase first where it is needed. */
export async function copyCode(parts: Parts, account: Account, given?: Code): Promise<void> {
	const shown = given === undefined ? parts.codes.of(account, parts.clock.now) : { kind: "code" as const, code: given };
	if (shown.kind === "locked" || (shown.kind === "problem" && lacksPassphrase(parts, account))) return copyUnlocked(parts, account);
	if (shown.kind === "on request") return showNextCode(parts, account);
	if (shown.kind === "problem") return complain(shown.what);
	if (shown.kind === "none") return complain(`${titleOf(account)} has no secret key, so it has no codes to copy.`);
	if (!(await parts.clipboard.copy(shown.code.text, account.path))) complain("The clipboard refused the code, so nothing was copied. Click the code to try again.");
}

/** Phones let an app copy only in the very moment of a tap, and that one went into unlocking. */
async function copyUnlocked(parts: Parts, account: Account): Promise<void> {
	if (!(await ensureOpen(parts, { open: keysOf(account) }))) return;
	if (Platform.isMobile) new Notice(`Unlocked. Tap the code of ${titleOf(account)} to copy it.`);
	else await copyCode(parts, account);
}

/** Raises the counter in the note, then shows the code of it. */
export async function showNextCode(parts: Parts, account: Account): Promise<void> {
	if (!(await ensureOpen(parts, { open: keysOf(account) }))) return;
	const problem = await parts.codes.takeNext(account, () => parts.accounts.at(account.path));
	if (problem !== null) complain(problem);
}

/** Writes the counter that this device has seen into a note that went back behind it; a note that is beyond it already stays. */
export async function goOnFrom(parts: Parts, account: Account, counter: number): Promise<void> {
	const reason = await parts.writing.edit(account.path, (text) => ((readEntry(text).entry?.counter ?? 0) >= counter ? { text } : setProperty(text, "counter", String(counter))));
	if (reason !== null) complain(sentenceFor(reason));
}

export async function openNote(parts: Parts, account: Account): Promise<void> {
	await parts.app.workspace.openLinkText(account.path, "", false);
}

/** The QR of the account in a dialog of its own. */
export async function showQr(parts: Parts, account: Account): Promise<void> {
	if (account.entry.seed === null) return complain(`${titleOf(account)} has no secret key, so it has no QR code.`);
	if (await ensureOpen(parts, { open: keysOf(account) })) new QrDialog(parts, account).open();
}

/** Encrypts what stands in this note in the clear. */
export async function encryptAccount(parts: Parts, account: Account): Promise<void> {
	if (!(await ensureOpen(parts, { seal: clearSecrets(account.entry).map(({ kind }) => kind) }))) return;
	const { count, problem } = await encryptNote(parts, account.path);
	if (problem !== null) return complain(problem);
	new Notice(count === 0 ? "Everything in this note is encrypted already." : `${titleOf(account)}: encrypted. Older copies in the clear may remain in File Recovery, in Sync or git history, and in backups.`, 8000);
}

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

/** Names a backup code by its place, for the clipboard: a code in the clear is itself a secret. */
export function backupCodeKey({ path, entry }: Account, stored: string): string {
	return `${path}#${entry.backupCodes.findIndex((code) => code.stored === stored)}`;
}

/** The next unused backup code: copied and marked as used, with undo. */
export async function useBackupCode(parts: Parts, account: Account): Promise<void> {
	const code = nextBackupCode(parts, account);
	if (code === undefined) return complain(`${titleOf(account)} has no unused backup code left. Make new ones at the service and add them here.`);
	if (!(await copyBackupCode(parts, account, code.stored))) return;
	// After the copy: phones allow that at no other time.
	if (((await findLost(parts, account))?.marks ?? 0) > 0) return complain(`${titleOf(account)}: a mark of use that this device made is gone from the note, so the code just copied may be used already. It was not marked. Put the mark back first: open the note, its card offers it.`);
	const day = today(parts.clock.now);
	if (!(await markUsed(parts, account, code.stored, true))) return;
	const left = unusedOf(parts.accounts.at(account.path) ?? account);
	offer(`${titleOf(account)}: backup code copied and marked as used. ${left === 0 ? "None is left: make new ones at the service." : `${left} left.`}`, 10_000, "Undo", () => void markUnused(parts, account, code.stored, day));
}

/** The code that comes next: the first that is neither used nor unclear, nor waits for its mark. */
export function nextBackupCode({ pending }: Parts, { path, entry }: Account): { stored: string } | undefined {
	return entry.backupCodes.find((code) => isUnused(code) && pending.of(path, code.stored) === undefined);
}

/** How many backup codes are neither used nor unclear. */
export function unusedOf({ entry }: Account): number {
	return entry.backupCodes.filter(isUnused).length;
}

function isUnused(code: BackupCode): boolean {
	return code.used === null && code.unclear === undefined;
}

/** Fills a menu with everything that can be done with the account. */
export function fillAccountMenu(parts: Parts, account: Account, menu: Menu): void {
	const add = (title: string, icon: string, run: () => unknown) =>
		menu.addItem((item) => item.setSection("two-factor-notes").setTitle(title).setIcon(icon).onClick(() => void run()));
	if (account.entry.seed !== null) {
		add("Copy code", "copy", () => copyCode(parts, account));
		add("Show QR", "qr-code", () => showQr(parts, account));
		add("Verify code", "badge-check", () => verifyCode(parts, account));
	}
	if (canHaveKey(account)) add(account.entry.nextSeed === null ? "Replace secret key" : "Go on with the new key", "refresh-cw", () => replaceSeed(parts, account));
	const wentBack = wentBackIn(parts.codes.of(account, parts.clock.now));
	if (wentBack !== null) add(`Go on from counter ${wentBack.from}`, "arrow-up-from-line", () => goOnFrom(parts, account, wentBack.from));
	if (nextBackupCode(parts, account) !== undefined) add("Use the next backup code", "list-checks", () => useBackupCode(parts, account));
	if (!isReadOnly(account)) add("Add backup codes", "list-plus", () => addBackupCodes(parts, account));
	if (hasSet(account)) add("Renew backup codes", "list-restart", () => renewBackupCodes(parts, account));
	if (isConflicted(account)) add("Keep both sides of the conflict", "git-merge", () => keepBothSides(parts, account));
	if (parts.copies.of(account).length > 0) add("Merge with its copy", "merge", () => mergeCopies(parts, account));
	if (isReadOnly(account)) return;
	if (isClear(account)) add("Encrypt", "lock", () => encryptAccount(parts, account));
	add(account.entry.favourite ? "Remove from favourites" : "Add to favourites", account.entry.favourite ? "star-off" : "star", () => toggleFavourite(parts, account));
}

/** The account's menu, where it was clicked. */
export function openAccountMenu(parts: Parts, account: Account, event: MouseEvent): void {
	event.preventDefault();
	const menu = new Menu();
	fillAccountMenu(parts, account, menu);
	menu.addItem((item) => item.setTitle("Open note").setIcon("file").onClick(() => void openNote(parts, account)));
	menu.showAtMouseEvent(event);
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

/** Whether something is unlocked, and the codes of this account take another passphrase. */
export function lacksPassphrase(parts: Parts, account: Account): boolean {
	return keysOf(account).some((text) => isShut(parts, text));
}

/** What an account's codes are made of, as stored. */
export function keysOf({ entry }: Account): string[] {
	return [entry.seed, entry.pin].filter((text) => text !== null);
}
