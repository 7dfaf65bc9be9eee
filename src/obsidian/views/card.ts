import { setTooltip } from "obsidian";
import { isSealed, type Code } from "../../entry";
import { adviceFor } from "../../health/second-way";
import { dayWords } from "../../note/shown";
import { copyCode, encryptAccount, goOnFrom, showNextCode } from "../actions";
import { addBackupCodes } from "../backup-actions";
import { verifyCode } from "../key-actions";
import type { Account } from "../notes/accounts";
import { AfterUse } from "./after-use";
import { enrolled, keeping, WordsDialog } from "../dialogs/words";
import { Checklist } from "./checklist";
import { drawButton, drawCode, drawIcon, drawMonogram, drawNext, drawSealedFor, lookAlikeWords, Ring, titleOf } from "./draw";
import { Face } from "./face";
import { wentBackIn, wentBackWords, type Shown, type WentBack } from "./live-codes";
import { Mending } from "./mending";
import { isReadOnly, isClear } from "../notes/secrets";
import type { Parts } from "../parts";
import { drawName } from "./row";
import { drawSecretKey } from "./secret-key";
import { drawSquare } from "./square";
import { drawWaitingKey } from "./waiting-key";
import { ensureOpen } from "../locking/unlocking";
import { complain } from "../notes/writing";

/** One account in full: in the pane for the open note, and in a note for its code block. */
export class Card {
	readonly el: HTMLElement;
	private readonly code: HTMLElement;
	private readonly face: Face;
	private readonly next: HTMLElement;
	private readonly tools: HTMLElement;
	private readonly secret: HTMLElement;
	private readonly square: HTMLElement;
	private readonly mending: Mending;
	private readonly checklist: Checklist | null;
	private readonly afterUse: AfterUse;
	private drawn = "";
	private showsQr = false;

	constructor(parent: HTMLElement, private readonly parts: Parts, readonly account: Account, private readonly place: "pane" | "note", before?: Card) {
		this.el = parent.createEl("section", { cls: "tfn-card", attr: { "data-path": account.path } });
		const top = this.el.createDiv({ cls: "tfn-top" });
		const main = top.createDiv({ cls: "tfn-main" });
		const head = main.createDiv({ cls: "tfn-head" });
		drawMonogram(head, titleOf(account));
		drawName(head.createDiv(), account);
		const big = main.createDiv({ cls: "tfn-big" });
		this.code = drawCode(big);
		this.code.setAttrs({ role: "button", tabindex: "0" });
		this.code.addEventListener("click", () => void copyCode(parts, account));
		this.code.addEventListener("keydown", (event) => {
			if (event.key === "Enter") void copyCode(parts, account);
		});
		const ringPlace = place === "pane" ? head : big;
		this.next = ringPlace.createSpan({ cls: "tfn-next-place" });
		this.face = new Face(parts, account, this.code, new Ring(ringPlace, true));
		this.tools = (place === "pane" ? big : main).createDiv({ cls: "tfn-tools" });
		this.secret = main.createDiv({ cls: "tfn-secret-place" });
		this.square = top.createDiv({ cls: "tfn-square-place" });
		if (place === "note") this.drawFacts(main);
		for (const { what } of account.problems) main.createEl("p", { cls: "tfn-wrong", text: what });
		main.createEl("p", { cls: "tfn-wrong", text: lookAlikeWords(account.entry.issuer, account.entry.username) });
		main.createEl("p", { cls: "tfn-say", text: adviceFor(account.entry) ?? "" });
		drawWaitingKey(main, parts, account);
		this.mending = new Mending(main, parts, account);
		this.checklist = account.entry.backupCodes.length > 0 ? new Checklist(this.el, parts, account, place, before?.checklist ?? undefined) : null;
		this.afterUse = new AfterUse(this.el, parts, account);
		if (before?.showsQr === true) this.toggleQr();
		this.tick(parts.clock.now);
	}

	tick(now: number): void {
		const { shown, isSoon, isCopied } = this.face.draw(now);
		if (shown.kind === "code") this.code.removeAttribute("aria-label");
		else this.code.setAttribute("aria-label", shown.kind === "none" || shown.kind === "problem" ? "No code" : "Hidden code");
		this.el.toggleClass("is-soon", isSoon);
		this.el.toggleClass("is-copied", isCopied);
		this.offerNext(isSoon ? this.parts.codes.next(this.account, now) : null);
		this.drawTools(shown, isCopied);
		this.mending.tick();
		this.afterUse.tick();
	}

	/** After something was copied or cleared. */
	refresh(): void {
		this.checklist?.draw();
		this.tick(this.parts.clock.now);
	}

	/** In a place of its own, so that no button moves under the finger. */
	private offerNext(next: Code | null): void {
		if (this.next.getText() === (next === null ? "" : `next ${next.text}`)) return;
		this.next.empty();
		if (next !== null) drawNext(this.next, next, () => void copyCode(this.parts, this.account, next));
	}

