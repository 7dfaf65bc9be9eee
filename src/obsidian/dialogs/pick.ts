import type { Account } from "../notes/accounts";
import { drawMonogram, titleOf } from "../views/draw";

/** A line of a dialog's table that picks an account, named as given: a box, or with others a choice of one. */
export function drawPick(table: HTMLElement, type: "checkbox" | "radio", account: Account, name: string): { row: HTMLElement; box: HTMLInputElement } {
	const row = table.createEl("label", { cls: "tfn-pick" });
	const box = row.createEl("input", { type, attr: { name: type === "radio" ? "tfn-pick" : null } });
	drawMonogram(row, titleOf(account));
	const words = row.createDiv();
	words.createSpan({ cls: "tfn-service", text: name });
	words.createSpan({ cls: "tfn-why", text: account.path });
	return { row, box };
}
