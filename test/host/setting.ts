/** Settings rows and the controls in them. */
import { setIcon } from "./icons";
import { displayTooltip, setTooltip, type TooltipOptions } from "./notice";
import { complain, Documented } from "./watch";

type Callback<T> = (value: T) => unknown;

function call<T>(callback: Callback<T> | null, value: T): void {
	try {
		const result = callback?.(value);
		if (result instanceof Promise) result.catch(complain);
	} catch (error) {
		complain(error);
	}
}

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

	registerOptionListener(listeners: Record<string, (value?: T) => T>, key: string): this {
		listeners[key] = (value) => {
			if (value !== undefined) this.setValue(value);
			return this.getValue();
		};
		return this;
	}
}

export class ButtonComponent extends BaseComponent {
	buttonEl: HTMLButtonElement;
	#callback: Callback<MouseEvent> | null = null;

	constructor(containerEl: HTMLElement) {
		super();
		this.buttonEl = containerEl.createEl("button");
		this.buttonEl.addEventListener("click", (event) => call(this.#callback, event));
	}

	override setDisabled(disabled: boolean): this {
		this.buttonEl.disabled = disabled;
		return super.setDisabled(disabled);
	}

	#class(name: string, value: boolean): this {
		this.buttonEl.toggleClass(name, value);
		return this;
	}

	setCta = (): this => this.#class("mod-cta", true);
	removeCta = (): this => this.#class("mod-cta", false);
	setWarning = (): this => this.#class("mod-warning", true);
	setDestructive = (): this => this.#class("mod-destructive", true);
	removeDestructive = (): this => this.#class("mod-destructive", false);
	setClass = (cls: string): this => this.#class(cls, true);

	setTooltip(tooltip: string, options?: TooltipOptions): this {
		setTooltip(this.buttonEl, tooltip, options);
		return this;
	}

	setButtonText(name: string): this {
		this.buttonEl.setText(name);
		return this;
	}

	setIcon(icon: string): this {
		setIcon(this.buttonEl, icon);
		return this;
	}

	onClick(callback: Callback<MouseEvent>): this {
		this.#callback = callback;
		return this;
	}
}

export class ExtraButtonComponent extends BaseComponent {
	extraSettingsEl: HTMLElement;
	#callback: (() => unknown) | null = null;

