import { openNote } from "../actions";
import { drawIcon } from "../views/draw";
import { CodesForm } from "./codes-form";
import { Steps } from "./steps";
import { keeping, WordsForm } from "./words";

/** The steps after an account was saved. The last two are the same for every kind: the backup codes, and where copies are kept. */
export abstract class SavedSteps extends Steps {
	/** How many steps there are, with the one that saved. */
	protected abstract readonly count: number;
	/** While its step is shown. */
	private typing: CodesForm | WordsForm | null = null;

	protected override get unsaved(): string {
		return this.typing?.unsaved ?? "";
	}

	override onClose(): void {
		super.onClose();
		const account = this.parts.accounts.at(this.path);
		if (account !== undefined) void openNote(this.parts, account);
	}

	protected drawSaved(how: string): void {
		const saved = this.contentEl.createDiv({ cls: "tfn-ok" });
		drawIcon(saved, "check");
		const words = saved.createSpan({ text: "Saved in " });
		words.createEl("b", { text: this.path });
		words.appendText(how);
	}

	protected toCodes(): void {
		this.step("Backup codes", "Paste everything the service gave you. Words around the codes are left out, and the codes are encrypted before they are saved.", () => this.drawCodes());
	}

	private drawCodes(): void {
		const { contentEl, parts, count } = this;
		this.keepsTyping = true;
		const form = (this.typing = new CodesForm(contentEl, parts, this.path));
		const message = contentEl.createEl("p", { cls: "tfn-wrong", attr: { role: "alert" } });
		form.submitsTo(this.drawFoot(`${count - 1} of ${count}`, ["Skip", () => this.leave(() => this.toCopies())], ""), message, () => this.toCopies());
		form.focus();
	}

	protected toCopies(): void {
		this.step(keeping.title, keeping.words, () => {
			const form = (this.typing = new WordsForm(this.contentEl, this.parts, this.path, keeping));
			const message = this.contentEl.createEl("p", { cls: "tfn-wrong", attr: { role: "alert" } });
			form.submitsTo(this.drawFoot(`${this.count} of ${this.count}`, ["Skip", () => this.close()], "Save"), message, () => this.close());
			form.focus();
		});
	}
}
