import { parentOf, type Disk } from "./disk";
import { Events } from "./events";
import { normalizePath } from "./text";
import { Documented, native } from "./watch";

export abstract class TAbstractFile extends Documented {
	vault: Vault;
	path: string;
	name = "";
	parent: TFolder | null = null;
	/** False once it is gone from the tree: a late use of it fails. */
	$lives = true;

	constructor(vault: Vault, path: string) {
		super();
		this.vault = vault;
		this.path = path;
		this.$named(path);
	}

	$named(path: string): void {
		this.path = path;
		this.name = path.slice(path.lastIndexOf("/") + 1);
	}
}

export class TFile extends TAbstractFile {
	stat = { ctime: 0, mtime: 0, size: 0 };
	declare basename: string;
	declare extension: string;

	override $named(path: string): void {
		super.$named(path);
		const dot = this.name.lastIndexOf(".");
		this.basename = dot > 0 ? this.name.slice(0, dot) : this.name;
		this.extension = dot > 0 ? this.name.slice(dot + 1).toLowerCase() : "";
	}
}

export class TFolder extends TAbstractFile {
	children: TAbstractFile[] = [];
}

const illegal = /[*"\\<>:|?]/;
const hidden = (path: string): boolean => path.split("/").some((part) => part.startsWith("."));

export class Vault extends Events {
	adapter: Disk;
	configDir = ".obsidian";
	#tree = new Map<string, TAbstractFile>();
	#root: TFolder;

	constructor(disk: Disk) {
		super();
		this.adapter = disk;
		this.#root = new TFolder(this, "/");
		this.#root.name = "";
		this.#tree.set("/", this.#root);
		disk.$changed = (path) => this.$look(path);
	}

	/** Brings the tree in line with the disk at this path, and says what happened. */
	$look(path: string): void {
		if (hidden(path)) return this.trigger("raw", path);
		const known = this.#tree.get(path);
		const onDisk = this.adapter.$has(path);
		if (!onDisk) return known && this.#leave(known);
		if (!known) this.#enter(path);
		else if (known instanceof TFile) {
			this.#measure(known);
			this.trigger("modify", known);
		}
	}

	/** Announces every file, as at the start. */
	$announce(): void {
		for (const path of this.adapter.$paths()) if (!hidden(path)) this.#enter(path);
	}

	#enter(path: string): void {
		const file = this.adapter.$isFolder(path) ? new TFolder(this, path) : new TFile(this, path);
		const parent = this.#tree.get(parentOf(path));
		file.parent = parent instanceof TFolder ? parent : this.#root;
		file.parent.children.push(file);
		this.#tree.set(path, file);
		if (file instanceof TFile) this.#measure(file);
		this.trigger("create", file);
	}

	#leave(file: TAbstractFile): void {
		this.#tree.delete(file.path);
		file.parent?.children.remove(file);
		file.$lives = false;
		this.trigger("delete", file);
	}

	#measure(file: TFile): void {
		const { ctime, mtime, size } = this.adapter.$stat(file.path);
		file.stat = { ctime, mtime, size };
	}

	getName(): string {
		return this.adapter.getName();
	}

	getAbstractFileByPath(path: string): TAbstractFile | null {
		return this.#tree.get(path) ?? null;
	}

	getFileByPath(path: string): TFile | null {
		const file = this.#tree.get(path);
		return file instanceof TFile ? file : null;
	}

	getFolderByPath(path: string): TFolder | null {
		const folder = this.#tree.get(path);
		return folder instanceof TFolder ? folder : null;
	}

	getRoot(): TFolder {
		return this.#root;
	}

	getAllLoadedFiles(): TAbstractFile[] {
		return [...this.#tree.values()];
	}

	getFiles(): TFile[] {
		return this.getAllLoadedFiles().filter((file) => file instanceof TFile);
	}

	getMarkdownFiles(): TFile[] {
		return this.getFiles().filter((file) => file.extension === "md");
	}

	static recurseChildren(root: TFolder, cb: (file: TAbstractFile) => unknown): void {
		cb(root);
		for (const child of root.children) {
			if (child instanceof TFolder) Vault.recurseChildren(child, cb);
			else cb(child);
		}
	}

	async #make<T>(given: string, write: (path: string) => Promise<T>): Promise<string> {
		const path = normalizePath(given);
		if (illegal.test(path)) throw new Error('File name cannot contain any of the following characters: * " \\ / < > : | ?');
		if (await this.adapter.exists(path)) throw new Error("File already exists.");
		await write(path);
		return path;
	}

	async create(given: string, data: string, options?: { ctime?: number; mtime?: number }): Promise<TFile> {
		const path = await this.#make(given, (path) => this.adapter.write(path, data, options));
		return this.#must(this.getFileByPath(path));
	}

	async createBinary(given: string, data: ArrayBuffer, options?: { ctime?: number; mtime?: number }): Promise<TFile> {
		if (!(data instanceof ArrayBuffer)) throw new TypeError("An ArrayBuffer is needed.");
		const path = await this.#make(given, (path) => this.adapter.writeBinary(path, data, options));
		return this.#must(this.getFileByPath(path));
	}

	async createFolder(given: string): Promise<TFolder> {
		const path = normalizePath(given);
		if (await this.adapter.exists(path)) throw new Error("Folder already exists.");
		await this.#make(path, (path) => this.adapter.mkdir(path));
		return this.#must(this.getFolderByPath(path));
	}

	#must<T>(file: T | null): T {
		if (!file) throw new Error("The app does not show files whose name begins with a dot.");
		return file;
	}

	#alive(file: TAbstractFile): string {
		if (!(file instanceof TAbstractFile)) throw new TypeError("A TFile or TFolder of this vault is needed.");
		if (!file.$lives) throw new Error(`ENOENT: no such file or directory, open '${file.path}'`);
		return file.path;
	}

	// What comes back from the disk takes a moment, so that nobody counts on it being there at once.
	async #later<T>(work: Promise<T>): Promise<T> {
		await new Promise((done) => native.setTimeout(done, 0));
		return work;
	}

	async read(file: TFile): Promise<string> {
		return this.#later(this.adapter.read(this.#alive(file)));
	}

	async readBinary(file: TFile): Promise<ArrayBuffer> {
		return this.#later(this.adapter.readBinary(this.#alive(file)));
	}

	async cachedRead(file: TFile): Promise<string> {
		return this.read(file);
	}

	async modify(file: TFile, data: string, options?: { ctime?: number; mtime?: number }): Promise<void> {
		await this.adapter.write(this.#alive(file), data, options);
	}

	async process(file: TFile, fn: (data: string) => string, options?: { ctime?: number; mtime?: number }): Promise<string> {
		return this.#later(this.adapter.process(this.#alive(file), fn, options));
	}

	async trash(file: TAbstractFile): Promise<void> {
		await this.adapter.trashLocal(this.#alive(file));
	}

	/** Moves a file or folder; the objects stay the same, their paths change. */
	async rename(file: TAbstractFile, newPath: string): Promise<void> {
		const from = this.#alive(file);
		const to = normalizePath(newPath);
		if (illegal.test(to)) throw new Error('File name cannot contain any of the following characters: * " \\ / < > : | ?');
		const moved: TAbstractFile[] = [];
		if (file instanceof TFolder) Vault.recurseChildren(file, (one) => moved.push(one));
		else moved.push(file);
		// The tree is changed by hand: looked at through the disk it would be a delete and a create.
		this.adapter.$changed = () => undefined;
		try {
			await this.adapter.rename(from, to);
		} finally {
			this.adapter.$changed = (path) => this.$look(path);
		}
		const renamed = moved.map((one): [TAbstractFile, string] => [one, one.path]);
		for (const [one, old] of renamed) {
			this.#tree.delete(old);
			one.$named(to + old.slice(from.length));
			this.#tree.set(one.path, one);
		}
		file.parent?.children.remove(file);
		file.parent = this.getFolderByPath(parentOf(to)) ?? this.#root;
		file.parent.children.push(file);
		for (const [one, old] of renamed) this.trigger("rename", one, old);
	}
}
