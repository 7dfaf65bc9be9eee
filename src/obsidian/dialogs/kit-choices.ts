import type { Lettered } from "../../recovery/kit-letter";
import { titles, type Variant } from "../../recovery/sheet";
import { paperFor, papers, type Paper } from "../../recovery/sheet-style";
import type { Account } from "../notes/accounts";
import type { Parts } from "../parts";
import { drawButton } from "../views/draw";
import { drawChoices, type Choice } from "./choices";
import { KitAccounts } from "./kit-accounts";
import type { Wanted } from "./kit-sheet";

const variants: Choice<Variant>[] = [
	{ name: "open", words: titles.open, why: "Keys and codes in the clear: with it alone you can sign in again. For a safe." },
	{ name: "encrypted", words: titles.encrypted, why: "The encrypted fields as QR codes: useless without the passphrase. Works while locked." },
	{ name: "passphrase", words: titles.passphrase, why: "A blank line to write it on by hand, and the way back in. The passphrase itself is never printed." },
];

/** What is to be printed, and the controls that choose it. */
export class KitChoices {
	private readonly accounts: KitAccounts;
	private paper: Paper = paperFor(navigator.language);
	private withLetter = true;
	private isChoosing = false;
	private el: HTMLElement | null = null;

	/** `changed` is called after each choice, and `isOther` where it is another of the papers; `editLetter` when the text of page one is to be edited. */
	constructor(parts: Parts, private variant: Variant, chosen: readonly Account[] | undefined, private readonly on: { changed(isOther: boolean): void; editLetter(letter: Lettered): void }) {
		this.accounts = new KitAccounts(parts, chosen);
	}

	get wanted(): Wanted {
		const { variant, paper, withLetter, accounts } = this;
		if (variant === "passphrase") return { variant, paper, letter: null, accounts: [], words: null };
		return { variant, paper, letter: withLetter && paper !== "cards" ? variant : null, ...accounts.wanted };
	}

	/** Keeps the names in code. */
	keep(): void {
		this.accounts.keep();
	}

	draw(parent: HTMLElement): void {
		this.el = parent.createDiv({ cls: "tfn-dialog" });
		this.drawAll();
	}

	private drawAll(): void {
		const { el } = this;
		if (el === null) return;
		el.empty();
		this.drawVariants(el);
		const fields = el.createDiv({ cls: "tfn-fields tfn-kit" });
		this.drawPaper(fields);
		if (this.variant === "passphrase") return;
		const count = this.drawCount(fields);
		if (this.paper !== "cards") this.drawLetter(fields, this.variant);
		if (this.isChoosing) this.drawAccounts(el, count);
	}

	/** Draws the controls that fit a choice; the one that was used has the focus again. */
	private choose(selector: string, isOther = false): void {
		this.drawAll();
		this.el?.find(selector).focus();
		this.on.changed(isOther);
	}

	private drawVariants(el: HTMLElement): void {
		drawChoices(el, "What to print", variants, this.variant, (variant) => {
			this.variant = variant;
			this.choose("input:checked", true);
		});
	}

	private drawPaper(fields: HTMLElement): void {
		fields.createEl("label", { text: "Paper", attr: { for: "tfn-paper" } });
		const select = fields.createEl("select", { cls: "dropdown", attr: { id: "tfn-paper" } });
		for (const [value, text] of Object.entries(papers)) select.createEl("option", { value, text });
		select.value = this.paper;
		select.addEventListener("change", () => {
			this.paper = select.value === "A4" || select.value === "Letter" ? select.value : "cards";
			this.choose("select");
		});
	}

	private drawCount(fields: HTMLElement): HTMLElement {
		fields.createSpan({ cls: "tfn-muted", text: "Accounts" });
		const line = fields.createDiv({ cls: "tfn-place" });
		const count = line.createSpan({ text: this.accounts.summary });
		drawButton(line, this.isChoosing ? "Close the list" : "Choose", () => {
			this.isChoosing = !this.isChoosing;
			this.drawAll();
			this.el?.find(".tfn-place button").focus();
		}, undefined, "tfn-plain");
		return count;
	}

	private drawAccounts(el: HTMLElement, count: HTMLElement): void {
		drawBox(el, "Call them by names of my own, so that a finder does not know whose codes these are (only Steam and Yandex still show). The list at the end tells what they mean: keep it elsewhere.", this.accounts.isCoded, (isOn) => {
			this.accounts.isCoded = isOn;
			this.keep();
			this.choose(":scope > .tfn-choice input");
		});
		this.accounts.draw(el.createDiv({ cls: "tfn-table tfn-kit-accounts" }), () => {
			count.setText(this.accounts.summary);
			this.on.changed(false);
		});
	}

	private drawLetter(fields: HTMLElement, letter: Lettered): void {
		fields.createSpan({ cls: "tfn-muted", text: "Page one" });
		const line = fields.createDiv({ cls: "tfn-place" });
		drawBox(line, "For whoever comes after", this.withLetter, (isOn) => {
			this.withLetter = isOn;
			this.on.changed(false);
		});
		drawButton(line, "Edit its text", () => this.on.editLetter(letter), undefined, "tfn-plain");
	}
}

function drawBox(parent: HTMLElement, words: string, isOn: boolean, changed: (isOn: boolean) => void): void {
	const label = parent.createEl("label", { cls: "tfn-choice" });
	const box = label.createEl("input", { type: "checkbox" });
	box.checked = isOn;
	box.addEventListener("change", () => changed(box.checked));
	label.createSpan({ text: words });
}
