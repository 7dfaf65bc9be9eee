/** Lists to choose from: under a text field, and in a dialog. */
import type { App } from "./app";
import { Scope } from "./keymap";
import { Modal } from "./modal";
import { prepareFuzzySearch, prepareSimpleSearch, renderResults, sortSearchResults, type SearchResult } from "./text";
import { TFile, TFolder } from "./vault";
import { complain, guard } from "./watch";

interface Owner<T> {
	renderSuggestion(value: T, el: HTMLElement): void;
	selectSuggestion(value: T, event: MouseEvent | KeyboardEvent): void;
}

/** The rows, the one that is marked, and the keys that move it. */
class Chooser<T> {
	#el: HTMLElement;
	#owner: Owner<T>;
	#values: T[] = [];
	#rows: HTMLElement[] = [];
	#at = 0;

	constructor(owner: Owner<T>, el: HTMLElement, scope: Scope) {
		this.#owner = owner;
		this.#el = el;
		scope.register([], "ArrowDown", () => (this.#mark(this.#at + 1), false));
		scope.register([], "ArrowUp", () => (this.#mark(this.#at - 1), false));
	}

	set(values: T[]): void {
		this.#values = values;
		this.#el.empty();
		this.#rows = values.map((value, index) => {
			const row = this.#el.createDiv({ cls: "suggestion-item", attr: { role: "option" } });
			this.#owner.renderSuggestion(value, row);
			row.addEventListener("mousemove", () => this.#mark(index));
			row.addEventListener("click", (event) => this.use(event, index));
			return row;
		});
		this.#mark(0);
	}

	#mark(at: number): void {
		this.#at = this.#rows.length === 0 ? 0 : (at + this.#rows.length) % this.#rows.length;
		this.#rows.forEach((row, index) => {
			row.toggleClass("is-selected", index === this.#at);
			row.setAttr("aria-selected", index === this.#at);
		});
		this.#rows[this.#at]?.scrollIntoView({ block: "nearest" });
	}

	use(event: MouseEvent | KeyboardEvent, index = this.#at): void {
		const value = this.#values[index];
		if (value !== undefined) guard(() => this.#owner.selectSuggestion(value, event));
	}
}

/** The files or folders that fit what is typed, under a text field of the settings. */
export class PathSuggest implements Owner<string> {
	#app: App;
	#input: HTMLInputElement;
	#wanted: typeof TFile | typeof TFolder;
	#choose: (path: string) => unknown;
	#scope = new Scope();
	#el = createDiv("suggestion-container");
	#chooser = new Chooser<string>(this, this.#el.createDiv("suggestion"), this.#scope);

	constructor(app: App, input: HTMLInputElement, kind: "file" | "folder", choose: (path: string) => unknown) {
		this.#app = app;
		this.#input = input;
		this.#wanted = kind === "file" ? TFile : TFolder;
		this.#choose = choose;
		this.#scope.register([], "Escape", () => (this.#close(), false));
		this.#scope.register([], "Enter", (event) => (this.#chooser.use(event), false));
		this.#el.addEventListener("mousedown", (event) => event.preventDefault());
		for (const type of ["input", "focus"]) input.addEventListener(type, () => this.#suggest());
		input.addEventListener("blur", () => this.#close());
	}

	#suggest(): void {
		const search = prepareSimpleSearch(this.#input.value);
		const paths = this.#app.vault.getAllLoadedFiles().filter((file) => file instanceof this.#wanted && file.path !== "/" && search(file.path)).map((file) => file.path);
		this.#close();
		if (paths.length === 0 || document.activeElement !== this.#input) return;
		this.#chooser.set(paths.slice(0, 100));
		this.#app.keymap.pushScope(this.#scope);
		document.body.appendChild(this.#el);
		const box = this.#input.getBoundingClientRect();
		this.#el.style.left = `${box.left}px`;
		this.#el.style.top = `${box.bottom + 4}px`;
	}

	#close(): void {
		this.#app.keymap.popScope(this.#scope);
		this.#el.detach();
	}

	renderSuggestion(path: string, el: HTMLElement): void {
		el.setText(path);
	}

	selectSuggestion(path: string): void {
		this.#choose(path);
		this.#close();
	}
}

export abstract class SuggestModal<T> extends Modal implements Owner<T> {
	limit = 100;
	emptyStateText = "No results found.";
	inputEl: HTMLInputElement;
	resultContainerEl: HTMLElement;
	#chooser: Chooser<T>;
	#footer: HTMLElement;

	constructor(app: App) {
		super(app);
		this.modalEl.empty();
		this.modalEl.removeClass("modal");
		this.modalEl.addClass("prompt");
		const frame = this.modalEl.createDiv("prompt-input-container");
		this.inputEl = frame.createEl("input", { type: "text", cls: "prompt-input", attr: { spellcheck: false, enterkeyhint: "done" } });
		this.resultContainerEl = this.modalEl.createDiv({ cls: "prompt-results", attr: { role: "listbox" } });
		this.#footer = this.modalEl.createDiv("prompt-instructions");
		this.#chooser = new Chooser<T>(this, this.resultContainerEl, this.scope);
		this.scope.register(null, "Enter", (event) => (event.isComposing || this.selectActiveSuggestion(event), false));
		this.inputEl.addEventListener("input", () => void this.#suggest().catch(complain));
	}

	override open(): void {
		super.open();
		this.inputEl.focus();
		void this.#suggest().catch(complain);
	}

	async #suggest(): Promise<void> {
		const asked = this.inputEl.value;
		const values = (await this.getSuggestions(asked)).slice(0, this.limit);
		if (asked !== this.inputEl.value) return;
		this.#chooser.set(values);
		if (values.length === 0) this.onNoSuggestion();
	}

	setPlaceholder(placeholder: string): void {
		this.inputEl.placeholder = placeholder;
	}

	setInstructions(instructions: { command: string; purpose: string }[]): void {
		this.#footer.empty();
		for (const { command, purpose } of instructions) {
			const one = this.#footer.createDiv("prompt-instruction");
			one.createSpan({ cls: "prompt-instruction-command", text: command });
			one.createSpan({ text: purpose });
		}
	}

	onNoSuggestion(): void {
		this.resultContainerEl.empty();
		this.resultContainerEl.createDiv({ cls: "suggestion-empty", text: this.emptyStateText });
	}

	/** Closes first, then chooses: an onClose that looks for the choice finds none, as in the app. */
	selectSuggestion(value: T, event: MouseEvent | KeyboardEvent): void {
		this.close();
		this.onChooseSuggestion(value, event);
	}

	selectActiveSuggestion(event: MouseEvent | KeyboardEvent): void {
		this.#chooser.use(event);
	}

	abstract getSuggestions(query: string): T[] | Promise<T[]>;
	abstract renderSuggestion(value: T, el: HTMLElement): void;
	abstract onChooseSuggestion(item: T, event: MouseEvent | KeyboardEvent): void;
}

export interface FuzzyMatch<T> {
	item: T;
	match: SearchResult;
}

export abstract class FuzzySuggestModal<T> extends SuggestModal<FuzzyMatch<T>> {
	getSuggestions(query: string): FuzzyMatch<T>[] {
		const search = prepareFuzzySearch(query);
		const found = this.getItems().flatMap((item) => {
			const match = search(this.getItemText(item));
			return match ? [{ item, match }] : [];
		});
		if (query.trim() !== "") sortSearchResults(found);
		return found;
	}

	renderSuggestion(found: FuzzyMatch<T>, el: HTMLElement): void {
		renderResults(el, this.getItemText(found.item), found.match);
	}

	onChooseSuggestion(found: FuzzyMatch<T>, event: MouseEvent | KeyboardEvent): void {
		this.onChooseItem(found.item, event);
	}

	abstract getItems(): T[];
	abstract getItemText(item: T): string;
	abstract onChooseItem(item: T, event: MouseEvent | KeyboardEvent): void;
}
