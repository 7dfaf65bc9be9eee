import { Platform } from "obsidian";
import type { Account } from "../notes/accounts";
import type { BackedUp } from "../notes/backups";
import { allCalledIn } from "../notes/naming";
import { drawButton } from "../views/draw";
import { Dialog } from "./dialog";

/** So many accounts are named. */
const named = 5;

/** Makes a backup and says what came of it: where it is, how many accounts are in it, which are not. */
export class BackUpDialog extends Dialog {
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
		if (!contentEl.isConnected) return;
		contentEl.empty();
		if ("problem" in made) contentEl.createEl("p", { cls: "tfn-wrong", text: made.problem, attr: { role: "alert" } });
		else this.drawMade(made, withClear);
		if (made.leftOut.length > 0) this.drawLeftOut(made.leftOut);
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		if ("file" in made && Platform.isDesktop) drawButton(foot, "Save a copy elsewhere", () => void this.parts.backups.saveOutside(made.file, contentEl.doc), "download", "tfn-plain");
		else foot.createSpan();
		this.drawEnd(foot);
	}

	private drawMade({ file, count, isOld }: BackedUp, withClear: boolean): void {
		const accounts = count === 1 ? "1 account" : `${count} accounts`;
		this.contentEl.createEl("p", {
			attr: { role: "status" },
			text: isOld ? `Nothing has changed since the last backup. It was read again and holds ${accounts}.` : `${accounts} backed up, and the backup was read back.`,
		});
		this.contentEl.createEl("p", { cls: "tfn-why", text: file.path });
		this.contentEl.createEl("p", { cls: "tfn-say", text: `It lies in the vault, and what happens to the vault happens to it: ${isOld || !this.parts.backups.savesOutside ? "keep a copy somewhere else too." : "a copy was given to this computer as a download."}` });
		this.contentEl.createEl("p", withClear ? { cls: "tfn-wrong", text: "Not all secrets in it are encrypted for sure: whoever gets hold of it can read those that are not." } : { cls: "tfn-say", text: "Its secrets open with your passphrase only, as in the notes; names, days and text can be read by anyone." });
	}

	private drawLeftOut(leftOut: readonly Account[]): void {
		const { contentEl } = this;
		contentEl.createEl("p", { cls: "tfn-wrong", text: `Not in it, as not all their secrets are encrypted, or their properties cannot be read for sure: ${allCalledIn(this.parts.accounts, leftOut, named)}. Anyone who gets hold of a backup could read them.` });
		drawButton(contentEl.createDiv({ cls: "tfn-buttons" }), "Back them up all the same", () => void this.run(true));
	}
}
