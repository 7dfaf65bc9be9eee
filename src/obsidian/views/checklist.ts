import { Menu, setTooltip } from "obsidian";
import { isSealed, type BackupCode } from "../../entry";
import { dayWords } from "../../note/shown";
import { addBackupCodes, copyBackupCode, hasSet, isOnClipboard, nextBackupCode, renewBackupCodes, unusedOf, useBackupCode } from "../backup-actions";
import { markUnused, markUsed, tryAgain } from "../marking";
import type { Account } from "../notes/accounts";
import { leaveToPaper, paperWords } from "../on-paper";
import { drawButton, drawIcon, drawTool, sealedForWords, today } from "./draw";
import { dueWords } from "./due";
import { drawRestore } from "./mending";
import type { PendingMark } from "../notes/pending";
import { findFormer, type Former } from "../notes/restoring";
import type { Parts } from "../parts";
import { isReadOnly } from "../notes/secrets";
import { ensureOpen } from "../locking/unlocking";
import { complain } from "../notes/writing";

/** What the list drawn next goes on with: shown in the clear (until the lock), marked or copied here, by stored text; and whether a phone shows it. */
interface Kept {
	/** What the journal has for those that turned out not to open. */
	readonly formers: Map<string, Former>;
	readonly revealed: Set<string>;
	readonly marked: Set<string>;
	readonly copied: Set<string>;
	isOpen: boolean;
}

/** The backup codes of an account: hidden until tapped, copied, marked as used, with undo. */
export class Checklist {
	private readonly kept: Kept;
	private readonly list: HTMLElement;

	constructor(parent: HTMLElement, private readonly parts: Parts, private readonly account: Account, private readonly place: "pane" | "note", before?: Checklist) {
		this.kept = before?.kept ?? { formers: new Map(), revealed: new Set(), marked: new Set(), copied: new Set(), isOpen: false };
		if (!parts.session.isOpen) this.kept.revealed.clear();
		const section = parent.createEl("section", { cls: "tfn-backup" });
		this.list = createEl("ul", { cls: "tfn-checks" });
		this.drawHead(section);
		section.append(this.list);
		this.draw();
	}

	/** Says "Copied. Used it?" where it was copied, until it is cleared. */
	draw(): void {
		this.list.empty();
		for (const code of this.account.entry.backupCodes) this.drawCode(code);
	}

	private drawHead(section: HTMLElement): void {
		const { account, parts } = this;
		const { backupCodes, backupCodesRenew } = account.entry;
		const head = section.createDiv({ cls: "tfn-backup-head" });
		head.createEl("b", { text: "Backup codes" });
		const left = `${unusedOf(account)} of ${backupCodes.length} left`;
		const words = this.place === "pane" || backupCodesRenew === null ? left : `${left}, renew by ${dayWords(backupCodesRenew)}`;
		const summary = head.createEl("button", { cls: "tfn-summary", text: words, attr: { type: "button", "aria-label": `Backup codes: ${words}` } });
		drawIcon(summary, "chevron-down");
		section.toggleClass("is-open", this.kept.isOpen);
		summary.addEventListener("click", () => {
			this.kept.isOpen = !this.kept.isOpen;
			section.toggleClass("is-open", this.kept.isOpen);
		});
		const tools = section.createDiv({ cls: "tfn-backup-tools" });
		if (nextBackupCode(parts, account) !== undefined) {
			const use = drawButton(tools, "Use next", () => void useBackupCode(parts, account));
			setTooltip(use, "Use next: copy the next unused code and mark it as used");
		}
		if (!isReadOnly(account)) drawButton(tools, "Add codes", () => void addBackupCodes(parts, account));
		if (hasSet(account)) this.drawRenew(section, tools);
	}

	/** Where it is time, beside the words that say so: no notice, for it can wait. */
	private drawRenew(section: HTMLElement, tools: HTMLElement): void {
		const { account, parts } = this;
		const words = dueWords(account.entry, today(parts.clock.now));
		const place = words === null ? tools : section.createDiv({ cls: "tfn-tools tfn-due" });
		if (words !== null) place.createSpan({ text: words });
		drawButton(place, "Renew", () => void renewBackupCodes(parts, account)).setAttribute("aria-label", "Renew the backup codes");
	}

	private drawCode(code: BackupCode): void {
		const item = this.list.createEl("li", { cls: "tfn-check" });
		if (code.used !== null) this.drawUsed(item, code, code.used);
		else this.drawUnused(item, code);
	}

	private drawUsed(item: HTMLElement, code: BackupCode, day: string): void {
		const { parts, account } = this;
		item.addClass("is-on");
		const box = item.createEl("button", { cls: "tfn-box", attr: { type: "button", "aria-label": `Used ${dayWords(day)}` } });
		drawIcon(box, "check");
		box.addEventListener("click", (event) => {
			const menu = new Menu();
			if (code.onPaper !== true) menu.addItem((entry) => entry.setTitle("Show code").setIcon("eye").onClick(() => void this.reveal(code)));
			menu.addItem((entry) => entry.setTitle("Mark as not used").setIcon("undo-2").onClick(() => void markUnused(parts, account, code.stored)))
				.showAtMouseEvent(event);
		});
		item.createSpan({ text: day === today(parts.clock.now) ? "Today" : dayWords(day) });
		if (code.onPaper === true) item.createSpan({ text: paperWords(code) });
		const shown = this.kept.revealed.has(code.stored) ? parts.codes.openCode(account.entry, code.stored) : null;
		if (shown !== null && "text" in shown) item.createSpan({ cls: "tfn-backup-code", text: shown.text });
		if (this.kept.marked.has(code.stored)) drawButton(item, "Undo", () => void markUnused(parts, account, code.stored, day), undefined, "tfn-plain");
		if (code.unclear !== undefined) this.drawUnclear(item, code.unclear);
		this.drawDamaged(item, code);
	}

