import type { Parts } from "../parts";
import { UnlockForm } from "../locking/unlock-form";
import { whyAsk, type Purpose } from "../locking/unlocking";
import { Dialog } from "./dialog";

/** Asks for the passphrase that the purpose takes, then goes on: `done(true)` once it is served, `done(false)` when closed before. */
export class UnlockDialog extends Dialog {
	private form: UnlockForm | null = null;
	private stop: (() => void) | null = null;

	constructor(parts: Parts, private readonly purpose: Purpose | undefined, private readonly done: (opened: boolean) => void) {
		super(parts);
	}

	override onOpen(): void {
		const { session } = this.parts;
		this.setTitle(session.isOpen ? "Another passphrase" : "Unlock");
		this.form = new UnlockForm(this.contentEl, this.parts, () => this.close(), this.purpose);
		this.form.focus();
		// The pane may have been unlocking already.
		this.stop = session.onChange(() => {
			if (this.form?.isBusy !== true && whyAsk(this.parts, this.purpose) === null) this.close();
		});
	}

	override onClose(): void {
		this.stop?.();
		this.form?.close();
		this.contentEl.empty();
		this.done(whyAsk(this.parts, this.purpose) === null);
	}
}
