import { setIcon } from "./icons";
import { Keymap } from "./keymap";
import type { WorkspaceLeaf } from "./leaf";
import { Menu } from "./menu";
import { iconButton } from "./notice";
import { TFolder, type TAbstractFile, type TFile } from "./vault";
import { ItemView } from "./view";
import { complain } from "./watch";

/** The list of files in the left side. */
export class FileList extends ItemView {
	#list: HTMLElement;
	#closed = new Set<string>();

	constructor(leaf: WorkspaceLeaf) {
		super(leaf);
		this.icon = "lucide-folder-closed";
		const buttons = this.contentEl.createDiv("nav-header").createDiv("nav-buttons-container");
		iconButton(buttons, "nav-action-button", "lucide-square-pen", "New note", () => void this.#newNote().catch(complain));
		this.#list = this.contentEl.createDiv("nav-files-container node-insert-event");
	}

	getViewType(): string {
		return "file-explorer";
	}

	getDisplayText(): string {
		return "Files";
	}

	override async onOpen(): Promise<void> {
		for (const name of ["create", "delete", "rename"]) this.registerEvent(this.app.vault.on(name, () => this.#draw()));
		this.registerEvent(this.app.workspace.on("file-open", () => this.#draw()));
		this.#draw();
		return Promise.resolve();
	}

	async #newNote(): Promise<void> {
		let path = "Untitled.md";
		for (let count = 1; this.app.vault.getFileByPath(path); count++) path = `Untitled ${count}.md`;
		await this.app.workspace.getLeaf(false).openFile(await this.app.vault.create(path, ""));
	}

	#draw(): void {
		this.#list.empty();
		this.#children(this.app.vault.getRoot(), this.#list.createDiv());
	}

	#children(folder: TFolder, into: HTMLElement): void {
		const byName = (a: TAbstractFile, b: TAbstractFile): number => Number(b instanceof TFolder) - Number(a instanceof TFolder) || a.name.localeCompare(b.name, "en", { numeric: true });
		for (const child of [...folder.children].sort(byName)) {
			const item = into.createDiv(`tree-item ${child instanceof TFolder ? "nav-folder" : "nav-file"}`);
			const self = item.createDiv({ cls: "tree-item-self is-clickable tappable", attr: { "data-path": child.path } });
			if (child instanceof TFolder) this.#folder(child, item, self);
			else this.#file(child as TFile, self);
			self.addEventListener("contextmenu", (event) => this.#menu(event, child));
		}
	}

	#folder(folder: TFolder, item: HTMLElement, self: HTMLElement): void {
		const closed = this.#closed.has(folder.path);
		self.addClass("nav-folder-title", "mod-collapsible");
		setIcon(self.createDiv(`tree-item-icon collapse-icon ${closed ? "is-collapsed" : ""}`), "lucide-chevron-right");
		self.createDiv({ cls: "tree-item-inner nav-folder-title-content", text: folder.name });
		self.addEventListener("click", () => {
			if (!this.#closed.delete(folder.path)) this.#closed.add(folder.path);
			this.#draw();
		});
		if (!closed) this.#children(folder, item.createDiv("tree-item-children nav-folder-children"));
	}

	#file(file: TFile, self: HTMLElement): void {
		self.addClass("nav-file-title");
		self.toggleClass("is-active", this.app.workspace.getActiveFile() === file);
		self.createDiv({ cls: "tree-item-inner nav-file-title-content", text: file.extension === "md" ? file.basename : file.name });
		self.addEventListener("click", (event) => {
			const { workspace } = this.app;
			void workspace.getLeaf(Keymap.isModEvent(event)).openFile(file).catch(complain);
			if (this.app.$isPhone) workspace.leftSplit.collapse();
		});
	}

	#menu(event: MouseEvent, file: TAbstractFile): void {
		event.preventDefault();
		const menu = new Menu();
		if (!(file instanceof TFolder)) menu.addItem((item) => item.setTitle("Open in new tab").setIcon("lucide-file-plus").setSection("open").onClick(() => this.app.workspace.getLeaf("tab").openFile(file as TFile)));
		this.app.workspace.trigger("file-menu", menu, file, "file-explorer-context-menu", this.leaf);
		menu.addItem((item) => item.setTitle("Delete").setIcon("lucide-trash-2").setSection("danger").setWarning(true).onClick(() => this.app.fileManager.trashFile(file)));
		menu.showAtMouseEvent(event);
	}
}
