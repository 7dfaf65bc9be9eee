import { Menu, Notice, Platform } from "obsidian";
import type { Code } from "../entry";
import { readEntry } from "../note/read";
import { setProperty } from "../note/write";
import type { Account } from "./notes/accounts";
import { QrDialog } from "./dialogs/qr";
import { shareAccount } from "./dialogs/share";
import { enrolled, keeping, WordsDialog } from "./dialogs/words";
import { encryptNote } from "./notes/encrypting";
import { toggleFavourite } from "./notes/favourite";
import { calledIn } from "./notes/naming";
import { clearSecrets, isReadOnly, isClear } from "./notes/secrets";
import { addBackupCodes, hasSet, nextBackupCode, renewBackupCodes, useBackupCode } from "./backup-actions";
import { canHaveKey, replaceSeed, verifyCode } from "./key-actions";
import type { Parts } from "./parts";
import { isConflicted, keepBothSides, mergeCopies } from "./repair";
import { wentBackIn } from "./views/live-codes";
import { ensureOpen, isShut } from "./locking/unlocking";
import { complain } from "./notes/writing";
import { sentenceFor } from "./sentences";

/** What a person can do with one account: the same from a row, a card, a menu and a command. */

/** Copies the code shown now, or the one given; asks for the passphrase first where it is needed. */
export async function copyCode(parts: Parts, account: Account, given?: Code): Promise<void> {
	const shown = given === undefined ? parts.codes.of(account, parts.clock.now) : { kind: "code" as const, code: given };
	if (shown.kind === "locked" || (shown.kind === "problem" && lacksPassphrase(parts, account))) return copyUnlocked(parts, account);
	if (shown.kind === "on request") return showNextCode(parts, account);
	if (shown.kind === "problem") return complain(shown.what);
	if (shown.kind === "none") return complain(`${calledIn(parts.accounts, account.path)} has no secret key, so it has no codes to copy.`);
	if (!(await parts.clipboard.copy(shown.code.text, account.path))) complain("The clipboard refused the code, so nothing was copied. Click the code to try again.");
}

/** Phones let an app copy only in the very moment of a tap, and that one went into unlocking. */
async function copyUnlocked(parts: Parts, account: Account): Promise<void> {
	if (!(await ensureOpen(parts, { open: keysOf(account) }))) return;
	if (Platform.isMobile) new Notice(`Unlocked. Tap the code of ${calledIn(parts.accounts, account.path)} to copy it.`);
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
	if (account.entry.seed === null) return complain(`${calledIn(parts.accounts, account.path)} has no secret key, so it has no QR code.`);
	if (await ensureOpen(parts, { open: keysOf(account) })) new QrDialog(parts, account).open();
}

/** Encrypts what stands in this note in the clear. */
export async function encryptAccount(parts: Parts, account: Account): Promise<void> {
	if (!(await ensureOpen(parts, { seal: clearSecrets(account.entry).map(({ kind }) => kind) }))) return;
	const { count, problem } = await encryptNote(parts, account.path);
	if (problem !== null) return complain(problem);
	new Notice(count === 0 ? "Everything in this note is encrypted already." : `${calledIn(parts.accounts, account.path)}: encrypted. Older copies in the clear may remain in File Recovery, in Sync or git history, and in backups.`, 8000);
}

/** Fills a menu with everything that can be done with the account. */
export function fillAccountMenu(parts: Parts, account: Account, menu: Menu): void {
	const add = (title: string, icon: string, run: () => unknown) =>
		menu.addItem((item) => item.setSection("two-factor-notes").setTitle(title).setIcon(icon).onClick(() => void run()));
	if (account.entry.seed !== null) {
		add("Copy code", "copy", () => copyCode(parts, account));
		add("Show QR", "qr-code", () => showQr(parts, account));
		add("Verify code", "badge-check", () => verifyCode(parts, account));
		add("Share", "share-2", () => shareAccount(parts, account));
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
	add("Copies kept in…", "archive", () => new WordsDialog(parts, account.path, keeping).open());
	add("Devices…", "smartphone", () => new WordsDialog(parts, account.path, enrolled).open());
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

/** Whether something is unlocked, and the codes of this account take another passphrase. */
export function lacksPassphrase(parts: Parts, account: Account): boolean {
	return keysOf(account).some((text) => isShut(parts, text));
}

/** What an account's codes are made of, as stored. */
export function keysOf({ entry }: Account): string[] {
	return [entry.seed, entry.pin].filter((text) => text !== null);
}
