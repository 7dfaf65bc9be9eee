import { shownName } from "../../note/shown";
import { copyCode, lacksPassphrase, openAccountMenu, openNote, showNextCode } from "../actions";
import type { Account } from "../notes/accounts";
import { drawCode, drawIcon, drawMonogram, drawShort, Ring, titleOf } from "./draw";
import { isClear } from "../notes/secrets";
import { Face } from "./face";
import type { Drawn } from "./drawn-lines";
import type { Shown } from "./live-codes";
import type { Parts } from "../parts";
import { Slot } from "./slot";

/** One account in a list: a name and a code, and the slot between code and ring for what has to be said. */
export class Row implements Drawn {
	readonly el: HTMLElement;
	readonly target: HTMLElement;
	private readonly spoken: HTMLElement;
	private readonly slot: Slot;
	private readonly face: Face;
	/** What was drawn last: the same until the code changes, so that most seconds move the ring alone. */
	private shown: Shown | null = null;

	constructor(parent: HTMLElement, private readonly parts: Parts, readonly account: Account) {
		const { entry, path } = account;
		this.el = parent.createEl("li", { cls: "tfn-entry", attr: { "data-path": path } });
		this.el.toggleClass("is-favourite", entry.favourite);
		this.target = this.el.createEl("button", { cls: "tfn-hit", attr: { type: "button" } });
		// Its name is text and no aria-label: Obsidian would show that as a tooltip over every row.
		this.spoken = this.target.createSpan({ cls: "tfn-said" });
		this.target.addEventListener("click", () => void pressAccount(parts, account));
		this.el.addEventListener("contextmenu", (event) => openAccountMenu(parts, account, event));
		drawMonogram(this.el, titleOf(account));
		const body = this.el.createDiv({ cls: "tfn-body" });
		drawName(body.createDiv({ cls: "tfn-name" }), account);
		const line = body.createDiv({ cls: "tfn-line" });
		const code = drawCode(line);
		this.slot = new Slot(line, this.el, parts, account);
		this.face = new Face(parts, account, code, new Ring(line));
		this.tick(parts.clock.now);
	}

	get until(): number {
		return this.shown?.kind === "code" ? (this.shown.code.until ?? Infinity) : Infinity;
	}

	/** Draws what `now` asks for. */
	tick(now: number): void {
		const look = this.face.draw(now);
		this.el.toggleClass("is-copied", look.isCopied);
		this.el.toggleClass("is-soon", look.isSoon && !look.isCopied);
		this.slot.say(look, now);
		if (this.shown !== look.shown) this.spoken.setText(spokenFor(this.parts, this.account, look.shown));
		this.shown = look.shown;
	}
}

function spokenFor(parts: Parts, account: Account, shown: Shown): string {
	const name = [titleOf(account), shownName(account.entry.username)].filter((word) => word !== "").join(", ");
	const clear = isClear(account) ? ", not encrypted" : "";
	if (shown.kind === "code") return `${name}${clear}, code ${shown.code.text}. Copy`;
	if (shown.kind === "on request") return `${name}${clear}. Next code`;
	if (shown.kind === "locked") return `${name}, locked. Unlock and copy`;
	if (shown.kind === "problem" && lacksPassphrase(parts, account)) return `${name}, encrypted with another passphrase. Unlock and copy`;
	return `${name}. Open note`;
}

/** Copies the code; where there is none to copy, does what leads to one. */
export async function pressAccount(parts: Parts, account: Account): Promise<void> {
	const { kind } = parts.codes.of(account, parts.clock.now);
	if (kind === "on request") await showNextCode(parts, account);
	else if (kind === "code" || kind === "locked" || (kind === "problem" && lacksPassphrase(parts, account))) await copyCode(parts, account);
	else await openNote(parts, account);
}

/** Service and user name, side by side. */
export function drawName(parent: HTMLElement, account: Account): void {
	const { issuer, username, favourite } = account.entry;
	drawShort(parent, "tfn-service", shownName(issuer) === "" ? account.name : issuer);
	if (username !== "") drawShort(parent, "tfn-user", username);
	if (favourite) drawIcon(parent, "star", "tfn-star");
}
