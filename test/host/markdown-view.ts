import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { Compartment, EditorState, Transaction, type Extension } from "@codemirror/state";
import { EditorView, keymap, type ViewUpdate } from "@codemirror/view";
import { Editor } from "./editor";
import { setIcon } from "./icons";
import { Keymap } from "./keymap";
import type { WorkspaceLeaf } from "./leaf";
import { editorLivePreviewField, noteExtensions } from "./live-preview";
import { MarkdownRenderer, Rendering } from "./markdown";
import { Menu } from "./menu";
import { difference, merge } from "./merge";
import { Notice, setTooltip } from "./notice";
import { drawProperties } from "./properties";
import { getFrontMatterInfo, readFrontmatter } from "./text";
import type { TFile } from "./vault";
import { TextFileView, type ViewStateResult } from "./view";
import { complain } from "./watch";

interface State {
	file?: string;
	mode?: "source" | "preview";
	/** Without live preview. */
	source?: boolean;
}

/** The title and the properties above a note. */
class Head {
	#title: HTMLElement;
	#properties: HTMLElement;

	constructor(parent: HTMLElement) {
		this.#title = parent.createDiv({ cls: "inline-title", attr: { tabindex: "-1" } });
		this.#properties = parent.createDiv({ cls: "metadata-container", attr: { tabindex: "-1" } });
	}

	draw(title: string, text: string, properties: boolean): void {
		this.#title.setText(title);
		drawProperties(this.#properties, properties ? readFrontmatter(text) : undefined);
	}
}

export class MarkdownPreviewView extends MarkdownRenderer {
	readonly #view: MarkdownView;
	readonly #rendering: Rendering;
	readonly #head: Head;
	#text = "";

	constructor(view: MarkdownView, parent: HTMLElement) {
		super(parent.createDiv("markdown-reading-view"));
		this.#view = view;
		this.app = view.app;
		const preview = this.containerEl.createDiv("markdown-preview-view markdown-rendered node-insert-event is-readable-line-width show-indentation-guide");
		const sizer = preview.createDiv("markdown-preview-sizer markdown-preview-section");
		this.#head = new Head(sizer.createDiv("mod-header mod-ui"));
		this.#rendering = this.addChild(new Rendering(this.app, sizer.createDiv(), ""));
		preview.addEventListener("click", (event) => this.#click(event));
	}

	#click(event: MouseEvent): void {
		const link = (event.target as Element).closest<HTMLElement>("a");
		if (!link) return;
		event.preventDefault();
		const to = link.getAttr("data-href");
		if (link.hasClass("internal-link") && to) void this.app.workspace.openLinkText(to, this.file?.path ?? "", Keymap.isModEvent(event)).catch(complain);
	}

	get file(): TFile | null {
		return this.#view.file;
	}

	get(): string {
		return this.#text;
	}

	set(data: string, clear: boolean): void {
		this.#text = data;
		this.#head.draw(this.file?.basename ?? "", data, true);
		if (clear) this.#rendering.update("");
		this.#rendering.sourcePath = this.file?.path ?? "";
		this.#rendering.update(data);
	}

	clear(): void {
		this.set("", true);
	}
}

class MarkdownEditView {
	readonly #view: MarkdownView;
	readonly #head: Head;
	readonly #plugins = new Compartment();
	readonly $el: HTMLElement;
	readonly $cm: EditorView;
	readonly editor: Editor;
	readonly #stay: () => void;
	#live = true;
	#quiet = false;

