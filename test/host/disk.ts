/** The vault's files in memory, kept by the browser over reloads. Stands for FileSystemAdapter and CapacitorAdapter. */
import type { Stat } from "obsidian";
import { Queue } from "./events";
import { Platform } from "./platform";
import { Documented } from "./watch";

interface Stored {
	path: string;
	bytes: Uint8Array<ArrayBuffer> | null;
	ctime: number;
	mtime: number;
}

interface Times {
	ctime?: number;
	mtime?: number;
}

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
export const parentOf = (path: string): string => (path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "/");

/** Files of a vault in IndexedDB, one record a path. */
class Kept {
	#base: IDBDatabase;
	#pending = new Set<Promise<unknown>>();

	private constructor(base: IDBDatabase) {
		this.#base = base;
	}

	static open(name: string): Promise<Kept> {
		return new Promise((done, fail) => {
			const request = indexedDB.open(name, 1);
			request.onupgradeneeded = () => request.result.createObjectStore("files", { keyPath: "path" });
			request.onsuccess = () => done(new Kept(request.result));
			request.onerror = () => fail(new Error("The browser keeps no data for this page.", { cause: request.error }));
		});
	}

	#run<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
		const promise = new Promise<T>((done, fail) => {
			const transaction = this.#base.transaction("files", mode);
			const request = act(transaction.objectStore("files"));
			transaction.oncomplete = () => done(request.result);
			transaction.onerror = () => fail(new Error("The browser could not keep the vault.", { cause: transaction.error }));
		});
		this.#pending.add(promise);
		return promise.finally(() => this.#pending.delete(promise));
	}

	all = (): Promise<Stored[]> => this.#run("readonly", (store) => store.getAll() as IDBRequest<Stored[]>);
	put = (stored: Stored): Promise<unknown> => this.#run("readwrite", (store) => store.put(stored));
	putAll = (all: Stored[]): Promise<unknown> =>
		this.#run("readwrite", (store) => {
			for (const one of all) store.put(one);
			return store.count();
		});
	remove = (path: string): Promise<unknown> => this.#run("readwrite", (store) => store.delete(path));
	clear = (): Promise<unknown> => this.#run("readwrite", (store) => store.clear());
	settled = (): Promise<unknown> => Promise.all(this.#pending);
}

export class Disk extends Documented {
	/** path -> times read; for tests that count. */
	readonly $reads = new Map<string, number>();
	/** Called after a change: the vault looks at what became of the path. */
	$changed: (path: string) => void = () => undefined;
	/** Says why a write to this path fails, or nothing. Set by tests: disk full, read-only. */
	$refuses: (path: string) => string | undefined = () => undefined;
	#kept: Kept;
	#files = new Map<string, Stored>();
	#queue = new Queue();

	private constructor(kept: Kept) {
		super();
		this.#kept = kept;
	}

	/** The disk as the last page left it, and whether it is new. */
	static async $open(name: string): Promise<{ disk: Disk; isNew: boolean }> {
		const disk = new Disk(await Kept.open(name));
		const stored = await disk.#kept.all();
		for (const one of stored) disk.#files.set(one.path, one);
		return { disk, isNew: stored.length === 0 };
	}

	/** Lays files onto the empty disk, folders with them. */
	async $fill(files: Record<string, string>): Promise<void> {
		const now = Date.now();
		for (const [path, text] of Object.entries(files)) {
			for (let at = path.indexOf("/"); at > 0; at = path.indexOf("/", at + 1)) {
				const folder = path.slice(0, at);
				this.#files.set(folder, { path: folder, bytes: null, ctime: now, mtime: now });
			}
			this.#files.set(path, { path, bytes: encode(text), ctime: now, mtime: now });
		}
		await this.#kept.putAll([...this.#files.values()]);
	}

	$settled = (): Promise<unknown> => this.#kept.settled();
	$erase = (): Promise<unknown> => this.#kept.clear();
	$isFolder = (path: string): boolean => path === "/" || this.#files.get(path)?.bytes === null;
	$paths = (): string[] => [...this.#files.keys()].sort();
	$has = (path: string): boolean => path === "/" || this.#files.has(path);
	$stat = (path: string): Stat => {
		const file = this.#files.get(path);
		return { type: file?.bytes ? "file" : "folder", ctime: file?.ctime ?? 0, mtime: file?.mtime ?? 0, size: file?.bytes?.length ?? 0 };
	};
	$text = (path: string): string | null => {
		const bytes = this.#files.get(path)?.bytes;
		return bytes ? decoder.decode(bytes) : null;
	};

	getName = (): string => "Sample vault";
	exists = (path: string): Promise<boolean> => Promise.resolve(path === "" || this.$has(path));

	async #bytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
		await Promise.resolve();
		this.$reads.set(path, (this.$reads.get(path) ?? 0) + 1);
		const bytes = this.#files.get(path)?.bytes;
		if (!bytes) throw missing("open", path);
		return bytes;
	}

