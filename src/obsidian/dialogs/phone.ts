import type { Account } from "../notes/accounts";
import { openNote } from "../actions";
import { drawIcon, titleOf } from "../views/draw";
import type { Parts } from "../parts";
import { CodesForm } from "./codes-form";
import { keeping, WordsForm } from "./words";
import { drawScan } from "./scan";
import { Steps } from "./steps";
import { comparisonOf, verifying } from "./verify";
import { VerifyForm } from "./verify-form";

/** The steps after an account was saved: the QR for the phone, the code that the phone shows, the backup codes, where copies are kept. */
export class PhoneDialog extends Steps {
	constructor(parts: Parts, path: string, private readonly how: "encrypted" | "unencrypted") {
		super(parts, path);
	}

	override onClose(): void {
		super.onClose();
		const account = this.parts.accounts.at(this.path);
		if (account !== undefined) void openNote(this.parts, account);
	}

	protected draw(): void {
		this.step("Add it to your phone", "The note is the original; the phone is for every day.", (account) => this.drawQr(account));
	}

	private drawQr(account: Account): void {
		const { contentEl, parts } = this;
		const saved = contentEl.createDiv({ cls: "tfn-ok" });
		drawIcon(saved, "check");
		const words = saved.createSpan({ text: "Saved in " });
		words.createEl("b", { text: this.path });
		words.appendText(this.how === "encrypted" ? ", encrypted." : ", not encrypted.");
		drawScan(contentEl, parts, account);
		this.drawFoot("2 of 5", ["Skip", () => this.toCodes()], "My phone shows a code", () => this.step(verifying.title, verifying.words, (current) => this.drawVerify(current)));
	}

	private drawVerify(account: Account): void {
		const service = titleOf(account);
		const then = { now: `Now give the same code to ${service} to finish there.`, else: `Give ${service} the one that the phone shows now.` };
		const form = new VerifyForm(this.contentEl, this.parts, comparisonOf(this.parts, this.path, then), () => {
			next.setText("Next");
			next.focus();
		});
		const next = this.drawFoot("3 of 5", ["Skip", () => this.toCodes()], "Check", () => (form.isRight ? this.toCodes() : void form.check()));
		form.submitsTo(next);
		form.focus();
	}

	private toCodes(): void {
		if (!this.parts.session.isOpen) return this.close();
		this.step("Backup codes", "Paste everything the service gave you. Words around the codes are left out, and the codes are encrypted before they are saved.", () => this.drawCodes());
	}

	private drawCodes(): void {
		const { contentEl, parts } = this;
		this.keepsTyping = true;
		const form = new CodesForm(contentEl, parts, this.path);
		const message = contentEl.createEl("p", { cls: "tfn-wrong", attr: { role: "alert" } });
		form.submitsTo(this.drawFoot("4 of 5", ["Skip", () => this.toCopies()], ""), message, () => this.toCopies());
		form.focus();
	}

	private toCopies(): void {
		this.step(keeping.title, keeping.words, () => {
			const form = new WordsForm(this.contentEl, this.parts, this.path, keeping);
			const message = this.contentEl.createEl("p", { cls: "tfn-wrong", attr: { role: "alert" } });
			form.submitsTo(this.drawFoot("5 of 5", ["Skip", () => this.close()], "Save"), message, () => this.close());
			form.focus();
		});
	}
}
