import { NewAccountDialog } from "../dialogs/new-account";
import type { Parts } from "../parts";
import { drawButton, drawIcon } from "./draw";

/** The properties that make a note an account. */
const properties = { seed: "totp_seed", codes: "backup_codes" };

/** Says why there is nothing to list, and what to do. `words`: what was searched for, or "". */
export function drawEmpty(parent: HTMLElement, parts: Parts, words: string): void {
	if (!parts.accounts.isComplete) parent.createEl("p", { cls: "tfn-none", text: "Reading your notes…" });
	else if (words !== "") parent.createEl("p", { cls: "tfn-none", text: `No account matches “${words}”.` });
	else drawNoAccounts(parent.createDiv({ cls: "tfn-empty" }), parts);
}

function drawNoAccounts(empty: HTMLElement, parts: Parts): void {
	drawIcon(empty, "key-round", "tfn-empty-mark");
	empty.createEl("h3", { text: "No accounts yet" });
	empty.createEl("p", { text: "Add the first one with the secret key or the link that the service shows you." });
	const actions = empty.createDiv({ cls: "tfn-empty-actions" });
	drawButton(actions, "New account", () => new NewAccountDialog(parts).open(), undefined, "mod-cta");
	const hint = empty.createEl("p", { cls: "tfn-small", text: "Notes that already hold " });
	hint.createEl("code", { text: properties.seed });
	hint.appendText(" or ");
	hint.createEl("code", { text: properties.codes });
	hint.appendText(" show up here by themselves.");
}
