import { costlyOf, fieldsNeed } from "../lock/costly";
import type { Left } from "../lock/groups";
import { sentences } from "../lock/sentences";
import type { Session } from "../lock/session";
import { part } from "./page-draw";

/** The passphrase field: opens what it can, says what is left, and takes another passphrase for that. */
export class Unlock {
	readonly #el = part<HTMLFormElement>(document, "passphrase");
	readonly #session: Session;
	readonly #fields: () => string[];
	#running: AbortController | null = null;
	/** The groups that can be tried however much they take, and those that a person agreed to. */
	#costly: string[] = [];
	#agreed: string[] = [];

	/** `fields` gives everything encrypted that was added. */
	constructor(session: Session, fields: () => string[]) {
		this.#session = session;
		this.#fields = fields;
		this.#el.addEventListener("submit", (event) => {
			event.preventDefault();
			if (this.#running === null) void this.#unlock();
			else this.#running.abort();
		});
		part(this.#el, "agree").addEventListener("click", () => this.#agree());
		session.onChange(() => {
			if (!session.isOpen) this.#say("");
		});
	}

	/** Something was added: what was said before is over. */
	ask(): void {
		if (this.#running === null) this.#say("");
		this.draw();
		this.#input.focus();
	}

	/** Says how much waits for a passphrase; without anything that does, nothing is asked. */
	draw(): void {
		const fields = this.#fields();
		const shut = fields.filter((field) => this.#isShut(field)).length;
		this.#el.hidden = fields.length > 0 && shut === 0;
		if (this.#running === null && this.#session.isOpen && shut > 0) this.#say(`${fieldsNeed(shut)} another passphrase. The rest is open.`);
	}

	#isShut(field: string): boolean {
		const opened = this.#session.open(field, "seed");
		return "reason" in opened && ["locked", "other passphrase", "costly"].includes(opened.reason);
	}

	get #input(): HTMLInputElement {
		const input = this.#el.querySelector<HTMLInputElement>("input");
		if (input === null) throw new Error("The page has no passphrase field.");
		return input;
	}

	async #unlock(): Promise<void> {
		const passphrase = this.#input.value;
		const fields = this.#fields();
		if (passphrase === "") return this.#say("Type the passphrase.", true);
		if (fields.length === 0) return this.#say("There is nothing encrypted here yet. Add notes or a backup first.", true);
		this.#input.value = "";
		this.#running = new AbortController();
		this.#drawBusy(true);
		const result = await this.#session.unlock(passphrase, { fields, checks: [] }, {
			signal: this.#running.signal, agreed: this.#agreed, progress: (done) => this.#progress(done),
		});
		this.#running = null;
		this.#agreed = [];
		this.#drawBusy(false);
		if ("opened" in result) this.#say("");
		else this.#say(sentences[result.reason], result.reason !== "cancelled");
		this.draw();
		this.#offer(result.left);
	}

	/** What was not tried for what it takes is, once a person has read that. The passphrase was not kept. */
	#offer(left: readonly Left[]): void {
		const costly = costlyOf(left);
		part(this.#el, "agree").hidden = costly === null;
		if (costly === null) return;
		this.#costly = costly.groups;
		this.#say(`${part(this.#el, "said").textContent} ${costly.words}`.trim());
	}

	#agree(): void {
		this.#agreed = this.#costly;
		part(this.#el, "agree").hidden = true;
		this.#say("Type the passphrase to try these too.");
		this.#input.focus();
	}

	#drawBusy(isBusy: boolean): void {
		part(this.#el, "open").textContent = isBusy ? "Stop" : "Open";
		this.#input.disabled = isBusy;
		const bar = part<HTMLProgressElement>(this.#el, "progress");
		bar.hidden = !isBusy;
		bar.removeAttribute("value");
		if (isBusy) this.#say("Opening. It takes a moment, so that guessing takes years.");
		else this.#input.focus();
	}

	#progress(done: number): void {
		if (done > 0) part<HTMLProgressElement>(this.#el, "progress").value = done;
	}

	#say(words: string, isWrong = false): void {
		const el = part(this.#el, "said");
		el.textContent = words;
		el.classList.toggle("is-wrong", isWrong);
	}
}
