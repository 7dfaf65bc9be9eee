import type { App } from "obsidian";
import { isSealed } from "../../entry";
import type { Account } from "./accounts";

const storage = "two-factor-notes:counters";

/** The highest next counter that this device has seen of each account. It stays on the device, so sync cannot turn it back. */
export class Counters {
	constructor(private readonly app: App) {}

	/** The mark of the account; 0 where none was seen. */
	of(account: Account): number {
		return this.load()[nameOf(account)] ?? 0;
	}

	set(account: Account, counter: number): void {
		if (this.of(account) !== counter) this.save({ ...this.load(), [nameOf(account)]: counter });
	}

	/** A note that is renamed keeps its mark. */
	rename(from: string, to: string): void {
		const { [from]: mark, ...others } = this.load();
		if (mark !== undefined) this.save({ ...others, [to]: mark });
	}

	private load(): Record<string, number> {
		const found: unknown = this.app.loadLocalStorage(storage);
		const marks = typeof found === "object" && found !== null ? Object.entries(found) : [];
		return Object.fromEntries(marks.filter((mark): mark is [string, number] => Number.isSafeInteger(mark[1])));
	}

	private save(marks: Record<string, number>): void {
		this.app.saveLocalStorage(storage, marks);
	}
}

/**
 * What an account is remembered by, which tells nothing of its key: the end of the encrypted seed, its authentication tag, which
 * stays with it wherever the note goes; the path where the seed stands in the clear.
 */
function nameOf({ entry, path }: Account): string {
	return entry.seed !== null && isSealed(entry.seed) ? entry.seed.slice(-22) : path;
}
