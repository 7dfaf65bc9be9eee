import type { Account } from "../notes/accounts";
import { allCalledIn } from "../notes/naming";
import type { Parts } from "../parts";
import { isUnwritten } from "../sentences";
import { drawButton, titleOf } from "../views/draw";
import { Dialog } from "./dialog";
import { drawPick } from "./pick";

/** One change to many accounts, in words and in deed. */
export interface Bulk {
	title: string;
	/** What follows, said before anything is done. */
	about: string;
	accounts: readonly Account[];
	/** What of an account is changed, for instance "secret key, 2 backup codes". */
	amount(account: Account): string;
	/** Sentences about notes that cannot be changed: they are named, not passed over. */
	leftOut: readonly string[];
	/** The button, for instance "Encrypt 2 accounts". */
	button(count: number): string;
	/** Whether the change loosens something, so that the button warns. */
	isRisky?: boolean;
	/** It was agreed to before: goes on without showing it first. */
	isAgreed?: boolean;
	/** Whether it takes no secret, and so goes on while locked. */
	worksLocked?: boolean;
	/** Goes before the account's name while it is worked on. */
	doing: string;
	/** Asks for the passphrases that it takes to go on; false when given up. */
	open(): Promise<boolean>;
	/** Changes one note; a sentence where it was left as it was. */
	change(path: string): Promise<string | null>;
	/** The report's first line. */
	did(done: number, all: number): string;
	/** Draws what else is to be said in the end. */
	drawReport?(el: HTMLElement, done: number): void;
}

/** Accounts that were left as they were, by the sentence that says why. */
type Failed = Map<string, Account[]>;

/** After so many notes in a row that could not be written it stops: most often the disk is full. */
const enough = 3;
/** So many accounts of one reason are named. */
const named = 3;

/** Changes many accounts: shows first what would be changed, can be stopped between two notes, ends with a report. */
export class BulkDialog extends Dialog {
	private isStopped = false;

	constructor(parts: Parts, private readonly bulk: Bulk) {
		super(parts);
	}

	override onOpen(): void {
		this.contentEl.addClass("tfn-dialog");
		this.setTitle(this.bulk.title);
		if (this.bulk.isAgreed === true) void this.run(byTitle(this.bulk.accounts));
		else this.drawPreview();
	}

	override onClose(): void {
		this.isStopped = true;
		this.contentEl.empty();
	}

	/** Whether it cannot go on until it is unlocked. */
	private get isLocked(): boolean {
		return this.bulk.worksLocked !== true && !this.parts.session.isOpen;
	}

	private drawPreview(): void {
		const { contentEl, bulk } = this;
		const accounts = byTitle(bulk.accounts);
		const chosen = new Set(accounts);
		contentEl.createEl("p", { cls: "tfn-say", text: bulk.about });
		const table = contentEl.createDiv({ cls: "tfn-table" });
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		drawButton(foot, "Cancel", () => this.close(), undefined, "tfn-plain");
		const go = foot.createEl("button", { cls: bulk.isRisky === true ? "mod-cta mod-warning" : "mod-cta" });
		const count = (): void => {
			go.setText(bulk.button(chosen.size));
			go.disabled = chosen.size === 0;
		};
		for (const account of accounts) {
			const { row, box } = drawPick(table, "checkbox", account, titleOf(account));
			row.createSpan({ cls: "tfn-why", text: bulk.amount(account) });
			box.checked = true;
			box.addEventListener("change", () => {
				if (box.checked) chosen.add(account);
				else chosen.delete(account);
				count();
			});
		}
		for (const sentence of bulk.leftOut) table.createEl("p", { cls: "tfn-why", text: sentence });
		count();
		go.addEventListener("click", () => void this.run(accounts.filter((account) => chosen.has(account))));
	}

	/** `before`: how many were changed by then. */
	private async run(accounts: readonly Account[], before = 0): Promise<void> {
		const { contentEl, bulk } = this;
		this.isStopped = false;
		contentEl.empty();
		const line = contentEl.createDiv({ cls: "tfn-busy-line" });
		const words = line.createSpan({ attr: { role: "status" } });
		drawButton(line, "Stop", () => {
			this.isStopped = true;
		}, undefined, "tfn-plain");
		const bar = contentEl.createDiv({ cls: "tfn-progress", attr: { role: "progressbar" } });
		const failed: Failed = new Map();
		const [left, untried] = [new Set(accounts), new Set(accounts)];
		let unwritten = 0;
		for (const account of accounts) {
			if (this.isStopped || this.isLocked || unwritten === enough) break;
			words.setText(`${bulk.doing} ${titleOf(account)}`);
			const problem = await bulk.change(account.path);
			untried.delete(account);
			if (problem === null) left.delete(account);
			else failed.set(problem, [...(failed.get(problem) ?? []), account]);
			unwritten = problem !== null && isUnwritten(problem) ? unwritten + 1 : 0;
			bar.setCssProps({ "--tfn-done": String((accounts.length - untried.size) / accounts.length) });
		}
		// Those that failed come last: what keeps them from being written must not keep the others.
		const order = [...untried, ...[...left].filter((account) => !untried.has(account))];
		this.drawReport(before + accounts.length - left.size, order, failed, unwritten === enough ? untried.size : 0);
	}

	/** `kept`: how many were not tried because others could not be written. */
	private drawReport(done: number, left: readonly Account[], failed: Failed, kept: number): void {
		const { contentEl, bulk } = this;
		contentEl.empty();
		contentEl.createEl("p", { text: bulk.did(done, done + left.length), attr: { role: "status" } });
		if (left.length > 0 && this.isLocked) contentEl.createEl("p", { cls: "tfn-say", text: "It was locked before all were done." });
		for (const [problem, accounts] of failed) contentEl.createEl("p", { cls: "tfn-wrong", text: this.whyLeft(problem, accounts) });
		if (kept > 0) contentEl.createEl("p", { text: `It stopped there, for ${enough} notes in a row could not be written. ${kept === 1 ? "The other one was not tried, and nothing in it was changed." : `The other ${kept} were not tried, and nothing in them was changed.`} Once notes can be written again, go on.` });
		bulk.drawReport?.(contentEl, done);
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		if (left.length === 0) foot.createSpan();
		else drawButton(foot, "Go on", () => void this.goOn(left, done));
		this.drawEnd(foot);
	}

	/** Equal reasons are said once. */
	private whyLeft(problem: string, accounts: readonly Account[]): string {
		const names = allCalledIn(this.parts.accounts, accounts, named);
		return accounts.length === 1 ? `${names}: ${problem}` : `Not written: ${accounts.length} notes: ${names}. ${problem}`;
	}

	/** It may have been locked meanwhile. */
	private async goOn(accounts: readonly Account[], done: number): Promise<void> {
		if (await this.bulk.open()) await this.run(accounts, done);
	}
}

function byTitle(accounts: readonly Account[]): Account[] {
	return [...accounts].sort((one, other) => titleOf(one).localeCompare(titleOf(other)));
}

/** The first line of a report of what was done to accounts, for instance "encrypted". */
export function didTo(deed: string): Bulk["did"] {
	return (done, all) => {
		if (done === 0) return `No account was ${deed}. Nothing was changed.`;
		if (done < all) return `${done} of ${all} accounts were ${deed}; the others were not changed.`;
		return all === 1 ? `The account was ${deed}.` : `${all} accounts were ${deed}.`;
	};
}
