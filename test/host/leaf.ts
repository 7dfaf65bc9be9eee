import type { App } from "./app";
import { tellMigrated } from "./dom";
import { Events } from "./events";
import { setIcon } from "./icons";
import { Menu } from "./menu";
import { setTooltip } from "./notice";
import { TFile } from "./vault";
import { DeferredView, EmptyView, FileView, ItemView, OrphanView, type View } from "./view";
import { complain } from "./watch";
import { WorkspaceContainer, type Side } from "./workspace";

export interface ViewState {
	type: string;
	state?: Record<string, unknown>;
	active?: boolean;
}

export interface OpenViewState {
	state?: Record<string, unknown>;
	active?: boolean;
}

/** A tab of the middle or of a side, with what is in it. */
export class WorkspaceLeaf extends Events {
	$app: App;
	$side: Side;
	$el = createDiv("workspace-leaf");
	$tabEl = createDiv({ cls: "workspace-tab-header tappable", attr: { draggable: "true", role: "tab" } });
	#title: HTMLElement;
	#icon: HTMLElement;
	view: View;

	constructor(app: App, side: Side) {
		super();
		this.$app = app;
		this.$side = side;
		const inner = this.$tabEl.createDiv("workspace-tab-header-inner");
		this.#icon = inner.createDiv("workspace-tab-header-inner-icon");
		this.#title = inner.createDiv("workspace-tab-header-inner-title");
		const close = inner.createDiv({ cls: "workspace-tab-header-inner-close-button", attr: { "aria-label": "Close" } });
		setIcon(close, "lucide-x");
		close.addEventListener("click", (event) => {
			event.stopPropagation();
			this.detach();
		});
		this.$tabEl.addEventListener("click", () => void app.workspace.revealLeaf(this).then(() => app.workspace.setActiveLeaf(this, { focus: true })));
		this.$tabEl.addEventListener("contextmenu", (event) => this.#menu(event));
		this.$el.addEventListener("mousedown", () => app.workspace.setActiveLeaf(this), true);
		this.$el.addEventListener("focusin", () => app.workspace.setActiveLeaf(this));
		this.view = new EmptyView(this);
	}

	get isDeferred(): boolean {
		return this.view instanceof DeferredView && !(this.view instanceof OrphanView);
	}

	async loadIfDeferred(): Promise<void> {
		if (this.isDeferred) await this.setViewState(this.getViewState());
	}

	/** Puts a placeholder in, as the app does for tabs in the background. */
	async $defer(state: ViewState): Promise<void> {
		await this.open(new DeferredView(this, state.type, state.state ?? {}));
	}

	async open(view: View): Promise<View> {
		if (this.view.$loaded) await this.view.$close();
		this.view = view;
		await view.$open(this.$el);
		tellMigrated();
		this.$retitle();
		this.$app.workspace.$layoutChanged();
		return view;
	}

	getViewState(): ViewState {
		return { type: this.view.getViewType(), state: this.view.getState() };
	}

	async setViewState(given: ViewState): Promise<void> {
		const { workspace } = this.$app;
		const fits = this.view.$loaded && this.view.getViewType() === given.type && !(this.view instanceof DeferredView);
		if (!fits) {
			const create = workspace.$creator(given.type);
			await this.open(create ? create(this) : new OrphanView(this, given.type, given.state ?? {}));
		}
		if (given.state) await this.view.setState(given.state, { history: false });
		this.$retitle();
		if (given.active) workspace.setActiveLeaf(this, { focus: true });
		workspace.$layoutChanged();
		if (workspace.$active === this) workspace.$announceFile();
	}

	async openFile(file: TFile, openState: OpenViewState = {}): Promise<void> {
		if (!(file instanceof TFile)) throw new TypeError("openFile takes a TFile.");
		const type = file.extension === "md" ? "markdown" : "empty";
		await this.setViewState({ type, state: { ...openState.state, file: file.path }, active: openState.active ?? true });
	}

	getContainer(): WorkspaceContainer {
		const { $side: side } = this;
		return side instanceof WorkspaceContainer ? side : this.$app.workspace.rootSplit;
	}

	detach(): void {
		this.$app.workspace.$remove(this);
		if (this.view.$loaded) this.$app.workspace.$closing.push(this.view.$close().catch(complain));
		this.$el.detach();
		this.$tabEl.detach();
	}

	getIcon(): string {
		return this.view.getIcon();
	}

	getDisplayText(): string {
		return this.view.getDisplayText();
	}

	$retitle(): void {
		this.#title.setText(this.getDisplayText());
		setIcon(this.#icon, this.getIcon());
		setTooltip(this.$tabEl, this.getDisplayText());
		this.$tabEl.setAttr("data-type", this.view.getViewType());
		if (this.view instanceof ItemView) this.view.$retitle();
	}

	#menu(event: MouseEvent): void {
		event.preventDefault();
		const menu = new Menu();
		this.view.onPaneMenu(menu, "tab-header");
		if (this.view instanceof FileView && this.view.file) this.$app.workspace.trigger("file-menu", menu, this.view.file, "tab-header", this);
		menu.addItem((item) => item.setTitle("Close").setSection("close").onClick(() => this.detach()));
		menu.showAtMouseEvent(event);
	}
}
