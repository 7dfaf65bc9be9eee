import { setTooltip } from "obsidian";
import { isLow, presetFor } from "../../backup/presets";
import { copyCode, encryptAccount, openAccountMenu, openNote, showNextCode, showQr } from "../actions";
import { unusedOf } from "../backup-actions";
import { shownName } from "../../note/shown";
import type { Account } from "../notes/accounts";
import { isReadOnly, isClear } from "../notes/secrets";
import type { Parts } from "../parts";
import { drawButton, drawIcon, drawNext, drawTool, sealedForWords, today } from "./draw";
import { overdueWords } from "./due";
import type { Look } from "./face";
import { wentBackIn, wentBackWords, type Shown } from "./live-codes";

/** The place between a row's code and ring: it says what has to be said, and the most urgent alone. */
export class Slot {
	private readonly el: HTMLElement;
	/** What it says now; drawn again only when this changes. */
	private said = "";
	/** What it says when nothing happens, kept while something else is said: most rows come back to it twice a minute. */
	private rest: { said: string; nodes: Node[] } = { said: "", nodes: [] };
	private tools: HTMLElement | null = null;
	private hasQr = false;

	constructor(parent: HTMLElement, private readonly row: HTMLElement, private readonly parts: Parts, private readonly account: Account) {
		this.el = parent.createDiv({ cls: "tfn-slot" });
		for (const event of ["pointerenter", "focusin"]) row.addEventListener(event, () => this.drawTools());
	}

	/** Draws what `now` asks for. */
	say({ shown, isSoon, isCopied }: Look, now: number): void {
		const { last } = this.parts.clipboard;
		const copied = last?.key === this.account.path ? last : null;
		if (isCopied) this.draw("copied", () => this.el.setText("Copied"));
		else if (copied?.failed === true) this.draw("failed", () => this.drawFailedClear());
		// Made once, not once a second: it takes the secret key.
		else if (isSoon && shown.kind === "code") this.draw(`next ${shown.code.until}`, () => this.drawNext(now));
		else if (copied?.clearsAt != null) this.sayWhenCleared(copied.clearsAt, now);
		else this.draw(`rest ${shown.kind} ${wentBackIn(shown)?.from} ${this.parts.copies.originalOf(this.account)?.path}`, () => this.drawRest(shown));
	}

	private draw(said: string, draw: () => void): void {
		if (this.said === said) return;
		this.said = said;
		this.el.empty();
		draw();
	}

	private sayWhenCleared(clearsAt: number, now: number): void {
		const seconds = Math.max(0, Math.ceil((clearsAt - now) / 1000));
		this.draw(`clears ${seconds}`, () => this.el.setText(`clears in ${seconds} s`));
	}

	private drawNext(now: number): void {
		const next = this.parts.codes.next(this.account, now);
		if (next !== null) drawNext(this.el, next, () => void copyCode(this.parts, this.account, next));
	}

	private drawFailedClear(): void {
		this.el.createSpan({ cls: "tfn-warn", text: "Clipboard not cleared" });
		drawButton(this.el, "Retry", () => void this.parts.clipboard.clear());
	}

	private drawRest(shown: Shown): void {
		if (this.rest.said === this.said) return this.el.append(...this.rest.nodes);
		this.tools = this.el.createSpan({ cls: "tfn-row-tools" });
		this.hasQr = shown.kind === "code";
		if (this.row.matches(":hover, :focus-within")) this.drawTools();
		this.drawState(shown);
		this.rest = { said: this.said, nodes: [...this.el.childNodes] };
	}

	/** Only once somebody comes near: a long list has many rows, and most are passed by. */
	private drawTools(): void {
		const { account, parts, tools } = this;
		if (tools === null || tools.hasChildNodes()) return;
		if (this.hasQr) drawTool(tools, "qr-code", "Show QR", () => void showQr(parts, account));
		drawTool(tools, "file", "Open note", () => void openNote(parts, account));
		drawTool(tools, "ellipsis", "More", (event) => openAccountMenu(parts, account, event));
		// For the pointer: by keyboard the row's menu has them, and Tab goes from row to row.
		for (const tool of tools.findAll("button")) tool.tabIndex = -1;
	}

	/** That it is not encrypted, that few backup codes are left, that something is wrong. */
	private drawState(shown: Shown): void {
		const { account, el, parts } = this;
		const wentBack = wentBackIn(shown);
		const original = parts.copies.originalOf(account);
		const byCounter = shown.kind === "on request" || (shown.kind === "code" && shown.code.until === undefined);
		if (shown.kind === "code" && shown.sealedFor !== null) drawWarning(el, "triangle-alert", "Another label", sealedForWords(shown.sealedFor));
		else if (account.problems.length > 0) drawWarning(el, "triangle-alert", "See the note", account.problems.map(({ what }) => what).join(" "));
		else if (shown.kind === "problem") drawWarning(el, "triangle-alert", "No code", shown.what);
		// The sign alone: beside "Next code" there is no room for words.
		else if (wentBack !== null) drawWarning(el, "triangle-alert", "Counter went back", wentBackWords(wentBack)).addClass("tfn-said");
		else if (original !== null) drawWarning(el, "copy", `Copy of ${shownName(original.name)}`, `It holds the same encrypted text as ${shownName(original.path, 120)}. Its menu merges the two.`);
		else if (isClear(account)) this.drawNotEncrypted(byCounter);
		else this.drawFew();
		if (byCounter && !isReadOnly(account)) drawButton(el, "Next code", () => void showNextCode(parts, account), undefined, "tfn-quiet tfn-keep");
	}

	/** The button gives way to "Next code": a row has room for one, and its menu has both. */
	private drawNotEncrypted(markOnly: boolean): void {
		const mark = this.el.createSpan({ cls: "tfn-mark", attr: { role: "img" } });
		drawIcon(mark, "lock-open");
		setTooltip(mark, "Not encrypted");
		if (!markOnly) drawButton(this.el, "Encrypt", () => void encryptAccount(this.parts, this.account), undefined, "tfn-quiet tfn-keep").setAttribute("aria-label", "Not encrypted. Encrypt");
	}

	private drawFew(): void {
		const { backupCodes, issuer } = this.account.entry;
		const left = unusedOf(this.account);
		const overdue = overdueWords(this.account.entry, today(this.parts.clock.now));
		if (backupCodes.length === 0 || (overdue === null && !isLow(left, presetFor(issuer)))) return;
		if (!isLow(left, presetFor(issuer))) return void drawWarning(this.el, "list-checks", "Renew codes", overdue ?? "");
		drawWarning(this.el, "list-checks", left === 1 ? "1 code left" : `${left} codes left`, `${left} of ${backupCodes.length} backup codes left`);
	}
}

function drawWarning(parent: HTMLElement, icon: string, words: string, more: string): HTMLElement {
	const mark = parent.createSpan({ cls: "tfn-mark tfn-warn", attr: { role: "note" } });
	drawIcon(mark, icon);
	setTooltip(mark, more);
	return mark.createSpan({ text: words });
}
