import { daysBetween } from "../../backup/renewal";
import type { Health } from "../../health/findings";
import type { VaultFacts } from "../../health/kinds";
import { dayWords } from "../../note/shown";
import { ensureOpen } from "../locking/unlocking";
import type { Parts } from "../parts";
import { drawButton, drawIcon, today } from "../views/draw";
import { keyed } from "./draw-finding";

/** Three lines, the good news first. */
export function drawSummary(parent: HTMLElement, parts: Parts, health: Health, vault: VaultFacts): void {
	const list = parent.createEl("ul", { cls: "tfn-stand" });
	const add = (words: string, isTodo = false): void => {
		const item = list.createEl("li", { cls: isTodo ? "is-todo" : "" });
		drawIcon(item, isTodo ? "triangle-alert" : "check");
		item.createSpan({ text: words });
	};
	add(parts.accounts.isComplete ? orderWords(health) : "The notes are still being read: there may be more accounts.");
	const done = doneWords(parts, vault, today(parts.clock.now));
	if (done !== "") add(done);
	const stranded = new Set(health.findings.filter(({ id }) => id === "no-backup-codes" || id === "no-second-way").flatMap(({ accounts }) => accounts.map(({ account }) => account))).size;
	if (stranded > 0) add(stranded === 1 ? "1 account would be hard to get back without your phone." : `${stranded} accounts would be hard to get back without your phone.`, true);
	else if (health.findings.length > 0) add(health.findings.length === 1 ? "1 thing is worth a look." : `${health.findings.length} things are worth a look.`, true);
}

/** What can be told of keys alone. */
export function drawLocked(parent: HTMLElement, parts: Parts): void {
	if (parts.session.isOpen || parts.accounts.sealedFields().length === 0) return;
	const line = parent.createDiv({ cls: "tfn-offer" });
	line.createSpan({ text: "Locked: whether keys are short, or the same in two notes, is told once it is unlocked." });
	keyed(drawButton(line, "Unlock", () => void ensureOpen(parts), undefined, "tfn-plain"), "unlock", "");
}

function orderWords({ accounts, inOrder, findings }: Health): string {
	if (accounts === 0) return "There are no accounts yet.";
	if (inOrder === accounts) return accounts === 1 ? "Your account is in order." : `All ${accounts} accounts are in order.`;
	if (inOrder > 0) return `${inOrder} of ${accounts} accounts are in order.`;
	const isEncrypted = !findings.some(({ id }) => id === "not-encrypted");
	if (accounts === 1) return isEncrypted ? "Your account is here, encrypted." : "Your account is here.";
	return isEncrypted ? `All ${accounts} accounts are here, encrypted.` : `All ${accounts} accounts are here.`;
}

/** What was last done against a loss, in a sentence; "" where nothing is known. */
function doneWords({ accounts }: Parts, { typed, backedUp }: VaultFacts, day: string): string {
	const printed = accounts.all().map(({ entry }) => entry.sheetPrinted ?? "").reduce((one, other) => (one > other ? one : other), "");
	const words = [
		printed === "" ? "" : `emergency sheet printed ${dayWords(printed)}`,
		typed == null ? "" : `passphrase typed ${ago(typed, day)}`,
		backedUp == null ? "" : `last backup ${ago(backedUp, day)}`,
	].filter((each) => each !== "").join(", ");
	return words === "" ? "" : `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
}

function ago(day: string, now: string): string {
	const days = daysBetween(day, now);
	return days <= 0 ? "today" : days === 1 ? "yesterday" : `${days} days ago`;
}
