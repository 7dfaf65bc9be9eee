import type { HeadingLine } from "./arrange";
import { drawIcon } from "./draw";
import type { Drawn } from "./drawn-lines";

/** Draws what stands over a group; one that can be folded is a button and says how many accounts are in it. */
export function drawHeading(parent: HTMLElement, { words, count, isOpen }: HeadingLine, fold: () => void): Drawn {
	const el = parent.createEl("li");
	const head = el.createEl("h4", { cls: "tfn-group", text: count === null ? words : "" });
	const target = count === null ? null : head.createEl("button", { cls: "tfn-fold", attr: { type: "button", "aria-expanded": isOpen } });
	if (target !== null) {
		drawIcon(target, "chevron-down");
		target.createSpan({ cls: "tfn-group-name", text: words });
		target.createSpan({ text: String(count) });
		target.addEventListener("click", fold);
	}
	return { el, target, until: Infinity, tick: () => undefined };
}
