import type { Account } from "../notes/accounts";
import type { Parts } from "../parts";
import { grouped, heading, lineOf, matching, sorted, type Line } from "./arrange";
import { folding, keepChoice, openChoiceMenu, readChoice, type Choice } from "./choice";

/** In which order and under which headings the accounts are listed, as chosen on this device. */
export class Order {
	private choice: Choice;
	/** As it was when the list was last sorted on purpose: a row must not leave the finger that copies from it. */
	private recent: ReadonlyMap<string, number>;

	constructor(private readonly parts: Parts) {
		this.choice = readChoice(parts.app);
		this.recent = parts.recent.times();
	}

	/** Sorts by what is known now, from the next time on. */
	renew(): void {
		this.recent = this.parts.recent.times();
	}

	openMenu(event: MouseEvent, chosen: () => void): void {
		openChoiceMenu(this.choice, event, (choice) => {
			this.keep(choice);
			chosen();
		});
	}

	/** Closes a group, or opens it again. */
	fold(key: string): void {
		this.keep(folding(this.choice, key));
	}

	/** The lines for these words, without the account that is shown elsewhere. A search shows no groups: what it finds is close at hand. */
	linesFor(words: string, elsewhere: Account | undefined): Line[] {
		const { accounts, app, stored } = this.parts;
		const found = sorted(matching(accounts.all(), words), this.choice, this.recent).filter((account) => account !== elsewhere);
		return words === "" ? grouped(found, this.choice, { ...stored.settings, vault: app.vault.getName() }) : found.map(lineOf);
	}

	/** The open note's account, before the others. */
	withFirst(first: Account, lines: Line[]): Line[] {
		const others = this.choice.group === "none" && lines.length > 0 ? [heading("Other accounts")] : [];
		return [heading("Open note"), lineOf(first), ...others, ...lines];
	}

	private keep(choice: Choice): void {
		keepChoice(this.parts.app, choice);
		this.choice = choice;
	}
}
