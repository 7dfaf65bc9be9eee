import type { App } from "./app";
import type { Editor } from "./editor";
import type { MarkdownView } from "./markdown-view";
import { renderMatches } from "./text";
import { FuzzySuggestModal, type FuzzyMatch } from "./suggest";
import { Documented, guard } from "./watch";

export interface Command {
	id: string;
	name: string;
	icon?: string;
	callback?: () => unknown;
	checkCallback?: (checking: boolean) => boolean | void;
	editorCallback?: (editor: Editor, ctx: MarkdownView) => unknown;
	hotkeys?: { modifiers: string[]; key: string }[];
}

export class Commands extends Documented {
	#all = new Map<string, Command>();
	#app: App;

	constructor(app: App) {
		super();
		this.#app = app;
	}

	add(command: Command): () => void {
		this.#all.set(command.id, command);
		return () => this.#all.delete(command.id);
	}

	remove(id: string): void {
		this.#all.delete(id);
	}

	ids(): string[] {
		return [...this.#all.keys()];
	}

	/** Those that can be run now, as the palette lists them. */
	available(): Command[] {
		return [...this.#all.values()].filter((command) => this.#can(command));
	}

	#can(command: Command): boolean {
		const view = this.#app.workspace.activeEditor;
		const editing = view?.getMode() === "source" ? view : null;
		if (command.editorCallback) return editing !== null;
		if (command.checkCallback) return command.checkCallback(true) === true;
		return command.callback !== undefined;
	}

	/** Runs a command as the palette would; says whether it could be run. */
	run(id: string): boolean {
		const command = this.#all.get(id);
		if (!command || !this.#can(command)) return false;
		const view = this.#app.workspace.activeEditor;
		guard(() => {
			if (command.editorCallback) return view && command.editorCallback(view.editor, view);
			return command.checkCallback ? command.checkCallback(false) : command.callback?.();
		});
		return true;
	}
}

export class Palette extends FuzzySuggestModal<Command> {
	constructor(app: App) {
		super(app);
		this.setPlaceholder("Select a command...");
		this.setInstructions([
			{ command: "↑↓", purpose: "to navigate" },
			{ command: "↵", purpose: "to use" },
			{ command: "esc", purpose: "to dismiss" },
		]);
	}

	getItems(): Command[] {
		return this.app.$commands.available();
	}

	getItemText(command: Command): string {
		return command.name;
	}

	override renderSuggestion(found: FuzzyMatch<Command>, el: HTMLElement): void {
		el.addClass("mod-complex");
		renderMatches(el.createDiv("suggestion-content").createDiv("suggestion-title"), found.item.name, found.match.matches);
	}

	onChooseItem(command: Command): void {
		this.app.$commands.run(command.id);
	}
}
