import { setTooltip, type Component } from "obsidian";
import type { Finding } from "../../health/findings";
import type { Parts } from "../parts";
import { drawTool } from "../views/draw";
import { HealthDialog } from "./dialog";
import { healthNow } from "./facts";
import { putOff } from "./not-now";

/** Milliseconds from a change to the count: a few frames. */
const delay = 40;

/** How many findings may cost an account, beside the pane's tools; nothing where there is none. Opens health. */
export class HealthBadge {
	private readonly el: HTMLButtonElement;
	private readonly count: HTMLElement;
	/** Null when something changed since they were looked for. */
	private findings: readonly Finding[] | null = null;

	constructor(private readonly bar: HTMLElement, private readonly parts: Parts, owner: Component) {
		this.el = drawTool(bar, "heart-pulse", "Health", () => new HealthDialog(parts).open());
		this.el.addClass("tfn-badge", "is-absent");
		this.count = this.el.createSpan();
		let soon: number | null = null;
		// After the list is drawn: nobody waits for the count.
		const forget = (): void => {
			this.findings = null;
			soon ??= window.setTimeout(() => {
				soon = null;
				this.draw(parts.clock.now);
			}, delay);
		};
		forget();
		owner.registerEvent(parts.accounts.on("changed", forget));
		owner.registerEvent(parts.stored.on("changed", forget));
		owner.register(() => soon !== null && window.clearTimeout(soon));
		owner.register(parts.clock.onTick((now) => this.draw(now)));
	}

	private draw(now: number): void {
		const { bar, parts } = this;
		if (!parts.accounts.isComplete || !bar.isShown() || bar.doc.hidden) return;
		this.findings ??= healthNow(parts, "high").findings;
		const off = putOff(parts.app, now);
		const told = this.findings.filter(({ id }) => !off.has(id));
		this.el.toggleClass("is-absent", told.length === 0);
		if (this.count.textContent === String(told.length)) return;
		this.count.setText(String(told.length));
		const words = `Health: ${told.length === 1 ? "1 finding" : `${told.length} findings`} may cost an account`;
		setTooltip(this.el, words);
		this.el.setAttribute("aria-label", words);
	}
}
