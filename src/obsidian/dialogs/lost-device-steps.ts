import type { EventRef, TFile } from "obsidian";
import { isSealed } from "../../entry";
import { isOn, isSignIn, newCodesStep, newKeyStep, removalStep, shown } from "../../note/lost-device";
import { storedSecrets } from "../../note/secrets";
import { setTask, type Task } from "../../note/tasks";
import { deleteItem } from "../../note/write";
import { copyCode } from "../actions";
import { nextBackupCode, renewBackupCodes, useBackupCode } from "../backup-actions";
import { replaceSeed } from "../key-actions";
import { ensureOpen } from "../locking/unlocking";
import type { Account } from "../notes/accounts";
import { progressOf, readLostDevice, type LostDeviceNote, type StepList } from "../notes/lost-device";
import { calledIn } from "../notes/naming";
import { complain } from "../notes/writing";
import type { Parts } from "../parts";
import { sentenceFor, type EditReason } from "../sentences";
import { drawButton, drawIcon, drawMonogram, titleOf } from "../views/draw";
import { Row, drawName } from "../views/row";
import { Dialog } from "./dialog";

/** The steps after a loss as they stand in its note: ticked here or there, account by account, with the codes beside them once unlocked. */
export class LostDeviceSteps extends Dialog {
	private rows: Row[] = [];
	private drawing = 0;
	/** The notes of accounts that the device was taken out of here, before and after, by path. */
	private readonly taken = new Map<string, { before: string; after: string }>();
	private readonly stops: (() => void)[] = [];

	constructor(parts: Parts, private readonly file: TFile) {
		super(parts);
	}

	override onOpen(): void {
		const { accounts, session, clock, clipboard, app } = this.parts;
		this.contentEl.addClass("tfn-dialog");
		const follow = (events: { offref(ref: EventRef): void }, ref: EventRef): void => void this.stops.push(() => events.offref(ref));
		follow(accounts, accounts.on("changed", () => void this.draw()));
		follow(app.metadataCache, app.metadataCache.on("changed", (file) => void (file === this.file && this.draw())));
		follow(app.vault, app.vault.on("delete", (file) => void (file === this.file && this.draw())));
		follow(clipboard, clipboard.on("changed", () => this.tick()));
		this.stops.push(session.onChange(() => {
			this.tick();
			void this.draw();
		}), clock.onTick(() => this.tick()));
		void this.draw();
	}

	override onClose(): void {
		for (const stop of this.stops) stop();
		this.drawing++;
		this.contentEl.empty();
	}

	private tick(): void {
		for (const row of this.rows) row.tick(this.parts.clock.now);
	}

	/** Draws what the note says now; the place and the box that has the focus stay. */
	private async draw(): Promise<void> {
		const turn = ++this.drawing;
		const note = await readLostDevice(this.parts, this.file);
		if (turn !== this.drawing) return;
		const { contentEl, modalEl } = this;
		const scrolled = [contentEl, modalEl].map((el): [HTMLElement, number] => [el, el.scrollTop]);
		const focused = contentEl.doc.activeElement?.getAttribute("data-step") ?? null;
		contentEl.empty();
		this.rows = [];
		if (note === null) contentEl.createEl("p", { cls: "tfn-wrong", text: "The note with the steps is gone. Run the command again to make another one.", attr: { role: "alert" } });
		else this.drawNote(note);
		for (const [el, top] of scrolled) el.scrollTop = top;
		const again = focused === null ? null : contentEl.findAll("[data-step]").find((el) => el.getAttribute("data-step") === focused);
		again?.focus({ preventScroll: true });
	}

	private drawNote(note: LostDeviceNote): void {
		const { contentEl } = this;
		const { done, all } = progressOf(note);
		this.setTitle(note.file.basename);
		const head = contentEl.createDiv({ cls: "tfn-loss-head" });
		head.createDiv({ text: done === all ? "All done." : `${done} of ${all} done`, attr: { role: "status" } });
		head.createDiv({ cls: "tfn-progress is-known", attr: { "aria-hidden": "true" } }).setCssProps({ "--tfn-done": String(all === 0 ? 0 : done / all) });
		this.drawLocked(note);
		for (const list of note.lists) this.drawList(note, list);
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		drawButton(foot, "Open the note", () => void this.openNote(), undefined, "tfn-plain");
		foot.createEl("button", { cls: "mod-cta", text: done === all ? "Close" : "Go on later" }).addEventListener("click", () => this.close());
	}

