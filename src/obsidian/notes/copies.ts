import type { Component } from "obsidian";
import { copyOf, sealedTexts } from "../../note/copies";
import type { Account, Accounts } from "./accounts";

/** Which notes hold the same encrypted text, so that one is a conflict copy of another: seen while locked, too. */
export class Copies {
	/** By encrypted text that several notes hold, their paths; null after something changed. */
	private shared: Map<string, Set<string>> | null = null;

	constructor(private readonly accounts: Pick<Accounts, "all" | "on">) {}

	/** Follows the accounts until `owner` unloads. */
	follow(owner: Component): void {
		owner.registerEvent(this.accounts.on("changed", () => {
			this.shared = null;
		}));
	}

	/** The other notes that hold a text of this one, the likeliest original first. */
	of(account: Account): Account[] {
		const shared = (this.shared ??= this.find());
		if (shared.size === 0) return [];
		const paths = new Set(sealedTexts(account.entry).flatMap((stored) => [...shared.get(stored) ?? []]));
		if (paths.size === 0) return [];
		const others = this.accounts.all().filter((other) => other.path !== account.path && paths.has(other.path) && copyOf(account.entry, other.entry));
		return others.sort(byOriginal);
	}

	/** The note that this one is a copy of, to judge by their names; null where it is the original, or has no copy. */
	originalOf(account: Account): Account | null {
		const [first] = this.of(account);
		return first !== undefined && byOriginal(first, account) < 0 ? first : null;
	}

	private find(): Map<string, Set<string>> {
		const first = new Map<string, string>();
		const shared = new Map<string, Set<string>>();
		for (const { path, entry } of this.accounts.all()) {
			for (const stored of sealedTexts(entry)) {
				const other = first.get(stored);
				if (other === undefined) first.set(stored, path);
				else if (other !== path) shared.set(stored, (shared.get(stored) ?? new Set([other])).add(path));
			}
		}
		return shared;
	}
}

/** Copies carry their sync's name for it, or a number. */
function byOriginal(one: Account, other: Account): number {
	return Number(isNamedAsCopy(one)) - Number(isNamedAsCopy(other)) || one.path.length - other.path.length || one.path.localeCompare(other.path);
}

function isNamedAsCopy({ name }: Account): boolean {
	return /sync-conflict|conflict(?:ed)?\b|\bcopy\b| \(?\d+\)?$/i.test(name);
}
