import { presetFor, type Preset } from "../../backup/presets";
import { readBlock, type Block } from "../../backup/read";
import { yearAfter } from "../../backup/renewal";
import { labelOf } from "../../entry";
import { readEntry } from "../../note/read";
import { placesOnPaper } from "../../note/on-paper";
import { addBackupCodes, deleteProperty, setProperty, type Edit } from "../../note/write";
import { knownCodes } from "../notes/known-codes";
import { drawButton, today } from "../views/draw";
import type { Parts } from "../parts";
import { sentenceFor } from "../sentences";

/** Pasting backup codes: the text on one side, what was found in it on the other, and the two days. */
export class CodesForm {
	private readonly input: HTMLTextAreaElement;
	private readonly count: HTMLElement;
	private readonly showLeft: HTMLElement;
	private readonly left: HTMLElement;
	private readonly said: HTMLElement;
	private readonly preview: HTMLElement;
	private readonly made: HTMLInputElement;
	private readonly renew: HTMLInputElement;
	private readonly paper: HTMLInputElement;
	private readonly preset: Preset;
	/** These are a set of their own: the account has no codes yet, or they take the place of those. */
	private readonly isFirst: boolean;
	private isLeftShown = false;
	private button: HTMLButtonElement | null = null;

	constructor(parent: HTMLElement, private readonly parts: Parts, private readonly path: string, isNewSet = false) {
		const two = parent.createDiv({ cls: "tfn-two" });
		const pasted = two.createDiv();
		pasted.createDiv({ cls: "tfn-label" }).createSpan({ text: "Pasted" });
		this.input = pasted.createEl("textarea", { attr: { "aria-label": "Pasted backup codes", rows: "10", spellcheck: "false", autocomplete: "off", autocapitalize: "off" } });
		const result = two.createDiv();
		const label = result.createDiv({ cls: "tfn-label" });
		this.count = label.createEl("b", { attr: { role: "status" } });
		this.showLeft = drawButton(label, "", () => this.toggleLeft(), undefined, "tfn-plain");
		const found = result.createDiv({ cls: "tfn-preview" });
		this.said = found.createEl("p", { attr: { role: "status" } });
		this.preview = found.createEl("ol");
		this.left = found.createEl("ul");
		const days = parent.createDiv({ cls: "tfn-fields is-wide" });
		// The codes join a set that has its days.
		const entry = parts.accounts.at(path)?.entry;
		this.isFirst = isNewSet || (entry?.backupCodes.length ?? 0) === 0;
		days.toggleClass("is-absent", !this.isFirst);
		this.preset = presetFor(entry?.issuer ?? "");
		const now = today(parts.clock.now);
		this.made = drawDay(days, "Made on", now);
		this.renew = drawDay(days, "Renew by", this.preset.end === true ? "" : yearAfter(now));
		this.paper = drawPaper(parent);
		for (const input of [this.input, this.paper]) input.addEventListener("input", () => this.draw());
		this.draw();
	}

	/** The codes that were found, how many more stand on paper only, and the two days as typed. */
	get pasted(): { codes: string[]; onPaper: number; made: string; renew: string } {
		return { codes: readBlock(this.input.value).codes, onPaper: this.onPaper, made: this.made.value, renew: this.renew.value };
	}

	/** Puts codes there as if they had been pasted. */
	fill(codes: readonly string[]): void {
		this.input.value = codes.join("\n");
		this.draw();
	}

	/** That something is here which is not saved, in a sentence; "" where nothing is. */
	get unsaved(): string {
		if (this.input.value.trim() === "" && this.onPaper === 0) return "";
		return "The backup codes here are not saved in the note. Discard them?";
	}

	private get onPaper(): number {
		return /^\d{1,2}$/.test(this.paper.value) ? Number(this.paper.value) : 0;
	}

	/** Encrypts the codes and writes them into the note in one step. Gives a sentence where that failed. */
	async save(): Promise<string | null> {
		const { writing, session, accounts } = this.parts;
		const account = accounts.at(this.path);
		if (account === undefined) return "The note is gone, so nothing was saved.";
		const locked = session.whyNotSeal("code");
		if (locked !== null) return sentenceFor(locked);
		const reason = await writing.edit(this.path, (text) => this.added(text));
		return reason === null ? null : sentenceFor(reason);
	}

