import { dayWords } from "../../note/shown";
import type { Account } from "../notes/accounts";
import type { PutBack } from "../../note/putting-back";
import { findLost, lostWords } from "../notes/lost";
import { findFormerSeed, keptWords, type Former } from "../notes/restoring";
import type { Parts } from "../parts";
import { isConflicted, keepBothSides, mergeCopies, putBackLost, restoreField } from "../repair";
import { drawButton, today } from "./draw";

/** What of a note can be put right with one click: a git conflict, a conflict copy, what a merge lost, a secret key that does not open. */
export class Mending {
	private readonly el: HTMLElement;
	/** What was drawn of copies: they come and go while the note stays the same. */
	private copy: string | null = null;

	constructor(parent: HTMLElement, private readonly parts: Parts, private readonly account: Account) {
		this.el = parent.createDiv({ cls: "tfn-tools tfn-mending" });
		this.copy = copyWords(parts, account);
		this.draw();
	}

	tick(): void {
		const copy = copyWords(this.parts, this.account);
		if (copy === this.copy) return;
		this.copy = copy;
		this.draw();
	}

	private draw(): void {
		const { account, copy, el, parts } = this;
		el.empty();
		if (isConflicted(account)) drawButton(el, "Keep both sides", () => void keepBothSides(parts, account), "git-merge");
		if (copy !== null) {
			el.createSpan({ text: copy });
			drawButton(el, "Merge", () => mergeCopies(parts, account), "merge");
		}
		const lost = isConflicted(account) ? null : findLost(parts, account);
		void Promise.all([lost, findFormerSeed(parts, account)]).then(([lost, former]) => {
			// Drawn anew meanwhile, or locked.
			if (!el.isConnected || this.copy !== copy) return;
			if (lost !== null) this.drawLost(lost);
			// Putting back does it too, and more.
			const isBack = lost !== null && former !== null && !lost.text.includes(former.stored);
			if (former !== null && !isBack) drawRestore(el, parts, account, former);
		});
	}

	private drawLost(lost: PutBack): void {
		const { account, el, parts } = this;
		const line = el.createDiv({ cls: "tfn-tools tfn-lost" });
		line.createEl("p", { cls: "tfn-wrong", text: lostWords(lost) });
		if (lost.isRestored || lost.fields + lost.codes + lost.marks > 0) drawButton(line, "Put back", () => void putBackLost(parts, account), "undo-2");
		drawButton(line, "Leave it so", () => {
			void parts.journal.accept(account.path).catch(() => undefined).then(() => line.remove());
		});
	}
}

/** That a note is, or has, a conflict copy; null where neither. */
function copyWords({ copies }: Parts, account: Account): string | null {
	const original = copies.originalOf(account);
	if (original !== null) return `Copy of ${original.name}`;
	const [other] = copies.of(account);
	return other === undefined ? null : `${other.name} is a copy of this note.`;
}

/** Offers what this device kept in the place of a field. */
export function drawRestore(parent: HTMLElement, parts: Parts, account: Account, former: Former): void {
	parent.createSpan({ text: keptWords(former, dayWords(today(former.kept.at))) });
	drawButton(parent, "Restore", () => void restoreField(parts, account, former), "undo-2");
}
