import type { Account } from "./notes/accounts";
import { MergeDialog } from "./dialogs/merge";
import { calledIn } from "./notes/naming";
import { plainOf } from "./notes/merging";
import { putBackInto } from "./notes/lost";
import type { Former } from "./notes/restoring";
import { complain, offer, type Edit } from "./notes/writing";
import type { Parts } from "./parts";
import { sentenceFor, type EditReason } from "./sentences";
import { repairConflict } from "../note/conflict";
import { conflict } from "../note/note";
import { historyConflict, readEntry } from "../note/read";
import { replaceSecret } from "../note/write";

/** What puts right a note that sync, git or a slip has damaged. */

/** Whether git left a merge conflict in the note's properties or its history. */
export function isConflicted({ problems }: Account): boolean {
	return problems.some(({ what }) => [conflict, historyConflict].some((each) => each.what === what));
}

/** Puts the two sides of a git conflict together, and says what came of it. */
export async function keepBothSides(parts: Parts, account: Account): Promise<void> {
	let where: string | undefined;
	const reason = await mend(parts, account, (before) => {
		const edit = repairConflict(before, plainOf(parts));
		if ("reason" in edit) ({ where } = edit);
		return edit;
	}, (after) => `both sides are kept.${codesWords(parts, after)} Look at the note before you commit it.`);
	if (reason === "unreadable" && where !== undefined) return complain(`The two sides differ in ${where}, and which is right cannot be told${parts.session.isOpen ? "" : " while locked"}. Nothing was changed. Open the note and choose.`);
	if (reason !== null) complain(sentenceFor(reason));
}

function codesWords({ stored }: Parts, text: string): string {
	const codes = readEntry(text, stored.settings.tag).entry?.backupCodes ?? [];
	const used = codes.filter((code) => code.used !== null).length;
	return codes.length === 0 ? "" : ` ${codes.length === 1 ? "1 backup code" : `${codes.length} backup codes`}, ${used} used.`;
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
	const what = property === "pin" ? "PIN" : property === "totp_seed" ? "secret key" : "backup code";
	const reason = await mend(parts, account, (before) => replaceSecret(before, property, stored, kept.stored), () => `the ${what} is back as it was.`);
	if (reason !== null) complain(sentenceFor(reason));
}

/** Puts back what this device wrote into the note and a merge lost. */
export async function putBackLost(parts: Parts, account: Account): Promise<void> {
	const wrote = await parts.journal.of(account.path);
	const reason = await mend(parts, account, (before) => {
		const lost = putBackInto(parts, before, wrote);
		return lost === null || lost.text === before ? { reason: "nothing to do" as const } : { text: lost.text };
	}, () => "what this device had written is back.");
	if (reason !== null) complain(sentenceFor(reason));
}

/** Edits the note; says what was done, with the note as it was for as long as nothing else is written into it. Gives the reason where nothing was changed. */
export async function mend<Reason extends EditReason>(parts: Parts, account: Account, edit: Edit<Reason>, words: (after: string) => string): Promise<EditReason | null> {
	const { writing } = parts;
	let made = { before: "", after: "" };
	const reason = await writing.edit(account.path, (before) => {
		const edited = edit(before);
		if ("text" in edited) made = { before, after: edited.text };
		return edited;
	});
	if (reason !== null) return reason;
	const { before, after } = made;
	offer(`${calledIn(parts.accounts, account.path)}: ${words(after)}`, 10_000, "Undo", () => {
		void writing.edit(account.path, (now) => (now === after ? { text: before } : { reason: "changed since" as const })).then((why) => {
			if (why !== null) complain(sentenceFor(why));
		});
	});
	return null;
}