	/** What unlocking would add, where it would. */
	private drawLocked({ lists }: LostDeviceNote): void {
		const { parts, contentEl } = this;
		const isSecret = lists.some(({ account }) => account !== undefined && storedSecrets(account.entry).some(({ stored }) => isSealed(stored)));
		if (parts.session.isOpen || !isSecret) return;
		const box = contentEl.createDiv({ cls: "tfn-note" });
		drawIcon(box, "lock");
		box.createSpan({ text: "Locked. The steps need no passphrase; unlocking shows the codes here." });
		drawButton(box, "Unlock", () => void ensureOpen(parts));
	}

	private drawList(note: LostDeviceNote, list: StepList): void {
		const { account, tasks } = list;
		const section = this.contentEl.createEl("section", { cls: "tfn-loss" });
		this.drawHeading(section, list);
		const steps = section.createEl("ul");
		const last = account === undefined || note.device === "" ? null : removalStep(note.device);
		const isReady = tasks.every(({ text, isDone }) => isDone || text === last);
		for (const [n, task] of tasks.entries()) {
			const item = steps.createEl("li", { cls: "tfn-loss-step" });
			this.drawStep(item, list, task, n);
			if (account === undefined) continue;
			if (!task.isDone) this.drawTools(item, account, task.text);
			if (task.text !== last) continue;
			if (isReady && isOn(account.entry, note.device)) drawButton(item, "Take it out", () => void this.takeOut(account, note.device, list, task));
			else if (this.taken.has(account.path)) drawButton(item, "Undo", () => void this.putBack(account, list, task));
		}
	}

	private drawHeading(section: HTMLElement, { account, words }: StepList): void {
		section.createEl("h3", { cls: account === undefined ? "" : "tfn-said", text: words });
		if (account === undefined) return;
		if (account.entry.seed !== null) {
			this.rows.push(new Row(section.createEl("ul"), this.parts, account));
			return;
		}
		const head = section.createDiv({ cls: "tfn-loss-name" });
		drawMonogram(head, titleOf(account));
		drawName(head.createDiv({ cls: "tfn-name" }), account);
	}

	private drawStep(item: HTMLElement, list: StepList, task: Task, n: number): void {
		const label = item.createEl("label");
		const box = label.createEl("input", { type: "checkbox", attr: { "data-step": `${list.title}\n${n}` } });
		box.checked = task.isDone;
		label.createSpan({ text: shown(task.text) });
		label.toggleClass("is-done", task.isDone);
		box.addEventListener("change", () => void this.set(list, { text: task.text, isDone: box.checked }));
	}

	/** What does the step from here, or helps to do it. */
	private drawTools(item: HTMLElement, account: Account, step: string): void {
		const { parts } = this;
		const tools = item.createDiv({ cls: "tfn-tools" });
		const add = (isFit: boolean, words: string, run: (parts: Parts, account: Account) => Promise<void>): void => {
			if (isFit) drawButton(tools, words, () => void run(parts, account));
		};
		add(isSignIn(step) && account.entry.seed !== null, "Copy code", copyCode);
		add(isSignIn(step) && nextBackupCode(parts, account) !== undefined, "Use backup code", useBackupCode);
		add(step === newKeyStep, "Replace secret key", replaceSeed);
		add(step === newCodesStep, "Renew codes", renewBackupCodes);
	}

	private async set({ title }: StepList, task: Task): Promise<void> {
		const reason = await this.parts.writing.edit(this.file.path, (text) => setTask(text, title, task));
		if (reason !== null) this.complain(reason, this.file.path);
		await this.draw();
	}

	/** Takes the lost device out of the account's note, then ticks the step that says so. */
	private async takeOut({ path }: Account, device: string, list: StepList, task: Task): Promise<void> {
		const reason = await this.parts.writing.edit(path, (text) => {
			const edited = deleteItem(text, "devices", device);
			if ("text" in edited) this.taken.set(path, { before: text, after: edited.text });
			return edited;
		});
		if (reason !== null && reason !== "gone") return this.complain(reason, path);
		await this.set(list, { ...task, isDone: true });
	}

	/** Puts the device back where it stood, unless the note was changed since. */
	private async putBack({ path }: Account, list: StepList, task: Task): Promise<void> {
		const taken = this.taken.get(path);
		this.taken.delete(path);
		const reason = await this.parts.writing.edit(path, (text) => (text === taken?.after ? { text: taken.before } : { reason: "changed since" as const }));
		if (reason !== null) this.complain(reason, path);
		else await this.set(list, { ...task, isDone: false });
	}

	private complain(reason: EditReason, path: string): void {
		complain(`${calledIn(this.parts.accounts, path)}: ${sentenceFor(reason)}`);
	}

	private async openNote(): Promise<void> {
		this.close();
		await this.app.workspace.openLinkText(this.file.path, "", false);
	}
}
