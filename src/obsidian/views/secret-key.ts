import { writeKey } from "../../code/key";
import type { Account } from "../notes/accounts";
import { drawSealedFor, drawTool } from "./draw";
import type { Parts } from "../parts";
import { complain } from "../notes/writing";

/** The secret key in groups of four with a copy button; for typing it into an app that cannot scan. */
export function drawSecretKey(parent: HTMLElement, parts: Parts, account: Account): HTMLElement {
	const el = parent.createDiv({ cls: "tfn-secret" });
	const opened = parts.codes.openSeed(account.entry);
	if (!("seed" in opened)) {
		el.setText("problem" in opened ? opened.problem : "Locked. Your passphrase shows the secret key.");
		return el;
	}
	drawSealedFor(el, opened.sealedFor);
	const groups = el.createSpan({ cls: "tfn-key" });
	for (const group of writeKey(opened.seed.secret, opened.seed.type).match(/.{1,4}/g) ?? []) groups.createSpan({ text: group });
	drawTool(el, "copy", "Copy the secret key", () => {
		// Opened again at the click, so that no key outlives the lock in a button.
		const again = parts.codes.openSeed(account.entry);
		if ("seed" in again) void parts.clipboard.copy(writeKey(again.seed.secret, again.seed.type), `${account.path}#key`).then((copied) => {
			if (!copied) complain("The clipboard refused the secret key, so nothing was copied.");
		});
	});
	return el;
}
