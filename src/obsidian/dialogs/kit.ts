import { Notice, Platform } from "obsidian";
import type { Lettered } from "../../recovery/kit-letter";
import { titles, type Variant } from "../../recovery/sheet";
import { download } from "../download";
import { ensureOpen } from "../locking/unlocking";
import type { Account } from "../notes/accounts";
import { complain } from "../notes/writing";
import { allKnown } from "../notes/lot";
import type { Parts } from "../parts";
import { drawButton, today } from "../views/draw";
import { Dialog } from "./dialog";
import { KitChoices } from "./kit-choices";
import { phoneWords, SheetFrame } from "./kit-frame";
import { drawLacks, shutOf } from "./kit-lacks";
import { PrintedDialog } from "./kit-printed";
import { ensureLetter, keepFile, makeSheet, type Sheet } from "./kit-sheet";

/** From so many accounts on it is said how far the drawing has come. */
const many = 20;

/** Opens it once every account is known: one that is not would be missing on paper, and nobody would see it; asks for the passphrase first where the sheet takes it. `accounts`: those that are chosen to begin with; absent: all. */
export async function openKit(parts: Parts, variant: Variant = "open", accounts?: readonly Account[]): Promise<void> {
	await allKnown(parts.accounts);
	const dialog = new KitDialog(parts, variant, accounts);
	if (dialog.isLocked) await ensureOpen(parts);
	dialog.open();
}

/** Prints accounts, or the passphrase page. What is drawn of secrets leaves the page with the lock and with the dialog. */
class KitDialog extends Dialog {
	private readonly choices: KitChoices;
	private place: HTMLElement | null = null;
	private foot: HTMLElement | null = null;
	private sheet: Sheet | null = null;
	private frame: SheetFrame | null = null;
	/** Counts the sheets begun: only the last one is shown. */
	private turn = 0;
	/** Whether it was saved to be printed from elsewhere. */
	private isSaved = false;
	private stop: (() => void) | null = null;

	constructor(parts: Parts, variant: Variant, accounts?: readonly Account[]) {
		super(parts);
		this.choices = new KitChoices(parts, variant, accounts, { changed: (isOther) => this.changed(isOther), editLetter: (letter) => void this.editLetter(letter) });
	}

	override onOpen(): void {
		const { contentEl, parts } = this;
		this.setTitle("Emergency kit");
		contentEl.addClass("tfn-dialog");
		this.choices.draw(contentEl);
		this.place = contentEl.createDiv({ cls: "tfn-sheets" });
		this.foot = contentEl.createDiv({ cls: "tfn-foot" });
		this.show();
		this.stop = parts.session.onChange(() => this.show());
		contentEl.find("input:checked").focus();
	}

	override close(): void {
		// What was typed last is taken, too.
		this.contentEl.querySelector<HTMLElement>(".tfn-word:focus")?.blur();
		super.close();
	}

	override onClose(): void {
		this.stop?.();
		this.choices.keep();
		this.forget();
		this.contentEl.empty();
	}

	protected override uncovered(): void {
		const { contentEl } = this;
		if (this.sheet?.lacksPage === true) this.show();
		if (!contentEl.contains(contentEl.doc.activeElement)) contentEl.find("input:checked").focus();
	}

	/** A phone prints no emergency sheet, so that it needs no passphrase for one. */
	get isLocked(): boolean {
		const { variant, accounts } = this.choices.wanted;
		return variant === "open" && !Platform.isMobile && !this.parts.session.isOpen && accounts.some((account) => shutOf(this.parts, account.entry).length > 0);
	}

	private changed(isOther: boolean): void {
		this.isSaved = false;
		this.show();
		if (isOther && this.isLocked) void ensureOpen(this.parts);
	}

	/** Makes the sheet anew, and shows it; or says what it takes. */
	private show(): void {
		this.forget();
		this.drawFoot();
		const { variant, accounts } = this.choices.wanted;
		if (this.isLocked) this.say("Locked. Your passphrase is needed for this sheet.");
		else if (variant === "open" && Platform.isMobile) this.say(phoneWords.open);
		else if (variant !== "passphrase" && accounts.length === 0) this.say("No account is chosen.");
		else void this.make();
	}

