import { Notice } from "obsidian";
import { drawButton } from "../views/draw";
import type { Parts } from "../parts";
import { CodesForm } from "./codes-form";
import { SecretModal } from "./secret-modal";

/** Adds backup codes to an account that exists. */
export class AddCodesDialog extends SecretModal {
	private codes: CodesForm | null = null;

	constructor(parts: Parts, private readonly path: string) {
		super(parts);
	}

	protected override get unsaved(): string {
		return this.codes?.unsaved ?? "";
	}

	protected draw(): void {
		const { contentEl, parts, path } = this;
		this.setTitle("Backup codes");
		contentEl.addClass("tfn-dialog");
		contentEl.createEl("p", { cls: "tfn-say", text: "Paste everything the service gave you. Words around the codes are left out, and the codes are encrypted before they are saved." });
		this.keepsTyping = true;
		const form = (this.codes = new CodesForm(contentEl, parts, path));
		const message = contentEl.createEl("p", { cls: "tfn-wrong", attr: { role: "alert" } });
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		drawButton(foot, "Cancel", () => this.close(), undefined, "tfn-plain");
		form.submitsTo(foot.createEl("button", { cls: "mod-cta" }), message, () => {
			new Notice(form.pasted.codes.length === 0 ? "The places of the codes on paper are in the note." : "Backup codes saved, encrypted.");
			form.clear();
			this.close();
		});
		form.focus();
	}
}
