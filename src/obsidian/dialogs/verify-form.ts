import { isTimed } from "../../code/totp";
import { verify, type Verdict } from "../../code/verify";
import type { Making, Seed } from "../../entry";
import type { Account } from "../notes/accounts";
import type { Parts } from "../parts";
import { drawButton, drawIcon, drawList, titleOf } from "../views/draw";
import { makingWords } from "./code-choice";

/** What a code is compared for. Both give a sentence where they failed. */
export interface Comparison {
	/** The account as its codes are made now; null where it is gone. */
	account(): Account | null;
	/** Notes that a code was right. `next` is the counter after it, 0 where none counts. */
	note(next: number): Promise<string | null>;
	/** Writes another way of making codes, that of the code just typed, and notes that it was right. */
	remake(making: Making): Promise<string | null>;
	/** What else a code that is not right may be, in a sentence; null where nothing. */
	instead?(typed: string): string | null;
	/** What to do with a right code, in a sentence for one of now and one for any other; "" where nothing. */
	then: { now: string; else: string };
}

/** The field for the code that the phone shows, and what the comparison says. What is typed is never kept. */
export class VerifyForm {
	private readonly input: HTMLInputElement;
	private readonly verdict: HTMLElement;
	isRight = false;

	/** `right` is called once a code was right. */
	constructor(parent: HTMLElement, private readonly parts: Parts, private readonly comparison: Comparison, private readonly right: () => void) {
		const account = comparison.account();
		const opened = account === null ? null : parts.codes.openSeed(account.entry);
		const inputmode = opened !== null && "seed" in opened && hasDigits(opened.seed) ? "numeric" : "text";
		this.input = parent.createEl("input", { cls: "tfn-type", type: "text", attr: { "aria-label": "Code on the phone", inputmode, autocomplete: "off", autocapitalize: "off", autocorrect: "off", spellcheck: "false" } });
		this.verdict = parent.createDiv({ cls: "tfn-note is-absent", attr: { role: "status" } });
	}

	focus(): void {
		this.input.focus();
	}

	/** Presses `button` when Enter is. */
	submitsTo(button: HTMLButtonElement): void {
		this.input.addEventListener("keydown", (event) => {
			if (event.key !== "Enter") return;
			// A right code moves the focus to the button, which the same press of the key must not press too.
			event.preventDefault();
			button.click();
		});
	}

	/** Says how the typed code fits. */
	async check(): Promise<void> {
		const account = this.comparison.account();
		const opened = account === null ? null : this.parts.codes.openSeed(account.entry);
		if (account === null || opened === null || !("seed" in opened)) return void this.say("x", "Nothing to compare with.", opened !== null && "problem" in opened ? opened.problem : "The secret key is gone from the note, or locked.");
		const { seed } = opened;
		const found = verify(seed, this.input.value, this.parts.clock.now);
		if (found.kind === "right") return this.agree(this.comparison.note(isTimed(seed) ? 0 : seed.counter + found.off + 1), agreement(seed, found.off, this.comparison.then));
		this.input.select();
		const instead = this.comparison.instead?.(this.input.value) ?? null;
		if (instead !== null) this.say("x", "Not a code of this key.", instead);
		else if (found.kind === "making") this.offer(account, seed, found.making);
		else if (found.kind === "none") this.advise(seed);
		else this.say(found.kind === "length" ? "x" : "clock", ...sentencesFor(found, seed));
	}

	private async agree(noted: Promise<string | null>, words: string): Promise<void> {
		const problem = await noted;
		if (problem === null) this.say("check", "Right.", words);
		else this.say("triangle-alert", "Right, but it could not be noted.", problem);
		this.isRight = true;
		this.right();
	}

	/** The service knows which way is right, so it is the person who decides. */
	private offer(account: Account, seed: Seed, making: Making): void {
		const text = this.say("info", "The same key, but another kind of code.",
			`The phone makes codes of ${makingWords(making)}; this note says ${makingWords(seed)}. If ${titleOf(account)} takes the phone's codes, change the note. If not, the app on the phone cannot make the right ones: use another app.`);
		drawButton(text, "Change the note", () => void this.agree(this.comparison.remake(making), `From now on this note makes codes of ${makingWords(making)}. ${this.comparison.then.now}`.trim()), undefined, "tfn-quiet tfn-below");
	}

	private advise(seed: Seed): void {
		const text = this.say("x", "Not a code of this key.", "Nothing was noted. Try this, in this order:");
		drawList(text, "ol", "tfn-todo", advice(seed));
	}

	private say(icon: string, strong: string, words: string): HTMLElement {
		this.verdict.empty();
		this.verdict.removeClass("is-absent");
		this.verdict.toggleClass("is-right", icon === "check");
		drawIcon(this.verdict, icon);
		const text = this.verdict.createDiv();
		text.createEl("b", { text: strong });
		text.appendText(` ${words}`);
		return text;
	}
}

/** Whether codes of this seed are digits alone. */
function hasDigits({ type }: Seed): boolean {
	return type === "TOTP" || type === "HOTP";
}

function agreement(seed: Seed, off: number, then: Comparison["then"]): string {
	if (off === 0 || !isTimed(seed)) return `The phone and this note agree. ${then.now}`.trim();
	return `The phone and this note agree, but that code is ${off < 0 ? "over" : "still to come"} here. ${then.else}`.trim();
}

function sentencesFor(found: Extract<Verdict, { kind: "clock" | "earlier" | "length" }>, seed: Seed): [strong: string, words: string] {
	if (found.kind === "clock") return ["The same key, but the clocks differ.", `The phone is about ${Math.abs(found.seconds)} seconds ${found.seconds < 0 ? "behind" : "ahead of"} this device. Switch both to automatic time, then type a new code.`];
	if (found.kind === "earlier") return ["The same key, but an earlier code.", `It has the number ${found.counter}, and the next one of this note is ${seed.counter}. Let the phone make ${seed.counter - found.counter} more, then type the last of them.`];
	return ["Not a whole code.", `A code of this account has ${found.wanted} ${hasDigits(seed) ? "digits" : "characters"}.`];
}

function advice({ type, pin }: Seed): string[] {
	return [
		type === "HOTP" ? "Let the phone make another code and type that." : "Wait for the next code on the phone and type that.",
		"Look whether the phone has another account of this name, and type its code.",
		...(pin === undefined ? [] : ["Compare the PIN in the note with the one on the phone."]),
		"Remove the account on the phone, scan the QR of this note, and type the new code.",
		"If the service refuses the codes of this note too, ask it for a new secret key and put that in the place of this one.",
	];
}
