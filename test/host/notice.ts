import { setIcon } from "./icons";
import { Documented } from "./watch";
import { eachWindow } from "./windows";

/** Every notice of this page, for tests. */
export const notices: { text: string; shown: boolean }[] = [];

/** Those of each window. */
const containers = new Map<Document, HTMLElement>();

export class Notice extends Documented {
	noticeEl: HTMLElement;
	containerEl: HTMLElement;
	messageEl: HTMLElement;
	#entry = { text: "", shown: true };

	constructor(message: string | DocumentFragment, duration = 5000) {
		super();
		const container = containers.get(activeDocument) ?? activeDocument.body.createDiv({ cls: "notice-container", attr: { "data-host": "" } });
		containers.set(activeDocument, container);
		this.containerEl = container.createDiv({ cls: "notice", attr: { role: "alert" } });
		this.noticeEl = this.messageEl = this.containerEl.createDiv("notice-message");
		this.containerEl.addEventListener("click", () => this.hide());
		notices.push(this.#entry);
		this.setMessage(message);
		if (duration > 0) window.setTimeout(() => this.hide(), duration);
	}

	setMessage(message: string | DocumentFragment): this {
		this.messageEl.setText(message);
		this.#entry.text = this.messageEl.innerText;
		return this;
	}

	hide(): void {
		this.#entry.shown = false;
		this.containerEl.detach();
	}
}

export interface TooltipOptions {
	placement?: "bottom" | "right" | "left" | "top";
	classes?: string[];
	gap?: number;
	delay?: number;
}

/** Names an element for everyone; shown while the pointer rests on it. */
export function setTooltip(el: HTMLElement, tooltip: string, options: TooltipOptions = {}): void {
	el.setAttr("aria-label", tooltip);
	el.setAttr("data-tooltip-position", options.placement ?? null);
}

/** A button that shows an icon, as the app draws most of its own. */
export function iconButton(parent: HTMLElement, cls: string, icon: string, title: string, run: (event: MouseEvent) => unknown): HTMLElement {
	const button = parent.createDiv({ cls: `clickable-icon ${cls}`, attr: { role: "button", tabindex: 0 } });
	setIcon(button, icon);
	setTooltip(button, title);
	button.addEventListener("click", run);
	return button;
}

let shown: HTMLElement | null = null;

export function displayTooltip(target: HTMLElement, content: string | DocumentFragment, options: TooltipOptions = {}): void {
	hideTooltip();
	const { doc, win } = target;
	const el = doc.body.createDiv({ cls: ["tooltip", ...(options.classes ?? [])], attr: { "data-host": "" } });
	el.setText(content);
	const box = target.getBoundingClientRect();
	const gap = options.gap ?? 6;
	const placement = options.placement ?? target.getAttr("data-tooltip-position") ?? "bottom";
	const left = { left: box.left - gap - el.offsetWidth, right: box.right + gap }[placement] ?? box.left + box.width / 2 - el.offsetWidth / 2;
	const top = { top: box.top - gap - el.offsetHeight, bottom: box.bottom + gap }[placement] ?? box.top + box.height / 2 - el.offsetHeight / 2;
	el.style.left = `${Math.clamp(left, 4, win.innerWidth - el.offsetWidth - 4)}px`;
	el.style.top = `${Math.clamp(top, 4, win.innerHeight - el.offsetHeight - 4)}px`;
	shown = el;
}

function hideTooltip(): void {
	shown?.remove();
	shown = null;
}

/** Shows the aria-label of what the pointer is on, as the app does. */
export function watchTooltips(): void {
	eachWindow(({ document }) => {
		document.addEventListener("mouseover", (event) => {
			const target = event.target === document ? null : (event.target as Element).closest<HTMLElement>("[aria-label]");
			hideTooltip();
			if (target && !document.body.hasClass("is-phone")) displayTooltip(target, target.getAttr("aria-label") ?? "");
		});
		document.addEventListener("mousedown", hideTooltip, true);
	});
}
