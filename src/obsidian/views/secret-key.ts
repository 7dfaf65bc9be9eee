import { writeKey } from "../../code/key";
import type { Seed } from "../../entry";
import type { Account } from "../notes/accounts";
import { drawButton, drawSealedFor, drawTool } from "./draw";
import type { Parts } from "../parts";
import { complain } from "../notes/writing";

/** The secret key in groups of four, and the PIN where there is one, to copy or to type into an app that cannot scan. */
export function drawSecretKey(parent: HTMLElement, parts: Parts, account: Account): HTMLElement {
	const el = parent.createDiv({ cls: "tfn-secret" });
	const opened = parts.codes.openSeed(account.entry);
	if (!("seed" in opened)) {
		el.setText("problem" in opened ? opened.problem : "Locked. Your passphrase shows the secret key.");
		return el;
	}
	drawSealedFor(el, opened.sealedFor);
	drawSecret(el, parts, account, "secret key", ({ secret, type }) => writeKey(secret, type));
	if (opened.seed.pin !== undefined) drawSecret(el, parts, account, "PIN", ({ pin = "" }) => pin);
	return el;
}

/** The button in whose place the secret key comes, for those who cannot scan it. */
export function drawKeyButton(parent: HTMLElement, parts: Parts, account: Account): void {
	const words = "uri" in parts.codes.uri(account.entry) ? "Cannot scan? Show the secret key" : "Show the secret key and the PIN";
	const show = drawButton(parent, words, () => show.replaceWith(drawSecretKey(parent, parts, account)), undefined, "tfn-plain");
}

function drawSecret(parent: HTMLElement, parts: Parts, account: Account, what: "secret key" | "PIN", textOf: (seed: Seed) => string): void {
	// Opened again at each click, so that nothing outlives the lock in a button.
	const read = (): string => {
		const opened = parts.codes.openSeed(account.entry);
		return "seed" in opened ? textOf(opened.seed) : "";
	};
	if (what === "PIN") parent.createSpan({ cls: "tfn-muted", text: what });
	const groups = parent.createSpan({ cls: "tfn-key" });
	for (const group of read().match(/.{1,4}/g) ?? []) groups.createSpan({ text: group });
	drawTool(parent, "copy", `Copy the ${what}`, () => {
		const text = read();
		if (text !== "") void parts.clipboard.copy(text, `${account.path}#${what}`).then((copied) => {
			if (!copied) complain(`The clipboard refused the ${what}, so nothing was copied.`);
		});
	});
}
