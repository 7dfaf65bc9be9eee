import { deleteDB, openDB, type DBSchema, type IDBPDatabase, type IDBPObjectStore } from "idb";
import { TFile, type App, type Component } from "obsidian";
import { isSealed } from "../../entry";
import { toBase64url } from "../../lock/base64url";
import type { SealedField } from "../../note/sealed";
import { wroteBetween, type Wrote } from "../../note/wrote";

/** An encrypted field that stands or stood in a note. */
export interface Kept {
	path: string;
	property: string;
	stored: string;
	/** Whether a write of this device brought it. */
	came: boolean;
	/** When it was kept last, in milliseconds since 1970. */
	at: number;
}

interface Base extends DBSchema {
	fields: { key: [path: string, property: string, stored: string]; value: Kept; indexes: { at: number; path: string } };
	marks: { key: [path: string, code: string]; value: { path: string; code: string; day: string; at: number }; indexes: { at: number; path: string } };
	properties: { key: string; value: { path: string; text: string; at: number }; indexes: { at: number; path: string } };
}

const stores = ["fields", "marks", "properties"] as const;

/** How long anything is kept, in milliseconds. */
const lifetime = 90 * 24 * 60 * 60_000;

/** What edits put into notes or took out of them, for 90 days, on this device alone. No clear secret comes in. */
export class Journal {
	private base: Promise<IDBPDatabase<Base>> | null = null;
	/** Done when all that was to be kept so far is, or could not be. */
	private busy: Promise<unknown> = Promise.resolve();

	constructor(private readonly app: App) {}

	/** Follows notes that are renamed, until `owner` unloads. */
	follow(owner: Component): void {
		owner.registerEvent(this.app.vault.on("rename", (file, oldPath) => {
			if (file instanceof TFile && file.extension === "md") void this.rename(oldPath, file.path).catch(() => undefined);
		}));
	}

	/** Keeps these fields of a note; when it is done they are on the disk. @throws where this device keeps nothing, or has no room */
	async keep(path: string, fields: readonly SealedField[]): Promise<void> {
		await this.put(path, fields, (_, did) => did);
	}

	/** Keeps what a write of this device says. @throws as `keep` does */
	wrote(path: string, before: string, after: string): Promise<void> {
		const work = this.add(path, before, after);
		this.busy = Promise.allSettled([this.busy, work]);
		return work;
	}

	private async add(path: string, before: string, after: string): Promise<void> {
		const { came, gone, stood, marks, unmarked, properties } = wroteBetween(before, after);
		const has = (fields: readonly SealedField[], { stored }: SealedField): boolean => fields.some((field) => field.stored === stored);
		await this.put(path, stood, (field, did) => !has(gone, field) && (did || has(came, field)));
		const at = Date.now();
		const work = (await this.open()).transaction(["marks", "properties"], "readwrite");
		const [written, whole] = [work.objectStore("marks"), work.objectStore("properties")];
		await Promise.all([
			...unmarked.map((code) => written.delete([path, code])),
			...marks.map((mark) => written.put({ path, ...mark, at })),
			properties === null ? whole.delete(path) : whole.put({ path, text: properties, at }),
			work.done,
		]);
	}

	/** What this device wrote into a note, the write of a moment ago too; nothing where it keeps nothing. */
	async of(path: string): Promise<Wrote> {
		await this.busy;
		try {
			const base = await this.open();
			const [fields, marks, properties] = await Promise.all([base.getAllFromIndex("fields", "path", path), base.getAllFromIndex("marks", "path", path), base.get("properties", path)]);
			return { came: fields.filter(({ came }) => came), stood: fields, marks, properties: properties?.text ?? null };
		} catch {
			return { came: [], stood: [], marks: [], properties: null };
		}
	}

	/** Misses nothing any more of what was written into a note; its fields stay, to be put in the place of damaged ones. */
	async accept(path: string): Promise<void> {
		const { came, marks } = await this.of(path);
		const work = (await this.open()).transaction(stores, "readwrite");
		const [fields, written] = [work.objectStore("fields"), work.objectStore("marks")];
		const at = Date.now();
		await Promise.all([...came.map((field) => fields.put({ ...field, property: field.property ?? "", path, came: false, at })), ...marks.map(({ code }) => written.delete([path, code])), work.objectStore("properties").delete(path), work.done]);
	}

