import { Modal } from "obsidian";
import type { Parts } from "../parts";

/** How many there were: each title has a name of its own, as one dialog may open another. */
let titles = 0;

/** A dialog of ours: dressed like the others, and closed with them when the plugin goes. */
export abstract class Dialog extends Modal {
	constructor(protected readonly parts: Parts) {
		super(parts.app);
		this.modalEl.addClass("tfn", "tfn-modal");
		// For screen readers; a label of its own would be shown by Obsidian as a tooltip over the whole dialog.
		this.titleEl.id = `tfn-title-${++titles}`;
		this.modalEl.setAttribute("aria-labelledby", this.titleEl.id);
	}

	/** Whether no other dialog of ours lies over it. */
	get isFront(): boolean {
		return [...this.parts.dialogs].at(-1) === this;
	}

	override open(): void {
		this.parts.dialogs.add(this);
		super.open();
	}

	override close(): void {
		const wasOpen = this.parts.dialogs.delete(this);
		super.close();
		const below = [...this.parts.dialogs].at(-1);
		if (wasOpen && below instanceof Dialog) below.uncovered();
	}

	/** The button that ends it, when all is done. */
	protected drawEnd(foot: HTMLElement): void {
		const done = foot.createEl("button", { cls: "mod-cta", text: "Done" });
		done.addEventListener("click", () => this.close());
		// What stands above is to be read first.
		done.focus({ preventScroll: true });
	}

	/** The dialog that lay over this one was closed. */
	protected uncovered(): void {
		// Most need nothing.
	}
}
