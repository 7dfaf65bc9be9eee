/** The editor's extensions: what CodeMirror knows of the note, and live preview. */
import { StreamLanguage } from "@codemirror/language";
import { RangeSetBuilder, StateField, type EditorState, type Extension, type Range, type Transaction } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, WidgetType, type DecorationSet, type ViewUpdate } from "@codemirror/view";
import { Tag } from "@lezer/highlight";
import { Component } from "./events";
import { setIcon } from "./icons";
import { codeBlocks, PostProcessorContext, tags } from "./markdown";
import type { MarkdownView } from "./markdown-view";
import { getFrontMatterInfo } from "./text";
import { guard, pause } from "./watch";

const given = <T>(): StateField<T> =>
	StateField.define<T>({
		create: () => {
			throw new Error("This field is only in the app's own editors.");
		},
		update: (value) => value,
	});

export const editorInfoField = given<MarkdownView>();
export const editorLivePreviewField = given<boolean>();

interface Fence {
	from: number;
	to: number;
	language: string;
	source: string;
}

function fencesIn(state: EditorState): Fence[] {
	const fences: Fence[] = [];
	const text = state.doc.toString();
	for (const found of text.matchAll(/^(`{3,}|~{3,})[ \t]*([^\s`]*)[^\n`]*\n((?:(?!\1)[^\n]*\n)*)\1[`~]*[ \t]*$/gm)) {
		fences.push({ from: found.index, to: found.index + found[0].length, language: found[2] ?? "", source: (found[3] ?? "").replace(/\n$/, "") });
	}
	return fences;
}

const touched = (state: EditorState, from: number, to: number): boolean => state.selection.ranges.some((range) => range.from <= to && range.to >= from);

/** A code block drawn by the plugin, in place of its source. */
class CodeBlock extends WidgetType {
	readonly #fence: Fence;
	readonly #path: string;
	readonly #owners = new WeakMap<HTMLElement, Component>();

	constructor(fence: Fence, path: string) {
		super();
		this.#fence = fence;
		this.#path = path;
	}

	override eq(other: CodeBlock): boolean {
		return other.#fence.source === this.#fence.source && other.#fence.language === this.#fence.language && other.#path === this.#path;
	}

