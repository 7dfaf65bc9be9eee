import type { Finding, FoundAccount } from "../../health/findings";
import { dayWords, shownName } from "../../note/shown";
import { isReadOnly } from "../notes/secrets";
import type { Parts } from "../parts";
import { drawButton, drawMonogram, drawShort } from "../views/draw";
import { mendFor, mendForAll, type Mend } from "./mends";

/** More accounts than these are a number until they are asked for. */
const few = 5;

/** What the buttons of a finding do besides mending. */
export interface FindingDoes {
	mend: (mend: Mend) => void;
	ignore: (account: FoundAccount) => void;
	notNow: () => void;
	/** Shows all accounts, or as few as before. */
	unfold: () => void;
}

/** Draws one sort of finding: what, why, and the accounts with a button each. Buttons keep their `data-key`, by which the keyboard finds back to them. */
export function drawFinding(parent: HTMLElement, parts: Parts, finding: Finding, isOpen: boolean, does: FindingDoes): void {
	const { id, heading, why, accounts } = finding;
	const section = parent.createEl("section", { cls: "tfn-finding", attr: { "data-kind": id } });
	const head = section.createEl("header");
	const words = head.createDiv();
	const title = words.createEl("h3", { text: accounts.length === 0 ? heading : `${heading} ` });
	if (accounts.length > 0) title.createSpan({ text: String(accounts.length) });
	words.createEl("p", { cls: "tfn-why", text: why });
	keyed(drawButton(head, "Not now", () => does.notNow(), undefined, "tfn-plain is-ignore"), `${id} not now`, heading);
	const tools = section.createDiv({ cls: "tfn-tools" });
	for (const mend of mendForAll(parts, finding)) keyed(drawButton(tools, mend.words, () => does.mend(mend)), `${id} all ${mend.words}`, heading);
	if (accounts.length > few) {
		const more = keyed(drawButton(tools, isOpen ? "Show fewer" : `Show all ${accounts.length}`, () => does.unfold(), undefined, "tfn-plain"), `${id} unfold`, heading);
		more.setAttribute("aria-expanded", String(isOpen));
		if (!isOpen) return;
	}
	const list = section.createEl("ul");
	for (const account of accounts) drawAccount(list, parts, id, account, does);
}

function drawAccount(list: HTMLElement, parts: Parts, id: Finding["id"], found: FoundAccount, { mend: run, ignore }: FindingDoes): void {
	const { account: { path, title }, words } = found;
	const account = parts.accounts.at(path);
	if (account === undefined) return;
	const item = list.createEl("li", { attr: { "data-path": path } });
	drawNamed(item, found, words.replace(/\d{4}-\d\d-\d\d/, (day) => dayWords(day)));
	// Where the row is narrow, they go below the name together.
	const tools = item.createSpan({ cls: "tfn-tools" });
	const mend = mendFor(parts, id, account);
	if (mend !== null) keyed(drawButton(tools, mend.words, () => run(mend), undefined, "tfn-plain"), `${id} mend ${path}`, title);
	if (!isReadOnly(account)) keyed(drawButton(tools, "Ignore", () => ignore(found), undefined, "tfn-plain is-ignore"), `${id} ignore ${path}`, title);
}

/** Monogram, service, user name, and what is to be said of them. */
export function drawNamed(item: HTMLElement, { account: { title, entry } }: FoundAccount, words: string): void {
	drawMonogram(item, title);
	const name = item.createDiv();
	drawShort(name, "tfn-service", title);
	if (shownName(entry.username) !== "") drawShort(name, "tfn-user", entry.username);
	if (words !== "") name.createSpan({ cls: "tfn-why", text: words });
}

/** Names a button for the keyboard, which finds back to it, and for screen readers what it is about. */
export function keyed(button: HTMLButtonElement, key: string, about: string): HTMLButtonElement {
	button.setAttribute("data-key", key);
	if (about !== "") button.createSpan({ cls: "tfn-said", text: about });
	return button;
}
