import type { BackupCode } from "../entry";
import { placesOnPaper } from "../note/on-paper";
import { readEntry } from "../note/read";
import { replaceSecret } from "../note/write";
import { confirm } from "./dialogs/confirm";
import type { Account } from "./notes/accounts";
import { complain } from "./notes/writing";
import type { Parts } from "./parts";
import { sentenceFor } from "./sentences";

/** How a code that stands on paper alone is called. */
export function paperWords({ stored }: BackupCode): string {
	return stored.replace("on paper", "On paper:");
}

/** Takes the text of a code out of the note after a question; its place stays, to be ticked off. */
export async function leaveToPaper(parts: Parts, { path }: Account, stored: string): Promise<void> {
	const agreed = await confirm(parts, {
		title: "Keep this code only on paper?",
		words: "Write it on paper first: its text is taken out of the note, and only its place stays, to be ticked off. Where it was encrypted, this device keeps the encrypted text for 90 days. Sync, git and backups may keep older copies of the note.",
		button: "Keep only on paper",
	});
	if (!agreed) return;
	const reason = await parts.writing.edit(path, (text) => {
		const { entry } = readEntry(text, parts.stored.settings.tag);
		const [place] = entry === null ? [] : placesOnPaper(entry, 1);
		return place === undefined ? { reason: "gone" as const } : replaceSecret(text, "backup_codes", stored, place);
	});
	if (reason !== null) complain(sentenceFor(reason));
}
