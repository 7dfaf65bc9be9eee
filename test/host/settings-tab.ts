/** Settings tabs: drawn from definitions, or by their own `display`. */
import type { SettingControl, SettingDefinition, SettingDefinitionGroup, SettingDefinitionItem } from "obsidian";
import type { App } from "./app";
import { setIcon } from "./icons";
import { Modal } from "./modal";
import type { Plugin } from "./plugin";
import { Setting, SettingGroup } from "./setting";
import { PathSuggest } from "./suggest";
import { complain, Documented, guard } from "./watch";

type Flag = boolean | (() => boolean) | undefined;
const isOn = (flag: Flag, otherwise: boolean): boolean => (typeof flag === "function" ? flag() : (flag ?? otherwise));

export abstract class SettingTab extends Documented {
	icon = "lucide-settings";
	app: App;
	containerEl = createDiv("vertical-tab-content");
	settingItems: SettingDefinitionItem[] = [];
	#predicates: (() => void)[] = [];
	#cleanups: (() => void)[] = [];

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
	}

	$draw(): void {
		this.#end();
		this.containerEl.empty();
		this.#predicates = [];
		let group: SettingGroup | null = null;
		for (const item of this.settingItems) {
			if (!("type" in item)) this.#item(item, (group ??= new SettingGroup(this.containerEl)), 0);
			else if (item.type === "group") {
				this.#group(item);
				group = null;
			} else throw new Error(`The host's settings have no ${item.type}.`);
		}
		this.refreshDomState();
	}

	#group(item: SettingDefinitionGroup): void {
		const group = new SettingGroup(this.containerEl);
		if (item.heading) group.setHeading(item.heading);
		if (item.cls) group.addClass(item.cls);
		item.items?.forEach((one, index) => this.#item(one, group, index));
		this.#predicates.push(() => group.$groupEl.toggle(isOn(item.visible, true)));
	}

	#item(item: SettingDefinition, group: SettingGroup, index: number): void {
		const setting = new Setting(group.listEl).setName(item.name);
		if (item.desc) setting.setDesc(item.desc);
		this.#predicates.push(() => setting.settingEl.toggle(isOn(item.visible, true)));
		if (item.control) this.#control(item.control, setting);
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
			case "text":
				return void setting.addText((text) => text.setPlaceholder(control.placeholder ?? "").setValue(asText).onChange(change));
			case "number":
				return void setting.addText((text) => {
					text.inputEl.type = "number";
					text.inputEl.setAttrs({ min: control.min ?? null, max: control.max ?? null, step: control.step ?? null });
					text.setPlaceholder(control.placeholder ?? "").setValue(asText).onChange(() => text.inputEl.reportValidity() && change(text.inputEl.valueAsNumber));
				});
			case "toggle":
				return void setting.addToggle((toggle) => toggle.setValue(value === true).onChange(change));
			case "dropdown":
				return void setting.addDropdown((dropdown) => dropdown.addOptions(control.options).setValue(asText).onChange(change));
			case "slider":
				return void setting.addSlider((slider) => {
					slider.setLimits(control.min, control.max, control.step).setValue(Number(value)).onChange(change);
					if (control.displayFormat) slider.setDisplayFormat(control.displayFormat);
				});
			case "file":
			case "folder":
				return void setting.addSearch((search) => {
					search.setPlaceholder(control.placeholder ?? "").setValue(asText).onChange(change);
					new PathSuggest(this.app, search.inputEl, control.type, (path) => (search.setValue(path), change(path)));
				});
			default:
				throw new Error(`The host's settings have no ${control.type}.`);
		}
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
