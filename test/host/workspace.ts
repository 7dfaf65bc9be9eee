import type { App } from "./app";
import { tellMigrated } from "./dom";
import { debounce, Events, type Debouncer } from "./events";
import { WorkspaceLeaf, type OpenViewState } from "./leaf";
import { MarkdownView } from "./markdown-view";
import { Menu } from "./menu";
import { iconButton } from "./notice";
import { parseLinktext } from "./text";
import type { TFile } from "./vault";
import { DeferredView, EmptyView, FileView, OrphanView, type View } from "./view";
import { complain, Documented, guard, type Layout } from "./watch";
import { closeWindow, openWindow, type Win } from "./windows";

interface WindowSize {
	size?: { width: number; height: number };
}

export type ViewCreator = (leaf: WorkspaceLeaf) => View;

/** The middle or one of the sides: tabs, and one leaf in front. On phones the sides are drawers. */
export class Side extends Documented {
	$el: HTMLElement;
	$tabsEl: HTMLElement;
	$leavesEl: HTMLElement;
	$leaves: WorkspaceLeaf[] = [];
	$front: WorkspaceLeaf | null = null;
	$name: "left" | "main" | "right" | "window";
	collapsed = false;
	#app: App;

	constructor(app: App, parent: HTMLElement, name: "left" | "main" | "right" | "window") {
		super();
		this.#app = app;
		this.$name = name;
		this.$el = parent.createDiv(`workspace-split ${name === "main" || name === "window" ? "mod-vertical mod-root" : `mod-horizontal mod-sidedock mod-${name}-split`}`);
		const tabs = this.$el.createDiv("workspace-tabs mod-top");
		const header = tabs.createDiv("workspace-tab-header-container");
		this.$tabsEl = header.createDiv({ cls: "workspace-tab-header-container-inner", attr: { role: "tablist" } });
		this.$leavesEl = tabs.createDiv("workspace-tab-container");
	}

	$add(leaf: WorkspaceLeaf): void {
		this.$leaves.push(leaf);
		this.$tabsEl.appendChild(leaf.$tabEl);
		this.$leavesEl.appendChild(leaf.$el);
		if (this.$front) leaf.$el.hide();
		else this.$show(leaf);
	}

	$show(leaf: WorkspaceLeaf): void {
		this.$front = leaf;
		for (const one of this.$leaves) {
			one.$el.toggle(one === leaf);
			one.$tabEl.toggleClass("is-active", one === leaf);
			one.$tabEl.setAttr("aria-selected", one === leaf);
		}
	}

	expand(): void {
		this.#set(false);
	}

	collapse(): void {
		this.#set(true);
	}

	toggle(): void {
		this.#set(!this.collapsed);
	}

	#set(collapsed: boolean): void {
		if (this.$name === "main" || this.$name === "window") return;
		this.collapsed = collapsed;
		this.$el.toggleClass("is-sidedock-collapsed", collapsed);
		if (!collapsed) void this.$front?.loadIfDeferred().catch(complain);
		this.#app.workspace?.$layoutChanged();
	}
}

/** The tabs of the main window's middle, or of a pop-out. */
export class WorkspaceContainer extends Side {
	win: Window;
	doc: Document;

	constructor(app: App, parent: HTMLElement, name: "main" | "window") {
		super(app, parent, name);
		this.win = parent.win;
		this.doc = parent.doc;
	}
}

