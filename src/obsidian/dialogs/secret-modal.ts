import { Modal } from "obsidian";
import type { Parts } from "../parts";

/** A dialog that may show a secret: it is emptied and closed the moment the vault locks. */
export abstract class SecretModal extends Modal {
	private stop: (() => void) | null = null;

	constructor(protected readonly parts: Parts) {
		super(parts.app);
	}

	override onOpen(): void {
		this.modalEl.addClass("tfn", "tfn-modal");
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
