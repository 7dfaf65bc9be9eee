import { Events, type App, type CachedMetadata, type Component, type TAbstractFile, TFile } from "obsidian";
import { isSealed, type Entry, type Problem } from "../../entry";
import { stepsIn } from "../../note/after-use";
import { unread } from "../../note/broken";
import { readEntry } from "../../note/read";
import { storedSecrets } from "../../note/secrets";
import type { Task } from "../../note/tasks";
import type { Stored } from "../stored";
import { mayBeAccount } from "./may-be-account";
import { pacing, pieces } from "./pace";

/** Milliseconds between one "changed" and the next: what sync brings in a burst is told once. */
const burst = 40;
/** So many notes are read at a time. */
const atOnce = 50;

/** A note that is an account, as last read. */
export interface Account {
	path: string;
	/** The file's name without folder and extension: what it is called when the note names no service. */
	name: string;
	entry: Entry;
	problems: Problem[];
	/** The steps after the use of a backup code, as the note has them. */
	steps: Task[];
}

/** The index of accounts. Follows the vault; triggers "changed" with no arguments. Reads no note that is no account. */
export class Accounts extends Events {
	private readonly byPath = new Map<string, Account>();
	/** Counts the readings of each path, so that a slow one never replaces a later one, and no note is read twice to find it is none. */
	private readonly turn = new Map<string, number>();
	private sealed: string[] | null = null;
	private telling: number | null = null;
	private toldAt = -burst;
	private scanning: Promise<unknown> = Promise.resolve();
	isComplete = false;

	constructor(private readonly app: App, private readonly stored: Stored) {
		super();
	}

	all(): Account[] {
		return [...this.byPath.values()];
	}

	at(path: string): Account | undefined {
		return this.byPath.get(path);
	}

	/** Every encrypted field of the vault, for telling which passphrase is right. */
	sealedFields(): readonly string[] {
		return (this.sealed ??= this.all().flatMap(({ entry }) => storedSecrets(entry)).map(({ stored }) => stored).filter(isSealed));
	}

	/** Follows the vault until `owner` unloads. Call once the layout is ready, so that start-up is not slowed. */
	follow(owner: Component): void {
		const { metadataCache, vault } = this.app;
		let { tag, template } = this.stored.settings;
		owner.registerEvent(metadataCache.on("changed", (file, text, cache) => this.consider(file, cache, text)));
		// Once every note is known, each that changes is told of by itself.
		owner.registerEvent(metadataCache.on("resolved", () => void (this.isComplete || this.scan(true))));
		owner.registerEvent(vault.on("rename", (file, oldPath) => this.rename(file, oldPath)));
		owner.registerEvent(vault.on("delete", (file) => this.forget(file.path)));
		owner.registerEvent(this.stored.on("changed", () => {
			if (tag === this.stored.settings.tag && template === this.stored.settings.template) return;
			({ tag, template } = this.stored.settings);
			// What makes a note an account, or a template, is another thing now: all are read anew.
			this.turn.clear();
			void this.scan();
		}));
		owner.register(() => {
			if (this.telling !== null) window.clearTimeout(this.telling);
		});
		void this.scan();
	}

	/** Looks at every note's cached frontmatter and reads those that are accounts. `isResolved`: the cache knows all it ever will. */
	scan(isResolved = false): Promise<void> {
		// One after the other: what one is reading, another passes over, and would say that all was read.
		const scanned = this.scanning.then(() => this.scanNow(isResolved));
		this.scanning = scanned.catch(() => undefined);
		return scanned;
	}

	private async scanNow(isResolved: boolean): Promise<void> {
		const { metadataCache, vault } = this.app;
		const pace = pacing();
		const unread: TFile[] = [];
		let isKnown = true;
		for (const files of pieces(vault.getMarkdownFiles(), 1000)) {
			for (const file of files) {
				const cache = metadataCache.getFileCache(file);
				isKnown &&= cache !== null;
				if (this.byPath.has(file.path) || this.mayBeAccount(file, cache)) unread.push(file);
			}
			await pace();
		}
		await this.readNew(unread);
		this.isComplete ||= isResolved || isKnown;
		this.changed();
	}