	constructor(view: MarkdownView, parent: HTMLElement) {
		this.#view = view;
		this.$el = parent.createDiv("markdown-source-view cm-s-obsidian mod-cm6 node-insert-event is-readable-line-width is-live-preview");
		const sizer = this.$el.createDiv("cm-sizer");
		this.#head = new Head(sizer);
		this.$cm = new EditorView({ parent: sizer });
		this.editor = new Editor(this.$cm);
		this.#stay = this.$el.onWindowMigrated((win) => this.$cm.setRoot(win.document));
		this.$cm.setState(this.#state(""));
	}

	/** A new state has no undo history. */
	#state(doc: string): EditorState {
		const { workspace } = this.#view.app;
		const events = EditorView.domEventHandlers({
			contextmenu: (event) => this.#menu(event),
			paste: (event) => (workspace.trigger("editor-paste", event, this.editor, this.#view), event.defaultPrevented),
			drop: (event) => (workspace.trigger("editor-drop", event, this.editor, this.#view), event.defaultPrevented),
		});
		const extensions: Extension[] = [
			this.#plugins.of([...this.#view.app.$editorExtensions]),
			editorLivePreviewField.init(() => this.#live),
			noteExtensions(this.#view),
			history(),
			keymap.of([...defaultKeymap, ...historyKeymap]),
			EditorView.lineWrapping,
			EditorView.updateListener.of((update) => this.#updated(update)),
			events,
		];
		return EditorState.create({ doc, extensions });
	}

	#menu(event: MouseEvent): boolean {
		const menu = new Menu();
		this.#view.app.workspace.trigger("editor-menu", menu, this.editor, this.#view);
		menu.addItem((item) => item.setTitle("Select all").setSection("clipboard").onClick(() => this.$cm.dispatch({ selection: { anchor: 0, head: this.$cm.state.doc.length } })));
		menu.showAtMouseEvent(event);
		event.preventDefault();
		return true;
	}

	#updated(update: ViewUpdate): void {
		if (!update.docChanged) return;
		this.#drawHead();
		if (this.#quiet) return;
		this.#view.$typed();
		this.#view.app.workspace.trigger("editor-change", this.editor, this.#view);
	}

	#drawHead(): void {
		this.#head.draw(this.#view.file?.basename ?? "", this.get(), this.#live);
	}

	get(): string {
		return this.$cm.state.doc.toString();
	}

	/** `clear`: another note; else only the characters that differ are replaced, and can be undone. */
	set(data: string, clear: boolean): void {
		const text = data.replace(/\r\n?/g, "\n");
		if (clear) {
			this.$cm.setState(this.#state(text));
			// Below the properties, as in the app.
			this.$cm.dispatch({ selection: { anchor: getFrontMatterInfo(text).contentStart } });
		}
		else if (text !== this.get()) {
			const { from, old, now } = difference(this.get(), text);
			this.#quiet = true;
			this.$cm.dispatch({ changes: { from, to: from + old.length, insert: now }, annotations: Transaction.userEvent.of("set") });
			this.#quiet = false;
		}
		this.#drawHead();
	}

	setLive(live: boolean): void {
		if (live === this.#live) return;
		this.#live = live;
		this.$el.toggleClass("is-live-preview", live);
		const { doc, selection } = this.$cm.state;
		this.$cm.setState(this.#state(doc.toString()));
		this.$cm.dispatch({ selection });
		this.#drawHead();
	}

	reconfigure(): void {
		this.$cm.dispatch({ effects: this.#plugins.reconfigure([...this.#view.app.$editorExtensions]) });
	}

	destroy(): void {
		this.#stay();
		this.$cm.destroy();
	}
}

export class MarkdownView extends TextFileView {
	editor: Editor;
	previewMode: MarkdownPreviewView;
	currentMode: MarkdownPreviewView | MarkdownEditView;
	#editMode: MarkdownEditView;
	#source = false;
	#toggle: HTMLElement;

	constructor(leaf: WorkspaceLeaf) {
		super(leaf);
		this.#toggle = this.addAction("lucide-book-open", "Reading view", () => this.$toggle());
		this.#editMode = new MarkdownEditView(this, this.contentEl);
		this.previewMode = this.addChild(new MarkdownPreviewView(this, this.contentEl));
		this.editor = this.#editMode.editor;
		this.currentMode = this.#editMode;
		this.#show();
	}

	#show(): void {
		const reading = this.currentMode === this.previewMode;
		this.#editMode.$el.toggle(!reading);
		this.previewMode.containerEl.toggle(reading);
		this.containerEl.setAttr("data-mode", this.getMode());
		setIcon(this.#toggle, reading ? "lucide-pencil" : "lucide-book-open");
		setTooltip(this.#toggle, reading ? "Current view: reading. Click to edit" : "Current view: editing. Click to read");
	}

	/** Reads instead of edits, or the other way round. */
	$toggle(): void {
		void this.setState({ mode: this.getMode() === "source" ? "preview" : "source" }, { history: false }).catch(complain);
	}

	getViewType(): string {
		return "markdown";
	}

	getMode(): "source" | "preview" {
		return this.currentMode === this.previewMode ? "preview" : "source";
	}

	override getState(): Record<string, unknown> {
		return { ...super.getState(), mode: this.getMode(), source: this.#source, backlinks: false };
	}

	override async setState(state: State, result: ViewStateResult): Promise<void> {
		const mode = state.mode === undefined ? this.currentMode : state.mode === "preview" ? this.previewMode : this.#editMode;
		const text = this.currentMode.get();
		const another = state.file !== undefined && state.file !== this.file?.path;
		if (another && this.file) await this.save(true);
		const switched = mode !== this.currentMode;
		this.currentMode = mode;
		if (another) await super.setState(state, result);
		else if (switched) mode.set(text, mode === this.previewMode);
		this.#source = state.source ?? this.#source;
		this.#editMode.setLive(!this.#source);
		this.#show();
		this.app.workspace.$layoutChanged();
	}

	getViewData(): string {
		return this.currentMode.get();
	}

	/** Only the mode that is shown gets the text: the editor of a note in reading view is behind. */
	setViewData(data: string, clear: boolean): void {
		this.currentMode.set(data, clear);
	}

	clear(): void {
		this.previewMode.clear();
		this.#editMode.set("", true);
	}

	$typed(): void {
		this.$dirty = true;
		this.requestSave();
	}

	override async onRename(file: TFile): Promise<void> {
		await super.onRename(file);
		this.currentMode.set(this.currentMode.get(), false);
	}

	protected $merge(base: string, typed: string, disk: string): string {
		new Notice(`“${this.file?.basename}” has been modified externally, merging changes automatically.`);
		return merge(base.replace(/\r\n?/g, "\n"), typed, disk.replace(/\r\n?/g, "\n"));
	}

	$updateOptions(): void {
		this.#editMode.reconfigure();
	}

	override onunload(): void {
		this.#editMode.destroy();
	}
}
