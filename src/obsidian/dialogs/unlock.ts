import type { Parts } from "../parts";
import { UnlockForm } from "../locking/unlock-form";
import { Dialog } from "./dialog";

/** Asks for the passphrase, then goes on: `done(true)` once open, `done(false)` when closed before. */
export class UnlockDialog extends Dialog {
	private form: UnlockForm | null = null;
	private opened = false;
	private stop: (() => void) | null = null;

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
		// The pane may have been unlocking already.
		this.stop = this.parts.session.onChange(() => {
			if (!this.parts.session.isOpen || this.form?.isBusy === true) return;
			this.opened = true;
			this.close();
		});
	}

	override onClose(): void {
		this.stop?.();
		this.form?.close();
		this.contentEl.empty();
		this.done(this.opened);
	}
}
