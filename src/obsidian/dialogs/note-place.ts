import { pathAt, pathFor } from "../notes/creating";
import type { Parts } from "../parts";
import { drawButton } from "../views/draw";
import type { NameFields } from "./name-fields";

/** Where the note of a new account goes: said quietly, and behind "Change" a field for folder and name. */
export class NotePlace {
	private readonly line: HTMLElement;
	private input: HTMLInputElement | null = null;
	private turn = 0;
	private readonly id: string;

	constructor(parent: HTMLElement, private readonly parts: Parts, names: NameFields) {
		this.id = `${names.prefix}-note-path`;
		parent.createEl("label", { text: "Note", attr: { for: this.id } });
		this.line = parent.createDiv({ cls: "tfn-place" });
		names.follow((now) => void this.follow(now));
	}

	/** The path that was typed, whether there is such a note or not; undefined where the account's name makes it. */
	get chosen(): string | undefined {
		const typed = this.input?.value.trim() ?? "";
		return typed === "" ? undefined : pathAt(typed);
	}

	/** Says where a note of this name would go, unless another place was typed. */
	private async follow({ issuer, username }: NameFields["names"]): Promise<void> {
		const turn = ++this.turn;
		const path = issuer === "" && username === "" ? null : await pathFor(this.parts, { issuer, username });
		if (this.input !== null || turn !== this.turn) return;
		this.line.empty();
		this.line.createSpan({ cls: "tfn-path", text: path === null ? "Named after the account" : `Will be saved as ${path}` });
		if (path === null) return;
		const words = drawButton(this.line, "Change", () => this.change(path), undefined, "tfn-plain");
		words.createSpan({ cls: "tfn-said", text: " folder and name of the note" });
	}

	/** The next account has a place of its own. */
	reset(): void {
		this.input = null;
	}

	private change(path: string): void {
		this.line.empty();
		this.input = this.line.createEl("input", { type: "text", value: path, attr: { id: this.id, spellcheck: "false", autocomplete: "off" } });
		this.input.focus();
		this.input.setSelectionRange(path.lastIndexOf("/") + 1, path.length - ".md".length);
	}
}
