import { drawButton } from "../views/draw";
import { Dialog } from "./dialog";
import { openKit } from "./kit";
import { settleKit } from "./kit-printed";
import { RecoveryPageDialog } from "./recovery-page";

/** Offers the passphrase page after a first passphrase. Closed without an answer, it is asked about later. */
export class KitOffer extends Dialog {
	override onOpen(): void {
		const { contentEl, parts } = this;
		this.setTitle("Put the passphrase on paper");
		contentEl.addClass("tfn-dialog");
		contentEl.createEl("p", { cls: "tfn-say", text: "Nobody can get it back for you. The passphrase page says where the vault is and how to get back in, and has a blank line on which you write the passphrase by hand." });
		const more = contentEl.createEl("p", { cls: "tfn-say", text: "Beside it, the recovery page opens your accounts in any browser, without Obsidian. " });
		drawButton(more, "Save recovery page", () => new RecoveryPageDialog(this.parts).open(), undefined, "tfn-plain");
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		drawButton(foot, "Later", () => this.close(), undefined, "tfn-plain");
		drawButton(foot, "I keep it in another way", () => {
			this.close();
			void settleKit(parts, "declined");
		}, undefined, "tfn-plain");
		const print = foot.createEl("button", { cls: "mod-cta", text: "Print the passphrase page" });
		print.addEventListener("click", () => {
			this.close();
			void openKit(parts, "passphrase");
		});
		print.focus();
	}

	override onClose(): void {
		this.contentEl.empty();
	}
}