	private drawUnused(item: HTMLElement, code: BackupCode): void {
		const { parts, account } = this;
		const box = item.createEl("button", { cls: "tfn-box", attr: { type: "button", "aria-label": code.onPaper === true ? `Mark as used: ${code.stored}` : "Mark as used" } });
		box.addEventListener("click", () => void this.mark(code));
		if (code.onPaper === true) {
			item.createSpan({ text: paperWords(code) });
			return;
		}
		const pending = parts.pending.of(account.path, code.stored);
		if (pending !== undefined) this.drawPending(item, pending);
		else if (isOnClipboard(parts, account, code.stored)) drawButton(item, "Copied. Used it?", () => void this.mark(code), undefined, "tfn-plain tfn-used-it");
		else if (this.kept.formers.has(code.stored)) this.drawDamaged(item, code);
		else this.drawHidden(item, code);
		if (code.unclear !== undefined) this.drawUnclear(item, code.unclear);
		if (!isReadOnly(account)) item.addEventListener("contextmenu", (event) => this.openMenu(event, code));
	}

	/** Also by the menu key and a long press. */
	private openMenu(event: MouseEvent, code: BackupCode): void {
		event.preventDefault();
		event.stopPropagation();
		new Menu().addItem((item) => item.setTitle("Keep only on paper…").setIcon("file-text").onClick(() => void leaveToPaper(this.parts, this.account, code.stored))).showAtMouseEvent(event);
	}

	/** It turned out not to open when it was asked for. */
	private drawDamaged(item: HTMLElement, { stored }: BackupCode): void {
		const former = this.kept.formers.get(stored);
		if (former === undefined) return;
		item.addClass("is-wide");
		item.createSpan({ cls: "tfn-warn", text: "Damaged" });
		drawRestore(item, this.parts, this.account, former);
	}

	/** It was copied, and its mark could not be written. */
	private drawPending(item: HTMLElement, mark: PendingMark): void {
		item.addClass("is-wide");
		item.createSpan({ cls: "tfn-warn", text: "Not marked yet" });
		drawButton(item, "Try again", () => void tryAgain(this.parts, [mark], true), undefined, "tfn-plain tfn-used-it");
		drawButton(item, "Not used", () => this.parts.pending.drop(mark), undefined, "tfn-plain");
	}

	/** The code where it was asked for, else dots; and the button that copies it. */
	private drawHidden(item: HTMLElement, code: BackupCode): void {
		const shown = this.kept.revealed.has(code.stored) ? this.parts.codes.openCode(this.account.entry, code.stored) : null;
		if (shown !== null && "text" in shown) {
			item.createSpan({ cls: "tfn-backup-code", text: shown.text });
			if (shown.sealedFor !== null) this.drawUnclear(item, sealedForWords(shown.sealedFor));
		} else if (!this.kept.copied.has(code.stored)) this.drawDots(item, code);
		if (this.kept.copied.has(code.stored)) drawButton(item, "Used it?", () => void this.mark(code), undefined, "tfn-plain tfn-used-it");
		drawTool(item, "copy", "Copy this backup code", () => void this.copy(code));
	}

	private drawDots(item: HTMLElement, code: BackupCode): void {
		const dots = item.createEl("button", { cls: "tfn-dots", attr: { type: "button", "aria-label": "Hidden. Show this backup code" } });
		dots.addEventListener("click", () => void this.reveal(code));
	}

	private drawUnclear(item: HTMLElement, why: string): void {
		item.addClass("is-unclear");
		setTooltip(drawIcon(item, "circle-help", "tfn-warn"), why);
	}

	/** Whether it was used is asked until it is answered: a copied code that is not marked would be tried again. */
	private async copy(code: BackupCode): Promise<void> {
		if (await copyBackupCode(this.parts, this.account, code.stored)) this.kept.copied.add(code.stored);
		else await this.findFormer(code);
		this.draw();
	}

	private async mark(code: BackupCode): Promise<void> {
		this.kept.marked.add(code.stored);
		const { account, kept, parts } = this;
		const isCopied = kept.copied.has(code.stored) || isOnClipboard(parts, account, code.stored);
		if (!(await markUsed(parts, account, code.stored, isCopied))) this.kept.marked.delete(code.stored);
	}

	private async reveal(code: BackupCode): Promise<void> {
		// Before the wait: unlocking draws the list anew, and that one shows it.
		this.kept.revealed.add(code.stored);
		const opened = !isSealed(code.stored) || (await ensureOpen(this.parts, { open: [code.stored] })) ? this.parts.codes.openText(code.stored, "code") : null;
		if (opened === null || !("text" in opened)) this.kept.revealed.delete(code.stored);
		if (opened !== null && "problem" in opened) {
			complain(opened.problem);
			await this.findFormer(code);
		}
		this.draw();
	}

	private async findFormer({ stored }: BackupCode): Promise<void> {
		if (!("problem" in this.parts.codes.openText(stored, "code"))) return;
		const former = await findFormer(this.parts, this.account, { property: "backup_codes", stored });
		if (former !== null) this.kept.formers.set(stored, former);
	}
}
