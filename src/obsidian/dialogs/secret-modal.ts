import { Dialog } from "./dialog";

/** A dialog that may show a secret: it is emptied and closed the moment the vault locks. */
export abstract class SecretModal extends Dialog {
	private stop: (() => void) | null = null;

	override onOpen(): void {
		const { session } = this.parts;
		const wasOpen = session.isOpen;
		this.stop = session.onChange(() => {
			if (wasOpen && !session.isOpen) this.close();
		});
		this.draw();
	}

	override onClose(): void {
		this.stop?.();
		this.contentEl.empty();
	}

	/** Draws the dialog into `contentEl`. */
	protected abstract draw(): void;
}