export class Workspace extends Events {
	containerEl: HTMLElement;
	leftSplit: Side;
	rightSplit: Side;
	rootSplit: WorkspaceContainer;
	leftRibbon = new Documented();
	layoutReady = false;
	requestSaveLayout: Debouncer<[], Promise<void>>;
	$active: WorkspaceLeaf | null = null;
	/** Views on their way out. */
	readonly $closing: Promise<unknown>[] = [];
	$ribbonEl: HTMLElement;
	#app: App;
	#windows: WorkspaceContainer[] = [];
	#creators = new Map<string, ViewCreator>([
		["markdown", (leaf) => new MarkdownView(leaf)],
		["empty", (leaf) => new EmptyView(leaf)],
	]);
	#waiting: (() => unknown)[] = [];
	#recent: WorkspaceLeaf[] = [];
	#opened: string[] = [];
	#announced: TFile | null = null;

	constructor(app: App, parent: HTMLElement) {
		super();
		this.#app = app;
		const main = parent.createDiv("horizontal-main-container");
		this.containerEl = main.createDiv("workspace");
		const ribbon = this.containerEl.createDiv("workspace-ribbon side-dock-ribbon mod-left");
		this.leftSplit = new Side(app, this.containerEl, "left");
		this.rootSplit = new WorkspaceContainer(app, this.containerEl, "main");
		this.rightSplit = new Side(app, this.containerEl, "right");
		if (app.$isPhone) this.#navbar(parent);
		window.addEventListener("resize", () => this.trigger("resize"));
		this.requestSaveLayout = debounce(() => this.#save(), 300);
		for (const side of [this.leftSplit, this.rightSplit]) {
			const frame = (side === this.leftSplit ? ribbon : this.containerEl).createDiv(`sidebar-toggle-button mod-${side.$name}`);
			iconButton(frame, "", `lucide-panel-${side.$name}`, `Toggle ${side.$name} sidebar`, () => side.toggle());
		}
		this.$ribbonEl = ribbon.createDiv("side-dock-actions");
	}

	/** The bar at the foot of a phone, and what covers the note while a drawer is out. */
	#navbar(parent: HTMLElement): void {
		const cover = this.containerEl.createDiv("mobile-drawer-cover");
		cover.addEventListener("click", () => [this.leftSplit, this.rightSplit].forEach((side) => side.collapse()));
		const bar = parent.createDiv("mobile-navbar");
		const add = (icon: string, title: string, run: (event: MouseEvent) => unknown): void => void iconButton(bar, "mobile-navbar-action", icon, title, run);
		add("lucide-panel-left", "Files", () => this.leftSplit.expand());
		add("lucide-circle-plus", "New tab", () => void this.getLeaf("tab").setViewState({ type: "empty", active: true }).catch(complain));
		add("lucide-menu", "Ribbon", (event) => this.#ribbonMenu(event));
		add("lucide-panel-right", "Right sidebar", () => this.rightSplit.expand());
	}

	/** On a phone the ribbon's buttons, and the tabs, are in a menu. */
	#ribbonMenu(event: MouseEvent): void {
		const menu = new Menu();
		for (const button of this.$ribbonEl.findAll(".side-dock-ribbon-action")) {
			menu.addItem((item) => {
				item.setTitle(button.getAttr("aria-label") ?? "").setSection("action").onClick(() => button.click());
				item.$el.find(".menu-item-icon")?.replaceChildren(...[...button.children].map((icon) => icon.cloneNode(true)));
			});
		}
		for (const leaf of this.rootSplit.$leaves) menu.addItem((item) => item.setTitle(leaf.getDisplayText()).setSection("open").setChecked(leaf === this.rootSplit.$front).onClick(() => this.setActiveLeaf(leaf)));
		menu.showAtMouseEvent(event);
	}

	get #sides(): Side[] {
		return [this.rootSplit, this.leftSplit, this.rightSplit, ...this.#windows];
	}

	get activeEditor(): MarkdownView | null {
		return this.$active?.view instanceof MarkdownView ? this.$active.view : null;
	}

	// Kinds of views

	$creator(type: string): ViewCreator | undefined {
		return this.#creators.get(type);
	}

	/** Leaves that waited for this type get their view; when it goes again they keep their place. */
	$registerView(type: string, create: ViewCreator): () => void {
		if (this.#creators.has(type)) throw new Error(`Attempting to register an existing view type "${type}"`);
		this.#creators.set(type, create);
		for (const leaf of this.getLeavesOfType(type)) if (leaf.view instanceof OrphanView) void leaf.setViewState(leaf.getViewState()).catch(complain);
		return () => {
			this.#creators.delete(type);
			for (const leaf of this.getLeavesOfType(type)) {
				if (!(leaf.view instanceof DeferredView)) this.$closing.push(leaf.open(new OrphanView(leaf, type, leaf.view.getState())).catch(complain));
			}
		};
	}

	// Layout

	onLayoutReady(callback: () => unknown): void {
		if (this.layoutReady) guard(callback);
		else this.#waiting.push(callback);
	}

	async $restore(layout: Layout): Promise<void> {
		for (const [side, states] of [[this.leftSplit, layout.left?.leaves], [this.rightSplit, layout.right?.leaves], [this.rootSplit, layout.main]] as const) {
			const front = states?.find((state) => state.active) ?? states?.[0];
			for (const state of states ?? []) {
				const leaf = this.$newLeaf(side);
				await leaf.$defer(state);
				if (state === front) side.$show(leaf);
			}
		}
		this.leftSplit.collapsed = layout.left?.collapsed ?? false;
		this.rightSplit.collapsed = layout.right?.collapsed ?? (layout.right?.leaves.length ?? 0) === 0;
		for (const side of [this.leftSplit, this.rightSplit]) {
			if (this.#app.$isPhone) side.collapsed = true;
			side.$el.toggleClass("is-sidedock-collapsed", side.collapsed);
			if (!side.collapsed) await side.$front?.loadIfDeferred();
		}
		if (!this.rootSplit.$front) await this.$newLeaf(this.rootSplit).setViewState({ type: "empty" });
		await this.rootSplit.$front?.loadIfDeferred();
		this.layoutReady = true;
		if (this.rootSplit.$front) this.setActiveLeaf(this.rootSplit.$front);
		for (const callback of this.#waiting.splice(0)) guard(callback);
	}

	getLayout(): Record<string, unknown> {
		const states = (side: Side): unknown[] => side.$leaves.map((leaf) => ({ ...leaf.getViewState(), active: leaf === side.$front }));
		return {
			main: states(this.rootSplit),
			left: { collapsed: this.leftSplit.collapsed, leaves: states(this.leftSplit) },
			right: { collapsed: this.rightSplit.collapsed, leaves: states(this.rightSplit) },
		};
	}

	async #save(): Promise<void> {
		if (!this.layoutReady) return;
		// A disk that refuses it is no fault of the plugin.
		await this.#app.vault.adapter.write(`${this.#app.vault.configDir}/workspace.json`, JSON.stringify(this.getLayout(), null, 2)).catch(() => undefined);
	}

	$layoutChanged(): void {
		if (!this.layoutReady) return;
		this.trigger("layout-change");
		this.requestSaveLayout();
	}

	// Leaves

	$newLeaf(side: Side): WorkspaceLeaf {
		const leaf = new WorkspaceLeaf(this.#app, side);
		side.$add(leaf);
		return leaf;
	}

	$remove(leaf: WorkspaceLeaf): void {
		const side = leaf.$side;
		const at = side.$leaves.indexOf(leaf);
		side.$leaves.remove(leaf);
		this.#recent.remove(leaf);
		if (side.$front === leaf) {
			side.$front = null;
			const next = side.$leaves[Math.max(0, at - 1)];
			if (next) void this.revealLeaf(next).catch(complain);
			else if (side instanceof WorkspaceContainer && side !== this.rootSplit) this.#closeWindow(side);
			else if (side === this.rootSplit) void this.$newLeaf(side).setViewState({ type: "empty" }).catch(complain);
		}
		if (this.$active === leaf) {
			const next = this.getMostRecentLeaf();
			this.$active = null;
			if (next) this.setActiveLeaf(next);
		}
		this.$layoutChanged();
	}

	getLeaf(newLeaf: boolean | "tab" | "split" | "window" = false): WorkspaceLeaf {
		if (newLeaf === "window") return this.openPopoutLeaf();
		const recent = this.getMostRecentLeaf();
		const reusable = recent && (recent.view.navigation || recent.view.getViewType() === "empty");
		if (newLeaf === false && recent && reusable) return recent;
		const leaf = this.$newLeaf(this.rootSplit);
		this.rootSplit.$show(leaf);
		return leaf;
	}

	openPopoutLeaf(data?: WindowSize): WorkspaceLeaf {
		const leaf = this.$newLeaf(this.#openWindow(data));
		this.setActiveLeaf(leaf);
		return leaf;
	}

	moveLeafToPopout(leaf: WorkspaceLeaf, data?: WindowSize): WorkspaceContainer {
		const container = this.#openWindow(data);
		this.$remove(leaf);
		leaf.$side = container;
		container.$add(leaf);
		leaf.$el.show();
		tellMigrated();
		this.setActiveLeaf(leaf);
		return container;
	}

	#openWindow({ size = { width: 600, height: 500 } }: WindowSize = {}): WorkspaceContainer {
		if (this.#app.$isPhone) throw new Error("There are no pop-out windows on a phone.");
		const win = openWindow(size, () => this.#closeWindow(container));
		const frame = win.document.body.createDiv({ cls: "app-container", attr: { "data-host": "" } });
		const container = new WorkspaceContainer(this.#app, frame.createDiv("horizontal-main-container").createDiv("workspace"), "window");
		this.#windows.push(container);
		this.trigger("window-open", container, win);
		return container;
	}

	#closeWindow(container: WorkspaceContainer): void {
		if (!this.#windows.includes(container)) return;
		this.#windows.remove(container);
		this.trigger("window-close", container, container.win);
		for (const leaf of [...container.$leaves]) leaf.detach();
		closeWindow(container.win as Win);
		this.$layoutChanged();
	}

	iterateAllLeaves(callback: (leaf: WorkspaceLeaf) => unknown): void {
		this.#sides.flatMap((side) => side.$leaves).forEach(callback);
	}

	async ensureSideLeaf(type: string, side: "left" | "right", options: { active?: boolean; split?: boolean; reveal?: boolean; state?: Record<string, unknown> } = {}): Promise<WorkspaceLeaf> {
		const place = side === "left" ? this.leftSplit : this.rightSplit;
		const found = this.getLeavesOfType(type)[0];
		const leaf = found ?? this.$newLeaf(place);
		if (!found || options.state) await leaf.setViewState({ type, ...(options.state && { state: options.state }) });
		if (options.reveal ?? true) await this.revealLeaf(leaf);
		if (options.active) this.setActiveLeaf(leaf, { focus: true });
		return leaf;
	}

	async revealLeaf(leaf: WorkspaceLeaf): Promise<void> {
		const side = leaf.$side;
		side.$show(leaf);
		if (side.collapsed) side.expand();
		await leaf.loadIfDeferred();
		this.$layoutChanged();
	}

	setActiveLeaf(leaf: WorkspaceLeaf, params?: { focus?: boolean } | boolean, focus = false): void {
		if (!leaf.$side.$leaves.includes(leaf)) throw new Error("This leaf is not in the workspace.");
		if (leaf.$side.$front !== leaf) leaf.$side.$show(leaf);
		const focused = typeof params === "object" ? params.focus : focus;
		if (focused && leaf.view instanceof MarkdownView && leaf.view.getMode() === "source") leaf.view.editor.focus();
		if (this.$active === leaf) return;
		this.$active = leaf;
		this.#recent = [leaf, ...this.#recent.filter((one) => one !== leaf)];
		for (const one of this.#sides.flatMap((side) => side.$leaves)) one.$el.toggleClass("mod-active", one === leaf);
		void leaf.loadIfDeferred().catch(complain);
		this.trigger("active-leaf-change", leaf);
		this.$announceFile();
		this.$layoutChanged();
	}

	/** 'file-open' when the file in front is another than before. */
	$announceFile(): void {
		const file = this.getActiveFile();
		if (file === this.#announced) return;
		this.#announced = file;
		if (file) this.#opened = [file.path, ...this.#opened.filter((path) => path !== file.path)].slice(0, 10);
		this.trigger("file-open", file);
	}

	getMostRecentLeaf(root: Side = this.rootSplit): WorkspaceLeaf | null {
		return this.#recent.find((leaf) => leaf.$side === root) ?? root.$front;
	}

	/** The file in front; when a side pane has the focus, the one last in front in the middle or in a pop-out. */
	getActiveFile(): TFile | null {
		const isForFiles = ({ $side: side, view }: WorkspaceLeaf): boolean => side instanceof WorkspaceContainer && (view.navigation || view instanceof EmptyView);
		const view = this.$active?.view instanceof FileView ? this.$active.view : (this.#recent.find(isForFiles) ?? this.rootSplit.$front)?.view;
		return view instanceof FileView ? view.file : null;
	}

	getLastOpenFiles(): string[] {
		return this.#opened;
	}

	getLeavesOfType(type: string): WorkspaceLeaf[] {
		return this.#sides.flatMap((side) => side.$leaves).filter((leaf) => leaf.view.getViewType() === type);
	}

	/** Opens a link; a note that does not exist is made, as in the app. */
	async openLinkText(linktext: string, sourcePath: string, newLeaf: boolean | "tab" | "split" | "window" = false, openState: OpenViewState = {}): Promise<void> {
		const { path } = parseLinktext(linktext);
		const found = this.#app.metadataCache.getFirstLinkpathDest(path, sourcePath);
		const file = found ?? (await this.#app.vault.create(path.endsWith(".md") ? path : `${path}.md`, ""));
		await this.getLeaf(newLeaf).openFile(file, openState);
		if (this.#app.$isPhone) for (const side of [this.leftSplit, this.rightSplit]) side.collapse();
	}

	/** Editors take up what registered editor extensions became. */
	updateOptions(): void {
		for (const leaf of this.getLeavesOfType("markdown")) if (leaf.view instanceof MarkdownView) leaf.view.$updateOptions();
	}
}
