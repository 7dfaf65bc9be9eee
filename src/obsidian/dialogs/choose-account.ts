import { FuzzySuggestModal } from "obsidian";
import { shownName } from "../../note/shown";
import type { Account } from "../notes/accounts";
import { titleOf } from "../views/draw";
import type { Parts } from "../parts";

/** Chooses one account by typing a part of its name. */
export class ChooseAccountDialog extends FuzzySuggestModal<Account> {
	constructor(private readonly parts: Parts, private readonly accounts: Account[], words: string, private readonly chosen: (account: Account) => void) {
		super(parts.app);
		this.modalEl.addClass("tfn-choose");
		this.setPlaceholder(words);
		this.emptyStateText = "No account fits.";
	}

	override open(): void {
		this.parts.dialogs.add(this);
		super.open();
	}

	override close(): void {
		this.parts.dialogs.delete(this);
		super.close();
	}

	override getItems(): Account[] {
		return [...this.accounts].sort((a, b) => titleOf(a).localeCompare(titleOf(b)));
	}

	override getItemText(account: Account): string {
		return [titleOf(account), shownName(account.entry.username)].filter((word) => word !== "").join(" – ");
	}

	override onChooseItem(account: Account): void {
		this.chosen(account);
	}
}
