import { generatePassphrase } from "../../lock/passphrase";
import { drawPassphraseInput } from "../locking/passphrase-input";
import { drawButton, drawIcon, drawTool } from "../views/draw";
import { Dialog } from "./dialog";

/** One page of a dialog that asks for passphrases. */
export interface Page {
	about: string;
	/** The fields, one below the other. */
	fields: readonly string[];
	/** A new passphrase is chosen: one is offered, and that nobody gets it back is said. */
	isNew?: boolean;
	/** What is said in place of that, its first words in bold. */
	note?: [bold: string, words: string];
	/** Said small, below the fields. */
	small?: string;
	button: string;
	/** The way out at the start of the foot; absent: Cancel. */
	leave?: { words: string; run(): void };
	/** Gets what was typed, in the order of the fields. */
	run(typed: string[]): Promise<void>;
}

/** A dialog that asks for passphrases: says what is wrong, waits while a key is worked out, and forgets what was typed. */
export abstract class PassphraseDialog extends Dialog {
	protected readonly cancel = new AbortController();
	private message: HTMLElement | null = null;
	private inputs: HTMLInputElement[] = [];
	private button: HTMLButtonElement | null = null;

	override onOpen(): void {
		this.contentEl.addClass("tfn-dialog");
		this.draw();
	}

	override onClose(): void {
		this.cancel.abort();
		this.forget();
		this.contentEl.empty();
	}

	/** Draws the first page. */
	protected abstract draw(): void;

	protected drawPage(page: Page): void {
		const { contentEl } = this;
		this.forget();
		contentEl.empty();
		contentEl.createEl("p", { cls: "tfn-say", text: page.about });
		const form = contentEl.createEl("form", { cls: "tfn-form tfn-passphrase" });
		this.inputs = page.fields.map((label) => this.drawField(form, label));
		if (page.isNew === true) this.drawOffer(form, page.note);
		this.message = form.createEl("p", { cls: "tfn-wrong", attr: { role: "alert" } });
		if (page.small !== undefined) form.createEl("p", { cls: "tfn-small tfn-muted", text: page.small });
		this.drawFoot(form, page);
		form.addEventListener("submit", (event) => {
			event.preventDefault();
			void this.run(page);
		});
		this.inputs[0]?.focus();
	}

	/** Says what is wrong, or right; "" takes it back. */
	protected say(words: string, isRight = false): void {
		this.message?.setText(words);
		this.message?.toggleClass("tfn-wrong", !isRight);
		this.message?.toggleClass("tfn-right", isRight);
	}

	/** Empties the fields. */
	protected forget(): void {
		for (const input of this.inputs) input.value = "";
	}

	private async run(page: Page): Promise<void> {
		const typed = this.inputs.map(({ value }) => value);
		const { inputs, button } = this;
		// Enter once more, after what was typed was judged, is no other answer.
		if (page.isNew !== true && typed.every((text) => text === "")) return;
		this.say("");
		for (const input of inputs) input.disabled = true;
		if (button !== null) button.disabled = true;
		button?.setText("Takes a second…");
		try {
			await page.run(typed);
		} finally {
			for (const input of inputs) input.disabled = false;
			if (button !== null) button.disabled = false;
			button?.setText(page.button);
			if (this.inputs === inputs) inputs[0]?.focus();
		}
	}

	private drawField(form: HTMLElement, label: string): HTMLInputElement {
		// A label of its own: Obsidian would show an aria-label as a tooltip over the next field.
		const id = `tfn-${label.toLowerCase().replaceAll(" ", "-")}`;
		const block = form.createDiv({ cls: "tfn-labelled" });
		block.createEl("label", { text: label, attr: { for: id } });
		const field = block.createSpan({ cls: "tfn-with" });
		const input = drawPassphraseInput(field, "");
		input.id = id;
		input.addEventListener("input", () => this.say(""));
		drawTool(field, "eye", "Show", () => {
			const isHidden = input.type === "password";
			for (const each of this.inputs) each.type = isHidden ? "text" : "password";
		});
		return input;
	}

	private drawOffer(form: HTMLElement, [bold, words]: NonNullable<Page["note"]> = ["Nobody can get it back for you.", "Write it on paper, by hand, and keep it where you keep your passport."]): void {
		const offer = form.createDiv({ cls: "tfn-offer" });
		offer.createSpan({ text: "Or take this one:" });
		const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
		const made = offer.createSpan({ cls: "tfn-words", text: generatePassphrase(random) });
		drawButton(offer, "Use it", () => {
			for (const input of this.inputs) input.value = made.getText();
			this.say("");
		}, undefined, "tfn-plain");
		drawButton(offer, "Another", () => {
			// What is on screen must be what will be set: it is what gets written on paper.
			this.forget();
			made.setText(generatePassphrase(random));
		}, undefined, "tfn-plain");
		const note = form.createDiv({ cls: "tfn-note" });
		drawIcon(note, "info");
		const said = note.createSpan();
		said.createEl("b", { text: bold });
		said.appendText(` ${words}`);
	}

	private drawFoot(form: HTMLElement, { button, leave }: Page): void {
		const foot = form.createDiv({ cls: "tfn-foot" });
		drawButton(foot, leave?.words ?? "Cancel", () => {
			leave?.run();
			this.close();
		}, undefined, "tfn-plain");
		this.button = foot.createEl("button", { cls: "mod-cta", text: button, attr: { type: "submit" } });
	}
}
