import * as act from "@codemirror/commands";
import { EditorSelection, type TransactionSpec } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { calledByPlugin, Documented, note } from "./watch";

export interface EditorPosition {
	line: number;
	ch: number;
}
interface Range {
	from: EditorPosition;
	to?: EditorPosition;
}
interface Change extends Range {
	text: string;
}
interface Selection {
	anchor: EditorPosition;
	head?: EditorPosition;
}

const commands: Record<string, (view: EditorView) => boolean> = {
	goUp: act.cursorLineUp, goDown: act.cursorLineDown, goLeft: act.cursorCharLeft, goRight: act.cursorCharRight, goStart: act.cursorDocStart,
	goEnd: act.cursorDocEnd, goWordLeft: act.cursorGroupLeft, goWordRight: act.cursorGroupRight, indentMore: act.indentMore, indentLess: act.indentLess,
	newlineAndIndent: act.insertNewlineAndIndent, swapLineUp: act.moveLineUp, swapLineDown: act.moveLineDown, deleteLine: act.deleteLine,
};

/** The app's Editor over CodeMirror 6. Lines and characters count from 0. */
export class Editor extends Documented {
	readonly #view: EditorView;

	constructor(view: EditorView) {
		super();
		this.#view = view;
	}

	/** Not documented: works, and is noticed. */
	get cm(): EditorView {
		if (calledByPlugin()) note("undocumented", "Editor.cm");
		return this.#view;
	}

	#change(spec: TransactionSpec, origin?: string): void {
		this.#view.dispatch({ scrollIntoView: true, ...spec, ...(origin && { userEvent: origin }) });
	}

	getDoc = (): this => this;
	refresh = (): void => this.#view.requestMeasure();
	getValue = (): string => this.#view.state.doc.toString();
	setValue = (text: string): void => this.#change({ changes: { from: 0, to: this.#view.state.doc.length, insert: text } });
	getLine = (line: number): string => this.#view.state.doc.line(line + 1).text;
	lineCount = (): number => this.#view.state.doc.lines;
	lastLine = (): number => this.lineCount() - 1;
	focus = (): void => this.#view.focus();
	blur = (): void => this.#view.contentDOM.blur();
	hasFocus = (): boolean => this.#view.hasFocus;
	undo = (): void => void act.undo(this.#view);
	redo = (): void => void act.redo(this.#view);
	getSelection = (): string => this.#view.state.sliceDoc(this.#view.state.selection.main.from, this.#view.state.selection.main.to);
	somethingSelected = (): boolean => !this.#view.state.selection.main.empty;
	getRange = (from: EditorPosition, to: EditorPosition): string => this.#view.state.sliceDoc(this.posToOffset(from), this.posToOffset(to));

	setLine(line: number, text: string): void {
		const { from, to } = this.#view.state.doc.line(line + 1);
		this.#change({ changes: { from, to, insert: text } });
	}

	replaceSelection(text: string, origin?: string): void {
		this.#change(this.#view.state.replaceSelection(text), origin);
	}

	replaceRange(text: string, from: EditorPosition, to: EditorPosition = from, origin?: string): void {
		this.#change({ changes: { from: this.posToOffset(from), to: this.posToOffset(to), insert: text } }, origin);
	}

	getCursor(side: "from" | "to" | "head" | "anchor" = "head"): EditorPosition {
		return this.offsetToPos(this.#view.state.selection.main[side]);
	}

	setCursor(pos: EditorPosition | number, ch = 0): void {
		this.setSelection(typeof pos === "number" ? { line: pos, ch } : pos);
	}

	setSelection(anchor: EditorPosition, head = anchor): void {
		this.#change({ selection: { anchor: this.posToOffset(anchor), head: this.posToOffset(head) } });
	}

	setSelections(ranges: Selection[], main = 0): void {
		this.#change({ selection: EditorSelection.create(ranges.map(({ anchor, head }) => EditorSelection.range(this.posToOffset(anchor), this.posToOffset(head ?? anchor))), main) });
	}

	listSelections(): Selection[] {
		return this.#view.state.selection.ranges.map(({ anchor, head }) => ({ anchor: this.offsetToPos(anchor), head: this.offsetToPos(head) }));
	}

	getScrollInfo(): { top: number; left: number } {
		return { top: this.#view.scrollDOM.scrollTop, left: this.#view.scrollDOM.scrollLeft };
	}

	scrollTo(x?: number | null, y?: number | null): void {
		this.#view.scrollDOM.scrollTo(x ?? 0, y ?? 0);
	}

	scrollIntoView(range: { from: EditorPosition; to: EditorPosition }, center = false): void {
		this.#view.dispatch({ effects: EditorView.scrollIntoView(this.posToOffset(range.from), { y: center ? "center" : "nearest" }) });
	}

	exec(command: string): void {
		const run = commands[command];
		if (!run) throw new Error(`The host's editor cannot ${command}.`);
		run(this.#view);
	}

	/** All changes count from the text as it was before. */
	transaction(tx: { replaceSelection?: string; changes?: Change[]; selection?: Range; selections?: Range[] }, origin?: string): void {
		const changes = (tx.changes ?? []).map(({ text, from, to }) => ({ from: this.posToOffset(from), to: this.posToOffset(to ?? from), insert: text }));
		if (tx.replaceSelection !== undefined) changes.push({ ...this.#view.state.selection.main, insert: tx.replaceSelection });
		this.#change({ changes }, origin);
		const selections = tx.selections ?? (tx.selection ? [tx.selection] : []);
		if (selections.length > 0) this.setSelections(selections.map(({ from, to }) => ({ anchor: from, head: to ?? from })));
	}

	wordAt(pos: EditorPosition): { from: EditorPosition; to: EditorPosition } | null {
		const word = this.#view.state.wordAt(this.posToOffset(pos));
		return word && { from: this.offsetToPos(word.from), to: this.offsetToPos(word.to) };
	}

	processLines<T>(read: (line: number, text: string) => T | null, write: (line: number, text: string, value: T | null) => Change | undefined, ignoreEmpty = true): void {
		const lines = this.getValue().split("\n");
		const values = lines.map((text, line) => (ignoreEmpty && text.trim() === "" ? null : read(line, text)));
		const changes = lines.flatMap((text, line) => write(line, text, values[line] ?? null) ?? []);
		if (changes.length > 0) this.transaction({ changes });
	}

	posToOffset({ line, ch }: EditorPosition): number {
		const { doc } = this.#view.state;
		const found = doc.line(Math.clamp(line + 1, 1, doc.lines));
		return found.from + Math.clamp(ch, 0, found.length);
	}

	offsetToPos(offset: number): EditorPosition {
		const line = this.#view.state.doc.lineAt(Math.clamp(offset, 0, this.#view.state.doc.length));
		return { line: line.number - 1, ch: offset - line.from };
	}
}
