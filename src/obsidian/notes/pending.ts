import { Events, type App, type Component, type Notice } from "obsidian";
import { nameOf } from "../../note/wrote";

/** A backup code that was copied to be used, and whose mark is not in its note yet. */
export interface PendingMark {
	path: string;
	/** Which code, by `nameOf`. */
	code: string;
	/** The day it was used, YYYY-MM-DD. */
	day: string;
}

const key = "two-factor-notes:pending";

/** Marks that are still to be written. They outlive the app, on this device alone. Triggers "changed" with no arguments. */
export class Pending extends Events {
	/** What says so, by note: one notice for all of its marks. */
	private readonly notices = new Map<string, Notice>();
	private readonly toldOf = new Set<string>();
	private readonly busy = new Set<string>();

	constructor(private readonly app: App) {
		super();
	}

	/** Follows notes that are renamed, until `owner` unloads and takes what is said of pending marks with it. */
	follow(owner: Component): void {
		owner.register(() => {
			for (const notice of this.notices.values()) notice.hide();
		});
		owner.registerEvent(this.app.vault.on("rename", (file, oldPath) => {
			const notice = this.notices.get(oldPath);
			if (notice !== undefined) this.notices.set(file.path, notice);
			this.notices.delete(oldPath);
			if (this.all().some(({ path }) => path === oldPath)) this.save(this.all().map((mark) => (mark.path === oldPath ? { ...mark, path: file.path } : mark)));
		}));
	}

	all(): PendingMark[] {
		const found: unknown = this.app.loadLocalStorage(key);
		return Array.isArray(found) ? found.filter(isMark) : [];
	}

	/** Those of one note. */
	at(path: string): PendingMark[] {
		return this.all().filter((mark) => mark.path === path);
	}

	/** The mark that waits for a code of the note; none while it is just being written. */
	of(path: string, stored: string): PendingMark | undefined {
		const all = this.all();
		return all.length === 0 ? undefined : all.find((mark) => mark.path === path && mark.code === nameOf(stored) && !this.isBusy(mark));
	}

	add(mark: PendingMark): void {
		this.save([...this.others(mark), mark]);
	}

	drop(mark: PendingMark): void {
		const others = this.others(mark);
		this.toldOf.delete(idOf(mark));
		if (others.length < this.all().length) this.save(others);
		if (this.at(mark.path).length === 0) this.notices.get(mark.path)?.hide();
	}

	/** Whether the person was told of it since the start. */
	isTold(mark: PendingMark): boolean {
		return this.toldOf.has(idOf(mark));
	}

	/** Keeps what says so of a note's marks, in the place of what was said before, to hide it with the last of them. */
	told(path: string, notice: Notice): void {
		for (const mark of this.at(path)) this.toldOf.add(idOf(mark));
		this.notices.get(path)?.hide();
		this.notices.set(path, notice);
	}

	isBusy(mark: PendingMark): boolean {
		return this.busy.has(idOf(mark));
	}

	/** Writes a mark; it is busy until that is over. */
	async during<T>(mark: PendingMark, write: () => Promise<T>): Promise<T> {
		this.busy.add(idOf(mark));
		try {
			return await write();
		} finally {
			this.busy.delete(idOf(mark));
			if (this.all().some((each) => idOf(each) === idOf(mark))) this.trigger("changed");
		}
	}

	private others(mark: PendingMark): PendingMark[] {
		return this.all().filter((other) => idOf(other) !== idOf(mark));
	}

	private save(marks: PendingMark[]): void {
		this.app.saveLocalStorage(key, marks.length === 0 ? null : marks);
		this.trigger("changed");
	}
}

function idOf({ path, code }: PendingMark): string {
	return `${path}#${code}`;
}

function isMark(value: unknown): value is PendingMark {
	return typeof value === "object" && value !== null && "path" in value && typeof value.path === "string"
		&& "code" in value && typeof value.code === "string" && "day" in value && typeof value.day === "string";
}
