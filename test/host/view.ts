import type { App } from "./app";
import { Component, debounce } from "./events";
import { setIcon } from "./icons";
import type { Scope } from "./keymap";
import type { WorkspaceLeaf } from "./leaf";
import { Menu } from "./menu";
import { setTooltip } from "./notice";
import { TFile } from "./vault";

export interface ViewStateResult {
	history: boolean;
}

export abstract class View extends Component {
	app: App;
	icon = "file";
	navigation = false;
	leaf: WorkspaceLeaf;
	containerEl: HTMLElement;
	scope: Scope | null = null;

	constructor(leaf: WorkspaceLeaf) {
		super();
		this.leaf = leaf;
		this.app = leaf.$app;
		this.containerEl = createDiv("workspace-leaf-content");
	}

	async onOpen(): Promise<void> {}
	async onClose(): Promise<void> {}
	abstract getViewType(): string;
	abstract getDisplayText(): string;

	getIcon(): string {
		return this.icon;
	}

	getState(): Record<string, unknown> {
		return {};
	}

	async setState(_state: unknown, _result: ViewStateResult): Promise<void> {}

	getEphemeralState(): Record<string, unknown> {
		return {};
	}

	setEphemeralState(_state: unknown): void {}
	onResize(): void {}
	onPaneMenu(_menu: Menu, _source: string): void {}

	async $open(parent: HTMLElement): Promise<void> {
		this.containerEl.setAttr("data-type", this.getViewType());
		parent.empty();
		parent.appendChild(this.containerEl);
		await this.load();
		await this.onOpen();
	}

	async $close(): Promise<void> {
		await this.onClose();
		this.unload();
		this.containerEl.detach();
	}
}

export abstract class ItemView extends View {
	contentEl: HTMLElement;
	#titleEl: HTMLElement;
	#actionsEl: HTMLElement;

	constructor(leaf: WorkspaceLeaf) {
		super(leaf);
		const header = this.containerEl.createDiv("view-header");
		header.createDiv("view-header-left");
		this.#titleEl = header.createDiv("view-header-title-container mod-at-start").createDiv("view-header-title");
		this.#actionsEl = header.createDiv("view-actions");
		const more = this.#actionsEl.createEl("button", { cls: "clickable-icon view-action", attr: { "aria-label": "More options" } });
		setIcon(more, "lucide-ellipsis-vertical");
		more.addEventListener("click", (event) => {
			const menu = new Menu();
			this.onPaneMenu(menu, "more-options");
			menu.addItem((item) => item.setTitle("Close").setIcon("lucide-x").setSection("close").onClick(() => this.leaf.detach()));
			menu.showAtMouseEvent(event);
		});
		this.contentEl = this.containerEl.createDiv("view-content");
	}

	addAction(icon: string, title: string, callback: (event: MouseEvent) => unknown): HTMLElement {
		const button = createEl("button", { cls: "clickable-icon view-action" });
		setIcon(button, icon);
		setTooltip(button, title);
		button.addEventListener("click", callback);
		this.#actionsEl.prepend(button);
		return button;
	}

	$retitle(): void {
		this.#titleEl.setText(this.getDisplayText());
	}
}

/** Stands in a leaf in the background until it is looked at. Says the type of the view it stands for, and is not one. */
export class DeferredView extends View {
	#type: string;
	#state: Record<string, unknown>;

	constructor(leaf: WorkspaceLeaf, type: string, state: Record<string, unknown>) {
		super(leaf);
		this.#type = type;
		this.#state = state;
	}

	getViewType(): string {
		return this.#type;
	}

	getDisplayText(): string {
		const file = this.#state.file;
		return typeof file === "string" ? file.replace(/^.*\/|\.md$/g, "") : this.#type;
	}

	override getState(): Record<string, unknown> {
		return this.#state;
	}
}

/** A view whose plugin is off: its tab stays. */
export class OrphanView extends DeferredView {
	override async onOpen(): Promise<void> {
		this.containerEl.createDiv("view-content").createDiv({ cls: "pane-empty", text: "Plugin no longer active" });
		return Promise.resolve();
	}
}

export class EmptyView extends ItemView {
	getViewType(): string {
		return "empty";
	}

	getDisplayText(): string {
		return "New tab";
	}

	override async onOpen(): Promise<void> {
		this.contentEl.createDiv({ cls: "empty-state", text: "No file is open" });
		return Promise.resolve();
	}
}

export abstract class FileView extends ItemView {
	allowNoFile = false;
	file: TFile | null = null;

	constructor(leaf: WorkspaceLeaf) {
		super(leaf);
		this.navigation = true;
	}

	override onload(): void {
		this.registerEvent(this.app.vault.on("rename", (file: unknown) => file === this.file && this.file && void this.onRename(this.file)));
		this.registerEvent(this.app.vault.on("delete", (file: unknown) => file === this.file && this.leaf.detach()));
	}

	getDisplayText(): string {
		return this.file?.basename ?? "No file";
	}

	override getState(): Record<string, unknown> {
		return { file: this.file?.path };
	}

	override async setState(state: { file?: string }, result: ViewStateResult): Promise<void> {
		if (state.file === undefined || state.file === this.file?.path) return;
		const file = this.app.vault.getFileByPath(state.file);
		if (this.file) await this.onUnloadFile(this.file);
		this.file = file;
		if (file) await this.onLoadFile(file);
		result.history = true;
	}

	async onLoadFile(_file: TFile): Promise<void> {}
	async onUnloadFile(_file: TFile): Promise<void> {}

	async onRename(_file: TFile): Promise<void> {
		this.leaf.$retitle();
		return Promise.resolve();
	}

	canAcceptExtension(_extension: string): boolean {
		return false;
	}

	override async $close(): Promise<void> {
		if (this.file) await this.onUnloadFile(this.file);
		await super.$close();
	}
}

export abstract class EditableFileView extends FileView {}

/** A file as text, saved 2 s after typing. */
export abstract class TextFileView extends EditableFileView {
	data = "";
	/** The text as it was last read from or written to the disk. */
	$saved = "";
	#saving = false;
	requestSave = debounce(() => void this.save(), 2000);

	abstract getViewData(): string;
	abstract setViewData(data: string, clear: boolean): void;
	abstract clear(): void;

	override onload(): void {
		super.onload();
		this.registerEvent(this.app.vault.on("modify", (file: unknown) => file === this.file && !this.#saving && void this.#changedOutside()));
	}

	override async onLoadFile(file: TFile): Promise<void> {
		this.data = this.$saved = await this.app.vault.read(file);
		this.setViewData(this.data, true);
	}

	override async onUnloadFile(_file: TFile): Promise<void> {
		await this.save(true);
	}

	async save(clear = false): Promise<void> {
		this.requestSave.cancel();
		const text = this.getViewData();
		if (this.file?.$lives && text !== this.$saved) {
			this.#saving = true;
			try {
				this.data = this.$saved = text;
				await this.app.vault.modify(this.file, text);
			} finally {
				this.#saving = false;
			}
		}
		if (clear) this.clear();
	}

	async #changedOutside(): Promise<void> {
		if (!this.file) return;
		const disk = await this.app.vault.read(this.file);
		const typed = this.getViewData();
		const base = this.$saved;
		if (disk === base) return;
		this.$saved = disk;
		this.data = typed === base ? disk : this.$merge(base, typed, disk);
		this.setViewData(this.data, false);
		if (this.data !== disk) this.requestSave();
	}

	/** Both changes in one text. */
	protected abstract $merge(base: string, typed: string, disk: string): string;
}
