import { giveUpNewKey, replaceSeed } from "../key-actions";
import type { Account } from "../notes/accounts";
import type { Parts } from "../parts";
import { drawButton } from "./draw";

/** That a new secret key stands beside the old one, with the two ways on; nothing where none does. */
export function drawWaitingKey(parent: HTMLElement, parts: Parts, account: Account): void {
	if (account.entry.nextSeed === null) return;
	const line = parent.createDiv({ cls: "tfn-tools tfn-waiting" });
	line.createEl("p", { text: "A new key waits for its first code." });
	drawButton(line, "Go on", () => void replaceSeed(parts, account));
	drawButton(line, "Give it up", () => void giveUpNewKey(parts, account));
}
