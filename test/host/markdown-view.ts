import { Rendering, MarkdownRenderer } from "./markdown";
import type { Editor } from "./editor";
import { drawProperties } from "./properties";
import { readFrontmatter } from "./text";
import { TextFileView } from "./view";

export class MarkdownView extends TextFileView {
	declare editor: Editor;
	#source = "";
	#titleEl: HTMLElement;
	#metaEl: HTMLElement;
	#rendering: Rendering;

	constructor(leaf: import("./leaf").WorkspaceLeaf) {
		super(leaf);
		const view = this.contentEl.createDiv("markdown-reading-view").createDiv("markdown-preview-view markdown-rendered node-insert-event is-readable-line-width allow-fold-headings show-properties");
		const sizer = view.createDiv("markdown-preview-sizer markdown-preview-section");
		const head = sizer.createDiv("mod-header mod-ui");
		this.#titleEl = head.createDiv("inline-title");
		this.#metaEl = head.createDiv("metadata-container");
		this.#rendering = this.addChild(new Rendering(this.app, sizer.createDiv(), ""));
	}
	getViewType(): string {
		return "markdown";
	}
	getMode(): "source" | "preview" {
		return "preview";
	}
	getViewData(): string {
		return this.#source;
	}
	setViewData(data: string, _clear: boolean): void {
		this.#source = data;
		this.#titleEl.setText(this.file?.basename ?? "");
		drawProperties(this.#metaEl, readFrontmatter(data));
		this.#rendering.sourcePath = this.file?.path ?? "";
		this.#rendering.update(data);
	}
	clear(): void {
		this.#source = "";
	}
	protected $merge(_base: string, typed: string, _disk: string): string {
		return typed;
	}
	$updateOptions(): void {}
}
void MarkdownRenderer;
