import type { Parts } from "../parts";
import { UnlockForm } from "../unlock-form";
import { Dialog } from "./dialog";

/** Asks for the passphrase, then goes on: `done(true)` once open, `done(false)` when closed before. */
export class UnlockDialog extends Dialog {
	private form: UnlockForm | null = null;
	private opened = false;

	constructor(parts: Parts, private readonly done: (opened: boolean) => void) {
		super(parts);
	}

	override onOpen(): void {
		this.setTitle("Unlock");
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
