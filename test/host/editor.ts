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
	getValue = (): string => this.#view.state.doc.toString();
	focus = (): void => this.#view.focus();
	undo = (): void => void act.undo(this.#view);

	replaceRange(text: string, from: EditorPosition, to: EditorPosition = from, origin?: string): void {
		this.#change({ changes: { from: this.posToOffset(from), to: this.posToOffset(to), insert: text } }, origin);
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

	/** All changes count from the text as it was before. */
	transaction(tx: { changes?: Change[]; selection?: Range; selections?: Range[] }, origin?: string): void {
		const changes = (tx.changes ?? []).map(({ text, from, to }) => ({ from: this.posToOffset(from), to: this.posToOffset(to ?? from), insert: text }));
		this.#change({ changes }, origin);
		const selections = tx.selections ?? (tx.selection ? [tx.selection] : []);
		if (selections.length > 0) this.setSelections(selections.map(({ from, to }) => ({ anchor: from, head: to ?? from })));
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
