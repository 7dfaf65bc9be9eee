import { drawButton } from "../views/draw";
import { Dialog } from "./dialog";
import { openKit } from "./kit";
import { settleKit } from "./kit-printed";

/** Offers the emergency kit after a first passphrase. Closed without an answer, it is asked about later. */
export class KitOffer extends Dialog {
	override onOpen(): void {
		const { contentEl, parts } = this;
		this.setTitle("Put the passphrase on paper");
		contentEl.addClass("tfn-dialog");
		contentEl.createEl("p", { cls: "tfn-say", text: "Nobody can get it back for you. The emergency kit is one page: where the vault is, how to get back in, and a blank line on which you write the passphrase by hand." });
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		drawButton(foot, "Later", () => this.close(), undefined, "tfn-plain");
		drawButton(foot, "I keep it in another way", () => {
			this.close();
			void settleKit(parts, "declined");
		}, undefined, "tfn-plain");
		const print = foot.createEl("button", { cls: "mod-cta", text: "Print the kit" });
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
