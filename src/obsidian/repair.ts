import type { Account } from "./notes/accounts";
import { MergeDialog } from "./dialogs/merge";
import { plainOf } from "./notes/merging";
import { putBackInto } from "./notes/lost";
import type { Former } from "./notes/restoring";
import { complain, offer } from "./notes/writing";
import type { Parts } from "./parts";
import { sentenceFor } from "./sentences";
import { titleOf } from "./views/draw";
import { repairConflict } from "../note/conflict";
import { conflict } from "../note/note";
import { readEntry } from "../note/read";
import { replaceSecret } from "../note/write";

/** What puts right a note that sync, git or a slip has damaged. */

/** Whether git left a merge conflict in the note's properties. */
export function isConflicted({ problems }: Account): boolean {
	return problems.some(({ what }) => what === conflict.what);
}

/** Puts the two sides of a git conflict together, and says what came of it. */
export async function keepBothSides(parts: Parts, account: Account): Promise<void> {
	let where: string | undefined;
	let made = { before: "", after: "" };
	const reason = await parts.writing.edit(account.path, (before) => {
		const edit = repairConflict(before, plainOf(parts));
		if ("text" in edit) made = { before, after: edit.text };
		else ({ where } = edit);
		return edit;
	});
	if (reason === "unreadable" && where !== undefined) return complain(`The two sides differ in ${where}, and which is right cannot be told${parts.session.isOpen ? "" : " while locked"}. Nothing was changed. Open the note and choose.`);
	if (reason !== null) return complain(sentenceFor(reason));
	const codes = readEntry(made.after, parts.stored.settings.tag).entry?.backupCodes ?? [];
	const used = codes.filter((code) => code.used !== null).length;
	const words = codes.length === 0 ? "" : ` ${codes.length === 1 ? "1 backup code" : `${codes.length} backup codes`}, ${used} used.`;
	offerBack(parts, account, `${titleOf(account)}: both sides are kept.${words} Look at the note before you commit it.`, made);
}

/** Lets two notes that hold the same encrypted text be merged; the likely original is kept unless another is chosen. */
export function mergeCopies(parts: Parts, account: Account): void {
	const [other] = parts.copies.of(account);
	if (other === undefined) return;
	const [kept, copy] = parts.copies.originalOf(account) === null ? [account, other] : [other, account];
	new MergeDialog(parts, kept, copy).open();
}

/** Puts a field that does not open back as this device kept it; its mark stays. */
export async function restoreField(parts: Parts, account: Account, { property, stored, kept }: Former): Promise<void> {
	let made = { before: "", after: "" };
	const reason = await parts.writing.edit(account.path, (before) => {
		const edit = replaceSecret(before, property, stored, kept.stored);
		if ("text" in edit) made = { before, after: edit.text };
		return edit;
	});
	if (reason !== null) return complain(sentenceFor(reason));
	const what = property === "pin" ? "PIN" : property === "totp_seed" ? "secret key" : "backup code";
	offerBack(parts, account, `${titleOf(account)}: the ${what} is back as it was.`, made);
}

/** Puts back what this device wrote into the note and a merge lost. */
export async function putBackLost(parts: Parts, account: Account): Promise<void> {
	const wrote = await parts.journal.of(account.path);
	let made = { before: "", after: "" };
	const reason = await parts.writing.edit(account.path, (before) => {
		const lost = putBackInto(parts, before, wrote);
		if (lost === null || lost.text === before) return { reason: "nothing to do" as const };
		made = { before, after: lost.text };
		return { text: lost.text };
	});
	if (reason !== null) return complain(sentenceFor(reason));
	offerBack(parts, account, `${titleOf(account)}: what this device had written is back.`, made);
}

/** Says what was done, with the note as it was for as long as nothing else was written into it. */
export function offerBack(parts: Parts, { path }: Account, words: string, { before, after }: { before: string; after: string }): void {
	offer(words, 10_000, "Undo", () => {
		void parts.writing.edit(path, (now) => (now === after ? { text: before } : { reason: "changed since" as const })).then((reason) => {
			if (reason !== null) complain(sentenceFor(reason));
		});
	});
}
