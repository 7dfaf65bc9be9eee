/** Lists to choose from: under a text field, and in a dialog. */
import type { App } from "./app";
import { Scope } from "./keymap";
import { Modal } from "./modal";
import { prepareFuzzySearch, renderResults, sortSearchResults, type SearchResult } from "./text";
import { complain, Documented } from "./watch";

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
		if (value === undefined) return;
		try {
			this.#owner.selectSuggestion(value, event);
		} catch (error) {
			complain(error);
		}
	}
}

export abstract class PopoverSuggest<T> extends Documented implements Owner<T> {
	app: App;
	scope: Scope;
	$el = createDiv("suggestion-container");
	$chooser: Chooser<T>;
	#open = false;

	constructor(app: App, scope?: Scope) {
		super();
		this.app = app;
		this.scope = scope ?? new Scope();
		this.$chooser = new Chooser(this, this.$el.createDiv("suggestion"), this.scope);
		this.scope.register([], "Escape", () => (this.close(), false));
		this.scope.register([], "Enter", (event) => (this.$chooser.use(event), false));
		this.$el.addEventListener("mousedown", (event) => event.preventDefault());
	}

	open(): void {
		if (this.#open) return;
		this.#open = true;
		this.app.keymap.pushScope(this.scope);
		document.body.appendChild(this.$el);
	}

	close(): void {
		if (!this.#open) return;
		this.#open = false;
		this.app.keymap.popScope(this.scope);
		this.$el.detach();
	}

	abstract renderSuggestion(value: T, el: HTMLElement): void;
	abstract selectSuggestion(value: T, event: MouseEvent | KeyboardEvent): void;
}

export abstract class AbstractInputSuggest<T> extends PopoverSuggest<T> {
	limit = 100;
	#input: HTMLInputElement | HTMLDivElement;
	#callback: ((value: T, event: MouseEvent | KeyboardEvent) => unknown) | null = null;

	constructor(app: App, textInputEl: HTMLInputElement | HTMLDivElement) {
		super(app);
		this.#input = textInputEl;
		textInputEl.addEventListener("input", () => void this.#suggest().catch(complain));
		textInputEl.addEventListener("focus", () => void this.#suggest().catch(complain));
		textInputEl.addEventListener("blur", () => this.close());
	}

	async #suggest(): Promise<void> {
		const values = (await this.getSuggestions(this.getValue())).slice(0, this.limit);
		if (values.length === 0 || document.activeElement !== this.#input) return this.close();
		this.$chooser.set(values);
		this.open();
		const box = this.#input.getBoundingClientRect();
		this.$el.style.left = `${box.left}px`;
		this.$el.style.top = `${box.bottom + 4}px`;
	}

	setValue(value: string): void {
		if (this.#input instanceof HTMLInputElement) this.#input.value = value;
		else this.#input.setText(value);
	}

	getValue(): string {
		return this.#input instanceof HTMLInputElement ? this.#input.value : this.#input.getText();
	}

	protected abstract getSuggestions(query: string): T[] | Promise<T[]>;

	selectSuggestion(value: T, event: MouseEvent | KeyboardEvent): void {
		this.#callback?.(value, event);
	}

	onSelect(callback: (value: T, event: MouseEvent | KeyboardEvent) => unknown): this {
		this.#callback = callback;
		return this;
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
