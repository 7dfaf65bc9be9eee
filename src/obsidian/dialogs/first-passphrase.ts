import { sentences } from "../../lock/sentences";
import { generatePassphrase, problemWith } from "../../lock/passphrase";
import { drawButton, drawIcon, drawTool, today } from "../views/draw";
import type { Parts } from "../parts";
import { drawPassphraseInput } from "../locking/unlock-form";
import { Dialog } from "./dialog";

const damagedSettings =
	"The settings could not be read, and may hold a passphrase already. No passphrase was set. Wait for sync, or put data.json in the plugin's folder right or away, then restart.";

/** Chooses the first passphrase of a vault. `done` is called once, with "unencrypted" only where that was offered. */
export class FirstPassphraseDialog extends Dialog {
	private readonly cancel = new AbortController();
	private choice: "set" | "unencrypted" | "closed" = "closed";
	private message: HTMLElement | null = null;
	private inputs: HTMLInputElement[] = [];
	private submit: HTMLButtonElement | null = null;

	constructor(parts: Parts, private readonly done: (choice: "set" | "unencrypted" | "closed") => void, private readonly offerUnencrypted = false) {
		super(parts);
	}

	override onOpen(): void {
		const { contentEl } = this;
		this.setTitle("Choose a passphrase");
		contentEl.addClass("tfn-dialog");
		contentEl.createEl("p", { cls: "tfn-say", text: "It encrypts your secret keys and backup codes, in this vault, on every device you sync it to." });
		const form = contentEl.createEl("form", { cls: "tfn-form tfn-passphrase" });
		this.inputs = ["Passphrase", "Again"].map((label) => this.drawField(form, label));
		this.drawOffer(form);
		const note = form.createDiv({ cls: "tfn-note" });
		drawIcon(note, "info");
		const words = note.createSpan();
		words.createEl("b", { text: "Nobody can get it back for you." });
		words.appendText(" Write it on paper, by hand, and keep it where you keep your passport.");
		this.message = form.createEl("p", { cls: "tfn-wrong", attr: { role: "alert" } });
		form.createEl("p", { cls: "tfn-small tfn-muted", text: "Is this vault already used on another device? Wait until it has synced here." });
		this.drawFoot(form);
		form.addEventListener("submit", (event) => {
			event.preventDefault();
			void this.set();
		});
		this.inputs[0]?.focus();
	}

	override onClose(): void {
		this.cancel.abort();
		for (const input of this.inputs) input.value = "";
		this.contentEl.empty();
		this.done(this.choice);
	}

	private drawField(form: HTMLElement, label: string): HTMLInputElement {
		const field = form.createEl("label", { text: label }).createSpan({ cls: "tfn-with" });
		const input = drawPassphraseInput(field, "");
		input.setAttribute("aria-label", label);
		input.addEventListener("input", () => this.say(""));
		drawTool(field, "eye", "Show", () => {
			const isHidden = input.type === "password";
			for (const each of this.inputs) each.type = isHidden ? "text" : "password";
		});
		return input;
	}

	private drawOffer(form: HTMLElement): void {
		const offer = form.createDiv({ cls: "tfn-offer" });
		offer.createSpan({ text: "Or take this one:" });
		const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
		const words = offer.createSpan({ cls: "tfn-words", text: generatePassphrase(random) });
		drawButton(offer, "Use it", () => {
			for (const input of this.inputs) input.value = words.getText();
			this.say("");
		}, undefined, "tfn-plain");
		drawButton(offer, "Another", () => {
			// What is on screen must be what will be set: it is what gets written on paper.
			for (const input of this.inputs) input.value = "";
			words.setText(generatePassphrase(random));
		}, undefined, "tfn-plain");
	}

	private drawFoot(form: HTMLElement): void {
		const foot = form.createDiv({ cls: "tfn-foot" });
		const leave = this.offerUnencrypted ? "Save unencrypted" : "Cancel";
		drawButton(foot, leave, () => {
			if (this.offerUnencrypted) this.choice = "unencrypted";
			this.close();
		}, undefined, "tfn-plain");
		this.submit = foot.createEl("button", { cls: "mod-cta", text: "Set passphrase", attr: { type: "submit" } });
	}

	private async set(): Promise<void> {
		const [passphrase = "", again = ""] = this.inputs.map((input) => input.value);
		const problem = problemWith(passphrase, again);
		if (problem !== null) return this.say(problem);
		this.say("");
		this.toggleBusy(true);
		const { session, accounts, stored, clock } = this.parts;
		const existing = async () => [...(await accounts.sealedAnywhere()), ...stored.settings.checks.map(({ sealed }) => sealed)];
		const made = stored.isDamaged ? { reason: "damaged settings" as const } : await session.createFirst(passphrase, { fields: await existing(), checks: stored.settings.checks }, { signal: this.cancel.signal });
		if (!("check" in made)) return this.refuse(made.reason === "damaged settings" ? damagedSettings : sentences[made.reason]);
		try {
			// Sync may have brought another passphrase while this one was worked out.
			if ((await existing()).length > 0) return this.refuse(sentences["encrypted fields exist"]);
			// The check is on the disk before anything is encrypted with it.
			await stored.saveFirstCheck({ sealed: made.check, label: `passphrase of ${today(clock.now)}` });
		} catch {
			return this.refuse("The settings could not be saved, or hold a passphrase already, so none was set and nothing was changed. Wait for sync, check that there is room on the disk, then try again.");
		}
		if (made.open()) this.choice = "set";
		this.close();
	}

	private refuse(words: string): void {
		this.parts.session.lock();
		this.toggleBusy(false);
		this.say(words);
	}

	private say(words: string): void {
		this.message?.setText(words);
	}

	private toggleBusy(isBusy: boolean): void {
		for (const input of this.inputs) input.disabled = isBusy;
		if (this.submit === null) return;
		this.submit.disabled = isBusy;
		this.submit.setText(isBusy ? "Takes a second…" : "Set passphrase");
	}
}
