import { Modal } from "obsidian";
import type { Parts } from "../parts";
import { UnlockForm } from "../unlock-form";

/** Asks for the passphrase, then goes on: `done(true)` once open, `done(false)` when closed before. */
export class UnlockDialog extends Modal {
	private form: UnlockForm | null = null;
	private opened = false;

	constructor(private readonly parts: Parts, private readonly done: (opened: boolean) => void) {
		super(parts.app);
	}

	override onOpen(): void {
		this.setTitle("Unlock");
		this.modalEl.addClass("tfn", "tfn-modal");
		this.form = new UnlockForm(this.contentEl, this.parts, () => {
			this.opened = true;
			this.close();
		});
		this.form.focus();
	}

	override onClose(): void {
		this.form?.close();
		this.contentEl.empty();
		this.done(this.opened);
	}
}
