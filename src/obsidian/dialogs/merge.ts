import { Notice } from "obsidian";
import type { Account } from "../notes/accounts";
import { mergeInto, previewMerge, type Merge } from "../notes/merging";
import type { Parts } from "../parts";
import { sentenceFor } from "../sentences";
import { drawButton, drawList } from "../views/draw";
import { Dialog } from "./dialog";
import { drawPick } from "./pick";

/** Merges two notes that hold the same encrypted text: one is kept and gets what the other has more; the other may go afterwards. */
export class MergeDialog extends Dialog {
	/** The one to keep, and its copy. */
	private pair: [Account, Account];

	constructor(parts: Parts, kept: Account, copy: Account) {
		super(parts);
		this.pair = [kept, copy];
	}

	override onOpen(): void {
		this.setTitle("Merge two copies");
		this.contentEl.addClass("tfn-dialog");
		void this.draw();
	}

	override onClose(): void {
		this.contentEl.empty();
	}

	private async draw(): Promise<void> {
		const [kept, copy] = this.pair;
		const preview = await this.preview();
		const { contentEl } = this;
		contentEl.empty();
		if (preview === null) return this.drawReason("no note");
		contentEl.createEl("p", { cls: "tfn-say", text: "These notes hold the same secrets, so one is a copy that sync or a person made. What one has more is added to the one you keep. Nothing is deleted." });
		contentEl.createDiv({ cls: "tfn-label", text: "Keep", attr: { id: "tfn-keep" } });
		const table = contentEl.createDiv({ cls: "tfn-table", attr: { role: "radiogroup", "aria-labelledby": "tfn-keep" } });
		for (const account of [...this.pair].sort((a, b) => a.path.localeCompare(b.path))) {
			const { box } = drawPick(table, "radio", account, account.name);
			box.checked = account === kept;
			if (box.checked) box.focus();
			box.addEventListener("change", () => {
				this.pair = account === kept ? [kept, copy] : [copy, kept];
				void this.draw();
			});
		}
		if ("reason" in preview) return this.drawReason(preview.reason);
		if (preview.does.length === 0) return this.drawDone(preview, `Everything in ${copy.name} is in ${kept.name}.`);
		drawList(contentEl, "ul", "tfn-places", preview.does);
		const foot = this.drawFoot("Cancel");
		foot.createEl("button", { cls: "mod-cta", text: `Merge into ${kept.name}` }).addEventListener("click", () => void this.merge());
	}

	private async merge(): Promise<void> {
		const [kept, copy] = this.pair;
		const text = await this.read(copy);
		if (text === null) return this.drawReason("no note");
		const reason = await mergeInto(this.parts, kept.path, text);
		if (reason !== null) return this.drawReason(reason);
		const preview = await this.preview();
		this.contentEl.empty();
		if (preview === null || "reason" in preview) return this.close();
		this.drawDone(preview, `${kept.name} has what both had. ${copy.name} was not changed.`);
	}

	/** The copy may go only where nothing is in it that the other lacks. */
	private drawDone({ does, stays }: Merge, words: string): void {
		const [, copy] = this.pair;
		this.contentEl.createEl("p", { text: words, attr: { role: "status" } });
		const isSpare = does.length === 0 && stays.length === 0;
		if (!isSpare) this.contentEl.createEl("p", { cls: "tfn-say", text: `Only ${copy.name} has this: ${stays.join(", ")}. Look at it before you delete the note.` });
		const foot = this.drawFoot("Keep both notes");
		const go = foot.createEl("button", { cls: "mod-cta", text: isSpare ? "Move the copy to the trash" : "Open the copy" });
		go.focus();
		go.addEventListener("click", () => void (isSpare ? this.trash() : this.look()));
	}

	/** Looked at once more: sync may have brought something since. */
	private async trash(): Promise<void> {
		const [, copy] = this.pair;
		const preview = await this.preview();
		const file = this.app.vault.getFileByPath(copy.path);
		if (preview === null || "reason" in preview || file === null || preview.does.length > 0 || preview.stays.length > 0) return this.draw();
		try {
			await this.app.fileManager.trashFile(file);
			new Notice(`${copy.name} is in the trash.`);
		} catch {
			return this.drawReason("not written");
		}
		this.close();
	}

	private async look(): Promise<void> {
		this.close();
		await this.app.workspace.openLinkText(this.pair[1].path, "", false);
	}

	private async preview(): Promise<ReturnType<typeof previewMerge> | null> {
		const [text, copy] = await Promise.all(this.pair.map((account) => this.read(account)));
		return typeof text === "string" && typeof copy === "string" ? previewMerge(this.parts, text, copy) : null;
	}

	private async read({ path }: Account): Promise<string | null> {
		const file = this.app.vault.getFileByPath(path);
		return file === null ? null : this.app.vault.read(file).catch(() => null);
	}

	private drawReason(reason: Parameters<typeof sentenceFor>[0]): void {
		const isUntold = reason === "unreadable" && !this.parts.session.isOpen;
		const words = isUntold ? "Which codes of the two notes are the same cannot be told while locked, or a note cannot be edited safely. Nothing was changed. Unlock, then try again." : sentenceFor(reason);
		this.contentEl.createEl("p", { cls: "tfn-wrong", text: words, attr: { role: "alert" } });
	}

	private drawFoot(words: string): HTMLElement {
		const foot = this.contentEl.createDiv({ cls: "tfn-foot" });
		drawButton(foot, words, () => this.close(), undefined, "tfn-plain");
		return foot;
	}
}
