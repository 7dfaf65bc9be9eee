import { encodeSecret } from "../code/secret";
import type { Account } from "./accounts";
import { drawTool } from "./draw";
import type { Parts } from "./parts";
import { complain } from "./writing";

/** The secret key in groups of four with a copy button; for typing it into an app that cannot scan. */
export function drawSecretKey(parent: HTMLElement, parts: Parts, account: Account): HTMLElement {
	const el = parent.createDiv({ cls: "tfn-secret" });
	const opened = parts.codes.openSeed(account.entry);
	if (!("seed" in opened)) {
		el.setText("problem" in opened ? opened.problem : "Locked. Your passphrase shows the secret key.");
		return el;
	}
	const key = encodeSecret(opened.seed.secret);
	const groups = el.createSpan({ cls: "tfn-key" });
	for (const group of key.match(/.{1,4}/g) ?? []) groups.createSpan({ text: group });
	drawTool(el, "copy", "Copy the secret key", () => {
		void parts.clipboard.copy(key, `${account.path}#key`).then((copied) => {
			if (!copied) complain("The clipboard refused the secret key, so nothing was copied.");
		});
	});
	return el;
}
