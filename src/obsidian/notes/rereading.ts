import { MarkdownView, type App, type TFile } from "obsidian";

/** A written edit; `isGone` tells whether a later text of the note lacks it. */
interface Written {
	before: string;
	after: string;
	isGone: (now: string) => boolean;
}

/** Milliseconds after which an edit stands for good: sync and editors have written by then what they held. */
const settled = 3000;

/** Reads notes once more after they were written: sync, or an editor with an older text, may have won. */
export class Rereading {
	private readonly waiting = new Map<number, { file: TFile; written: Written }>();

	constructor(private readonly app: App) {}

	/** Looks once, later, and calls `gone` where the file or an editor holds the note without the edit. */
	watch(file: TFile, written: Written, gone: () => void): void {
		// What this edit itself took back, such as an undo, is not missed.
		for (const [timer, { file: other, written: former }] of this.waiting) {
			if (other === file && !former.isGone(written.before) && former.isGone(written.after)) this.forget(timer);
		}
		const timer = window.setTimeout(() => {
			this.forget(timer);
			void this.isGone(file, written).then((isGone) => isGone && gone());
		}, settled);
		this.waiting.set(timer, { file, written });
	}

	stop(): void {
		for (const timer of [...this.waiting.keys()]) this.forget(timer);
	}

	private forget(timer: number): void {
		window.clearTimeout(timer);
		this.waiting.delete(timer);
	}

	/** Whether the file, or an editor, holds the note without the edit. */
	async isGone(file: TFile, { isGone }: Pick<Written, "isGone">): Promise<boolean> {
		const text = await this.app.vault.read(file).catch(() => null);
		return text !== null && [text, ...editorsOf(this.app, file).map((view) => view.getViewData())].some(isGone);
	}
}

/** Every editor and reading view that a note is open in. */
export function editorsOf({ workspace }: App, file: TFile): MarkdownView[] {
	return workspace.getLeavesOfType("markdown").map(({ view }) => view).filter((view) => view instanceof MarkdownView).filter((view) => view.file === file);
}
