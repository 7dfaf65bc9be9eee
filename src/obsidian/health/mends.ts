import type { Finding } from "../../health/findings";
import type { AccountKindId, KindId } from "../../health/kinds";
import { encryptAccount, openNote } from "../actions";
import { addBackupCodes, renewBackupCodes, useBackupCode } from "../backup-actions";
import { BackUpDialog } from "../dialogs/back-up";
import { ChangePassphraseDialog } from "../dialogs/change-passphrase";
import { encryptAll } from "../dialogs/encrypt-all";
import { openKit } from "../dialogs/kit";
import { MergeDialog } from "../dialogs/merge";
import { RecoveryPageDialog } from "../dialogs/recovery-page";
import { openReseal } from "../dialogs/reseal";
import { TestPassphraseDialog } from "../dialogs/test-passphrase";
import { enrolled, keeping, WordsDialog } from "../dialogs/words";
import { replaceSeed, verifyCode } from "../key-actions";
import { countStale } from "../locking/resealing";
import { ensureOpen } from "../locking/unlocking";
import type { Account } from "../notes/accounts";
import { isReadOnly } from "../notes/secrets";
import { adopt } from "../passphrase-rows";
import type { Parts } from "../parts";
import { keepBothSides, mergeCopies } from "../repair";
import { twinOf } from "./facts";

/** A button that mends. */
export interface Mend {
	words: string;
	run: () => unknown;
	/** It leads to a note, which the dialog would cover. */
	leaves?: true;
}

type Run = (parts: Parts, account: Account) => unknown;

/** What mends a finding of one account; what is mended for all accounts at once has no button of its own. */
const byKind: Partial<Record<AccountKindId, [words: string, run: Run, leaves?: true]>> = {
	unreadable: ["Open note", openNote, true],
	"merge-conflict": ["Keep both sides", keepBothSides],
	"no-second-way": ["Note devices", (parts, { path }) => new WordsDialog(parts, path, enrolled).open()],
	"not-encrypted": ["Encrypt", encryptAccount],
	"not-backed-up": ["Open note", openNote, true],
	"secret-in-text": ["Open note", openNote, true],
	"conflict-copy": ["Merge", mergeCopies],
	duplicate: ["Merge", mergeTwin],
	"few-backup-codes": ["Renew codes", renewBackupCodes],
	"overdue-backup-codes": ["Renew codes", renewBackupCodes],
	"one-device": ["Note copies", (parts, { path }) => new WordsDialog(parts, path, keeping).open()],
	"short-seed": ["Replace key", replaceSeed],
	unverified: ["Verify", verifyCode],
	"untested-backup-codes": ["Copy and mark one", useBackupCode],
};

/** The button for one account of a finding. What cannot be edited can only be looked at. */
export function mendFor(parts: Parts, id: KindId, account: Account): Mend | null {
	const codes: [string, Run] = account.entry.backupCodes.length === 0 ? ["Add codes", addBackupCodes] : ["Renew codes", renewBackupCodes];
	const mend = id === "no-backup-codes" ? codes : isReadOnly(account) && id !== "merge-conflict" ? byKind.unreadable : new Map(Object.entries(byKind)).get(id);
	if (mend === undefined) return null;
	const [words, run, leaves] = mend;
	return { words, run: () => run(parts, account), ...(leaves ? { leaves } : {}) };
}

/** The button for all accounts of a finding, or for the vault. */
export function mendForAll(parts: Parts, { id, accounts }: Finding): Mend[] {
	if (id === "not-encrypted") return accounts.length > 1 ? [{ words: "Encrypt all", run: () => encryptAll(parts) }] : [];
	if (id === "other-passphrase") return [{ words: "Encrypt anew", run: () => resealAll(parts) }];
	if (id === "low-cost") return [{ words: "Strengthen", run: () => strengthen(parts) }];
	if (id === "kit-not-confirmed") return [{ words: "Print the passphrase page", run: () => openKit(parts, "passphrase") }, ...(["confirmed", "declined"] as const).map((kit) => ({ words: kit === "confirmed" ? "It is on paper" : "Ignore", run: () => parts.stored.save({ kit }) }))];
	if (id === "passphrase-not-typed") return [{ words: "Test passphrase", run: () => new TestPassphraseDialog(parts).open() }];
	if (id === "no-sheet") return [printing(parts, accounts.flatMap(({ account: { path } }) => parts.accounts.at(path) ?? []))];
	if (id === "no-backup" || id === "not-backed-up") return [{ words: "Back up now", run: () => new BackUpDialog(parts).open() }];
	if (id === "recovery-page-differs") return [{ words: "Save recovery page", run: () => new RecoveryPageDialog(parts).open() }];
	return [];
}

/** The button that prints. */
export function printing(parts: Parts, accounts: readonly Account[]): Mend {
	return { words: "Print the sheet", run: () => openKit(parts, "open", accounts) };
}

function mergeTwin(parts: Parts, account: Account): void {
	const other = twinOf(parts, account);
	if (other !== undefined) new MergeDialog(parts, other, account).open();
}

async function resealAll(parts: Parts): Promise<void> {
	const { former, misplaced } = countStale(parts);
	await (former + misplaced > 0 ? openReseal(parts, ["former", "misplaced"]) : adopt(parts));
}

/** Without a check it is not known which passphrase is in use; unlocking puts it back. */
async function strengthen(parts: Parts): Promise<void> {
	if (parts.stored.settings.checks.length === 0 && !(await ensureOpen(parts, { seal: ["seed"] }))) return;
	new ChangePassphraseDialog(parts, true).open();
}
