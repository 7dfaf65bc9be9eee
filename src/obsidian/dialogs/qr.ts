import type { Account } from "../notes/accounts";
import { drawButton, drawSealedFor, titleOf } from "../views/draw";
import type { Parts } from "../parts";
import { drawSecretKey } from "../views/secret-key";
import { drawSquare } from "../views/square";
import { SecretModal } from "./secret-modal";

/** The QR of one account, to add it to a phone, with the key behind one more click. */
export class QrDialog extends SecretModal {
	constructor(parts: Parts, private readonly account: Account) {
		super(parts);
	}

	protected draw(): void {
		const { contentEl, account, parts } = this;
		this.setTitle(titleOf(account));
		contentEl.addClass("tfn-dialog");
		contentEl.createEl("p", { cls: "tfn-say", text: "Scan it with an authenticator app. Whoever sees it can make your codes." });
		const made = parts.codes.uri(account.entry);
		if (!("uri" in made)) {
			contentEl.createEl("p", { cls: "tfn-wrong", text: "problem" in made ? made.problem : "Locked. Your passphrase shows the QR." });
			return;
		}
		drawSealedFor(contentEl, made.sealedFor);
		drawSquare(contentEl, made.uri);
		const show = drawButton(contentEl, "Cannot scan? Show the secret key", () => show.replaceWith(drawSecretKey(contentEl, parts, account)), undefined, "tfn-plain");
	}
}
