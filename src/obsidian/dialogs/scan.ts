import type { Account } from "../notes/accounts";
import type { Parts } from "../parts";
import { drawList, drawSealedFor } from "../views/draw";
import { drawKeyButton } from "../views/secret-key";
import { drawSquare } from "../views/square";

/** The QR of an account with what to do with it on the phone, and the key for those who cannot scan. */
export function drawScan(parent: HTMLElement, parts: Parts, account: Account): void {
	const made = parts.codes.uri(account.entry);
	if ("problem" in made) parent.createEl("p", { text: made.problem });
	if ("uri" in made) drawSealedFor(parent, made.sealedFor);
	const place = parent.createDiv({ cls: "uri" in made ? "tfn-pair" : "" });
	if ("uri" in made) drawSquare(place, made.uri);
	const add = "uri" in made ? "Add an account there and scan this picture." : "Add an account there by hand.";
	drawList(place, "ol", "tfn-todo", ["Open the authenticator app on your phone.", add, "The phone now shows a code."]);
	drawKeyButton(parent, parts, account);
}
