import { keysOf } from "./actions";
import { confirm } from "./dialogs/confirm";
import { ReplaceSeedDialog } from "./dialogs/replace-seed";
import { VerifyDialog } from "./dialogs/verify";
import { ensureOpen } from "./locking/unlocking";
import type { Account } from "./notes/accounts";
import { isReadOnly } from "./notes/secrets";
import { giveNextUp, giveUpWords } from "./notes/replacing-key";
import { complain } from "./notes/writing";
import type { Parts } from "./parts";

/** What a person can do with the secret key of one account. */

/** Compares the code on the phone with the account's secret key. */
export async function verifyCode(parts: Parts, account: Account): Promise<void> {
	if (await ensureOpen(parts, { open: keysOf(account) })) new VerifyDialog(parts, account.path).open();
}

/** Replaces the secret key; goes on where a new one waits already. */
export async function replaceSeed(parts: Parts, account: Account): Promise<void> {
	const { nextSeed } = account.entry;
	if (await ensureOpen(parts, nextSeed === null ? { seal: ["seed"] } : { open: [nextSeed] })) new ReplaceSeedDialog(parts, account.path).open();
}

/** Takes a new key that waits out of the note, after a question. */
export async function giveUpNewKey(parts: Parts, account: Account): Promise<void> {
	if (!(await confirm(parts, { title: "Give the new secret key up?", words: giveUpWords(account), button: "Give it up" }))) return;
	const problem = await giveNextUp(parts, account);
	if (problem !== null) complain(problem);
}

/** Whether an account can get a secret key: a hardware key keeps its own. */
export function canHaveKey(account: Account): boolean {
	return account.entry.type !== "Key" && !isReadOnly(account);
}
