import { syntaxTree } from "@codemirror/language";
import { type EditorState, type Extension, type Range } from "@codemirror/state";
import { Decoration, ViewPlugin, WidgetType, type DecorationSet, type EditorView, type ViewUpdate } from "@codemirror/view";
import { editorLivePreviewField } from "obsidian";
import { InlineCode, inlineName } from "./inline-code";
import type { Parts } from "../parts";

/** Live codes in place of inline code such as `2fa: GitHub`, in live preview, where the cursor is not. */
export function inlineCodes(parts: Parts): Extension {
	return ViewPlugin.define((view) => new Inline(view, parts), { decorations: (inline) => inline.decorations });
}

class Inline {
	decorations: DecorationSet;

	constructor(view: EditorView, private readonly parts: Parts) {
		this.decorations = this.find(view);
	}

	update(update: ViewUpdate): void {
		this.decorations = this.find(update.view);
	}

	/** Only what is on screen is looked at. */
	private find(view: EditorView): DecorationSet {
		if (view.state.field(editorLivePreviewField, false) !== true) return Decoration.none;
		const found: Range<Decoration>[] = [];
		for (const { from, to } of view.visibleRanges) {
			for (const match of view.state.sliceDoc(from, to).matchAll(/`([^`\n]+)`/g)) {
				const name = inlineName(match[1] ?? "");
				const start = from + match.index;
				const end = start + match[0].length;
				if (name === null || isTouched(view.state, start, end) || isCodeBlock(view.state, start)) continue;
				found.push(Decoration.replace({ widget: new InlineWidget(this.parts, name) }).range(start, end));
			}
		}
		return Decoration.set(found);
	}
}

class InlineWidget extends WidgetType {

	constructor(private readonly parts: Parts, private readonly name: string) {
		super();
	}

	override eq(other: InlineWidget): boolean {
		return other.name === this.name;
	}

	override toDOM(): HTMLElement {
		const el = createSpan();
		const code = new InlineCode(el, this.parts, this.name);
		code.load();
		widgets.set(el, code);
		return el;
	}

	override destroy(el: HTMLElement): void {
		widgets.get(el)?.unload();
	}
}

/** What lives in each widget's element: the editor may hand the element on to an equal widget. */
const widgets = new WeakMap<HTMLElement, InlineCode>();

function isTouched(state: EditorState, from: number, to: number): boolean {
	return state.selection.ranges.some((range) => range.from <= to && range.to >= from);
}

function isCodeBlock(state: EditorState, at: number): boolean {
	return /codeblock|fencedcode|frontmatter/i.test(syntaxTree(state).resolveInner(at, 1).name);
}
