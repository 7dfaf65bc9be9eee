/** Settings tabs: drawn from definitions, or by their own `display`. */
import type { SettingControl, SettingDefinition, SettingDefinitionGroup, SettingDefinitionItem, SettingDefinitionList, SettingDefinitionPage } from "obsidian";
import type { App } from "./app";
import { setIcon } from "./icons";
import { guard } from "./markdown";
import { Modal } from "./modal";
import type { Plugin } from "./plugin";
import { Setting, SettingGroup } from "./setting";
import { AbstractInputSuggest } from "./suggest";
import { prepareSimpleSearch } from "./text";
import { TFile, TFolder } from "./vault";
import { complain, Documented } from "./watch";

type Flag = boolean | (() => boolean) | undefined;
const isOn = (flag: Flag, otherwise: boolean): boolean => (typeof flag === "function" ? flag() : (flag ?? otherwise));

export abstract class SettingPage extends Documented {
	rootEl = createDiv("setting-page");
	titlebarEl = this.rootEl.createDiv("setting-page-titlebar");
	containerEl = this.rootEl.createDiv("setting-page-content");
	title = "";

	abstract display(): void;
	hide(): void {}
}

export abstract class SettingTab extends Documented {
	icon = "lucide-settings";
	app: App;
	containerEl = createDiv("vertical-tab-content");
	settingItems: SettingDefinitionItem[] = [];
	#predicates: (() => void)[] = [];
	#cleanups: (() => void)[] = [];
	#page: SettingPage | null = null;

	constructor(app: App) {
		super();
		this.app = app;
	}

	getSettingDefinitions(): SettingDefinitionItem[] {
		return [];
	}

	display(): void {}
	hide(): void {}
	abstract getControlValue(key: string): unknown;
	abstract setControlValue(key: string, value: unknown): void | Promise<void>;

	update(): void {
		this.settingItems = this.getSettingDefinitions();
		if (this.containerEl.isConnected) this.$draw();
	}

