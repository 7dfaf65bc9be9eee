import { stepsOff } from "../../code/totp";
import type { Seed } from "../../entry";
import { readEntry } from "../../note/read";
import { setProperty, type Edit } from "../../note/write";
import type { Account } from "../notes/accounts";
import { openNote } from "../actions";
import { drawButton, drawIcon, titleOf, today } from "../views/draw";
import type { Parts } from "../parts";
import { drawKeyButton } from "../views/secret-key";
import { sentenceFor } from "../sentences";
import { drawSquare } from "../views/square";
import { CodesForm } from "./codes-form";
import { SecretModal } from "./secret-modal";

/** How many periods before and after now are looked through for a typed code: ten minutes of a slow clock at 30 seconds. */
const reach = 20;

/** The steps after an account was saved: the QR for the phone, the code that the phone shows, the backup codes. */
export class PhoneDialog extends SecretModal {
	constructor(parts: Parts, private readonly path: string, private readonly how: "encrypted" | "unencrypted") {
		super(parts);
	}

	override onClose(): void {
		super.onClose();
		const account = this.parts.accounts.at(this.path);
		if (account !== undefined) void openNote(this.parts, account);
	}

	protected draw(): void {
		this.contentEl.addClass("tfn-dialog");
		this.step("Add it to your phone", "The note is the original; the phone is for every day.", (account) => this.drawQr(account));
	}

	/** Empties the dialog and draws one step of it. */
	private step(title: string, words: string, draw: (account: Account) => void): void {
		const account = this.parts.accounts.at(this.path);
		if (account === undefined) return this.close();
		this.again = () => this.step(title, words, draw);
		this.contentEl.empty();
		this.setTitle(title);
		this.contentEl.createEl("p", { cls: "tfn-say", text: words });
		draw(account);
	}

	private drawQr(account: Account): void {
		const { contentEl, parts } = this;
		const saved = contentEl.createDiv({ cls: "tfn-ok" });
		drawIcon(saved, "check");
		const words = saved.createSpan({ text: "Saved in " });
		words.createEl("b", { text: this.path });
		words.appendText(this.how === "encrypted" ? ", encrypted." : ", not encrypted.");
		const made = parts.codes.uri(account.entry);
		if ("problem" in made) contentEl.createEl("p", { text: made.problem });
		const place = contentEl.createDiv({ cls: "uri" in made ? "tfn-pair" : "" });
		if ("uri" in made) drawSquare(place, made.uri);
		const add = "uri" in made ? "Add an account there and scan this picture." : "Add an account there by hand.";
		const todo = place.createEl("ol", { cls: "tfn-todo" });
		for (const each of ["Open the authenticator app on your phone.", add, "The phone now shows a code."]) todo.createEl("li", { text: each });
		drawKeyButton(contentEl, parts, account);
		this.drawFoot("2 of 4", () => this.toCodes(), "My phone shows a code", () =>
			this.step("Type the code your phone shows", "It proves that both hold the same secret key and that both clocks are right.", (current) => this.drawVerify(current)));
	}

	private drawVerify(account: Account): void {
		const { contentEl } = this;
		const opened = this.parts.codes.openSeed(account.entry);
		const inputmode = "seed" in opened && hasDigits(opened.seed) ? "numeric" : "text";
		const input = contentEl.createEl("input", { cls: "tfn-type", type: "text", attr: { "aria-label": "Code on the phone", inputmode, autocomplete: "off", autocapitalize: "off", spellcheck: "false" } });
		const verdict = contentEl.createDiv({ cls: "tfn-note is-absent", attr: { role: "status" } });
		const say = (icon: string, strong: string, words: string): void => {
			verdict.empty();
			verdict.removeClass("is-absent");
			verdict.toggleClass("is-right", icon === "check");
			drawIcon(verdict, icon);
			const text = verdict.createSpan();
			text.createEl("b", { text: strong });
			text.appendText(` ${words}`);
		};
		let isRight = false;
		const check = async (): Promise<void> => {
			isRight = await this.verify(account, input.value, say);
			if (!isRight) return;
			next.setText("Next");
			next.focus();
		};
		const next = this.drawFoot("3 of 4", () => this.toCodes(), "Check", () => (isRight ? this.toCodes() : void check()));
		input.addEventListener("keydown", (event) => {
			if (event.key === "Enter") next.click();
		});
		input.focus();
	}

