import { setIcon, setTooltip } from "obsidian";
import { groupsOf } from "../../code/groups";
import { lookAlikeIn, shownName } from "../../note/shown";
import type { Account } from "../notes/accounts";

/** The small parts that rows, cards and dialogs are drawn of. Classes and measures: styles.css. */

/** An icon of Obsidian's set, hidden from screen readers. */
export function drawIcon(parent: HTMLElement, name: string, cls = ""): HTMLElement {
	const el = parent.createSpan({ cls: `tfn-icon ${cls}`.trim(), attr: { "aria-hidden": "true" } });
	setIcon(el, name);
	return el;
}

/** A button that is an icon; `label` is its name and tooltip. */
export function drawTool(parent: HTMLElement, icon: string, label: string, onClick: (event: MouseEvent) => void): HTMLButtonElement {
	const button = parent.createEl("button", { cls: "tfn-tool", attr: { type: "button" } });
	drawIcon(button, icon);
	setTooltip(button, label);
	button.setAttribute("aria-label", label);
	button.addEventListener("click", onClick);
	return button;
}

/** A field to search in. */
export function drawSearch(parent: HTMLElement, onInput: () => void): HTMLInputElement {
	const search = parent.createDiv({ cls: "tfn-search" });
	drawIcon(search, "search");
	const input = search.createEl("input", { type: "search", placeholder: "Search", attr: { spellcheck: "false" } });
	input.addEventListener("input", onInput);
	return input;
}

/** A quiet button with words, and an icon before them where given. */
export function drawButton(parent: HTMLElement, words: string, onClick: (event: MouseEvent) => void, icon?: string, cls = "tfn-quiet"): HTMLButtonElement {
	const button = parent.createEl("button", { cls, attr: { type: "button" } });
	if (icon !== undefined) drawIcon(button, icon);
	button.createSpan({ text: words });
	button.addEventListener("click", onClick);
	return button;
}

/** A list of sentences, numbered where their order counts. */
export function drawList(parent: HTMLElement, tag: "ul" | "ol", cls: string, sentences: readonly string[]): void {
	const list = parent.createEl(tag, { cls });
	for (const text of sentences) list.createEl("li", { text });
}

/** The first letter of the service on a tint of its own. */
export function drawMonogram(parent: HTMLElement, service: string): void {
	const letter = [...service.trim()][0]?.toUpperCase() ?? "?";
	parent.createSpan({ cls: `tfn-monogram tfn-tint-${tintOf(service)}`, text: letter, attr: { "aria-hidden": "true" } });
}

/** Digits in groups: the gap is CSS, so that the text content is the code itself. Null draws dots and no digits. */
export function fillCode(el: HTMLElement, text: string | null): void {
	el.toggleClass("is-hidden", text === null);
	if (el.textContent === (text ?? "")) return;
	el.empty();
	for (const group of text === null ? [] : groupsOf(text)) el.createSpan({ text: group });
}

/** An empty place for a code; screen readers do not read each change. */
export function drawCode(parent: HTMLElement): HTMLElement {
	return parent.createSpan({ cls: "tfn-code is-hidden", attr: { "aria-live": "off" } });
}

/** The button that copies the next code; with long codes an arrow takes the place of the word. */
export function drawNext(parent: HTMLElement, next: { text: string }, onClick: () => void): void {
	const button = drawButton(parent, "next ", onClick, undefined, "tfn-quiet tfn-next");
	const isLong = next.text.length > 6;
	button.toggleClass("is-long", isLong);
	button.firstElementChild?.toggleClass("tfn-said", isLong);
	if (isLong) drawIcon(button, "arrow-right");
	fillCode(drawCode(button), next.text);
}

/** Says that a secret was encrypted for another account than its note names: it may have been moved, or only renamed. */
export function drawSealedFor(parent: HTMLElement, sealedFor: string | null): void {
	if (sealedFor !== null) parent.createEl("p", { cls: "tfn-wrong", text: sealedForWords(sealedFor) });
}

/** The same for a notice or a tooltip. */
export function sealedForWords(sealedFor: string): string {
	return `Encrypted for ${shownName(sealedFor.replace(":", ": "))}, not for the account that this note names.`;
}

/** The time that is left of a code, as an arc that shrinks by the second; never read aloud. It steps: gliding keeps the app drawing. */
export class Ring {
	readonly el: HTMLElement;
	/** Alone, so that a step restyles nothing else. */
	private readonly arc: HTMLElement;
	private readonly number: HTMLElement;
	private drawn = "";

	constructor(parent: HTMLElement, private readonly large = false) {
		this.el = parent.createSpan({ cls: large ? "tfn-ring is-large" : "tfn-ring", attr: { "aria-hidden": "true" } });
		this.arc = this.el.createSpan({ cls: "tfn-ring-arc" });
		drawIcon(this.el, "check", "tfn-ring-check");
		this.number = this.el.createSpan({ cls: "tfn-ring-number" });
	}

	/** `left` seconds of `period`; a code that ends soon shows the number. */
	fill(left: number, period: number): void {
		// Small rings step every other second: hardly to be seen, and half the work of twenty rows.
		const shown = this.large || left <= soon ? left : Math.min(Math.ceil(left / 2) * 2, period);
		if (this.drawn === `${shown}/${period}`) return;
		this.drawn = `${shown}/${period}`;
		this.arc.setCssProps({ "--tfn-left": String(shown / period) });
		this.el.toggleClass("is-soon", left <= soon);
		const number = this.large || left <= soon ? String(left) : "";
		if (this.number.textContent !== number) this.number.setText(number);
	}
}

/** From this many seconds on a code is said to end soon. */
export const soon = 5;

/** How an account is called where only one line is to be had. */
export function titleOf({ entry, name }: Account): string {
	return shownName(entry.issuer) || shownName(name);
}

/** A name in an element of its own, cut where it is long, with more of it in the tooltip, on two lines or three. */
export function drawShort(parent: HTMLElement, cls: string, name: string): void {
	const el = parent.createSpan({ cls, text: shownName(name) });
	if (cls === "tfn-user" || el.getText() !== name) setTooltip(el, shownName(name, 120));
}

/** Says that a name has letters of two alphabets; nothing where none of the names has. */
export function lookAlikeWords(...names: string[]): string {
	const words = new Set(names.map(lookAlikeIn).filter((word) => word !== null));
	return [...words].map((word) => `“${word}” has letters of another alphabet, so it may not be the name that it looks like.`).join(" ");
}

/** Today where the person is, YYYY-MM-DD. */
export function today(now: number): string {
	const date = new Date(now);
	const two = (n: number) => String(n).padStart(2, "0");
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function tintOf(service: string): number {
	let hash = 0;
	for (const letter of service.toLowerCase()) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
	return (hash % 8) + 1;
}