	refreshDomState(): void {
		for (const predicate of this.#predicates) predicate();
	}

	$show(): void {
		this.settingItems = this.getSettingDefinitions();
		if (this.settingItems.length > 0) this.$draw();
		else this.display();
	}

	$leave(): void {
		this.#end();
		this.hide();
	}

	#end(): void {
		for (const cleanup of this.#cleanups.splice(0)) guard(cleanup);
		this.#page?.hide();
		this.#page = null;
	}

	$draw(items = this.settingItems, into = this.containerEl): void {
		this.#end();
		into.empty();
		this.#predicates = [];
		let group: SettingGroup | null = null;
		for (const item of items) {
			if ("type" in item && (item.type === "group" || item.type === "list")) {
				this.#group(item, into);
				group = null;
			} else {
				group ??= new SettingGroup(into);
				this.#item(item as SettingDefinition | SettingDefinitionPage, group, 0);
			}
		}
		this.refreshDomState();
	}

	#group(item: SettingDefinitionGroup | SettingDefinitionList, into: HTMLElement): void {
		const group = new SettingGroup(into);
		if (item.heading) group.setHeading(item.heading);
		if (item.cls) group.addClass(item.cls);
		for (const button of item.extraButtons ?? []) group.addExtraButton(button as never);
		const rows = (item.items ?? []).map((one, index) => ({ one, el: this.#item(one, group, index) }));
		if (item.search) {
			const { match, placeholder } = item.search;
			group.addSearch((search) => {
				search.setPlaceholder(placeholder ?? "");
				search.onChange((query) => rows.forEach(({ one, el }) => el.toggle(!query || ("type" in one ? false : match(one, query)))));
			});
		}
		this.#predicates.push(() => group.$groupEl.toggle(isOn(item.visible, true)));
		if (item.type === "list") this.#list(item as SettingDefinitionList, group, rows.map(({ el }) => el));
	}

	#list(item: SettingDefinitionList, group: SettingGroup, rows: HTMLElement[]): void {
		if (rows.length === 0 && item.emptyState) group.listEl.createDiv("setting-item-empty").setText(item.emptyState);
		rows.forEach((row, index) => {
			if (!item.onDelete) return;
			const remove = row.find(".setting-item-control").createDiv({ cls: "clickable-icon extra-setting-button", attr: { "aria-label": "Delete" } });
			setIcon(remove, "lucide-trash-2");
			remove.addEventListener("click", () => guard(() => item.onDelete?.(index)));
		});
		const { addItem } = item;
		if (addItem) group.addSetting((setting) => void setting.addButton((button) => button.setButtonText(addItem.name).onClick(() => addItem.action(button.buttonEl))));
	}

	#item(item: SettingDefinition | SettingDefinitionPage, group: SettingGroup, index: number): HTMLElement {
		const setting = new Setting(group.listEl).setName(item.name);
		if (item.desc) setting.setDesc(item.desc);
		this.#predicates.push(() => setting.settingEl.toggle(isOn(item.visible, true)));
		if ("type" in item) this.#pageRow(item, setting);
		else if (item.control) this.#control(item.control, setting);
		else if (item.render) {
			const cleanup = item.render(setting as never, group as never);
			if (typeof cleanup === "function") this.#cleanups.push(cleanup);
		} else if (item.action) {
			const { action, disabled } = item;
			setting.settingEl.addClass("mod-clickable");
			setting.settingEl.setAttrs({ role: "button", tabindex: 0 });
			setIcon(setting.controlEl.createDiv("setting-item-chevron"), "lucide-chevron-right");
			this.#predicates.push(() => void setting.setDisabled(isOn(disabled, false)));
			const run = (): void => void (isOn(disabled, false) || guard(() => action(setting.settingEl, index)));
			setting.settingEl.addEventListener("click", run);
			setting.settingEl.addEventListener("keydown", (event) => event.key === "Enter" && run());
		}
		return setting.settingEl;
	}

	#pageRow(item: SettingDefinitionPage, setting: Setting): void {
		setting.settingEl.addClass("mod-clickable", "mod-page");
		const { displayValue, status } = item;
		setting.addDisplayValue((value) => {
			this.#predicates.push(() => {
				value.setValue((typeof displayValue === "function" ? displayValue() : displayValue) ?? null);
				value.setStatus((typeof status === "function" ? status() : status) ?? null);
			});
		});
		setIcon(setting.controlEl.createDiv("setting-item-chevron"), "lucide-chevron-right");
		setting.settingEl.addEventListener("click", () => this.#openPage(item));
	}

	#openPage(item: SettingDefinitionPage): void {
		this.containerEl.empty();
		const bar = this.containerEl.createDiv("setting-page-titlebar");
		const back = bar.createDiv({ cls: "clickable-icon", attr: { "aria-label": "Back", role: "button" } });
		setIcon(back, "lucide-chevron-left");
		back.addEventListener("click", () => this.$draw());
		bar.createSpan({ text: item.name });
		if (item.page) {
			this.#page = item.page() as unknown as SettingPage;
			this.containerEl.append(this.#page.rootEl);
			this.#page.display();
		} else this.$draw(item.items, this.containerEl.createDiv());
	}

	#control(control: SettingControl, setting: Setting): void {
		this.#predicates.push(() => void setting.setDisabled(isOn(control.disabled, false)));
		const value = this.getControlValue(control.key) ?? control.defaultValue;
		const set = async (next: string | number | boolean): Promise<void> => {
			const validate = control.validate as ((value: unknown) => string | void | Promise<string | void>) | undefined;
			const problem = await validate?.(next);
			setting.setErrorMessage(problem || null);
			if (problem) return;
			await this.setControlValue(control.key, next);
			this.refreshDomState();
		};
		const change = (next: string | number | boolean): void => void set(next).catch(complain);
		const asText = typeof value === "string" || typeof value === "number" ? String(value) : "";
		switch (control.type) {
			case "toggle":
				return void setting.addToggle((toggle) => toggle.setValue(value === true).onChange(change));
			case "text":
				return void setting.addText((text) => text.setPlaceholder(control.placeholder ?? "").setValue(asText).onChange(change));
			case "textarea":
				return void setting.addTextArea((text) => {
					text.setPlaceholder(control.placeholder ?? "").setValue(asText).onChange(change);
					text.inputEl.rows = control.rows ?? 4;
				});
			case "number":
				return void setting.addText((text) => {
					text.inputEl.type = "number";
					text.inputEl.setAttrs({ min: control.min ?? null, max: control.max ?? null, step: control.step ?? null });
					text.setPlaceholder(control.placeholder ?? "").setValue(asText).onChange(() => text.inputEl.reportValidity() && change(text.inputEl.valueAsNumber));
				});
			case "slider":
				return void setting.addSlider((slider) => {
					slider.setLimits(control.min, control.max, control.step).setValue(Number(value)).onChange(change);
					if (control.displayFormat) slider.setDisplayFormat(control.displayFormat);
				});
			case "dropdown":
				return void setting.addDropdown((dropdown) => dropdown.addOptions(control.options).setValue(asText).onChange(change));
			case "color":
				return void setting.addColorPicker((color) => color.setValue(asText).onChange(change));
			case "file":
			case "folder":
				return void setting.addSearch((search) => {
					search.setPlaceholder(control.placeholder ?? "").setValue(asText).onChange(change);
					new PathSuggest(this.app, search.inputEl, control.type).onSelect((path) => (search.setValue(path), change(path)));
				});
		}
	}
}

