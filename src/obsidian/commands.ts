import type { Plugin } from "obsidian";
import { isClear } from "./notes/secrets";
import type { Account } from "./notes/accounts";
import { copyCode, encryptAccount, fillAccountMenu, showQr } from "./actions";
import { hasSet, nextBackupCode, renewBackupCodes, useBackupCode } from "./backup-actions";
import { BackUpDialog } from "./dialogs/back-up";
import { ChooseAccountDialog } from "./dialogs/choose-account";
import { openChangePassphrase } from "./dialogs/change-passphrase";
import { decryptAccount, decryptAll, isSealedAccount } from "./dialogs/decrypt-all";
import { encryptAll } from "./dialogs/encrypt-all";
import { exportAccounts } from "./dialogs/export";
import { openKit } from "./dialogs/kit";
import { openLostDevice } from "./dialogs/lost-device";
import { NewAccountDialog } from "./dialogs/new-account";
import { HealthDialog } from "./health/dialog";
import { RecoveryPageDialog } from "./dialogs/recovery-page";
import { shareAccount } from "./dialogs/share";
import { TestPassphraseDialog } from "./dialogs/test-passphrase";
import { canHaveKey, replaceSeed, verifyCode } from "./key-actions";
import { openPane, openPath } from "./opening";
import type { Parts } from "./parts";
import { ensureOpen, hasPassphrase } from "./locking/unlocking";

type Run = (account: Account) => unknown;

/** Registers every command. One that is run while locked asks for the passphrase and then goes on. */
export function registerCommands(plugin: Plugin, parts: Parts): void {
	const { session, accounts } = parts;
	const add = (id: string, name: string, icon: string, run: () => unknown, isFit: () => boolean = () => true): void => {
		plugin.addCommand({
			id, name, icon,
			checkCallback: (checking) => {
				if (!isFit()) return false;
				if (!checking) void run();
				return true;
			},
		});
	};
	const here = (): Account | undefined => openAccount(parts);
	const hasCodes = (account: Account) => nextBackupCode(parts, account) !== undefined;
	const some = (isFit: (account: Account) => boolean) => accounts.all().filter(isFit);
	const choose = (isFit: (account: Account) => boolean, words: string, run: Run): void => new ChooseAccountDialog(parts, some(isFit), words, run).open();

	add("open-pane", "Open pane", "key-round", () => openPane(parts.app));
	add("unlock", "Unlock", "lock-open", () => ensureOpen(parts), () => !session.isOpen);
	add("lock", "Lock", "lock", () => session.lock(), () => session.isOpen || session.isBusy);
	add("copy-code", "Copy code", "copy", () => choose(hasKey, "Copy the code of…", (account) => copyCode(parts, account)), () => some(hasKey).length > 0);
	add("copy-code-for-note", "Copy code of the open note", "copy", () => withHere(here, (account) => copyCode(parts, account)), () => isFit(here(), hasKey));
	add("show-qr", "Show QR code", "qr-code", () => hereOr(here(), hasKey, (run) => choose(hasKey, "Show the QR code of…", run), (account) => showQr(parts, account)), () => some(hasKey).length > 0);
	add("verify-code", "Verify code", "badge-check", () => hereOr(here(), hasKey, (run) => choose(hasKey, "Verify the code of…", run), (account) => verifyCode(parts, account)), () => some(hasKey).length > 0);
	add("replace-seed", "Replace secret key", "refresh-cw", () => hereOr(here(), canHaveKey, (run) => choose(canHaveKey, "Replace the secret key of…", run), (account) => replaceSeed(parts, account)), () => some(canHaveKey).length > 0);
	add("use-backup-code", "Use the next backup code", "list-checks",
		() => hereOr(here(), hasCodes, (run) => choose(hasCodes, "Use a backup code of…", run), (account) => useBackupCode(parts, account)), () => some(hasCodes).length > 0);
	add("replace-backup-codes", "Renew backup codes", "list-restart",
		() => hereOr(here(), hasSet, (run) => choose(hasSet, "Renew the backup codes of…", run), (account) => renewBackupCodes(parts, account)), () => some(hasSet).length > 0);
	add("encrypt-note", "Encrypt the open note", "lock", () => withHere(here, (account) => encryptAccount(parts, account)), () => isFit(here(), isClear));
	add("encrypt-all", "Encrypt all accounts", "lock", () => encryptAll(parts), () => some(isClear).length > 0);
	add("decrypt-note", "Decrypt the open note", "lock-open", () => withHere(here, (account) => decryptAccount(parts, account)), () => isFit(here(), isSealedAccount));
	add("decrypt-all", "Decrypt all accounts", "lock-open", () => decryptAll(parts), () => some(isSealedAccount).length > 0);
	add("export", "Export accounts", "file-output", () => exportAccounts(parts), () => some(hasKey).length > 0);
	add("share", "Share an account", "share-2", () => hereOr(here(), hasKey, (run) => choose(hasKey, "Share…", run), (account) => shareAccount(parts, account)), () => some(hasKey).length > 0);
	add("change-passphrase", "Change passphrase", "key-round", () => openChangePassphrase(parts), () => hasPassphrase(parts));
	add("test-passphrase", "Test passphrase", "key-round", () => new TestPassphraseDialog(parts).open(), () => hasPassphrase(parts));
	add("lost-device", "Lost device", "smartphone", () => openLostDevice(parts), () => accounts.all().length > 0);
	add("check-health", "Check health", "heart-pulse", () => new HealthDialog(parts).open());
	add("back-up-now", "Back up now", "archive", () => new BackUpDialog(parts).open(), () => accounts.all().length > 0);
	add("recovery-page", "Save recovery page", "life-buoy", () => new RecoveryPageDialog(parts).open(), () => accounts.all().length > 0);
	add("emergency-kit", "Print emergency kit", "printer", () => openKit(parts));
	add("new-note", "New account", "plus", () => new NewAccountDialog(parts).open());
}

/** Adds what can be done with an account to the menus of its file and of its editor. */
export function registerMenus(plugin: Plugin, parts: Parts): void {
	const { workspace } = parts.app;
	plugin.registerEvent(workspace.on("file-menu", (menu, file) => {
		const account = parts.accounts.at(file.path);
		if (account !== undefined) fillAccountMenu(parts, account, menu);
	}));
	plugin.registerEvent(workspace.on("editor-menu", (menu, _editor, view) => {
		const account = view.file === null ? undefined : parts.accounts.at(view.file.path);
		if (account !== undefined) fillAccountMenu(parts, account, menu);
	}));
}

/** The account of the note that is open. */
export function openAccount({ app, accounts }: Parts): Account | undefined {
	const path = openPath(app);
	return path === undefined ? undefined : accounts.at(path);
}

function hasKey({ entry }: Account): boolean {
	return entry.seed !== null;
}

function isFit(account: Account | undefined, fits: (account: Account) => boolean): boolean {
	return account !== undefined && fits(account);
}

function withHere(here: () => Account | undefined, run: Run): unknown {
	const account = here();
	return account === undefined ? undefined : run(account);
}

/** Takes the open note's account where it fits, else lets one be chosen. */
function hereOr(here: Account | undefined, fits: (account: Account) => boolean, choose: (run: Run) => void, run: Run): unknown {
	return here !== undefined && fits(here) ? run(here) : choose(run);
}
