import { daysBetween } from "../../backup/renewal";
import type { Health } from "../../health/findings";
import { isOnSheet, type VaultFacts } from "../../health/kinds";
import { accountsWords, dayWords } from "../../note/shown";
import { ensureOpen } from "../locking/unlocking";
import { leftOutWords } from "../notes/left-out";
import type { Parts } from "../parts";
import { drawButton, drawIcon, today } from "../views/draw";
import { keyed } from "./draw-finding";

/** A few lines, the good news first. */
export function drawSummary(parent: HTMLElement, parts: Parts, health: Health, vault: VaultFacts): void {
	const list = parent.createEl("ul", { cls: "tfn-stand" });
	const add = (words: string, isTodo = false): void => {
		const item = list.createEl("li", { cls: isTodo ? "is-todo" : "" });
		drawIcon(item, isTodo ? "triangle-alert" : "check");
		item.createSpan({ text: words });
	};
	add(parts.accounts.isComplete ? orderWords(health) : "The notes are still being read: there may be more accounts.");
	const done = doneWords(parts, vault);
	if (done !== "") add(done);
	// A backup that does not hold all is no good news.
	const leftOut = leftOutWords(parts);
	if (leftOut !== "") add(sentence([(backupWords(parts, vault) || "no backup") + leftOut]), true);
	const stranded = health.findings.flatMap(({ id, accounts }) => accounts.filter(({ account: { entry } }) => id === "no-second-way" || (id === "no-backup-codes" && entry.copies.length === 0 && !isOnSheet(entry)))).length;
	if (stranded > 0) add(`For ${accountsWords(stranded)} no way in is known but your devices and this vault.`, true);
	else if (health.findings.length > 0) add(health.findings.length === 1 ? "1 thing is worth a look." : `${health.findings.length} things are worth a look.`, true);
}

/** What can be told of keys alone. */
export function drawLocked(parent: HTMLElement, parts: Parts): void {
	if (parts.session.isOpen || parts.accounts.sealedFields().length === 0) return;
	const line = parent.createDiv({ cls: "tfn-offer" });
	line.createSpan({ text: "Locked: keys that are short, or the same, are told once it is unlocked." });
	keyed(drawButton(line, "Unlock", () => void ensureOpen(parts), undefined, "tfn-plain"), "unlock", "");
}

function orderWords({ accounts, inOrder, findings }: Health): string {
	if (accounts === 0) return "There are no accounts yet.";
	const all = accounts === 1 ? "Your account is" : `All ${accounts} accounts are`;
	if (inOrder === accounts) return `${all} in order.`;
	if (inOrder > 0) return `${inOrder} of ${accounts} accounts ${inOrder === 1 ? "is" : "are"} in order.`;
	return `${all} here${findings.some(({ id }) => id === "not-encrypted") ? "" : ", encrypted"}.`;
}

/** What was last done against a loss, in a sentence; "" where nothing is known. */
function doneWords(parts: Parts, vault: VaultFacts): string {
	return sentence([
		sheetWords(parts),
		vault.typed == null ? "" : `passphrase typed ${ago(parts, vault.typed)}`,
		leftOutWords(parts) === "" ? backupWords(parts, vault) : "",
	]);
}

function sheetWords({ accounts }: Parts): string {
	const all = accounts.all();
	const days = all.filter(({ entry }) => isOnSheet(entry)).map(({ entry }) => entry.sheetPrinted ?? "").sort();
	const last = days.at(-1);
	if (last === undefined) return "";
	return `sheet printed ${days.length < all.length ? `for ${days.length} of ${accountsWords(all.length)}` : dayWords(last)}`;
}

function backupWords(parts: Parts, { backedUp }: VaultFacts): string {
	return backedUp == null ? "" : `last backup ${ago(parts, backedUp)}`;
}

function sentence(parts: readonly string[]): string {
	const words = parts.filter((each) => each !== "").join(", ");
	return words === "" ? "" : `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
}

function ago({ clock }: Parts, day: string): string {
	const days = daysBetween(day, today(clock.now));
	return days <= 0 ? "today" : days === 1 ? "yesterday" : `${days} days ago`;
}