	/** Every field that is kept, the latest first; nothing where this device keeps nothing. */
	async all(): Promise<Kept[]> {
		const kept = await this.open().then((base) => base.getAllFromIndex("fields", "at"), () => []);
		return kept.reverse();
	}

	/** Ends the connection, for when the plugin goes. */
	close(): void {
		void this.base?.then((base) => base.close(), () => undefined);
		this.base = null;
	}

	/** Deletes everything that is kept. @throws where it cannot be */
	async forget(): Promise<void> {
		await this.base?.then((base) => base.close(), () => undefined);
		this.base = null;
		await deleteDB(this.name());
	}

	private async put(path: string, fields: readonly SealedField[], came: (field: SealedField, did: boolean) => boolean): Promise<void> {
		const sealed = fields.filter(({ stored }) => isSealed(stored));
		if (sealed.length === 0) return;
		const at = Date.now();
		const work = (await this.open()).transaction("fields", "readwrite", { durability: "strict" });
		await Promise.all([...sealed.map(async (field) => {
			const property = field.property ?? "";
			const known = await work.store.get([path, property, field.stored]);
			await work.store.put({ path, property, stored: field.stored, came: came(field, known?.came === true), at });
		}), work.done]);
	}

	private async rename(from: string, to: string): Promise<void> {
		const work = (await this.open()).transaction(stores, "readwrite");
		await Promise.all([...stores.map((name) => moved(work.objectStore(name), from, to)), work.done]);
	}

	private open(): Promise<IDBPDatabase<Base>> {
		this.base ??= this.opened().catch((error: unknown) => {
			// Room may be made, so the next one tries again.
			this.base = null;
			throw error;
		});
		return this.base;
	}

	private async opened(): Promise<IDBPDatabase<Base>> {
		const base = await openDB<Base>(this.name(), 1, {
			upgrade: (fresh) => {
				indexed(fresh.createObjectStore("fields", { keyPath: ["path", "property", "stored"] }));
				indexed(fresh.createObjectStore("marks", { keyPath: ["path", "code"] }));
				indexed(fresh.createObjectStore("properties", { keyPath: "path" }));
			},
			terminated: () => {
				this.base = null;
			},
		});
		await forgetOld(base).catch(() => undefined);
		return base;
	}

	/** All vaults of a device share its databases: that of this vault. */
	private name(): string {
		return `two-factor-notes-${this.vault()}`;
	}

	private vault(): string {
		const key = "two-factor-notes:vault";
		const known: unknown = this.app.loadLocalStorage(key);
		if (typeof known === "string") return known;
		const fresh = toBase64url(crypto.getRandomValues(new Uint8Array(16)));
		this.app.saveLocalStorage(key, fresh);
		return fresh;
	}
}

type Name = (typeof stores)[number];

function indexed<Store extends Name>(store: IDBPObjectStore<Base, ArrayLike<Name>, Store, "versionchange">): void {
	store.createIndex("at", "at");
	store.createIndex("path", "path");
}

async function moved<Store extends Name>(store: IDBPObjectStore<Base, typeof stores, Store, "readwrite">, from: string, to: string): Promise<void> {
	const meant = IDBKeyRange.only(from);
	const [keys, values] = await Promise.all([store.index("path").getAllKeys(meant), store.index("path").getAll(meant)]);
	await Promise.all([...keys.map((key) => store.delete(key)), ...values.map((value) => store.put(Object.assign(value, { path: to })))]);
}

async function forgetOld(base: IDBPDatabase<Base>): Promise<void> {
	const work = base.transaction(stores, "readwrite");
	const old = IDBKeyRange.upperBound(Date.now() - lifetime);
	await Promise.all([...stores.map((name) => deleted(work.objectStore(name), old)), work.done]);
}

async function deleted<Store extends Name>(store: IDBPObjectStore<Base, typeof stores, Store, "readwrite">, at: IDBKeyRange): Promise<void> {
	await Promise.all((await store.index("at").getAllKeys(at)).map((key) => store.delete(key)));
}
