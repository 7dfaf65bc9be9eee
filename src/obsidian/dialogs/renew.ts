import { newCodes } from "../../backup/new-codes";
import { renewSet } from "../notes/renewing";
import type { Parts } from "../parts";
import { complain } from "../notes/writing";
import { drawButton } from "../views/draw";
import { drawChoices } from "./choices";
import { CodesForm } from "./codes-form";
import { SecretModal } from "./secret-modal";

/** Puts a new set of backup codes in the place of the one that an account has. */
export class RenewDialog extends SecretModal {
	private keepsFormer = true;
	/** The set that stood there when the person was asked: one that came since is never dropped. */
	private seen: string[] = [];
	private codes: CodesForm | null = null;

	constructor(parts: Parts, private readonly path: string) {
		super(parts);
	}

	protected override get unsaved(): string {
		return this.codes?.unsaved ?? "";
	}

	protected draw(): void {
		const { contentEl, parts, path } = this;
		this.setTitle("Renew backup codes");
		this.seen = parts.accounts.at(path)?.entry.backupCodes.map(({ stored }) => stored) ?? [];
		contentEl.addClass("tfn-dialog");
		contentEl.createEl("p", { cls: "tfn-say", text: "Paste the new set that the service gave you. It is encrypted before it is saved, and takes the place of the present one." });
		this.keepsTyping = true;
		const form = (this.codes = new CodesForm(contentEl, parts, path, true));
		this.drawMaking(form);
		this.drawFormer();
		const message = contentEl.createEl("p", { cls: "tfn-wrong", attr: { role: "alert" } });
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		drawButton(foot, "Cancel", () => this.close(), undefined, "tfn-plain");
		form.submitsTo(foot.createEl("button", { cls: "mod-cta" }), message, () => {
			form.clear();
			this.close();
		}, () => this.save(form));
		form.focus();
	}

	/** A service gives its own codes; who runs one makes them here, and tells it. */
	private drawMaking(form: CodesForm): void {
		const line = this.contentEl.createDiv({ cls: "tfn-offer" });
		const words = line.createSpan({ text: "You run this service yourself?" });
		const count = line.createEl("input", { type: "number", value: "10", attr: { min: "1", max: "99", step: "1", inputmode: "numeric", "aria-label": "How many codes to make" } });
		drawButton(line, "Make codes", () => this.leave(() => {
			const wanted = Math.min(99, Math.max(1, Math.floor(Number(count.value)) || 10));
			form.fill(newCodes(wanted, (bytes) => crypto.getRandomValues(new Uint8Array(bytes))));
			words.setText("They are shown only now: give them to the service, too.");
			copy.removeClass("is-absent");
		}));
		const copy = drawButton(line, "Copy them", () => {
			void this.parts.clipboard.copy(form.pasted.codes.join("\n"), `${this.path}#new codes`).then((copied) => {
				if (!copied) complain("The clipboard refused the codes, so nothing was copied. Click the button to try again.");
			});
		}, "copy", "tfn-quiet is-absent");
	}

	/** The former set may still work until the service makes the new one count. */
	private drawFormer(): void {
		drawChoices(this.contentEl, "The former set", [
			{ name: "keep", words: "Keep it, encrypted", why: "In the note, as backup_codes_former, with the days of use." },
			{ name: "drop", words: "Drop it", why: "This device keeps what was encrypted of it for 90 days; what was not encrypted is gone." },
		], this.keepsFormer ? "keep" : "drop", (way) => (this.keepsFormer = way === "keep"));
	}

	private async save(form: CodesForm): Promise<string | null> {
		const account = this.parts.accounts.at(this.path);
		return account === undefined ? "The note is gone, so nothing was saved." : renewSet(this.parts, account, { ...form.pasted, drop: this.keepsFormer ? null : this.seen });
	}
}