	async read(path: string): Promise<string> {
		return decoder.decode(await this.#bytes(path));
	}

	/** A copy, as the app gives. */
	async readBinary(path: string): Promise<ArrayBuffer> {
		return (await this.#bytes(path)).slice().buffer;
	}

	writeBinary = (path: string, data: ArrayBuffer, times?: Times): Promise<void> => this.#queue.run(() => this.#put(path, new Uint8Array(data.slice(0)), times));
	write = (path: string, data: string, times?: Times): Promise<void> => this.#queue.run(() => this.#put(path, encode(data), times));

	async #put(path: string, bytes: Uint8Array<ArrayBuffer> | null, times?: Times): Promise<void> {
		const reason = this.$refuses(path);
		if (reason) throw new Error(`${reason}, open '${path}'`);
		if (!this.$isFolder(parentOf(path))) throw missing("open", path);
		if (bytes && this.$isFolder(path)) throw new Error(`EISDIR: illegal operation on a directory, open '${path}'`);
		const old = this.#files.get(path);
		const stored = { path, bytes, ctime: times?.ctime ?? old?.ctime ?? Date.now(), mtime: times?.mtime ?? Date.now() };
		this.#files.set(path, stored);
		await this.#kept.put(stored);
		this.$changed(path);
	}

	/** On computers alone. */
	getFilePath(path: string): string {
		return `file:///home/me/${encodeURIComponent(this.getName())}/${path.split("/").map(encodeURIComponent).join("/")}`;
	}

	/** Read, change and write with nothing in between. */
	process(path: string, fn: (data: string) => string, times?: Times): Promise<string> {
		return this.#queue.run(async () => {
			const before = await this.read(path);
			const after: unknown = fn(before);
			if (typeof after !== "string") throw new TypeError("The callback of process must return the text, and not a promise.");
			if (after !== before) await this.#put(path, encode(after), times);
			return after;
		});
	}

	mkdir(path: string): Promise<void> {
		return this.#queue.run(async () => {
			let made = "";
			for (const part of path.split("/")) {
				made = made ? `${made}/${part}` : part;
				if (!this.$isFolder(made)) await this.#put(made, null);
			}
		});
	}

	remove = (path: string): Promise<void> => this.#queue.run(() => this.#take(path));

	async #take(path: string): Promise<void> {
		if (!this.#files.has(path)) throw missing("unlink", path);
		const reason = this.$refuses(path);
		if (reason) throw new Error(`${reason}, unlink '${path}'`);
		this.#files.delete(path);
		await this.#kept.remove(path);
		this.$changed(path);
	}

	rename(from: string, to: string): Promise<void> {
		return this.#queue.run(async () => {
			if (this.#files.has(to) && from.toLowerCase() !== to.toLowerCase()) throw new Error("Destination file already exists!");
			for (const path of this.$paths().filter((one) => one === from || one.startsWith(`${from}/`))) {
				const file = this.#files.get(path);
				if (!file) continue;
				const target = to + path.slice(from.length);
				await this.#put(target, file.bytes, file);
				await this.#take(path);
			}
		});
	}

	async copy(from: string, to: string): Promise<void> {
		if (this.#files.has(to)) throw new Error("Destination file already exists!");
		const bytes = await this.#bytes(from);
		await this.#queue.run(() => this.#put(to, bytes));
	}

	async trashLocal(path: string): Promise<void> {
		await this.mkdir(".trash");
		const name = path.slice(path.lastIndexOf("/") + 1);
		let target = `.trash/${name}`;
		for (let count = 2; this.$has(target); count++) target = `.trash/${count} ${name}`;
		await this.rename(path, target);
	}
}

function missing(act: string, path: string): Error {
	return Object.assign(new Error(`ENOENT: no such file or directory, ${act} '${path}'`), { code: "ENOENT" });
}

/** What the adapter of a computer is an instance of, and that of a phone is not. */
export class FileSystemAdapter {
	static [Symbol.hasInstance](value: unknown): boolean {
		return value instanceof Disk && Platform.isDesktopApp;
	}
}
