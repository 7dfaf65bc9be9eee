import type { Account } from "../notes/accounts";
import type { Parts } from "../parts";
import { drawButton } from "../views/draw";
import { SecretModal } from "./secret-modal";

/** A dialog about one account that goes step by step, each with one primary button; a lock hides it, and it comes back at its step. */
export abstract class Steps extends SecretModal {
	constructor(parts: Parts, protected readonly path: string) {
		super(parts);
	}

	/** Empties the dialog and draws one step of it; closes it where the account is gone. */
	protected step(title: string, words: string, draw: (account: Account) => void): void {
		const account = this.parts.accounts.at(this.path);
		if (account === undefined) return this.close();
		this.again = () => this.step(title, words, draw);
		this.contentEl.empty();
		this.contentEl.addClass("tfn-dialog");
		this.setTitle(title);
		this.contentEl.createEl("p", { cls: "tfn-say", text: words });
		draw(account);
		// What was pressed last is gone. The keyboard stays in the dialog, on what changes nothing.
		if (!this.contentEl.contains(this.contentEl.doc.activeElement)) this.contentEl.find(".tfn-foot button")?.focus({ preventScroll: true });
	}

	/** From now on the primary button goes on, and there is nothing to leave out any more. */
	protected goOn(button: HTMLButtonElement, words: string): void {
		this.contentEl.find(".tfn-foot .tfn-plain").remove();
		button.setText(words);
		button.focus();
	}

	/** The way out at the start, which step it is, and the primary button at the end, which a form may take over. */
	protected drawFoot(step: string, out: [words: string, run: () => void], words: string, go?: () => void): HTMLButtonElement {
		const foot = this.contentEl.createDiv({ cls: "tfn-foot" });
		drawButton(foot, out[0], out[1], undefined, "tfn-plain");
		foot.createSpan({ cls: "tfn-step", text: step });
		const button = foot.createEl("button", { cls: "mod-cta", text: words });
		if (go !== undefined) button.addEventListener("click", go);
		return button;
	}
}
