import type { App } from "./app";
import { Queue } from "./events";
import { normalizePath, rewriteFrontmatter } from "./text";
import { TFile, type TAbstractFile } from "./vault";
import { Documented } from "./watch";

export class FileManager extends Documented {
	#app: App;
	#queue = new Queue();

	constructor(app: App) {
		super();
		this.#app = app;
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

	async trashFile(file: TAbstractFile): Promise<void> {
		await this.#app.vault.trash(file);
	}

	async processFrontMatter(file: TFile, fn: (frontmatter: Record<string, unknown>) => void, options?: { ctime?: number; mtime?: number }): Promise<void> {
		await this.#queue.run(() => this.#app.vault.process(file, (text) => rewriteFrontmatter(text, fn), options));
	}
}
