import type { Variant } from "../../recovery/sheet";

/** What is said on a phone, whose app has no print dialog of its own and no downloads. */
export const phoneWords: Record<Variant, string> = {
	open: "A phone cannot print this. Open the vault on a computer and print there.",
	encrypted: "A phone cannot print from here. Save it in the vault and print that file, or open the vault on a computer.",
	passphrase: "A phone cannot print from here. Write the passphrase on any paper, or save the page in the vault and print that file: nothing secret is on it.",
};

/** As wide as the sheet is on a screen: A4 at 96 pixels an inch. */
const width = 820;

/** The sheet as it will be printed, made small to fit. It holds secrets: `remove` takes it off the page. */
export class SheetFrame {
	private readonly frame: HTMLIFrameElement;

	constructor(parent: HTMLElement, html: string) {
		// A label of its own would be shown by Obsidian as a tooltip.
		parent.createSpan({ cls: "tfn-said", text: "Preview", attr: { id: "tfn-preview" } });
		// No script can run in it; the system's print dialog is one of the "modals".
		this.frame = parent.createEl("iframe", { cls: "tfn-sheet", attr: { "aria-labelledby": "tfn-preview", sandbox: "allow-same-origin allow-modals", srcdoc: html } });
		parent.setCssProps({ "--tfn-scale": String(Math.min(1, parent.clientWidth / width)) });
	}

	/** Opens the print dialog, which the app waits for; false where there is none. */
	print(): boolean {
		const view = this.frame.contentWindow;
		if (view === null || typeof view.print !== "function") return false;
		view.focus();
		view.print();
		return true;
	}

	remove(): void {
		this.frame.removeAttribute("srcdoc");
		this.frame.remove();
	}
}
