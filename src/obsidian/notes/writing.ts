import { MarkdownView, Notice, type App, type TFile } from "obsidian";
import type { Accounts } from "./accounts";

/** What an edit of a note's text gives: the new text, or why nothing was changed. */
export type Edit<Reason extends string> = (text: string) => { text: string } | { reason: Reason };

/** Writes notes: one atomic step each, worked out from the text that stands there at that moment. */
export class Writing {
	constructor(private readonly app: App, private readonly accounts: Accounts) {}

	/** Applies `edit` to the note; null when it was written, else the reason, with nothing changed. */
	async edit<Reason extends string>(path: string, edit: Edit<Reason>): Promise<Reason | "no note" | "not made" | "not written" | null> {
		const file = this.app.vault.getFileByPath(path);
		if (file === null) return "no note";
		let reason: Reason | "not made" = "not made";
		try {
			await this.saveOpenEditors(file);
			await this.app.vault.process(file, (text) => {
				const edited = attempt(edit, text);
				if ("text" in edited) return edited.text;
				({ reason } = edited);
				throw new GivenUp();
			});
		} catch (error) {
			// What could not be edited is not what the screen shows.
			await this.accounts.read(file);
			return error instanceof GivenUp ? reason : "not written";
		}
		// The metadata cache lags behind the file, and the next click must see what this one wrote.
		await this.accounts.read(file);
		return null;
	}

	/** Unsaved typing is written first: a write under a dirty editor would be merged into it, at the risk of both. */
	private async saveOpenEditors(file: TFile): Promise<void> {
		for (const { view } of this.app.workspace.getLeavesOfType("markdown")) {
			if (!(view instanceof MarkdownView) || view.file !== file) continue;
			// A view that holds what the file holds has nothing to save, and might know an older file than the disk does.
			if (view.getViewData() !== (await this.app.vault.read(file))) await view.save();
		}
	}
}

/** What throws is no trouble with the file, and is not to be told as such. */
function attempt<Reason extends string>(edit: Edit<Reason>, text: string): { text: string } | { reason: Reason | "not made" } {
	try {
		return edit(text);
	} catch {
		return { reason: "not made" };
	}
}

/** Thrown inside the atomic step: the only way to leave the file untouched. */
class GivenUp extends Error {}

/** Says in a notice what went wrong; sentences come from the room that found it. */
export function complain(sentence: string): void {
	new Notice(sentence, 10_000);
}
