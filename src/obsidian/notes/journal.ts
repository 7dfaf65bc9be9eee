import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { App } from "obsidian";
import { isSealed } from "../../entry";
import { toBase64url } from "../../lock/base64url";
import type { SealedField } from "../../note/sealed";

/** An encrypted field that stands or stood in a note. */
export interface Kept {
	path: string;
	property: string;
	stored: string;
	/** When it was kept last, in milliseconds since 1970. */
	at: number;
}

interface Base extends DBSchema {
	fields: { key: [path: string, property: string, stored: string]; value: Kept; indexes: { at: number } };
}

/** How long a field is kept, in milliseconds. */
const lifetime = 90 * 24 * 60 * 60_000;

/** Encrypted fields that edits put into notes or took out of them, for 90 days, on this device alone. No clear secret comes in. */
export class Journal {
	private base: Promise<IDBPDatabase<Base>> | null = null;

	constructor(private readonly app: App) {}

	/** Keeps these fields of a note; when it is done they are on the disk. @throws where this device keeps nothing, or has no room */
	async keep(path: string, fields: readonly SealedField[]): Promise<void> {
		const sealed = fields.filter(({ stored }) => isSealed(stored));
		if (sealed.length === 0) return;
		const at = Date.now();
		const work = (await this.open()).transaction("fields", "readwrite", { durability: "strict" });
		await Promise.all([...sealed.map(({ property, stored }) => work.store.put({ path, property: property ?? "", stored, at })), work.done]);
	}

	/** Everything kept, the latest first; nothing where this device keeps nothing. */
	async all(): Promise<Kept[]> {
		const kept = await this.open().then((base) => base.getAllFromIndex("fields", "at"), () => []);
		return kept.reverse();
	}

	/** Ends the connection, for when the plugin goes. */
	close(): void {
		void this.base?.then((base) => base.close(), () => undefined);
		this.base = null;
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
		const base = await openDB<Base>(`two-factor-notes-${this.vault()}`, 1, {
			upgrade: (fresh) => void fresh.createObjectStore("fields", { keyPath: ["path", "property", "stored"] }).createIndex("at", "at"),
			terminated: () => {
				this.base = null;
			},
		});
		await forgetOld(base).catch(() => undefined);
		return base;
	}

	/** All vaults of a device share its databases; this names the one of this vault. */
	private vault(): string {
		const key = "two-factor-notes:vault";
		const known: unknown = this.app.loadLocalStorage(key);
		if (typeof known === "string") return known;
		const fresh = toBase64url(crypto.getRandomValues(new Uint8Array(16)));
		this.app.saveLocalStorage(key, fresh);
		return fresh;
	}
}

async function forgetOld(base: IDBPDatabase<Base>): Promise<void> {
	const work = base.transaction("fields", "readwrite");
	const old = await work.store.index("at").getAllKeys(IDBKeyRange.upperBound(Date.now() - lifetime));
	await Promise.all([...old.map((key) => work.store.delete(key)), work.done]);
}
