import { keylessIn, type Keyless } from "../../code/keyless";
import { readUri, type UriAccount } from "../../code/uri";
import { drawIcon, drawMonogram } from "../views/draw";
import { kinds } from "./keyless";

interface Found {
	text: string;
	/** What the text is, or a sentence on why it is no account. */
	is: UriAccount | string;
	/** The account without a secret key that it sets up: not waited for, but it can be chosen. */
	keyless: Keyless | undefined;
	/** Where it was saved. */
	saved: string | null;
}

/** The accounts of pictures that hold several: one is chosen after the other, and the rest waits here. */
export class FoundList {
	private readonly el: HTMLElement;
	private found: Found[] = [];
	private current: Found | null = null;

	constructor(parent: HTMLElement, private readonly picked: (text: string) => void) {
		this.el = parent.createDiv({ cls: "tfn-found" });
	}

	/** How many accounts wait to be saved. */
	get waiting(): number {
		return this.found.filter(({ is, saved }) => typeof is !== "string" && saved === null).length;
	}

	/** Adds what pictures held, and picks the first account unless one is being made of them. */
	add(texts: readonly string[]): void {
		for (const text of texts) {
			if (this.found.some((each) => each.text === text)) continue;
			const read = readUri(text);
			this.found.push({ text, is: "problem" in read ? read.problem : read.account, keyless: keylessIn(text), saved: null });
		}
		if (this.current === null || this.current.saved !== null) this.pickNext();
		else this.draw();
	}

	/** The one that was picked is saved now. Picks the next; false where none waits. */
	saved(path: string): boolean {
		if (this.current !== null) this.current.saved = path;
		return this.pickNext();
	}

	private pickNext(): boolean {
		const next = this.found.find(({ is, saved }) => typeof is !== "string" && saved === null);
		if (next !== undefined) this.pick(next);
		else this.draw();
		return next !== undefined;
	}

	clear(): void {
		this.found = [];
		this.current = null;
		this.draw();
	}

	private pick(found: Found): void {
		this.current = found;
		this.draw();
		this.picked(found.text);
	}

	private draw(): void {
		this.el.empty();
		if (this.found.length < 2) return;
		this.el.createDiv({ cls: "tfn-label", text: `${this.found.length} QR codes found. They wait here until this dialog is closed.`, attr: { id: "tfn-found" } });
		const table = this.el.createDiv({ cls: "tfn-table", attr: { role: "radiogroup", "aria-labelledby": "tfn-found" } });
		for (const found of this.found) this.drawRow(table, found);
	}

	private drawRow(table: HTMLElement, found: Found): void {
		const { is, keyless, saved } = found;
		const row = table.createEl("label", { cls: "tfn-pick" });
		const box = row.createEl("input", { type: "radio", attr: { name: "tfn-found" } });
		box.checked = found === this.current;
		box.disabled = (typeof is === "string" && keyless === undefined) || saved !== null;
		row.toggleClass("is-off", box.disabled);
		box.addEventListener("change", () => this.pick(found));
		const name = typeof is !== "string" ? is.issuer || is.username || "No name" : keyless && (keyless.issuer || kinds[keyless.type].name);
		drawMonogram(row, name ?? "?");
		const words = row.createDiv();
		words.createSpan({ cls: "tfn-service", text: name ?? "Not an account" });
		words.createSpan({ cls: "tfn-why", text: saved !== null ? `Saved as ${saved}` : typeof is === "string" ? is : is.username });
		if (saved !== null) drawIcon(row, "check");
	}
}
