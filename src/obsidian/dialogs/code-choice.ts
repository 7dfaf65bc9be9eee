import { needsPin } from "../../code/seed";
import type { UriAccount } from "../../code/uri";
import { algorithms, type Making, type Seed } from "../../entry";
import { usual } from "../../note/fields";
import { drawButton } from "../views/draw";

type Type = Seed["type"];

const types: [Type, string][] = [["TOTP", "By time (TOTP)"], ["HOTP", "By counter (HOTP)"], ["Steam", "Steam"], ["mOTP", "mOTP, with a PIN"], ["Yandex", "Yandex, with a PIN"]];
const lengths = [6, 7, 8, 5, 4, 9, 10];
const periods = [30, 60, 20, 15, 90, 120, 10];

/** How the codes of a new account are made: in words, and behind "Change" as choices; with the PIN where the type needs one. */
export class CodeChoice {
	private readonly line: HTMLElement;
	private readonly label: HTMLElement;
	private readonly input: HTMLInputElement;
	private isOpen = false;
	private drawn = "";
	/** A PIN that was typed before a lock: it is out of the page. */
	private hidden = "";

	constructor(parent: HTMLElement, private readonly changed: (change: Partial<UriAccount>) => void) {
		parent.createEl("label", { text: "Code" });
		this.line = parent.createDiv({ cls: "tfn-facts-line" });
		this.label = parent.createEl("label", { text: "PIN", attr: { for: "tfn-pin" } });
		this.input = parent.createEl("input", { type: "password", attr: { id: "tfn-pin", autocomplete: "off", spellcheck: "false" } });
		this.input.addEventListener("input", () => this.setPin(this.input.value));
	}

	/** The PIN as it was typed: it may begin with zeros. */
	get pin(): string {
		return this.input.value || this.hidden;
	}

	focusPin(): void {
		this.input.focus();
	}

	setPin(pin: string): void {
		this.hidden = "";
		this.input.value = pin;
		this.input.placeholder = "";
	}

	/** Locked: the PIN that was typed is kept, and leaves the page. */
	hide(): void {
		const { pin } = this;
		this.setPin("");
		this.hidden = pin;
		if (pin !== "") this.input.placeholder = "••••";
	}

	/** Draws what is given, unless it stands there: the press that leaves a field may be on a button or a list here. */
	draw(given: UriAccount): void {
		if (this.drawn === this.looksOf(given)) return;
		this.drawn = this.looksOf(given);
		for (const el of [this.label, this.input]) el.toggleClass("is-absent", !needsPin(given.type));
		this.line.empty();
		if (this.isOpen) return this.drawChoices(given);
		this.line.createSpan({ text: makingWords(given) });
		drawButton(this.line, "Change", () => {
			this.isOpen = true;
			this.draw(given);
			this.line.find("select").focus();
		}, undefined, "tfn-plain");
	}

	private looksOf({ type, digits, period, algorithm, counter }: UriAccount): string {
		return [this.isOpen, type, digits, period, algorithm, counter].join();
	}

	private drawChoices(given: UriAccount): void {
		const { type } = given;
		let now = given;
		const set = (change: Partial<UriAccount>): void => {
			now = { ...now, ...change };
			this.drawn = this.looksOf(now);
			this.changed(change);
		};
		this.choose("Type", types, type, (chosen) => {
			this.changed({ type: chosen, algorithm: "SHA1", ...usual(chosen) });
			this.line.find("select").focus();
		});
		if (type !== "TOTP" && type !== "HOTP") return void this.line.createSpan({ text: makingWords(given), cls: "tfn-muted" });
		this.choose("Digits", within(lengths, given.digits).map((digits) => [digits, `${digits} digits`]), given.digits, (digits) => set({ digits }));
		if (type === "TOTP") this.choose("Seconds", within(periods, given.period).map((period) => [period, `${period} seconds`]), given.period, (period) => set({ period }));
		else this.askCounter(given.counter, (counter) => set({ counter }));
		this.choose("Algorithm", algorithms.map((algorithm) => [algorithm, algorithm]), given.algorithm, (algorithm) => set({ algorithm }));
	}

	private choose<T extends string | number>(label: string, options: [T, string][], value: T, set: (value: T) => void): void {
		const select = this.line.createEl("select", { cls: "dropdown", attr: { "aria-label": label } });
		for (const [option, text] of options) select.createEl("option", { text }).selected = option === value;
		select.addEventListener("change", () => set(options[select.selectedIndex]?.[0] ?? value));
	}

	private askCounter(counter: number, set: (counter: number) => void): void {
		const label = this.line.createEl("label", { cls: "tfn-inline-label", text: "Next counter" });
		const input = label.createEl("input", { type: "text", value: String(counter), attr: { inputmode: "numeric", autocomplete: "off" } });
		input.addEventListener("change", () => {
			if (/^\d{1,15}$/.test(input.value.trim())) set(Number(input.value));
			else input.value = String(counter);
		});
	}
}

/** The usual values, and the one that is given. */
function within(values: number[], value: number): number[] {
	return values.includes(value) ? values : [value, ...values];
}

/** How codes are made, for people. */
export function makingWords({ type, digits, period, algorithm, counter }: Making): string {
	if (type === "Steam") return "Steam, 5 letters, new every 30 seconds";
	if (type === "mOTP") return "mOTP, 6 characters, new every 10 seconds";
	if (type === "Yandex") return "Yandex, 8 letters, new every 30 seconds";
	const by = algorithm === "SHA1" ? "" : `, ${algorithm}`;
	return type === "HOTP" ? `${digits} digits, by counter, next is ${counter}${by}` : `${digits} digits, new every ${period} seconds${by}`;
}