	toDOM(view: EditorView): HTMLElement {
		const el = createDiv("cm-preview-code-block cm-embed-block markdown-rendered");
		const block = el.createDiv(`block-language-${this.#fence.language}`);
		const edit = el.createDiv({ cls: "edit-block-button", attr: { "aria-label": "Edit this block" } });
		setIcon(edit, "lucide-code-xml");
		edit.addEventListener("click", () => view.dispatch({ selection: { anchor: view.state.doc.lineAt(view.posAtDOM(el)).to + 1 } }));
		const owner = new Component();
		void owner.load();
		this.#owners.set(el, owner);
		const info = (): { text: string; lineStart: number; lineEnd: number } | null => {
			if (!el.isConnected) return null;
			const { doc } = view.state;
			const at = fencesIn(view.state).find(({ from }) => from === view.posAtDOM(el));
			return at ? { text: doc.toString(), lineStart: doc.lineAt(at.from).number - 1, lineEnd: doc.lineAt(at.to).number - 1 } : null;
		};
		const ctx = new PostProcessorContext(this.#path, this.#path, undefined, owner, info);
		const handler = codeBlocks.get(this.#fence.language);
		if (handler) guard(() => handler(this.#fence.source, block, ctx));
		void pause(0).then(() => ctx.$sweep(el));
		return el;
	}

	override destroy(el: HTMLElement): void {
		this.#owners.get(el)?.unload();
	}

	override ignoreEvent(): boolean {
		return true;
	}
}

function blocksOf(state: EditorState): DecorationSet {
	const builder = new RangeSetBuilder<Decoration>();
	if (!state.field(editorLivePreviewField)) return builder.finish();
	const path = state.field(editorInfoField).file?.path ?? "";
	const front = getFrontMatterInfo(state.doc.toString());
	const frontEnd = front.exists ? state.doc.lineAt(Math.max(0, front.contentStart - 1)).to : -1;
	// The properties above stand for the frontmatter.
	if (front.exists) builder.add(0, frontEnd, Decoration.replace({ block: true }));
	for (const fence of fencesIn(state)) {
		if (fence.from <= frontEnd || !codeBlocks.has(fence.language) || touched(state, fence.from, fence.to)) continue;
		builder.add(fence.from, fence.to, Decoration.replace({ widget: new CodeBlock(fence, path), block: true }));
	}
	return builder.finish();
}

const blocks = StateField.define<DecorationSet>({
	create: blocksOf,
	update: (old: DecorationSet, tr: Transaction) => (tr.docChanged || tr.selection || tr.reconfigured ? blocksOf(tr.state) : old),
	provide: (field) => EditorView.decorations.from(field),
});

const hidden = Decoration.replace({});
const mark = (cls: string): Decoration => Decoration.mark({ class: cls });
const marks = { code: mark("cm-inline-code"), strong: mark("cm-strong"), em: mark("cm-em"), link: mark("cm-hmd-internal-link"), tag: mark("cm-hashtag"), formatting: mark("cm-formatting") };
/** begin, inside, end: the marks around are hidden unless the cursor is there. */
const inline: [RegExp, Decoration][] = [
	[/(`+)([^`\n]+)(\1)/g, marks.code],
	[/(\*\*)([^*\n]+)(\*\*)/g, marks.strong],
	[/((?<!\*)\*)([^*\s][^*\n]*)(\*(?!\*))/g, marks.em],
	[/(\[\[(?:[^\]|\n]*\|)?)([^\]|\n]+)(]])/g, marks.link],
];

function inlineOf(view: EditorView): DecorationSet {
	const found: Range<Decoration>[] = [];
	const live = view.state.field(editorLivePreviewField);
	const fences = fencesIn(view.state);
	const front = getFrontMatterInfo(view.state.doc.toString()).contentStart;
	for (const { from, to } of view.visibleRanges) {
		for (let at = from; at <= to; ) {
			const line = view.state.doc.lineAt(at);
			at = line.to + 1;
			if (line.from < front || fences.some((fence) => line.from >= fence.from && line.to <= fence.to)) {
				found.push(Decoration.line({ class: line.from < front ? "cm-hmd-frontmatter" : "HyperMD-codeblock HyperMD-codeblock-bg" }).range(line.from));
				continue;
			}
			const heading = /^(#{1,6}) /.exec(line.text);
			if (heading) {
				const level = heading[1]?.length ?? 1;
				found.push(Decoration.line({ class: `HyperMD-header HyperMD-header-${level}` }).range(line.from));
				found.push((live && !touched(view.state, line.from, line.to) ? hidden : marks.formatting).range(line.from, line.from + level + 1));
			}
			const taken: [number, number][] = [];
			for (const [pattern, decoration] of inline) {
				for (const match of line.text.matchAll(pattern)) {
					const start = line.from + match.index;
					const end = start + match[0].length;
					if (taken.some(([a, b]) => start < b && end > a)) continue;
					taken.push([start, end]);
					const open = start + (match[1]?.length ?? 0);
					const close = end - (match[3]?.length ?? 0);
					if (!live || touched(view.state, start, end)) found.push(decoration.range(start, end));
					else found.push(hidden.range(start, open), decoration.range(open, close), hidden.range(close, end));
				}
			}
			for (const tag of line.text.matchAll(tags)) {
				found.push(marks.tag.range(line.from + tag.index, line.from + tag.index + tag[0].length));
			}
		}
	}
	return Decoration.set(found, true);
}

const inlineMarks = ViewPlugin.define(
	(view) => ({
		decorations: inlineOf(view),
		update(update: ViewUpdate) {
			if (update.docChanged || update.selectionSet || update.viewportChanged || update.transactions.some((tr) => tr.reconfigured)) this.decorations = inlineOf(update.view);
		},
	}),
	{ decorations: (plugin) => plugin.decorations },
);

const names = ["formatting", "formatting-code", "inline-code", "hmd-codeblock", "hmd-frontmatter", "header", "formatting-header"];

/** The names of the app's syntax tree, as far as plugins ask for them. */
const tree = StreamLanguage.define<{ line: number; front: boolean; fence: boolean; code: boolean }>({
	name: "hypermd",
	startState: () => ({ line: 0, front: false, fence: false, code: false }),
	blankLine: (state) => void state.line++,
	token(stream, state) {
		if (stream.sol()) {
			const first = state.line++ === 0;
			const rule = stream.match(/^\uFEFF?---\s*$/, false) !== null;
			const fence = stream.match(/^(```|~~~)/, false) !== null;
			if (first && rule) state.front = true;
			else if (state.front && rule) state.front = false;
			else if (!state.front && fence) state.fence = !state.fence;
			if (rule || state.front) return stream.skipToEnd(), "hmd-frontmatter";
			if (fence || state.fence) return stream.skipToEnd(), "hmd-codeblock";
			if (stream.match(/^#{1,6} /)) return "formatting formatting-header header";
		}
		if (stream.match("`")) {
			state.code = !state.code && stream.match(/^[^`]*`/, false) !== null;
			return "formatting formatting-code inline-code";
		}
		stream.match(/^[^`]+/);
		return state.code ? "inline-code" : null;
	},
	tokenTable: Object.fromEntries(names.map((name) => [name, Tag.define()])),
});

/** Everything an editor of a note has besides what plugins registered. */
export function noteExtensions(view: MarkdownView): Extension {
	return [editorInfoField.init(() => view), tree, blocks, inlineMarks];
}
