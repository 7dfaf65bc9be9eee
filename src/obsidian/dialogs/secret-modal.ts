import { UnlockForm } from "../locking/unlock-form";
import { GuardedDialog } from "./guarded-dialog";

/** A dialog that may show a secret. A lock closes it, or, where something begun would be lost, hides it until it is unlocked. */
export abstract class SecretModal extends GuardedDialog {
	/** Whether something was typed here that stands nowhere else. */
	protected keepsTyping = false;
	/** Draws the dialog as it stood, once unlocked, where nothing typed is to be kept; null where a lock may close it. */
	protected again: (() => void) | null = null;
	private hidden: ChildNode[] | null = null;
	private form: UnlockForm | null = null;
	private stop: (() => void) | null = null;
	private wasOpen = false;

	override onOpen(): void {
		const { session } = this.parts;
		this.wasOpen = session.isOpen;
		this.stop = session.onChange(() => {
			if (session.isOpen) this.bringBack();
			else if (this.wasOpen && this.hidden === null) this.locked();
		});
		this.draw();
	}

	override onClose(): void {
		this.stop?.();
		this.form?.close();
		this.hidden = null;
		this.contentEl.empty();
	}

	/** Draws the dialog into `contentEl`. */
	protected abstract draw(): void;

	private locked(): void {
		if (!this.keepsTyping && this.again === null) return this.close();
		this.hidden = this.keepsTyping ? [...this.contentEl.childNodes] : [];
		this.contentEl.replaceChildren();
		if (this.keepsTyping) this.contentEl.createEl("p", { cls: "tfn-say", text: "What you put in here is kept, and comes back with your passphrase." });
		this.form = new UnlockForm(this.contentEl, this.parts);
	}

	private bringBack(): void {
		this.wasOpen = true;
		if (this.hidden === null) return;
		this.contentEl.replaceChildren(...this.hidden);
		this.hidden = null;
		if (!this.keepsTyping) this.again?.();
	}
}
