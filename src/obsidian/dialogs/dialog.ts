import { Modal } from "obsidian";
import type { Parts } from "../parts";

/** A dialog of ours: dressed like the others, and closed with them when the plugin goes. */
export abstract class Dialog extends Modal {
	constructor(protected readonly parts: Parts) {
		super(parts.app);
		this.modalEl.addClass("tfn", "tfn-modal");
	}

	override open(): void {
		this.parts.dialogs.add(this);
		super.open();
	}

	override close(): void {
		this.parts.dialogs.delete(this);
		super.close();
	}
}