	constructor(containerEl: HTMLElement) {
		super();
		this.extraSettingsEl = containerEl.createDiv({ cls: "clickable-icon extra-setting-button", attr: { role: "button", tabindex: "0" } });
		this.setIcon("lucide-settings");
		this.extraSettingsEl.addEventListener("click", () => !this.disabled && call(() => this.#callback?.(), undefined));
		this.extraSettingsEl.addEventListener("keydown", (event) => (event.key === "Enter" || event.key === " ") && this.extraSettingsEl.click());
	}

	override setDisabled(disabled: boolean): this {
		this.extraSettingsEl.toggleClass("is-disabled", disabled);
		return super.setDisabled(disabled);
	}

	setTooltip(tooltip: string, options?: TooltipOptions): this {
		setTooltip(this.extraSettingsEl, tooltip, options);
		return this;
	}

	setIcon(icon: string): this {
		setIcon(this.extraSettingsEl, icon);
		return this;
	}

	onClick(callback: () => unknown): this {
		this.#callback = callback;
		return this;
	}
}

export class AbstractTextComponent<T extends HTMLInputElement | HTMLTextAreaElement> extends ValueComponent<string> {
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
		call(this.#callback, this.getValue());
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

export class TextAreaComponent extends AbstractTextComponent<HTMLTextAreaElement> {
	constructor(containerEl: HTMLElement) {
		super(containerEl.createEl("textarea", { attr: { spellcheck: false } }));
	}
}

export class MomentFormatComponent extends TextComponent {
	constructor() {
		super(createDiv());
		throw new Error("The host has no moment.js.");
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
		this.#box.addEventListener("keydown", (event) => event.key === " " && this.onClick());
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
		if (changed) call(this.#callback, on);
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
		this.selectEl.addEventListener("change", () => call(this.#callback, this.getValue()));
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

export class SliderComponent extends ValueComponent<number> {
	sliderEl: HTMLInputElement;
	#callback: Callback<number> | null = null;
	#pretty: Callback<number> = String;

	constructor(containerEl: HTMLElement) {
		super();
		this.sliderEl = containerEl.createEl("input", { type: "range", cls: "slider" });
		this.sliderEl.addEventListener("change", () => call(this.#callback, this.getValue()));
	}

	override setDisabled(disabled: boolean): this {
		this.sliderEl.disabled = disabled;
		return super.setDisabled(disabled);
	}

	setInstant(instant: boolean): this {
		if (instant) this.sliderEl.addEventListener("input", () => call(this.#callback, this.getValue()));
		return this;
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
		return this;
	}

	getValuePretty(): string {
		return String(this.#pretty(this.getValue()));
	}

	setDisplayFormat(format: (value: number) => string): this {
		this.#pretty = format;
		return this;
	}

	setDynamicTooltip(): this {
		this.sliderEl.addEventListener("input", () => displayTooltip(this.sliderEl, this.getValuePretty(), { placement: "top" }));
		return this;
	}

	onChange(callback: Callback<number>): this {
		this.#callback = callback;
		return this;
	}
}

export class ProgressBarComponent extends ValueComponent<number> {
	#bar: HTMLElement;
	#value = 0;

	constructor(containerEl: HTMLElement) {
		super();
		this.#bar = containerEl.createDiv("setting-progress-bar").createDiv("setting-progress-bar-inner");
	}

	getValue(): number {
		return this.#value;
	}

	/** Percent. */
	setValue(value: number): this {
		this.#value = value;
		this.#bar.style.width = `${value}%`;
		return this;
	}
}

export class ColorComponent extends ValueComponent<string> {
	#input: HTMLInputElement;
	#callback: Callback<string> | null = null;

	constructor(containerEl: HTMLElement) {
		super();
		this.#input = containerEl.createEl("input", { type: "color" });
		this.#input.addEventListener("change", () => call(this.#callback, this.getValue()));
	}

	override setDisabled(disabled: boolean): this {
		this.#input.disabled = disabled;
		return super.setDisabled(disabled);
	}

	getValue(): string {
		return this.#input.value;
	}

	setValue(value: string): this {
		this.#input.value = value;
		return this;
	}

	onChange(callback: Callback<string>): this {
		this.#callback = callback;
		return this;
	}
}

export class DisplayValueComponent extends Documented {
	valueEl: HTMLElement;

	constructor(containerEl: HTMLElement) {
		super();
		this.valueEl = containerEl.createDiv("setting-item-display-value");
	}

	setValue(value: string | null): this {
		this.valueEl.setText(value ?? "");
		return this;
	}

	setStatus(status: "warning" | null): this {
		this.valueEl.toggleClass("mod-warning", status === "warning");
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

	setClass(cls: string): this {
		this.settingEl.addClass(cls);
		return this;
	}

	setTooltip(tooltip: string, options?: TooltipOptions): this {
		setTooltip(this.nameEl, tooltip, options);
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

	addDisplayValue(cb: (component: DisplayValueComponent) => unknown): this {
		cb(new DisplayValueComponent(this.controlEl));
		return this;
	}

	addComponent<T extends BaseComponent>(cb: (el: HTMLElement) => T): this {
		this.components.push(cb(this.controlEl));
		return this;
	}

	addButton = (cb: (component: ButtonComponent) => unknown): this => this.#add(new ButtonComponent(this.controlEl), cb);
	addExtraButton = (cb: (component: ExtraButtonComponent) => unknown): this => this.#add(new ExtraButtonComponent(this.controlEl), cb);
	addToggle = (cb: (component: ToggleComponent) => unknown): this => {
		this.settingEl.addClass("mod-toggle");
		return this.#add(new ToggleComponent(this.controlEl), cb);
	};
	addText = (cb: (component: TextComponent) => unknown): this => this.#add(new TextComponent(this.controlEl), cb);
	addSearch = (cb: (component: SearchComponent) => unknown): this => this.#add(new SearchComponent(this.controlEl), cb);
	addTextArea = (cb: (component: TextAreaComponent) => unknown): this => this.#add(new TextAreaComponent(this.controlEl), cb);
	addMomentFormat = (cb: (component: MomentFormatComponent) => unknown): this => this.#add(new MomentFormatComponent(), cb);
	addDropdown = (cb: (component: DropdownComponent) => unknown): this => this.#add(new DropdownComponent(this.controlEl), cb);
	addColorPicker = (cb: (component: ColorComponent) => unknown): this => this.#add(new ColorComponent(this.controlEl), cb);
	addProgressBar = (cb: (component: ProgressBarComponent) => unknown): this => this.#add(new ProgressBarComponent(this.controlEl), cb);
	addSlider = (cb: (component: SliderComponent) => unknown): this => this.#add(new SliderComponent(this.controlEl), cb);

	then(cb: (setting: this) => unknown): this {
		cb(this);
		return this;
	}

	clear(): this {
		this.controlEl.empty();
		this.components = [];
		return this;
	}
}

export class SettingGroup extends Documented {
	listEl: HTMLElement;
	$groupEl: HTMLElement;
	#headerEl: HTMLElement;
	#controlEl: HTMLElement;

	constructor(containerEl: HTMLElement) {
		super();
		this.$groupEl = containerEl.createDiv("setting-group");
		this.#headerEl = this.$groupEl.createDiv("setting-item setting-item-heading");
		this.#controlEl = createDiv("setting-item-control");
		this.#headerEl.hide();
		this.listEl = this.$groupEl.createDiv("setting-items");
	}

	setHeading(text: string | DocumentFragment): this {
		this.#headerEl.empty();
		this.#headerEl.createDiv("setting-item-info").createDiv("setting-item-name").setText(text);
		this.#headerEl.append(this.#controlEl);
		this.#headerEl.show();
		return this;
	}

	addClass(...classes: string[]): this {
		this.$groupEl.addClass(...classes);
		return this;
	}

	addSetting(cb: (setting: Setting) => void): this {
		cb(new Setting(this.listEl));
		return this;
	}

	addSearch(cb: (component: SearchComponent) => unknown): this {
		const frame = createDiv("setting-group-search");
		this.listEl.before(frame);
		cb(new SearchComponent(frame));
		return this;
	}

	addExtraButton(cb: (component: ExtraButtonComponent) => unknown): this {
		this.#headerEl.append(this.#controlEl);
		this.#headerEl.show();
		cb(new ExtraButtonComponent(this.#controlEl));
		return this;
	}
}