class PathSuggest extends AbstractInputSuggest<string> {
	#kind: "file" | "folder";

	constructor(app: App, input: HTMLInputElement, kind: "file" | "folder") {
		super(app, input);
		this.#kind = kind;
	}

	protected getSuggestions(query: string): string[] {
		const search = prepareSimpleSearch(query);
		const wanted = this.#kind === "file" ? TFile : TFolder;
		return this.app.vault.getAllLoadedFiles().filter((file) => file instanceof wanted && file.path !== "/" && search(file.path)).map((file) => file.path);
	}

	renderSuggestion(path: string, el: HTMLElement): void {
		el.setText(path);
	}

	override selectSuggestion(path: string, event: MouseEvent | KeyboardEvent): void {
		super.selectSuggestion(path, event);
		this.close();
	}
}

export abstract class PluginSettingTab extends SettingTab {
	$plugin: Plugin;

	constructor(app: App, plugin: Plugin) {
		super(app);
		this.$plugin = plugin;
	}

	getControlValue(key: string): unknown {
		const { settings } = this.$plugin;
		return typeof settings === "object" && settings !== null ? Reflect.get(settings, key) : undefined;
	}

	async setControlValue(key: string, value: unknown): Promise<void> {
		const { settings } = this.$plugin;
		if (typeof settings !== "object" || settings === null) throw new Error("The plugin has no `settings` to keep the value in.");
		Reflect.set(settings, key, value);
		await this.$plugin.saveData(settings);
	}
}

/** The app's settings, with the plugin's tab alone. */
export class SettingsModal extends Modal {
	#shown: SettingTab | null = null;

	override onOpen(): void {
		this.modalEl.addClass("mod-settings", "mod-sidebar-layout");
		const header = this.contentEl.createDiv("vertical-tab-header");
		const content = this.contentEl.createDiv("vertical-tab-content-container");
		header.createDiv({ cls: "vertical-tab-header-group-title", text: "Community plugins" });
		for (const tab of this.app.$settings) {
			const button = header.createDiv({ cls: "vertical-tab-nav-item tappable is-active" });
			setIcon(button.createDiv("vertical-tab-nav-item-icon"), tab.icon);
			button.appendText(tab.$plugin.manifest.name);
			this.#shown = tab;
			content.append(tab.containerEl);
			tab.$show();
		}
	}

	override $firstFocus(): undefined {
		return undefined;
	}

	override onClose(): void {
		this.#shown?.$leave();
		this.contentEl.empty();
	}
}
