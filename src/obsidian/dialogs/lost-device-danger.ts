import { urgency, waysIn, type LostAccount } from "../../note/lost-device";
import { accountsWords } from "../../note/shown";
import type { Account } from "../notes/accounts";
import { drawMonogram, titleOf } from "../views/draw";
import { drawName } from "../views/row";

/** An account that may have been on the lost device. */
export interface InDanger extends LostAccount {
	account: Account;
}

export function inDanger(account: Account): InDanger {
	return { account, entry: account.entry, title: titleOf(account), link: null };
}

/** Draws first which accounts cannot be reached without the device, then by which ways the others can. */
export function drawDanger(el: HTMLElement, accounts: readonly InDanger[], device: string): void {
	const ways = ({ entry }: InDanger): string[] => waysIn(entry, device);
	drawAccounts(el, accounts.filter((each) => ways(each).length === 0), "in danger: no other way in is known", () => "");
	drawAccounts(el, accounts.filter((each) => ways(each).length > 0), "with another way in", (each) => ways(each).join(", "));
}

function drawAccounts(el: HTMLElement, accounts: readonly InDanger[], words: string, ways: (each: InDanger) => string): void {
	if (accounts.length === 0) return;
	const section = el.createEl("section", { cls: "tfn-loss-accounts" });
	section.createEl("h3", { text: `${accountsWords(accounts.length)} ${words}` });
	const list = section.createEl("ul", { cls: "tfn-table" });
	for (const each of accounts) {
		const item = list.createEl("li", { cls: "tfn-pick" });
		drawMonogram(item, each.title);
		const body = item.createDiv();
		drawName(body.createDiv({ cls: "tfn-name" }), each.account);
		if (ways(each) !== "") body.createSpan({ cls: "tfn-why", text: ways(each) });
	}
}

/** Draws what to do first, and what then. */
export function drawOrder(el: HTMLElement, accounts: readonly InDanger[], device: string): void {
	const named = (rank: number): string => accounts.filter((each) => urgency(each) === rank).map(({ title }) => title).join(", ");
	const section = el.createEl("section", { cls: "tfn-loss-accounts" });
	section.createEl("h3", { text: "In this order" });
	const list = section.createEl("ol", { cls: "tfn-todo" });
	const add = (text: string): void => void list.createEl("li").createSpan({ text });
	add(`Lock or erase ${device === "" ? "the device" : device} from afar.`);
	if (named(0) !== "") add(`Mail: ${named(0)}. Whoever reads your mail can reset your other passwords.`);
	if (named(1) !== "") add(`Passwords: ${named(1)}.`);
	if (accounts.some(({ entry }) => waysIn(entry, device).length === 0)) add("Those in danger: ask the service for its account recovery early, it can take days.");
	add("All others, one after the other.");
}