	/** Says how the typed code fits; a code of now sets the day of verification in the note. */
	private async verify(account: Account, typed: string, say: (icon: string, strong: string, words: string) => void): Promise<boolean> {
		const { codes, clock, writing } = this.parts;
		const opened = codes.openSeed(account.entry);
		if (!("seed" in opened)) return false;
		const { seed } = opened;
		const off = stepsOff(seed, typed, clock.now, reach);
		if (off === null && typed.replace(/\s/g, "").length !== seed.digits) {
			say("x", "Not a whole code.", `A code of this account has ${seed.digits} ${hasDigits(seed) ? "digits" : "characters"}.`);
			return false;
		}
		if (off === null) {
			say("x", "Not a code of this key.", "Wait for the next code on the phone and type that. If it is refused again, remove the account on the phone and scan the picture once more.");
			return false;
		}
		if (seed.type !== "HOTP" && Math.abs(off) > 1) {
			const seconds = Math.abs(off) * seed.period;
			say("clock", "The same key, but the clocks differ.", `The phone is about ${seconds} seconds ${off < 0 ? "behind" : "ahead of"} this device. Switch both to automatic time, then type a new code.`);
			return false;
		}
		const reason = await writing.edit(this.path, (text) => noted(text, today(clock.now), seed.type === "HOTP" ? seed.counter + off + 1 : 0));
		if (reason !== null) {
			say("triangle-alert", "Right, but it could not be noted.", sentenceFor(reason));
			return true;
		}
		say("check", "Right.", off === 0 || seed.type === "HOTP" ? `The phone and this note agree. Now give the same code to ${titleOf(account)} to finish there.`
			: `The phone and this note agree, but that code is ${off < 0 ? "over" : "still to come"} here. Give ${titleOf(account)} the one that the phone shows now.`);
		return true;
	}

	private toCodes(): void {
		if (!this.parts.session.isOpen) return this.close();
		this.step("Backup codes", "Paste what the service gave you, one code a line. They are encrypted before they are saved.", () => this.drawCodes());
	}

	private drawCodes(): void {
		const { contentEl, parts } = this;
		let save: HTMLButtonElement | null = null;
		this.keepsTyping = true;
		const form = new CodesForm(contentEl, parts, this.path, (count) => {
			save?.setText(count === 1 ? "Save 1 code" : `Save ${count} codes`);
			if (save !== null) save.disabled = count === 0;
		});
		const message = contentEl.createEl("p", { cls: "tfn-wrong", attr: { role: "alert" } });
		save = this.drawFoot("4 of 4", () => this.close(), "Save 0 codes", () => void form.save().then((problem) => {
			message.setText(problem ?? "");
			if (problem === null) this.close();
		}));
		save.disabled = true;
		form.focus();
	}

	private drawFoot(step: string, skip: () => void, words: string, go: () => void): HTMLButtonElement {
		const foot = this.contentEl.createDiv({ cls: "tfn-foot" });
		drawButton(foot, "Skip", skip, undefined, "tfn-plain");
		foot.createSpan({ cls: "tfn-step", text: step });
		const button = foot.createEl("button", { cls: "mod-cta", text: words });
		button.addEventListener("click", go);
		return button;
	}
}

/** Whether codes of this seed are digits alone. */
function hasDigits({ type }: Seed): boolean {
	return type === "TOTP" || type === "HOTP";
}

/** The note with the day of verification. Of a counter's codes the typed one is used up, so the next one is noted too. */
function noted(text: string, day: string, next: number): Edit {
	const edited = setProperty(text, "verified", day);
	const isBehind = (readEntry(text).entry?.counter ?? 0) < next;
	return "text" in edited && isBehind ? setProperty(edited.text, "counter", String(next)) : edited;
}
