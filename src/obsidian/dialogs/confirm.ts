import type { Parts } from "../parts";
import { drawButton } from "../views/draw";
import { Dialog } from "./dialog";

/** A question that names what follows, and the button that agrees to it. */
export interface Question {
	title: string;
	words: string;
	button: string;
}

/** Asks before something that loosens security is done; closing is no. */
export function confirm(parts: Parts, question: Question): Promise<boolean> {
	return new Promise((resolve) => new ConfirmDialog(parts, question, resolve).open());
}

class ConfirmDialog extends Dialog {
	private agreed = false;

	constructor(parts: Parts, private readonly question: Question, private readonly done: (agreed: boolean) => void) {
		super(parts);
	}

	override onOpen(): void {
		const { contentEl, question } = this;
		this.setTitle(question.title);
		contentEl.addClass("tfn-dialog");
		contentEl.createEl("p", { cls: "tfn-say", text: question.words });
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		drawButton(foot, "Cancel", () => this.close(), undefined, "tfn-plain");
		const agree = foot.createEl("button", { cls: "mod-cta mod-warning", text: question.button });
		agree.addEventListener("click", () => {
			this.agreed = true;
			this.close();
		});
	}

	override onClose(): void {
		this.contentEl.empty();
		this.done(this.agreed);
	}
}