	/** Also reads the notes that the cache does not know yet: before it is said that nothing in the vault is encrypted. */
	async scanAll(): Promise<void> {
		const { metadataCache, vault } = this.app;
		await this.readNew(vault.getMarkdownFiles().filter((file) => metadataCache.getFileCache(file) === null));
		await this.scan();
	}

	/** Reads those of the notes that were not read yet, some at a time. */
	private async readNew(notes: readonly TFile[]): Promise<void> {
		const pace = pacing();
		for (const files of pieces(notes, atOnce)) {
			await Promise.all(files.filter(({ path }) => !this.turn.has(path)).map((file) => this.read(file)));
			await pace();
		}
	}

	/** Reads one note from the disk; gives the account or undefined. */
	async read(file: TFile): Promise<Account | undefined> {
		const turn = this.nextTurn(file.path);
		const text = await this.app.vault.read(file).catch(() => null);
		if (this.turn.get(file.path) !== turn) return this.at(file.path);
		if (text !== null) this.take(file, text);
		else if (this.app.vault.getFileByPath(file.path) !== null && this.mayBeAccount(file)) this.put(file, unread, "");
		else this.forget(file.path);
		return this.at(file.path);
	}

	private consider(file: TFile, cache: CachedMetadata, text: string): void {
		if (file.extension !== "md") return;
		if (this.byPath.has(file.path) || this.mayBeAccount(file, cache) || cache.frontmatter === undefined) {
			this.nextTurn(file.path);
			this.take(file, text);
		}
	}

	private take(file: TFile, text: string): void {
		this.put(file, readEntry(text, this.stored.settings.tag), text);
	}

	private put(file: TFile, { entry, problems }: ReturnType<typeof readEntry>, text: string): void {
		// A template has the properties of an account and is none.
		if (entry === null || file.path === this.stored.settings.template) return this.drop(file.path);
		// The same account is told twice, by the write and by the cache: what is shown of it stays.
		const account = { path: file.path, name: file.basename, entry, problems, steps: stepsIn(text) };
		if (isSame(this.byPath.get(file.path), account)) return;
		this.byPath.set(file.path, account);
		this.changed();
	}

	private forget(path: string): void {
		this.turn.delete(path);
		this.drop(path);
	}

	private drop(path: string): void {
		if (this.byPath.delete(path)) this.changed();
	}

	private rename(file: TAbstractFile, oldPath: string): void {
		const account = this.byPath.get(oldPath);
		this.forget(oldPath);
		if (!(file instanceof TFile) || file.extension !== "md") return;
		// It may just be being read under its old name, or be a note only now.
		if (account === undefined) {
			if (this.mayBeAccount(file)) void this.read(file);
			return;
		}
		this.nextTurn(file.path);
		this.byPath.set(file.path, { ...account, path: file.path, name: file.basename });
		this.changed();
	}

	private nextTurn(path: string): number {
		const turn = (this.turn.get(path) ?? 0) + 1;
		this.turn.set(path, turn);
		return turn;
	}

	private mayBeAccount(file: TFile, cache = this.app.metadataCache.getFileCache(file)): boolean {
		return mayBeAccount(file.path, cache, this.stored.settings);
	}

	/** Tells of the first change at once, and of those that follow soon together. */
	private changed(): void {
		this.sealed = null;
		this.telling ??= window.setTimeout(() => {
			this.telling = null;
			this.toldAt = performance.now();
			this.trigger("changed");
		}, Math.max(0, this.toldAt + burst - performance.now()));
	}
}

function isSame(known: Account | undefined, account: Account): boolean {
	return known !== undefined && JSON.stringify([known.entry, known.problems, known.steps]) === JSON.stringify([account.entry, account.problems, account.steps]);
}