	/** The note with the codes that it does not hold yet. The days are those of a set, so an older set keeps its own. */
	private added(text: string): Edit | { reason: "nothing new" } {
		const { session } = this.parts;
		const { entry } = readEntry(text);
		if (entry === null) return { reason: "gone" };
		const isKnown = knownCodes(this.parts, entry);
		const fresh = readBlock(this.input.value).codes.filter((code) => !isKnown(code));
		const added = [...fresh.map((code) => session.seal("code", code, labelOf(entry))), ...placesOnPaper(entry, this.onPaper)];
		if (added.length === 0) return { reason: "nothing new" };
		let edited = addBackupCodes(text, added);
		// A sheet that was printed does not have them.
		if ("text" in edited && entry.sheetPrinted !== null) edited = deleteProperty(edited.text, "sheet_printed");
		if (entry.backupCodes.length > 0) return edited;
		if ("text" in edited && this.made.value !== "") edited = setProperty(edited.text, "backup_codes_generated", this.made.value);
		if ("text" in edited && this.renew.value !== "") edited = setProperty(edited.text, "backup_codes_renew", this.renew.value);
		return edited;
	}

	/** Makes a button save what is here, its words telling how much. `save` gives a sentence where it failed, for `message`; else `saved` goes on. */
	submitsTo(button: HTMLButtonElement, message: HTMLElement, saved: () => void, save = () => this.save()): void {
		this.button = button;
		button.addEventListener("click", () => {
			// A second click would count places on paper twice.
			button.disabled = true;
			void save().then((problem) => {
				button.disabled = false;
				message.setText(problem ?? "");
				if (problem === null) saved();
			});
		});
		this.draw();
	}

	private drawButton(count: number): void {
		this.button?.setText(count === 1 ? "Save 1 code" : `Save ${count} codes`);
		if (this.button !== null) this.button.disabled = count === 0;
	}

	/** Forgets what was pasted. */
	clear(): void {
		this.paper.value = "0";
		this.fill([]);
	}

	focus(): void {
		this.input.focus();
	}

	private draw(): void {
		const block = readBlock(this.input.value);
		const { codes, left } = block;
		this.count.setText(codes.length === 1 ? "1 code found" : `${codes.length} codes found`);
		this.showLeft.setText(left.length === 1 ? "1 line left out" : `${left.length} lines left out`);
		this.showLeft.toggleClass("is-absent", left.length === 0);
		this.said.setText(this.input.value.trim() === "" ? "" : this.remark(block));
		this.preview.empty();
		for (const code of codes) this.preview.createEl("li", { text: code });
		this.drawLeft(left);
		this.drawButton(codes.length + this.onPaper);
	}

	/** Why there is no code, or that the service gives more. */
	private remark({ codes, reason }: Block): string {
		const least = this.isFirst ? (this.preset.count?.[0] ?? 0) : 0;
		if (reason !== undefined) return reason;
		return codes.length < least ? `The service usually gives ${least}. Look whether all of them were pasted.` : "";
	}

	private toggleLeft(): void {
		this.isLeftShown = !this.isLeftShown;
		this.drawLeft(readBlock(this.input.value).left);
		if (this.isLeftShown) this.left.scrollIntoView({ block: "nearest" });
	}

	private drawLeft(left: Block["left"]): void {
		this.showLeft.setAttribute("aria-expanded", String(this.isLeftShown));
		this.left.toggleClass("is-absent", !this.isLeftShown || left.length === 0);
		this.left.empty();
		if (!this.isLeftShown) return;
		for (const { line, why } of left) this.left.createEl("li", { text: line }).createEl("small", { text: why });
	}
}

/** For those who keep a code only where nobody can copy it from. */
function drawPaper(parent: HTMLElement): HTMLInputElement {
	const label = parent.createEl("label", { cls: "tfn-inline-label" });
	const input = createEl("input", { type: "number", value: "0", attr: { min: "0", max: "99", step: "1", inputmode: "numeric" } });
	const words = label.createDiv();
	words.createSpan({ text: "How many more codes stay on paper only?" });
	words.createSpan({ cls: "tfn-why", text: "The note keeps a place for each, to tick off, but not the code." });
	label.append(input);
	return input;
}

function drawDay(parent: HTMLElement, label: string, value: string): HTMLInputElement {
	const id = `tfn-${label.toLowerCase().replace(" ", "-")}`;
	parent.createEl("label", { text: label, attr: { for: id } });
	return parent.createEl("input", { type: "date", value, attr: { id } });
}
