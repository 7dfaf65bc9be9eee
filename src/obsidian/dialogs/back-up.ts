import { Platform, type TFile } from "obsidian";
import { accountsWords } from "../../note/shown";
import type { Account } from "../notes/accounts";
import type { BackedUp } from "../notes/backups";
import { whyLeftOut } from "../notes/left-out";
import { allCalledIn, listOf } from "../notes/naming";
import { compare, type Former } from "../notes/putting-in";
import { drawButton, titleOf } from "../views/draw";
import { Dialog } from "./dialog";
import { RestoreDialog } from "./restore";

/** So many accounts are named. */
const named = 5;

/** Makes a backup and says what came of it: where it is, how many accounts are in it, which are not. */
export class BackUpDialog extends Dialog {
	/** The last backup before this one. */
	private readonly before = this.parts.backups.all()[0];

	override onOpen(): void {
		this.setTitle("Back up");
		this.contentEl.addClass("tfn-dialog");
		void this.run(false);
	}

	override onClose(): void {
		this.contentEl.empty();
	}

	private async run(withClear: boolean): Promise<void> {
		const { contentEl } = this;
		contentEl.empty();
		contentEl.createEl("p", { cls: "tfn-say", text: "Backing up…", attr: { role: "status" } });
		const made = await this.parts.backups.make(withClear);
		const gone = await this.goneSince();
		if (!contentEl.isConnected) return;
		contentEl.empty();
		if ("problem" in made) contentEl.createEl("p", { cls: "tfn-wrong", text: made.problem, attr: { role: "alert" } });
		else this.drawMade(made, withClear);
		if (made.leftOut.length > 0) this.drawLeftOut(made.leftOut);
		if (this.before !== undefined && gone.length > 0) this.drawGone(gone, this.before);
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		if ("file" in made && Platform.isDesktop) drawButton(foot, "Save a copy elsewhere", () => void this.parts.backups.saveOutside(made.file, contentEl.doc), "download", "tfn-plain");
		else foot.createSpan();
		this.drawEnd(foot);
	}

	/** The accounts of the backup before that are not in the vault any more. */
	private async goneSince(): Promise<Former[]> {
		const { before, parts } = this;
		return before === undefined ? [] : parts.backups.read(before).then((read) => compare(parts, read)).then(({ missing }) => missing, () => []);
	}

	private drawGone(gone: Former[], before: TFile): void {
		const { contentEl, parts } = this;
		contentEl.createEl("p", { cls: "tfn-wrong", text: `In the backup before, and not in the vault any more: ${listOf(gone.map(titleOf), named)}.` });
		drawButton(contentEl.createDiv({ cls: "tfn-buttons" }), "Restore", () => new RestoreDialog(parts, before).open());
	}

	private drawMade({ file, count, isOld }: BackedUp, withClear: boolean): void {
		const accounts = accountsWords(count);
		this.contentEl.createEl("p", {
			attr: { role: "status" },
			text: isOld ? `Nothing has changed since the last backup. It was read again and holds ${accounts}.` : `${accounts} backed up, and the backup was read back.`,
		});
		this.contentEl.createEl("p", { cls: "tfn-why", text: file.path });
		this.contentEl.createEl("p", { cls: "tfn-say", text: `What happens to the vault happens to it: ${isOld || !this.parts.backups.savesOutside ? "keep a copy somewhere else too." : "a copy was given to this computer as a download."}` });
		this.contentEl.createEl("p", withClear ? { cls: "tfn-wrong", text: "Not all secrets in it are encrypted for sure: whoever gets hold of it can read those that are not." } : { cls: "tfn-say", text: "Its secrets open with your passphrase only, as in the notes; names, days and text can be read by anyone." });
	}

	private drawLeftOut(leftOut: readonly Account[]): void {
		const { contentEl } = this;
		contentEl.createEl("p", { cls: "tfn-wrong", text: `Not in it, ${whyLeftOut}: ${allCalledIn(this.parts.accounts, leftOut, named)}. In a backup, anyone who gets hold of it could read them.` });
		drawButton(contentEl.createDiv({ cls: "tfn-buttons" }), "Back them up all the same", () => void this.run(true));
	}
}
