import { checkCost, type Cost } from "../../lock/field";
import { sentences } from "../../lock/sentences";
import { drawButton, today } from "../views/draw";
import type { Parts } from "../parts";
import { complain } from "../notes/writing";
import { costWords, costlyOf, groupsOfTexts, type Costly } from "../../lock/costly";
import { offerLeftovers, remindToType } from "./leftovers";
import { drawPassphraseInput } from "./passphrase-input";
import { rolesOf } from "./roles";
import { isShut, knownVault, whyAsk, type Purpose } from "./unlocking";

/** One field to unlock, the same in the pane and in the dialog: field, progress, and what went wrong. */
export class UnlockForm {
	private readonly el: HTMLElement;
	private cancel: AbortController | null = null;
	/** The groups that are tried however costly. */
	private agreed: string[] = [];

	constructor(parent: HTMLElement, private readonly parts: Parts, private readonly done: () => unknown = () => undefined, private readonly purpose?: Purpose) {
		this.el = parent.createDiv({ cls: "tfn-unlock" });
		if (!parts.session.isOpen && parts.remembered.isThere) this.offerRemembered();
		else this.ask(this.why);
	}

	/** Whether a passphrase given here is being tried. */
	get isBusy(): boolean {
		return this.cancel !== null;
	}

	focus(): void {
		this.el.find("input, .mod-cta")?.focus();
	}

	/** Ends a derivation that runs; for when the form goes away. */
	close(): void {
		this.cancel?.abort();
	}

	private get why(): string {
		return whyAsk(this.parts, this.purpose) ?? "";
	}

	private offerRemembered(): void {
		this.el.empty();
		this.el.createEl("p", { text: "Locked. This device remembers the keys." });
		this.el.createEl("button", { cls: "mod-cta", text: "Unlock", attr: { type: "button" } }).addEventListener("click", () => this.resume());
		const others = this.el.createDiv({ cls: "tfn-facts-line" });
		const ask = (): void => {
			this.ask(this.why);
			this.focus();
		};
		drawButton(others, "Type the passphrase instead", ask, undefined, "tfn-plain");
		drawButton(others, "Forget", () => {
			// Else the very next unlocking would keep them again.
			this.parts.remembered.set(false);
			ask();
		}, undefined, "tfn-plain");
	}

	private resume(): void {
		if (this.parts.remembered.unlock(knownVault(this.parts))) {
			remindToType(this.parts);
			return this.opened();
		}
		this.ask("What this device remembers opens nothing here any more, so it was forgotten. Type the passphrase.", true);
		this.focus();
	}

	private ask(words: string, isWrong = false): void {
		this.el.empty();
		const form = this.el.createEl("form", { cls: "tfn-passphrase" });
		const input = drawPassphraseInput(form, "Passphrase");
		form.createEl("button", { cls: "mod-cta", text: "Unlock", attr: { type: "submit" } });
		if (isWrong && this.why !== "") this.el.createEl("p", { text: this.why });
		this.el.createEl("p", { text: words, cls: isWrong ? "tfn-wrong" : "", attr: { role: isWrong ? "alert" : null } });
		const costly = this.drawCostly();
		form.addEventListener("submit", (event) => {
			event.preventDefault();
			const passphrase = input.value;
			input.value = "";
			if (passphrase !== "") void this.unlock(passphrase, costly());
		});
	}

	/** A box to agree to what takes much memory or time; gives the groups to be tried without further asking. */
	private drawCostly(): () => string[] {
		const wanted = this.wanted();
		const costly = wanted.filter(({ cost }) => checkCost(cost) === "ask");
		const groups = wanted.filter(({ cost }) => checkCost(cost) === "automatic").map(({ group }) => group);
		if (costly.length === 0) return () => groups;
		const label = this.el.createEl("label", { cls: "tfn-agree" });
		const box = label.createEl("input", { type: "checkbox" });
		label.appendText(`Also try what takes ${costWords(costly.map(({ cost }) => cost))}. On a phone that may be too much.`);
		return () => (box.checked ? [...groups, ...costly.map(({ group }) => group)] : groups);
	}

	/** The groups that the purpose asks for and that are shut. */
	private wanted(): { group: string; cost: Cost }[] {
		const shut = this.purpose !== undefined && "open" in this.purpose ? this.purpose.open.filter((text) => isShut(this.parts, text)) : [];
		return groupsOfTexts(shut);
	}

	private async unlock(passphrase: string, agreed: readonly string[]): Promise<void> {
		const { session, device, clock } = this.parts;
		this.cancel = new AbortController();
		this.drawBusy();
		const result = await session.unlock(passphrase, knownVault(this.parts), {
			signal: this.cancel.signal, agreed: [...agreed, ...this.agreed], progress: (done) => this.showProgress(done),
		});
		this.cancel = null;
		if ("opened" in result) {
			device.set("typed", clock.now);
			return this.opened();
		}
		if (!this.el.isConnected) return;
		const wasTried = result.left.some(({ why }) => why !== "ask" && why !== "refused");
		if (result.reason === "cancelled") this.ask(this.why);
		else if (result.reason === "not all tried" && !wasTried) this.ask("Nothing was tried yet, as it takes much.");
		else this.ask(sentences[result.reason], true);
		if (result.reason !== "cancelled" && !session.isOpen) this.offer(costlyOf(result.left));
		this.focus();
	}

	/** What was not tried is, once a person has read what it takes. The passphrase is asked for again: it was not kept. */
	private offer(costly: Costly | null): void {
		if (costly === null) return;
		this.el.createEl("p", { text: costly.words });
		drawButton(this.el, "Try these too", () => {
			this.agreed = costly.groups;
			this.ask(`${costly.words} Type the passphrase to try.`);
			this.focus();
		});
	}

	/** Asks on while another passphrase than this one is needed. Puts the check back into the settings where it was lost: it makes the next unlocking sure. */
	private opened(): void {
		const { session, stored, clock } = this.parts;
		if (this.why !== "" && this.el.isConnected) {
			this.ask("That opened something, but not what is needed here.", true);
			return this.focus();
		}
		this.done();
		// The codes come first: what is left is told once they are on screen.
		window.setTimeout(() => session.isOpen && offerLeftovers(this.parts));
		const { checks } = stored.settings;
		if (!session.canSealFor("seed") || checks.some(({ sealed }) => rolesOf(checks)(sealed) === "vault")) return;
		void stored.saveChecks(checks, [...checks, { sealed: session.check(), label: `passphrase of ${today(clock.now)}` }])
			.then((problem) => problem !== null && complain("The settings could not be saved. Your notes are not affected."));
	}

	private drawBusy(): void {
		this.el.empty();
		const line = this.el.createDiv({ cls: "tfn-busy-line" });
		line.createSpan({ text: "Unlocking", attr: { role: "status" } });
		drawButton(line, "Cancel", () => this.cancel?.abort(), undefined, "tfn-plain");
		this.el.createDiv({ cls: "tfn-progress", attr: { role: "progressbar", "aria-label": "Unlocking" } });
		this.el.createEl("p", { text: "Takes a moment, so that guessing takes years." });
	}

	/** Of one key that is worked out fast nothing is told before it is there: the bar then only moves. */
	private showProgress(done: number): void {
		const bar = this.el.find(".tfn-progress");
		if (done === 0 || done === 1) return;
		bar?.addClass("is-known");
		bar?.setCssProps({ "--tfn-done": String(done) });
		bar?.setAttribute("aria-valuenow", String(Math.round(done * 100)));
	}
}
