/* eslint @typescript-eslint/no-unused-vars: ["error", { "args": "none" }] -- parameters show the API, though the host needs not all of them */
import type { App } from "./app";
import { Component, debounce } from "./events";
import { setIcon } from "./icons";
import type { Scope } from "./keymap";
import type { WorkspaceLeaf } from "./leaf";
import { Menu } from "./menu";
import { Notice, setTooltip } from "./notice";
import type { TFile } from "./vault";
import { complain } from "./watch";

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
	#parentEl: HTMLElement;
	#actionsEl: HTMLElement;

	constructor(leaf: WorkspaceLeaf) {
		super(leaf);
		const header = this.containerEl.createDiv("view-header");
		const back = header.createDiv("view-header-left").createDiv("view-header-nav-buttons");
		for (const icon of ["lucide-arrow-left", "lucide-arrow-right"]) setIcon(back.createDiv({ cls: "clickable-icon is-disabled", attr: { "aria-hidden": true } }), icon);
		const title = header.createDiv("view-header-title-container mod-at-start");
		this.#parentEl = title.createDiv("view-header-title-parent");
		this.#titleEl = title.createDiv("view-header-title");
		this.#actionsEl = header.createDiv("view-actions");
		this.addAction("lucide-ellipsis-vertical", "More options", (event) => {
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
		this.#parentEl.empty();
		const path = this instanceof FileView ? (this.file?.parent?.path ?? "/") : "/";
		for (const folder of path === "/" ? [] : path.split("/")) {
			this.#parentEl.createSpan({ cls: "view-header-breadcrumb", text: folder });
			this.#parentEl.createSpan({ cls: "view-header-breadcrumb-separator", text: "/" });
		}
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

	override async $close(): Promise<void> {
		if (this.file) await this.onUnloadFile(this.file);
		await super.$close();
	}
}

/** A file as text, saved 2 s after typing. */
export abstract class TextFileView extends FileView {
	data = "";
	/** The text as it was last read from or written to the disk. */
	$saved = "";
	/** Typed and not yet saved. */
	$dirty = false;
	#saving = false;
	requestSave = debounce(() => void this.save().catch((error: unknown) => new Notice(`Failed to save “${this.file?.path}”. ${String(error)}`)), 2000);

	abstract getViewData(): string;
	abstract setViewData(data: string, clear: boolean): void;
	abstract clear(): void;

	override onload(): void {
		super.onload();
		this.registerEvent(this.app.vault.on("modify", (file: unknown) => file === this.file && !this.#saving && void this.#changedOutside().catch(complain)));
	}

	override async onLoadFile(file: TFile): Promise<void> {
		this.data = this.$saved = await this.app.vault.read(file);
		this.$dirty = false;
		this.setViewData(this.data, true);
	}

	override async onUnloadFile(_file: TFile): Promise<void> {
		await this.save(true);
	}

	async save(clear = false): Promise<void> {
		this.requestSave.cancel();
		if (this.file?.$lives && this.$dirty) {
			this.#saving = true;
			const before = this.$saved;
			try {
				this.data = this.$saved = this.getViewData();
				this.$dirty = false;
				await this.app.vault.modify(this.file, this.data);
			} catch (error) {
				this.$saved = before;
				this.$dirty = true;
				throw error;
			} finally {
				this.#saving = false;
			}
		}
		if (clear) this.clear();
	}

	async #changedOutside(): Promise<void> {
		if (!this.file) return;
		const disk = await this.app.vault.read(this.file);
		const base = this.$saved;
		if (disk === base) return;
		this.$saved = disk;
		this.data = this.$dirty ? this.$merge(base, this.getViewData(), disk) : disk;
		this.setViewData(this.data, false);
		if (this.$dirty) this.requestSave();
	}

	/** Both changes in one text. */
	protected abstract $merge(base: string, typed: string, disk: string): string;
}