	private say(words: string): HTMLElement | undefined {
		this.place?.empty();
		return this.place?.createEl("p", { cls: "tfn-say", text: words, attr: { role: "status" } });
	}

	private async make(): Promise<void> {
		const { turn, parts, place, choices: { wanted } } = this;
		const count = wanted.accounts.length;
		const said = this.say("");
		const tell = (done: number): void => said?.setText(count < many ? "" : `Drawing ${done} of ${count} accounts…`);
		const sheet = await makeSheet(parts, wanted, () => turn === this.turn, tell);
		if (sheet === null || turn !== this.turn || place === null) return;
		place.empty();
		this.sheet = sheet;
		this.frame = new SheetFrame(place.createDiv({ cls: "tfn-sheet-box" }), sheet.html);
		if (Platform.isMobile) place.createEl("p", { cls: "tfn-say", text: phoneWords[wanted.variant] });
		drawLacks(place, parts, wanted, sheet);
		this.drawFoot();
	}

	private drawFoot(): void {
		const { foot, sheet } = this;
		if (foot === null) return;
		foot.empty();
		drawButton(foot, "Close", () => this.close(), undefined, "tfn-plain");
		const primary = (words: string, run: () => void): void => foot.createEl("button", { cls: "mod-cta", text: words }).addEventListener("click", run);
		if (this.isLocked) return primary("Unlock", () => void ensureOpen(this.parts));
		if (sheet === null) return;
		const isSafe = this.choices.wanted.variant !== "open";
		if (isSafe) drawButton(foot, "Save in the vault", () => void this.keep(sheet));
		if (Platform.isMobile) return isSafe ? primary("It is on paper", () => this.ask(sheet)) : undefined;
		drawButton(foot, "Save as a file", () => this.save(sheet));
		if (this.isSaved) drawButton(foot, "It is on paper", () => this.ask(sheet)).focus();
		primary("Print", () => this.print(sheet));
	}

	private get fileName(): string {
		return `${titles[this.choices.wanted.variant]} ${today(this.parts.clock.now)}.html`;
	}

	private print(sheet: Sheet): void {
		if (this.frame?.print() === true) this.ask(sheet);
		else complain("There is no print dialog here. Save it as a file, and print that from a browser.");
	}

	private save(sheet: Sheet): void {
		download(this.contentEl.doc, this.fileName, sheet.html, "text/html");
		if (this.choices.wanted.variant === "open") new Notice("Saved among your downloads. It holds your keys unencrypted: print it, then delete it.", 10_000);
		this.saved();
	}

	/** It can be printed later, from there. */
	private saved(): void {
		this.isSaved = true;
		this.drawFoot();
	}

	private ask(sheet: Sheet): void {
		const { variant, letter } = this.choices.wanted;
		if (letter !== null) void ensureLetter(this.parts, letter);
		new PrintedDialog(this.parts, variant, sheet, () => this.close()).open();
	}

	/** Only what has no secret in the clear, and only when asked for. */
	private async keep({ html }: Sheet): Promise<void> {
		const { fileName, parts } = this;
		const path = await keepFile(parts, fileName, html);
		if (path === null) return complain(`There is a file “${fileName}” already, or it could not be written. Nothing was changed.`);
		new Notice(`Saved as ${path}.`);
		this.saved();
	}

	private async editLetter(letter: Lettered): Promise<void> {
		const path = await ensureLetter(this.parts, letter);
		if (path === null) return complain("The note for page one could not be made. Check that the folder can be written and that there is room.");
		this.close();
		await this.app.workspace.openLinkText(path, "", false);
	}

	/** Lets go of what holds secrets, and of what is on its way. */
	private forget(): void {
		this.turn++;
		this.frame?.remove();
		this.frame = null;
		this.sheet = null;
	}
}
