import { setTooltip } from "obsidian";
import { copyCode, encryptAccount, openAccountMenu, openNote, showNextCode, showQr, unusedOf } from "../actions";
import type { Account } from "../notes/accounts";
import { drawButton, drawCode, drawIcon, drawMonogram, drawNext, drawTool, Ring, sealedForWords, titleOf } from "./draw";
import { clearSecrets } from "../notes/secrets";
import { Face, type Look } from "./face";
import { wentBackIn, wentBackWords, type Shown } from "./live-codes";
import type { Parts } from "../parts";

/** From this many backup codes on a row says how few are left. */
const few = 2;

/** One account in a list: a name and a code, and the slot between code and ring for what has to be said. */
export class Row {
	readonly el: HTMLElement;
	/** What takes the keyboard. */
	readonly target: HTMLElement;
	private readonly spoken: HTMLElement;
	private readonly slot: HTMLElement;
	private readonly face: Face;
	/** What the slot says now; drawn again only when this changes. */
	private said = "";

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
		this.slot = line.createDiv({ cls: "tfn-slot" });
		this.face = new Face(parts, account, code, new Ring(line));
		this.tick(parts.clock.now);
	}

	/** Draws what `now` asks for. */
	tick(now: number): void {
		const look = this.face.draw(now);
		this.sayIn(look, now);
		const spoken = this.nameFor(look.shown);
		if (this.spoken.textContent !== spoken) this.spoken.setText(spoken);
	}

	private sayIn({ shown, isSoon, isCopied }: Look, now: number): void {
		const copied = this.parts.clipboard.last?.key === this.account.path ? this.parts.clipboard.last : null;
		this.el.toggleClass("is-copied", isCopied);
		this.el.toggleClass("is-soon", isSoon && !isCopied);
		const say = (what: string, draw: () => void): void => {
			if (this.said === what) return;
			this.said = what;
			this.slot.empty();
			draw();
		};
		if (isCopied) say("copied", () => this.slot.setText("Copied"));
		else if (copied?.failed === true) say("failed", () => this.drawFailedClear());
		// Made once, not once a second: it takes the secret key.
		else if (isSoon) say(`next ${shown.kind === "code" ? shown.code.until : ""}`, () => this.drawNext(now));
		else if (copied?.clearsAt != null) {
			const seconds = Math.max(0, Math.ceil((copied.clearsAt - now) / 1000));
			say(`clears ${seconds}`, () => this.slot.setText(`clears in ${seconds} s`));
		} else say(`rest ${shown.kind} ${wentBackIn(shown)?.from}`, () => this.drawRest(shown));
	}

	private drawNext(now: number): void {
		const next = this.parts.codes.next(this.account, now);
		if (next !== null) drawNext(this.slot, next, () => void copyCode(this.parts, this.account, next));
	}

	/** What a row says when nothing happens: that it is not encrypted, that few backup codes are left, and its tools. */
	private drawRest(shown: Shown): void {
		const { account, parts } = this;
		const wentBack = wentBackIn(shown);
		const byCounter = shown.kind === "on request" || (shown.kind === "code" && shown.code.until === undefined);
		const tools = this.slot.createSpan({ cls: "tfn-row-tools" });
		if (shown.kind === "code") drawTool(tools, "qr-code", "Show QR", () => void showQr(parts, account));
		drawTool(tools, "file", "Open note", () => void openNote(parts, account));
		drawTool(tools, "ellipsis", "More", (event) => openAccountMenu(parts, account, event));
		// For the pointer: by keyboard the row's menu has them, and Tab goes from row to row.
		for (const tool of tools.findAll("button")) tool.tabIndex = -1;
		if (shown.kind === "code" && shown.sealedFor !== null) drawWarning(this.slot, "triangle-alert", "Another label", sealedForWords(shown.sealedFor));
		else if (account.problems.length > 0) drawWarning(this.slot, "triangle-alert", "Look at the note", account.problems.map(({ what }) => what).join(" "));
		else if (shown.kind === "problem") drawWarning(this.slot, "triangle-alert", "No code", shown.what);
		// The sign alone: beside "Next code" there is no room for words.
		else if (wentBack !== null) drawWarning(this.slot, "triangle-alert", "Counter went back", wentBackWords(wentBack)).addClass("tfn-said");
		else if (isClear(account)) this.drawNotEncrypted(byCounter);
		else this.drawFew();
		if (byCounter) drawButton(this.slot, "Next code", () => void showNextCode(parts, account), undefined, "tfn-quiet tfn-keep");
	}

	/** The button gives way to "Next code": a row has room for one, and its menu has both. */
	private drawNotEncrypted(markOnly: boolean): void {
		const mark = this.slot.createSpan({ cls: "tfn-mark", attr: { role: "img" } });
		drawIcon(mark, "lock-open");
		setTooltip(mark, "Not encrypted");
		if (!markOnly) drawButton(this.slot, "Encrypt", () => void encryptAccount(this.parts, this.account), undefined, "tfn-quiet tfn-keep").setAttribute("aria-label", "Not encrypted. Encrypt");
	}

	private drawFew(): void {
		const { backupCodes } = this.account.entry;
		const left = unusedOf(this.account);
		if (backupCodes.length === 0 || left > few) return;
		drawWarning(this.slot, "list-checks", left === 1 ? "1 code left" : `${left} codes left`, `${left} of ${backupCodes.length} backup codes left`);
	}

	private drawFailedClear(): void {
		this.slot.createSpan({ cls: "tfn-warn", text: "Clipboard not cleared" });
		drawButton(this.slot, "Retry", () => void this.parts.clipboard.clear());
	}

	private nameFor(shown: Shown): string {
		const { entry } = this.account;
		const name = [titleOf(this.account), entry.username].filter((word) => word !== "").join(", ");
		const clear = isClear(this.account) ? ", not encrypted" : "";
		if (shown.kind === "code") return `${name}${clear}, code ${shown.code.text}. Copy`;
		if (shown.kind === "on request") return `${name}${clear}. Next code`;
		if (shown.kind === "locked") return `${name}, locked. Unlock and copy`;
		return `${name}. Open note`;
	}
}

/** Copies the code; where there is none to copy, does what leads to one. */
export async function pressAccount(parts: Parts, account: Account): Promise<void> {
	const { kind } = parts.codes.of(account, parts.clock.now);
	if (kind === "on request") await showNextCode(parts, account);
	else if (kind === "code" || kind === "locked") await copyCode(parts, account);
	else await openNote(parts, account);
}

/** Whether a secret of the account stands in the note unencrypted. */
export function isClear({ entry }: Account): boolean {
	return clearSecrets(entry).length > 0;
}

/** Service and user name, side by side. */
export function drawName(parent: HTMLElement, account: Account): void {
	parent.createSpan({ cls: "tfn-service", text: titleOf(account) });
	const { username, favourite } = account.entry;
	if (username !== "") setTooltip(parent.createSpan({ cls: "tfn-user", text: username }), username);
	if (favourite) drawIcon(parent, "star", "tfn-star");
}

function drawWarning(parent: HTMLElement, icon: string, words: string, more: string): HTMLElement {
	const mark = parent.createSpan({ cls: "tfn-mark tfn-warn", attr: { role: "note" } });
	drawIcon(mark, icon);
	setTooltip(mark, more);
	return mark.createSpan({ text: words });
}
