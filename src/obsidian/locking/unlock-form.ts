import type { Left } from "../../lock/groups";
import { drawButton, today } from "../views/draw";
import type { Parts } from "../parts";
import { complain } from "../notes/writing";
import { sentences } from "../../lock/sentences";

/** One field to unlock, the same in the pane and in the dialog: field, progress, and what went wrong. */
export class UnlockForm {
	private readonly el: HTMLElement;
	private cancel: AbortController | null = null;

	constructor(parent: HTMLElement, private readonly parts: Parts, private readonly done: () => unknown = () => undefined) {
		this.el = parent.createDiv({ cls: "tfn-unlock" });
		this.ask("Locked. Your passphrase shows the codes.");
	}

	/** Whether a passphrase given here is being tried. */
	get isBusy(): boolean {
		return this.cancel !== null;
	}

	focus(): void {
		this.el.find("input")?.focus();
	}

	/** Ends a derivation that runs; for when the form goes away. */
	close(): void {
		this.cancel?.abort();
	}

	private ask(words: string, isWrong = false): void {
		this.el.empty();
		const form = this.el.createEl("form", { cls: "tfn-passphrase" });
		const input = drawPassphraseInput(form, "Passphrase");
		form.createEl("button", { cls: "mod-cta", text: "Unlock", attr: { type: "submit" } });
		this.el.createEl("p", { text: words, cls: isWrong ? "tfn-wrong" : "", attr: { role: isWrong ? "alert" : null } });
		form.addEventListener("submit", (event) => {
			event.preventDefault();
			const passphrase = input.value;
			input.value = "";
			if (passphrase !== "") void this.unlock(passphrase);
		});
	}

	private async unlock(passphrase: string): Promise<void> {
		const { session, stored, accounts } = this.parts;
		this.cancel = new AbortController();
		this.drawBusy();
		const result = await session.unlock(passphrase, { checks: stored.settings.checks, fields: accounts.sealedFields() }, { signal: this.cancel.signal });
		this.cancel = null;
		if ("opened" in result) return this.opened(result.left);
		if (!this.el.isConnected) return;
		if (result.reason === "cancelled") this.ask("Locked. Your passphrase shows the codes.");
		else this.ask(sentences[result.reason], true);
		this.focus();
	}

	/** Says what stays shut, and puts the check back into the settings where it was lost: it makes the next unlocking sure. */
	private opened(left: Left[]): void {
		const { session, stored, clock } = this.parts;
		this.done();
		const shut = left.filter(({ why }) => why === "other passphrase").reduce((sum, group) => sum + group.fields, 0);
		if (shut > 0) complain(`${shut === 1 ? "1 encrypted field needs" : `${shut} encrypted fields need`} another passphrase. The rest is unlocked.`);
		const { checks } = stored.settings;
		if (!session.canSeal || checks.some(({ sealed }) => session.isCurrent(sealed, "check"))) return;
		stored.save({ checks: [...checks, { sealed: session.check(), label: `passphrase of ${today(clock.now)}` }] })
			.catch(() => complain("The settings could not be saved. Your notes are not affected."));
	}

	private drawBusy(): void {
		this.el.empty();
		const line = this.el.createDiv({ cls: "tfn-busy-line" });
		line.createSpan({ text: "Unlocking", attr: { role: "status" } });
		drawButton(line, "Cancel", () => this.cancel?.abort(), undefined, "tfn-plain");
		this.el.createDiv({ cls: "tfn-progress", attr: { role: "progressbar" } });
		this.el.createEl("p", { text: "Takes a second, so that guessing takes years." });
	}
}

/** A field for a passphrase: nothing learns from it, corrects it or keeps it. */
export function drawPassphraseInput(parent: HTMLElement, label: string): HTMLInputElement {
	return parent.createEl("input", {
		type: "password", placeholder: label,
		attr: { autocomplete: "off", autocapitalize: "off", autocorrect: "off", spellcheck: "false" },
	});
}
