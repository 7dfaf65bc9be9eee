import { initials } from "../../recovery/sheet-account";
import type { Account } from "../notes/accounts";
import type { Parts } from "../parts";
import { titleOf } from "../views/draw";
import { drawPick } from "./pick";

/** Which accounts are printed, and under which names: all, in the order of their names, until others are chosen. */
export class KitAccounts {
	private readonly all: Account[];
	private readonly chosen: Set<string>;
	/** The person's own words, by path. */
	private readonly words: Map<string, string>;
	isCoded = false;

	constructor(private readonly parts: Parts, chosen?: readonly Account[]) {
		const { accounts } = parts;
		this.all = accounts.all().sort((one, other) => titleOf(one).localeCompare(titleOf(other)));
		this.chosen = new Set((chosen ?? this.all).map(({ path }) => path));
		const proposed = initials(this.all.map(titleOf));
		this.words = new Map(this.all.map(({ path }, n) => [path, proposed[n] ?? "?"]));
	}

	get wanted(): { accounts: Account[]; words: ReadonlyMap<string, string> | null } {
		// As they stand in their notes by now.
		const accounts = this.all.filter(({ path }) => this.chosen.has(path)).flatMap(({ path }) => this.parts.accounts.at(path) ?? []);
		return { accounts, words: this.isCoded ? this.words : null };
	}

	get summary(): string {
		const { all, chosen: { size } } = this;
		if (all.length === 0) return "There is no account yet.";
		if (size < all.length) return `${size} of ${all.length} accounts`;
		return size === 1 ? "The one account there is" : `All ${size} accounts`;
	}

	/** A line for each account with a box, and a field for its name in code where that is wanted. */
	draw(table: HTMLElement, changed: () => void): void {
		for (const account of this.all) {
			const { row, box } = drawPick(table, "checkbox", account, titleOf(account));
			box.checked = this.chosen.has(account.path);
			box.addEventListener("change", () => {
				if (box.checked) this.chosen.add(account.path);
				else this.chosen.delete(account.path);
				changed();
			});
			if (this.isCoded) this.drawWord(row, account, changed);
		}
	}

	private drawWord(row: HTMLElement, account: Account, changed: () => void): void {
		const input = row.createEl("input", { type: "text", cls: "tfn-word", value: this.words.get(account.path) ?? "", attr: { "aria-label": `Name on paper of ${titleOf(account)}`, spellcheck: "false" } });
		input.addEventListener("change", () => {
			this.words.set(account.path, input.value.trim() || "?");
			changed();
		});
	}
}
