import type { Account } from "../notes/accounts";
import { drawSealedFor, titleOf } from "../views/draw";
import type { Parts } from "../parts";
import { drawKeyButton } from "../views/secret-key";
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
		const made = parts.codes.uri(account.entry);
		if ("uri" in made) {
			contentEl.createEl("p", { cls: "tfn-say", text: "Scan it with an authenticator app. Whoever sees it can make your codes." });
			drawSealedFor(contentEl, made.sealedFor);
			drawSquare(contentEl, made.uri);
		} else contentEl.createEl("p", { cls: "tfn-wrong", text: "problem" in made ? made.problem : "Locked. Your passphrase shows the QR." });
		if ("seed" in parts.codes.openSeed(account.entry)) drawKeyButton(contentEl, parts, account);
	}
}
