import { sentences } from "../../lock/sentences";
import { UnlockForm } from "../locking/unlock-form";
import { knownVault, whyAsk, type Purpose } from "../locking/unlocking";
import type { Stale } from "../locking/resealing";
import { offer } from "../notes/writing";
import { notSaved } from "../stored";
import { today } from "../views/draw";
import { PassphraseDialog, type Page } from "./passphrase-dialog";
import { drawReseal, openReseal, type Round } from "./reseal";

/** What follows once a next passphrase is in the settings. */
interface Next {
	/** It is for backup codes alone. */
	for?: "codes";
	/** What is then encrypted anew. */
	why: readonly Stale[];
	round: Round;
}

const inUse: Purpose = { seal: ["seed"] };

/** A dialog that sets the next passphrase, beside the one in use or in its place. */
export abstract class NextPassphraseDialog extends PassphraseDialog {
	private isChoosing = false;
	/** The page where one is chosen, while it is locked. */
	private aside: ChildNode[] | null = null;
	private form: UnlockForm | null = null;
	private stop: (() => void) | null = null;

	override onOpen(): void {
		const { session } = this.parts;
		super.onOpen();
		this.stop = session.onChange(() => {
			if (this.isChoosing && !session.isOpen) this.putAside();
			// The pane may have been unlocking it.
			else if (this.form?.isBusy !== true && whyAsk(this.parts, inUse) === null) this.takeBack();
		});
	}

	override onClose(): void {
		this.stop?.();
		this.form?.close();
		super.onClose();
	}

	/** Draws the page where one is chosen. What was typed there, or is being copied to paper, outlives a lock. */
	protected drawChoice(page: Page): void {
		this.isChoosing = true;
		this.drawPage({ ...page, isNew: true });
	}

	/** The new check is in the settings, read back, before anything is encrypted with it; that of the one it follows stays, retired. */
	protected async change(passphrase: string, { for: only, why, round }: Next): Promise<void> {
		const { parts, cancel: { signal } } = this;
		const { session, stored, accounts, clock } = parts;
		if (stored.isDamaged) return this.say(notSaved.unreadable);
		await accounts.scanAll();
		const { checks } = stored.settings;
		const forOnly = only === undefined ? {} : { for: only };
		const made = await session.createNext(passphrase, knownVault(parts), { ...forOnly, signal });
		if (!("check" in made)) return this.say(sentences[made.reason]);
		const day = today(clock.now);
		const former = checks.map((check) => (check.for === only && check.retired === undefined ? { ...check, retired: day } : check));
		const label = `passphrase${only === undefined ? "" : " for backup codes"} of ${day}`;
		const problem = await stored.saveChecks(checks, [...former, { sealed: made.check, label, ...forOnly }]);
		if (problem !== null) return this.say(problem);
		this.close();
		if (made.open()) return drawReseal(parts, why, round);
		offer("The new passphrase is set, but it was locked before anything was encrypted with it. Nothing is lost: all opens with the one it had.", 0, "Go on", () => void openReseal(parts, why));
	}

	private putAside(): void {
		if (this.aside !== null) return;
		const { contentEl } = this;
		this.aside = [...contentEl.childNodes];
		contentEl.replaceChildren();
		contentEl.createEl("p", { cls: "tfn-say", text: "Nothing was changed, and what you typed is kept. Unlock to go on where you were." });
		this.form = new UnlockForm(contentEl, this.parts, () => this.takeBack(), inUse);
		this.form.focus();
	}

	private takeBack(): void {
		if (this.aside === null) return;
		this.contentEl.replaceChildren(...this.aside);
		this.aside = null;
		this.form = null;
		this.contentEl.find("input")?.focus();
	}
}
