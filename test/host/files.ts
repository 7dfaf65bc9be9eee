/* eslint @typescript-eslint/no-unused-vars: ["error", { "args": "none" }] -- parameters show the API, though the host needs not all of them */
import type { App } from "./app";
import { Queue } from "./events";
import { ConfirmationModal } from "./modal";
import { normalizePath, rewriteFrontmatter } from "./text";
import { TFile, type TAbstractFile, type TFolder } from "./vault";
import { Documented } from "./watch";

export class FileManager extends Documented {
	#app: App;
	#queue = new Queue();

	constructor(app: App) {
		super();
		this.#app = app;
	}

	/** The host's user keeps new notes in the vault's root. */
	getNewFileParent(_sourcePath: string, _newFilePath?: string): TFolder {
		return this.#app.vault.getRoot();
	}

	/** Moves a file, and the wikilinks to it in other notes. */
	async renameFile(file: TAbstractFile, newPath: string): Promise<void> {
		const { metadataCache, vault } = this.#app;
		const pointing = vault.getMarkdownFiles().filter((one) => metadataCache.resolvedLinks[one.path]?.[file.path]);
		const old = file instanceof TFile ? [file.basename, file.path.replace(/\.md$/, "")] : [];
		await vault.rename(file, normalizePath(newPath));
		if (!(file instanceof TFile)) return;
		for (const source of pointing) {
			const link = metadataCache.fileToLinktext(file, source.path);
			await vault.process(source, (text) => old.reduce((now, name) => now.replaceAll(`[[${name}]]`, `[[${link}]]`).replaceAll(`[[${name}|`, `[[${link}|`), text));
		}
	}

	promptForDeletion(file: TAbstractFile): Promise<boolean> {
		return new Promise((done) => {
			const modal = new ConfirmationModal(this.#app).setTitle("Delete file").setContent(`Are you sure you want to delete “${file.name}”?`);
			modal.addButton((button) => button.setButtonText("Delete").setDestructive().onClick(() => void this.trashFile(file).then(() => done(true))));
			modal.addCancelButton().setCloseCallback(() => done(false)).open();
		});
	}

	async trashFile(file: TAbstractFile): Promise<void> {
		await this.#app.vault.trash(file, true);
	}

	generateMarkdownLink(file: TFile, sourcePath: string, subpath = "", alias = ""): string {
		const link = this.#app.metadataCache.fileToLinktext(file, sourcePath) + subpath;
		return `${file.extension === "md" ? "" : "!"}[[${link}${alias ? `|${alias}` : ""}]]`;
	}

	async processFrontMatter(file: TFile, fn: (frontmatter: Record<string, unknown>) => void, options?: { ctime?: number; mtime?: number }): Promise<void> {
		await this.#queue.run(() => this.#app.vault.process(file, (text) => rewriteFrontmatter(text, fn), options));
	}

	getAvailablePathForAttachment(filename: string, _sourcePath?: string): Promise<string> {
		const { name, end } = /^(?<name>.*?)(?<end>\.[^.]*)?$/.exec(filename)?.groups ?? {};
		for (let count = 0; ; count++) {
			const path = `${name}${count ? ` ${count}` : ""}${end ?? ""}`;
			if (!this.#app.vault.getAbstractFileByPath(path)) return Promise.resolve(path);
		}
	}
}