	private drawTools(shown: Shown, copied: boolean): void {
		const wentBack = wentBackIn(shown);
		const drawn = [shown.kind, wentBack?.from, shown.kind === "code" && shown.code.until === undefined, copied, this.showsQr, this.secret.hasChildNodes()].join(" ");
		if (drawn === this.drawn) return;
		this.drawn = drawn;
		this.tools.empty();
		const { parts, account, tools } = this;
		if (shown.kind === "problem" && !account.problems.some(({ what }) => what === shown.what)) tools.createEl("p", { cls: "tfn-wrong", text: shown.what });
		if (shown.kind === "none" && account.entry.backupCodes.length === 0 && !isReadOnly(account)) drawButton(tools, "Add codes", () => void addBackupCodes(parts, account));
		if (shown.kind === "locked") drawButton(tools, "Unlock", () => void ensureOpen(parts), "lock");
		if (wentBack !== null) this.drawWentBack(wentBack);
		if (!isReadOnly(account) && (shown.kind === "on request" || (shown.kind === "code" && shown.code.until === undefined))) drawButton(tools, "Next code", () => void showNextCode(parts, account));
		if (shown.kind !== "code" && shown.kind !== "on request") return this.drawEncrypt();
		if (this.place === "note") drawButton(tools, copied ? "Copied" : "Copy code", () => void copyCode(parts, account), copied ? "check" : "copy").addClass("tfn-copy");
		drawButton(tools, this.showsQr ? "Hide QR" : "Show QR", () => this.toggleQr(), "qr-code");
		if (this.place === "note") drawButton(tools, this.secret.hasChildNodes() ? "Hide secret key" : "Show secret key", () => this.toggleKey(), "key-round");
		if (shown.kind === "code") drawSealedFor(tools, shown.sealedFor);
		this.drawEncrypt();
	}

	/** Either counter may be the right one: the person knows whether the account was set up anew. */
	private drawWentBack(wentBack: WentBack): void {
		const { parts, account, tools } = this;
		tools.createEl("p", { cls: "tfn-wrong", text: wentBackWords(wentBack) });
		drawButton(tools, `Go on from ${wentBack.from}`, () => void goOnFrom(parts, account, wentBack.from), "arrow-up-from-line");
		drawButton(tools, `Keep ${wentBack.to}`, () => parts.codes.acceptCounter(account));
	}

	private drawEncrypt(): void {
		if (!isClear(this.account)) return;
		const pair = this.tools.createSpan({ cls: "tfn-mark" });
		const mark = pair.createSpan({ cls: "tfn-mark", attr: { role: "img" } });
		drawIcon(mark, "lock-open");
		setTooltip(mark, "Not encrypted");
		if (!isReadOnly(this.account)) drawButton(pair, "Encrypt", () => void encryptAccount(this.parts, this.account)).setAttribute("aria-label", "Not encrypted. Encrypt");
	}

	private drawFacts(parent: HTMLElement): void {
		const { entry } = this.account;
		const facts = parent.createDiv({ cls: "tfn-facts" });
		const verified = entry.verified === null ? "Not verified" : `Verified ${dayWords(entry.verified)}`;
		if (entry.seed !== null) drawButton(facts, verified, () => void verifyCode(this.parts, this.account), undefined, "tfn-plain tfn-fact").setAttribute("aria-label", `${verified}. Verify the code`);
		this.drawWords(facts, enrolled, entry.devices.length === 0 ? "No devices noted" : `Devices: ${entry.devices.join(", ")}`);
		this.drawWords(facts, keeping, entry.copies.length === 0 ? "No other copies noted" : `Copies kept in: ${entry.copies.join(", ")}`);
		if (entry.backupCodes.length === 0 && entry.seed !== null && isSealed(entry.seed) && !isReadOnly(this.account)) drawButton(facts, "Add backup codes", () => void addBackupCodes(this.parts, this.account), undefined, "tfn-plain");
	}

	private drawWords(facts: HTMLElement, about: typeof keeping, words: string): void {
		const { account, parts } = this;
		if (!isReadOnly(account)) drawButton(facts, words, () => new WordsDialog(parts, account.path, about).open(), undefined, "tfn-plain tfn-fact").setAttribute("aria-label", `${words}. Change`);
		else if (account.entry[about.list].length > 0) facts.createSpan({ text: words });
	}

	private toggleQr(): void {
		this.square.empty();
		const made = this.showsQr ? null : this.parts.codes.uri(this.account.entry);
		this.showsQr = made !== null && "uri" in made;
		if (made !== null && "uri" in made) drawSquare(this.square, made.uri);
		if (made !== null && "problem" in made) complain(made.problem);
		this.tick(this.parts.clock.now);
	}

	private toggleKey(): void {
		if (this.secret.hasChildNodes()) this.secret.empty();
		else drawSecretKey(this.secret, this.parts, this.account);
		this.tick(this.parts.clock.now);
	}
}
