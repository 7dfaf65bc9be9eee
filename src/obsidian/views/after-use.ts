import { setTooltip } from "obsidian";
import { stepsAfterUse } from "../../note/after-use";
import { dayWords } from "../../note/shown";
import type { Account } from "../notes/accounts";
import { addStepsTo, forgetUse, lastUse, noteAccepted, setStepOf } from "../notes/after-use";
import { isReadOnly } from "../notes/secrets";
import type { Parts } from "../parts";
import { drawButton, drawTool, today } from "./draw";

/** What follows from the use of a backup code: whether it was accepted, and the steps, offered and then ticked off. */
export class AfterUse {
	private readonly el: HTMLElement;
	private drawn: string | null = null;

	constructor(parent: HTMLElement, private readonly parts: Parts, private readonly account: Account) {
		this.el = parent.createDiv({ cls: "tfn-after-use" });
		this.draw();
	}

	/** The offer is this device's own, and no part of the note. */
	tick(): void {
		if (lastUse(this.parts, this.account) !== this.drawn) this.draw();
	}

	private draw(): void {
		const { account, el, parts } = this;
		const day = lastUse(parts, account);
		this.drawn = day;
		el.empty();
		if (isReadOnly(account)) return;
		const isOpen = account.steps.some(({ isDone }) => !isDone);
		if (day !== null) this.drawOffer(day, isOpen);
		if (isOpen) this.drawSteps();
	}

	private drawOffer(day: string, hasSteps: boolean): void {
		const { account, el, parts } = this;
		const steps = stepsAfterUse(account.entry);
		const line = el.createDiv({ cls: "tfn-tools" });
		line.createSpan({ text: `Code used ${day === today(parts.clock.now) ? "today" : dayWords(day)}.${hasSteps ? "" : ` Now: ${steps.length} steps`}` });
		if (account.entry.backupCodesTested !== day) setTooltip(drawButton(line, "It was accepted", () => void noteAccepted(parts, account, day)), "It was accepted: note the day on which one of these codes was last seen to work");
		if (!hasSteps) setTooltip(drawButton(line, "Add the steps to the note", () => void addStepsTo(parts, account)), `Add the steps to the note: ${steps.join(". ")}`);
		drawTool(line, "x", "Dismiss", () => forgetUse(parts, account.path));
	}

	private drawSteps(): void {
		const { account, el, parts } = this;
		const open = account.steps.filter(({ isDone }) => !isDone).length;
		el.createEl("b", { text: `${open} of ${account.steps.length} steps open` });
		const list = el.createEl("ul");
		for (const step of account.steps) {
			const label = list.createEl("li").createEl("label");
			const box = label.createEl("input", { type: "checkbox" });
			box.checked = step.isDone;
			label.createSpan({ text: step.text });
			label.toggleClass("is-done", step.isDone);
			box.addEventListener("change", () => void setStepOf(parts, account, { text: step.text, isDone: box.checked }));
		}
	}
}
