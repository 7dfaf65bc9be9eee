import type { App } from "./app";
import { Scope } from "./keymap";
import { ButtonComponent } from "./setting";
import { calledByPlugin, complain, Documented, guard, note } from "./watch";

const tabbable = "button, input, select, textarea, a[href], [tabindex]:not([tabindex='-1']), [contenteditable='true']";

export class Modal extends Documented {
	app: App;
	scope: Scope;
	containerEl: HTMLElement;
	modalEl: HTMLElement;
	titleEl: HTMLElement;
	contentEl: HTMLElement;
	shouldRestoreSelection = true;
	#headerEl: HTMLElement;
	#before: Element | null = null;
	#closed: (() => unknown) | null = null;

	constructor(app: App) {
		super();
		this.app = app;
		this.scope = new Scope();
		this.scope.register([], "Escape", () => (this.close(), false));
		this.containerEl = createDiv("modal-container mod-dim");
		const background = this.containerEl.createDiv("modal-bg");
		background.addEventListener("click", () => this.close());
		this.modalEl = this.containerEl.createDiv({ cls: "modal", attr: { role: "dialog", "aria-modal": "true", tabindex: "-1" } });
		const close = this.modalEl.createDiv({ cls: "modal-close-button mod-raised clickable-icon", attr: { "aria-label": "Close", role: "button" } });
		close.addEventListener("click", () => this.close());
		this.#headerEl = this.modalEl.createDiv("modal-header");
		this.titleEl = this.#headerEl.createDiv("modal-title");
		this.contentEl = this.modalEl.createDiv("modal-content");
		this.modalEl.addEventListener("keydown", (event) => this.#trap(event));
		if (![3, 4, 5].some((above) => calledByPlugin(above))) this.containerEl.setAttr("data-host", "");
	}

	open(): void {
		if (this.containerEl.isConnected) return note("misuse", "Modal.open was called while the modal is open.");
		this.#before = activeDocument.activeElement;
		this.app.keymap.pushScope(this.scope);
		activeDocument.body.appendChild(this.containerEl);
		const opened = this.onOpen();
		if (opened instanceof Promise) opened.catch(complain);
		if (!this.modalEl.contains(activeDocument.activeElement)) (this.$firstFocus() ?? this.modalEl).focus();
	}

	#fields(): HTMLElement[] {
		return this.modalEl.findAll(tabbable).filter((el) => el.isShown() && !(el as HTMLInputElement).disabled);
	}

	/** What gets the focus when onOpen gave it to nothing. */
	$firstFocus(): HTMLElement | undefined {
		return this.#fields().find((el) => !el.hasClass("modal-close-button"));
	}

	#trap(event: KeyboardEvent): void {
		if (event.key !== "Tab") return;
		const fields = this.#fields();
		const edge = event.shiftKey ? fields[0] : fields.at(-1);
		if (this.modalEl.doc.activeElement !== edge) return;
		event.preventDefault();
		(event.shiftKey ? fields.at(-1) : fields[0])?.focus();
	}

	close(): void {
		if (!this.containerEl.isConnected) return;
		this.containerEl.detach();
		this.app.keymap.popScope(this.scope);
		if (this.shouldRestoreSelection && this.#before?.instanceOf(HTMLElement)) this.#before.focus();
		try {
			this.onClose();
			this.#closed?.();
		} catch (error) {
			complain(error);
		}
	}

	onOpen(): void | Promise<void> {}
	onClose(): void {}

	setTitle(title: string): this {
		this.titleEl.setText(title);
		return this;
	}

	setContent(content: string | DocumentFragment): this {
		this.contentEl.setText(content);
		return this;
	}

	setCloseCallback(callback: () => unknown): this {
		this.#closed = callback;
		return this;
	}
}

/** A button of a ConfirmationModal: closes it, unless its handler says something truthy. */
export class ConfirmationButton extends ButtonComponent {
	#modal: Modal;

	constructor(container: HTMLElement, modal: Modal) {
		super(container);
		this.#modal = modal;
		super.onClick(() => this.#modal.close());
	}

	override onClick(handler: (event: MouseEvent) => unknown): this {
		return super.onClick(async (event) => (await handler(event)) || this.#modal.close());
	}

	setInitialFocus(): this {
		for (const other of this.#modal.modalEl.findAll("[data-initial-focus]")) other.removeAttribute("data-initial-focus");
		this.buttonEl.setAttr("data-initial-focus", "");
		return this;
	}

	setSecondary(): this {
		this.buttonEl.addClass("mod-secondary");
		return this;
	}

	setCancel(): this {
		this.buttonEl.addClass("mod-cancel");
		return this;
	}
}

export class ConfirmationModal extends Modal {
	buttonContainerEl: HTMLElement;

	constructor(app: App) {
		super(app);
		this.modalEl.addClass("mod-confirmation");
		this.buttonContainerEl = this.modalEl.createDiv("modal-button-container");
	}

	override $firstFocus(): HTMLElement | undefined {
		return this.buttonContainerEl.find("[data-initial-focus]") ?? super.$firstFocus();
	}

	addClass(cls: string): this {
		this.modalEl.addClass(cls);
		return this;
	}

	addCheckbox(label: string, cb: (value: boolean) => unknown): this {
		const labelEl = createEl("label", { cls: "mod-checkbox" });
		const box = labelEl.createEl("input", { type: "checkbox" });
		labelEl.appendText(label);
		box.addEventListener("change", () => guard(() => cb(box.checked)));
		this.buttonContainerEl.prepend(labelEl);
		return this;
	}

	addButton(cb: (button: ConfirmationButton) => unknown): this {
		cb(new ConfirmationButton(this.buttonContainerEl, this));
		return this;
	}

	addCancelButton(text = "Cancel"): this {
		return this.addButton((button) => button.setButtonText(text).setCancel());
	}
}
