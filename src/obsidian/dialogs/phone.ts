import type { Account } from "../notes/accounts";
import { drawButton, titleOf } from "../views/draw";
import type { Parts } from "../parts";
import { SavedSteps } from "./saved-steps";
import { drawScan } from "./scan";
import { comparisonOf, verifying } from "./verify";
import { VerifyForm } from "./verify-form";

/** The steps after an account with a secret key was saved: the QR for the phone, the code that the phone shows, the backup codes, where copies are kept. */
export class PhoneDialog extends SavedSteps {
	protected readonly count = 5;

	constructor(parts: Parts, path: string, private readonly how: "encrypted" | "unencrypted") {
		super(parts, path);
	}

	protected draw(): void {
		this.step("Add it to your phone", "The note is the original; the phone is for every day.", (account) => this.drawQr(account));
	}

	/** Unencrypted with no passphrase: then there is none for the codes. */
	protected override toCodes(): void {
		if (this.parts.session.isOpen) super.toCodes();
		else this.close();
	}

	private drawQr(account: Account): void {
		this.drawSaved(this.how === "encrypted" ? ", encrypted." : ", not encrypted.");
		drawScan(this.contentEl, this.parts, account);
		this.drawFoot("2 of 5", ["Skip", () => this.toCodes()], "My phone shows a code", () => this.step(verifying.title, verifying.words, (current) => this.drawVerify(current))).focus({ preventScroll: true });
	}

	private drawVerify(account: Account): void {
		const service = titleOf(account);
		const then = { now: `Now give the same code to ${service} to finish there.`, else: `Give ${service} the one that the phone shows now.` };
		const form = new VerifyForm(this.contentEl, this.parts, comparisonOf(this.parts, this.path, then), () => this.goOn(next, "Next"));
		drawButton(this.contentEl, "Back to the QR code", () => this.draw(), undefined, "tfn-plain");
		const next = this.drawFoot("3 of 5", ["Skip", () => this.toCodes()], "Check", () => (form.isRight ? this.toCodes() : void form.check()));
		form.submitsTo(next);
		form.focus();
	}
}
