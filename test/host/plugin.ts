import type { App } from "./app";
import { Component } from "./events";
import { setIcon } from "./icons";
import { codeBlocks, MarkdownPreviewRenderer, type CodeBlockHandler, type MarkdownPostProcessor } from "./markdown";
import { iconButton, setTooltip } from "./notice";
import type { PluginSettingTab } from "./settings-tab";
import { complain, guard, held, note } from "./watch";
import type { ViewCreator } from "./workspace";
import type { Extension } from "@codemirror/state";
import type { Command } from "./commands";

export interface PluginManifest {
	id: string;
	name: string;
	version: string;
	minAppVersion: string;
	description: string;
	author: string;
	isDesktopOnly?: boolean;
	dir?: string;
}

export interface CliFlag {
	value?: string;
	description: string;
	required?: boolean;
}
type CliData = Record<string, string>;
export interface CliCommand {
	description: string;
	flags: Record<string, CliFlag> | null;
	handler: (params: CliData) => string | Promise<string>;
}

export abstract class Plugin extends Component {
	app: App;
	manifest: PluginManifest;
	declare settings?: unknown;
	onExternalSettingsChange?(): unknown;
	#written: string | null = null;

	constructor(app: App, manifest: PluginManifest) {
		super();
		this.app = app;
		this.manifest = manifest;
	}

	/** Counts as held until it is given back. */
	#hold(name: string, giveBack: () => unknown): void {
		held.registrations.add(name);
		this.register(() => {
			held.registrations.delete(name);
			return giveBack();
		});
	}

	addRibbonIcon(icon: string, title: string, callback: (event: MouseEvent) => unknown): HTMLElement {
		const button = iconButton(this.app.workspace.$ribbonEl, "side-dock-ribbon-action", icon, title, (event) => guard(() => callback(event)));
		setTooltip(button, title, { placement: "right" });
		this.#hold(`ribbon icon "${title}"`, () => button.remove());
		return button;
	}

	addStatusBarItem(): HTMLElement {
		const item = this.app.$statusBarEl.createDiv(`status-bar-item plugin-${this.manifest.id}`);
		this.#hold(`status bar item ${this.app.$statusBarEl.childElementCount}`, () => item.remove());
		return item;
	}

	addCommand(command: Command): Command {
		const full = { ...command, id: `${this.manifest.id}:${command.id}`, name: `${this.manifest.name}: ${command.name}` };
		if (command.hotkeys?.length) note("misuse", `The command ${command.id} brings its own hotkey.`);
		if (command.icon) setIcon(createDiv(), command.icon);
		this.#hold(`command ${full.id}`, this.app.$commands.add(full));
		command.id = full.id;
		command.name = full.name;
		return command;
	}

	addSettingTab(tab: PluginSettingTab): void {
		this.app.$settings.push(tab);
		tab.update();
		this.#hold("settings tab", () => this.app.$settings.remove(tab));
	}

	registerView(type: string, create: ViewCreator): void {
		this.#hold(`view ${type}`, this.app.workspace.$registerView(type, create));
	}

	registerMarkdownPostProcessor(processor: MarkdownPostProcessor, sortOrder?: number): MarkdownPostProcessor {
		MarkdownPreviewRenderer.registerPostProcessor(processor, sortOrder);
		this.#hold(`post processor ${processor.name}`, () => MarkdownPreviewRenderer.unregisterPostProcessor(processor));
		return processor;
	}

	registerMarkdownCodeBlockProcessor(language: string, handler: CodeBlockHandler, sortOrder?: number): MarkdownPostProcessor {
		if (codeBlocks.has(language)) throw new Error(`Code block postprocessor for language ${language} is already registered`);
		codeBlocks.set(language, handler);
		const processor = MarkdownPreviewRenderer.createCodeBlockPostProcessor(language, handler);
		MarkdownPreviewRenderer.registerPostProcessor(processor, sortOrder);
		this.#hold(`code block ${language}`, () => {
			codeBlocks.delete(language);
			MarkdownPreviewRenderer.unregisterPostProcessor(processor);
		});
		return processor;
	}

	registerEditorExtension(extension: Extension): void {
		this.app.$editorExtensions.push(extension);
		this.app.workspace.updateOptions();
		this.#hold("editor extension", () => {
			this.app.$editorExtensions.remove(extension);
			this.app.workspace.updateOptions();
		});
	}

	registerObsidianProtocolHandler(action: string, handler: (params: CliData) => unknown): void {
		if (this.app.$protocol.has(action)) throw new Error(`The protocol action "${action}" is already registered`);
		this.app.$protocol.set(action, handler);
		this.#hold(`protocol ${action}`, () => this.app.$protocol.delete(action));
	}

	registerCliHandler(command: string, description: string, flags: Record<string, CliFlag> | null, handler: CliCommand["handler"]): void {
		if (command !== this.manifest.id && !command.startsWith(`${this.manifest.id}:`)) throw new Error(`The command "${command}" must begin with the plugin's id`);
		if (this.app.$cli.has(command)) throw new Error(`The command "${command}" is already registered`);
		this.app.$cli.set(command, { description, flags, handler });
		this.#hold(`cli ${command}`, () => this.app.$cli.delete(command));
	}

	get #path(): string {
		return `${this.app.vault.configDir}/plugins/${this.manifest.id}/data.json`;
	}

	async loadData(): Promise<unknown> {
		const { adapter } = this.app.vault;
		if (!(await adapter.exists(this.#path))) return null;
		const text = await adapter.read(this.#path);
		this.#written = text;
		try {
			return JSON.parse(text) as unknown;
		} catch (error) {
			complain(error);
			return null;
		}
	}

	async saveData(data: unknown): Promise<void> {
		const text = JSON.stringify(data, null, 2);
		this.#written = text;
		await this.app.vault.adapter.mkdir(this.#path.replace(/\/data\.json$/, ""));
		await this.app.vault.adapter.write(this.#path, text);
	}

	/** Called for every file below the dot folders: tells the plugin when its data.json came from elsewhere. */
	$rawChange(path: string): void {
		if (path !== this.#path || this.app.vault.adapter.$text(path) === this.#written) return;
		this.#written = this.app.vault.adapter.$text(path);
		guard(() => this.onExternalSettingsChange?.());
	}

	onUserEnable(): void {}
}
