import type { CachedMetadata, Loc, Pos } from "obsidian";
import { Events } from "./events";
import { sectionsOf, tags } from "./markdown";
import { getFrontMatterInfo, getLinkpath, readFrontmatter } from "./text";
import { TFile, type Vault } from "./vault";
import { complain, pause } from "./watch";

function posIn(content: string): (from: number, to: number) => Pos {
	const starts = [0];
	for (let at = content.indexOf("\n"); at >= 0; at = content.indexOf("\n", at + 1)) starts.push(at + 1);
	const loc = (offset: number): Loc => {
		let line = starts.length - 1;
		while ((starts[line] ?? 0) > offset) line--;
		return { line, col: offset - (starts[line] ?? 0), offset };
	};
	return (from, to) => ({ start: loc(from), end: loc(to) });
}

/** What the app's cache knows of a note. Of its parts: frontmatter, headings, links, embeds, tags, sections. */
export function metadataOf(content: string): CachedMetadata {
	const pos = posIn(content);
	const cache: CachedMetadata = {};
	const info = getFrontMatterInfo(content);
	const frontmatter = readFrontmatter(content);
	if (frontmatter) {
		cache.frontmatter = frontmatter;
		cache.frontmatterPosition = pos(0, info.contentStart);
	}
	const lines = content.split("\n");
	const offsets = [0];
	for (const line of lines) offsets.push((offsets.at(-1) ?? 0) + line.length + 1);
	const sections = sectionsOf(content);
	cache.sections = [
		...(info.exists ? [{ type: "yaml", position: pos(0, info.contentStart) }] : []),
		...sections.map((one) => ({ type: one.type, position: pos(offsets[one.lineStart] ?? 0, (offsets[one.lineEnd + 1] ?? 1) - 1) })),
	];
	for (const section of sections) {
		const from = offsets[section.lineStart] ?? 0;
		const heading = /^(#{1,6})\s+(.*)$/.exec(section.text);
		const place = pos(from, from + section.text.length);
		if (section.type === "heading" && heading) (cache.headings ??= []).push({ level: heading[1]?.length ?? 1, heading: heading[2] ?? "", position: place });
		if (section.type === "code") continue;
		const text = section.text.replace(/`[^`\n]*`/g, (code) => " ".repeat(code.length));
		for (const link of text.matchAll(/(!?)\[\[([^\]|\n]+)(?:\|([^\]\n]*))?]]/g)) {
			const at = from + link.index;
			const found = { link: link[2] ?? "", original: link[0], displayText: link[3] ?? link[2] ?? "", position: pos(at, at + link[0].length) };
			(link[1] ? (cache.embeds ??= []) : (cache.links ??= [])).push(found);
		}
		for (const tag of text.matchAll(tags)) {
			(cache.tags ??= []).push({ tag: tag[0], position: pos(from + tag.index, from + tag.index + tag[0].length) });
		}
	}
	return cache;
}

export class MetadataCache extends Events {
	resolvedLinks: Record<string, Record<string, number>> = {};
	#vault: Vault;
	#known = new Map<string, CachedMetadata>();
	#byName: Map<string, TFile[]> | null = null;
	#waiting = new Map<TFile, boolean>();
	#working: Promise<void> | null = null;
	#delay: number;
	#hold: () => Promise<unknown>;

	/** `hold` keeps 'resolved' back until the layout is ready, as late as it can be in the app. */
	constructor(vault: Vault, delay: number, hold: () => Promise<unknown>) {
		super();
		this.#vault = vault;
		this.#delay = delay;
		this.#hold = hold;
		for (const name of ["create", "delete", "rename"]) vault.on(name, () => (this.#byName = null));
		vault.on("modify", (file: unknown) => file instanceof TFile && this.$read(file, true));
		vault.on("delete", (file: unknown) => file instanceof TFile && this.#drop(file));
		vault.on("rename", (file: unknown, old: string) => file instanceof TFile && this.#move(file, old));
	}

	/** Reads what is there when the app starts, and from then on what is created; `announce` tells whether 'changed' is fired for the former. */
	$begin(announce: boolean): void {
		for (const file of this.#vault.getFiles()) this.$read(file, announce);
		this.#vault.on("create", (file: unknown) => file instanceof TFile && this.$read(file, true));
	}

	/** Reads the file a little later; `announce` tells whether 'changed' is fired. */
	$read(file: TFile, announce: boolean): void {
		if (file.extension !== "md") return;
		this.#waiting.set(file, announce || (this.#waiting.get(file) ?? false));
		this.#working ??= this.#work().catch(complain).finally(() => (this.#working = null));
	}

	/** When everything announced has been read. */
	async $idle(): Promise<void> {
		while (this.#working) await this.#working;
	}

	async #work(): Promise<void> {
		await pause(this.#delay);
		let count = 0;
		while (this.#waiting.size > 0) {
			for (const [file, announce] of [...this.#waiting].slice(0, 50)) {
				this.#waiting.delete(file);
				const data = this.#vault.adapter.$text(file.path);
				if (data === null || !file.$lives) continue;
				const cache = metadataOf(data);
				this.#known.set(file.path, cache);
				if (announce) this.trigger("changed", file, data, cache);
				this.#resolve(file, cache);
				count++;
			}
			await pause(0);
		}
		await this.#hold();
		if (count > 0) this.trigger("resolved");
	}

	#resolve(file: TFile, cache: CachedMetadata): void {
		const resolved: Record<string, number> = {};
		for (const { link } of [...(cache.links ?? []), ...(cache.embeds ?? [])]) {
			const target = this.getFirstLinkpathDest(getLinkpath(link), file.path);
			if (target) resolved[target.path] = (resolved[target.path] ?? 0) + 1;
		}
		this.resolvedLinks[file.path] = resolved;
		this.trigger("resolve", file);
	}

	#drop(file: TFile): void {
		const previous = this.#known.get(file.path) ?? null;
		this.#known.delete(file.path);
		Reflect.deleteProperty(this.resolvedLinks, file.path);
		this.trigger("deleted", file, previous);
	}

	/** A renamed file keeps its metadata, and 'changed' is not fired. */
	#move(file: TFile, old: string): void {
		const cache = this.#known.get(old);
		if (!cache) return;
		this.#known.delete(old);
		this.#known.set(file.path, cache);
		this.resolvedLinks[file.path] = this.resolvedLinks[old] ?? {};
		Reflect.deleteProperty(this.resolvedLinks, old);
	}

	getFileCache(file: TFile): CachedMetadata | null {
		return this.#known.get(file.path) ?? null;
	}

	getCache(path: string): CachedMetadata | null {
		return this.#known.get(path) ?? null;
	}

	/** Files of this name, with or without `.md`. */
	#named(name: string): TFile[] {
		const bare = (text: string): string => text.toLowerCase().replace(/\.md$/, "");
		if (!this.#byName) {
			this.#byName = new Map();
			for (const file of this.#vault.getFiles()) this.#byName.set(bare(file.name), [...(this.#byName.get(bare(file.name)) ?? []), file]);
		}
		return this.#byName.get(bare(name)) ?? [];
	}

	getFirstLinkpathDest(linkpath: string, sourcePath: string): TFile | null {
		const wanted = linkpath.normalize("NFC").toLowerCase();
		if (wanted === "") return this.#vault.getFileByPath(sourcePath);
		const folder = sourcePath.slice(0, sourcePath.lastIndexOf("/") + 1);
		const fits = this.#named(wanted.slice(wanted.lastIndexOf("/") + 1)).filter((file) => {
			const path = file.path.toLowerCase();
			return [path, path.replace(/\.md$/, "")].some((one) => one === wanted || one.endsWith(`/${wanted}`));
		});
		const near = (file: TFile): number => (file.path.startsWith(folder) ? 0 : 1000) + file.path.length;
		return fits.sort((a, b) => near(a) - near(b))[0] ?? null;
	}

	fileToLinktext(file: TFile, sourcePath: string, omitMdExtension = true): string {
		const bare = (path: string): string => (omitMdExtension && file.extension === "md" ? path.replace(/\.md$/, "") : path);
		return this.getFirstLinkpathDest(bare(file.name), sourcePath) === file ? bare(file.name) : bare(file.path);
	}
}
