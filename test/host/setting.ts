/** Settings rows and the controls in them. */
import { setTooltip, type TooltipOptions } from "./notice";
import { Documented, guard } from "./watch";

type Callback<T> = (value: T) => unknown;

export abstract class BaseComponent extends Documented {
	disabled = false;

	// `then` chains; awaiting a component would never end, as in the app.
	then(cb: (component: this) => unknown): this {
		cb(this);
		return this;
	}

	setDisabled(disabled: boolean): this {
		this.disabled = disabled;
		return this;
	}
}

export abstract class ValueComponent<T> extends BaseComponent {
	abstract getValue(): T;
	abstract setValue(value: T): this;
}

export class ButtonComponent extends BaseComponent {
	buttonEl: HTMLButtonElement;
	#callback: Callback<MouseEvent> | null = null;

	constructor(containerEl: HTMLElement) {
		super();
		this.buttonEl = containerEl.createEl("button");
		this.buttonEl.addEventListener("click", (event) => guard(() => this.#callback?.(event)));
	}

	override setDisabled(disabled: boolean): this {
		this.buttonEl.disabled = disabled;
		return super.setDisabled(disabled);
	}

	setCta(): this {
		this.buttonEl.addClass("mod-cta");
		return this;
	}

	setDestructive(): this {
		this.buttonEl.addClass("mod-destructive");
		return this;
	}

	setTooltip(tooltip: string, options?: TooltipOptions): this {
		setTooltip(this.buttonEl, tooltip, options);
		return this;
	}

	setButtonText(name: string): this {
		this.buttonEl.setText(name);
		return this;
	}

	onClick(callback: Callback<MouseEvent>): this {
		this.#callback = callback;
		return this;
	}
}

export class AbstractTextComponent<T extends HTMLInputElement> extends ValueComponent<string> {
	inputEl: T;
	#callback: Callback<string> | null = null;

	constructor(inputEl: T) {
		super();
		this.inputEl = inputEl;
		inputEl.addEventListener("input", () => this.onChanged());
	}

	override setDisabled(disabled: boolean): this {
		this.inputEl.disabled = disabled;
		return super.setDisabled(disabled);
	}

	getValue(): string {
		return this.inputEl.value;
	}

	setValue(value: string): this {
		this.inputEl.value = value;
		return this;
	}

	setPlaceholder(placeholder: string): this {
		this.inputEl.placeholder = placeholder;
		return this;
	}

	onChanged(): void {
		guard(() => this.#callback?.(this.getValue()));
	}

	onChange(callback: Callback<string>): this {
		this.#callback = callback;
		return this;
	}
}

export class TextComponent extends AbstractTextComponent<HTMLInputElement> {
	constructor(containerEl: HTMLElement) {
		super(containerEl.createEl("input", { type: "text", attr: { spellcheck: false } }));
	}
}

export class SearchComponent extends AbstractTextComponent<HTMLInputElement> {
	clearButtonEl: HTMLElement;

	constructor(containerEl: HTMLElement) {
		const frame = containerEl.createDiv("search-input-container");
		super(frame.createEl("input", { type: "search", attr: { enterkeyhint: "search", spellcheck: false } }));
		this.clearButtonEl = frame.createDiv({ cls: "search-input-clear-button", attr: { "aria-label": "Clear search" } });
		this.clearButtonEl.addEventListener("click", () => {
			this.setValue("").onChanged();
			this.inputEl.focus();
		});
		this.#mark();
	}

	#mark(): void {
		this.clearButtonEl.toggle(this.getValue() !== "");
	}

	override setValue(value: string): this {
		super.setValue(value);
		this.#mark();
		return this;
	}

	override onChanged(): void {
		this.#mark();
		super.onChanged();
	}
}

export class ToggleComponent extends ValueComponent<boolean> {
	toggleEl: HTMLElement;
	#box: HTMLInputElement;
	#callback: Callback<boolean> | null = null;

	constructor(containerEl: HTMLElement) {
		super();
		this.toggleEl = containerEl.createDiv("checkbox-container");
		this.#box = this.toggleEl.createEl("input", { type: "checkbox", attr: { tabindex: 0 } });
		this.toggleEl.addEventListener("click", (event) => {
			event.preventDefault();
			this.onClick();
		});
	}

	override setDisabled(disabled: boolean): this {
		this.#box.disabled = disabled;
		this.toggleEl.toggleClass("is-disabled", disabled);
		return super.setDisabled(disabled);
	}

	getValue(): boolean {
		return this.toggleEl.hasClass("is-enabled");
	}

	/** As in the app, setting the value calls onChange too. */
	setValue(on: boolean): this {
		const changed = on !== this.getValue();
		this.toggleEl.toggleClass("is-enabled", on);
		this.#box.setAttr("aria-checked", on);
		if (changed) guard(() => this.#callback?.(on));
		return this;
	}

	setTooltip(tooltip: string, options?: TooltipOptions): this {
		setTooltip(this.toggleEl, tooltip, options);
		return this;
	}

	onClick(): void {
		if (!this.disabled) this.setValue(!this.getValue());
	}

	onChange(callback: Callback<boolean>): this {
		this.#callback = callback;
		return this;
	}
}

export class DropdownComponent extends ValueComponent<string> {
	selectEl: HTMLSelectElement;
	#callback: Callback<string> | null = null;

	constructor(containerEl: HTMLElement) {
		super();
		this.selectEl = containerEl.createEl("select", "dropdown");
		this.selectEl.addEventListener("change", () => guard(() => this.#callback?.(this.getValue())));
	}

	override setDisabled(disabled: boolean): this {
		this.selectEl.disabled = disabled;
		return super.setDisabled(disabled);
	}

	addOption(value: string, display: string): this {
		this.selectEl.createEl("option", { value, text: display });
		return this;
	}

	addOptions(options: Record<string, string>): this {
		for (const [value, display] of Object.entries(options)) this.addOption(value, display);
		return this;
	}

	getValue(): string {
		return this.selectEl.value;
	}

	setValue(value: string): this {
		this.selectEl.value = value;
		return this;
	}

	onChange(callback: Callback<string>): this {
		this.#callback = callback;
		return this;
	}
}

/** Its value stands beside it, as since 1.13. */
export class SliderComponent extends ValueComponent<number> {
	sliderEl: HTMLInputElement;
	#valueEl: HTMLElement;
	#callback: Callback<number> | null = null;
	#pretty: (value: number) => string = String;

	constructor(containerEl: HTMLElement) {
		super();
		this.#valueEl = containerEl.createSpan("slider-value");
		this.sliderEl = containerEl.createEl("input", { type: "range", cls: "slider" });
		this.sliderEl.addEventListener("input", () => this.#draw());
		this.sliderEl.addEventListener("change", () => guard(() => this.#callback?.(this.getValue())));
	}

	#draw(): void {
		this.#valueEl.setText(this.getValuePretty());
	}

	override setDisabled(disabled: boolean): this {
		this.sliderEl.disabled = disabled;
		return super.setDisabled(disabled);
	}

	setLimits(min: number | null, max: number | null, step: number | "any"): this {
		this.sliderEl.setAttrs({ min, max, step });
		return this;
	}

	getValue(): number {
		return Number(this.sliderEl.value);
	}

	setValue(value: number): this {
		this.sliderEl.value = String(value);
		this.#draw();
		return this;
	}

	getValuePretty(): string {
		return this.#pretty(this.getValue());
	}

	setDisplayFormat(format: (value: number) => string): this {
		this.#pretty = format;
		this.#draw();
		return this;
	}

	onChange(callback: Callback<number>): this {
		this.#callback = callback;
		return this;
	}
}

export class Setting extends Documented {
	settingEl: HTMLElement;
	infoEl: HTMLElement;
	nameEl: HTMLElement;
	descEl: HTMLElement;
	controlEl: HTMLElement;
	components: BaseComponent[] = [];
	errorEl: HTMLElement | null = null;

	constructor(containerEl: HTMLElement) {
		super();
		this.settingEl = containerEl.createDiv("setting-item");
		this.infoEl = this.settingEl.createDiv("setting-item-info");
		this.nameEl = this.infoEl.createDiv("setting-item-name");
		this.descEl = this.infoEl.createDiv("setting-item-description");
		this.controlEl = this.settingEl.createDiv("setting-item-control");
	}

	#add<T extends BaseComponent>(component: T, cb: (component: T) => unknown): this {
		this.components.push(component);
		cb(component);
		return this;
	}

	setName(name: string | DocumentFragment): this {
		this.nameEl.setText(name);
		return this;
	}

	setDesc(desc: string | DocumentFragment): this {
		this.descEl.setText(desc);
		return this;
	}

	setHeading(): this {
		this.settingEl.addClass("setting-item-heading");
		return this;
	}

	setDisabled(disabled: boolean): this {
		this.settingEl.toggleClass("is-disabled", disabled);
		for (const component of this.components) component.setDisabled(disabled);
		return this;
	}

	setErrorMessage(message: string | null): this {
		this.errorEl?.remove();
		this.errorEl = message === null ? null : this.infoEl.createDiv({ cls: "setting-item-error", text: message, attr: { role: "alert" } });
		this.settingEl.toggleClass("is-invalid", message !== null);
		return this;
	}

	addButton = (cb: (component: ButtonComponent) => unknown): this => this.#add(new ButtonComponent(this.controlEl), cb);
	addText = (cb: (component: TextComponent) => unknown): this => this.#add(new TextComponent(this.controlEl), cb);
	addSearch = (cb: (component: SearchComponent) => unknown): this => this.#add(new SearchComponent(this.controlEl), cb);
	addToggle = (cb: (component: ToggleComponent) => unknown): this => {
		this.settingEl.addClass("mod-toggle");
		return this.#add(new ToggleComponent(this.controlEl), cb);
	};
	addDropdown = (cb: (component: DropdownComponent) => unknown): this => this.#add(new DropdownComponent(this.controlEl), cb);
	addSlider = (cb: (component: SliderComponent) => unknown): this => this.#add(new SliderComponent(this.controlEl), cb);

	then(cb: (setting: this) => unknown): this {
		cb(this);
		return this;
	}
}

export class SettingGroup extends Documented {
	listEl: HTMLElement;
	$groupEl: HTMLElement;
	#headerEl: HTMLElement;

	constructor(containerEl: HTMLElement) {
		super();
		this.$groupEl = containerEl.createDiv("setting-group");
		this.#headerEl = this.$groupEl.createDiv("setting-item setting-item-heading");
		this.#headerEl.hide();
		this.listEl = this.$groupEl.createDiv("setting-items");
	}

	setHeading(text: string | DocumentFragment): this {
		this.#headerEl.empty();
		this.#headerEl.createDiv("setting-item-info").createDiv("setting-item-name").setText(text);
		this.#headerEl.show();
		return this;
	}

	addClass(...classes: string[]): this {
		this.$groupEl.addClass(...classes);
		return this;
	}
}
