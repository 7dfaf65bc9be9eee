import type { EventRef } from "obsidian";
import { healthOf, type Finding, type Health } from "../../health/findings";
import type { KindId, VaultFacts } from "../../health/kinds";
import { openNote } from "../actions";
import { Dialog } from "../dialogs/dialog";
import { complain, offer } from "../notes/writing";
import { drawButton, today } from "../views/draw";
import { asideWords, drawAside, type PutOff } from "./draw-aside";
import { drawFinding, keyed } from "./draw-finding";
import { drawLocked, drawSummary } from "./draw-summary";
import { drawTracker } from "./draw-tracker";
import { healthAccounts, pageFact, vaultFacts } from "./facts";
import { setIgnored } from "./ignoring";
import { Look } from "./look";
import { printing, type Mend } from "./mends";
import { days, putOff, setPutOff } from "./not-now";

/** What the vault's accounts lack, and a button for each that mends it. Follows the notes: what was mended goes. */
export class HealthDialog extends Dialog {
	/** The groups that are shown whole. */
	private readonly unfolded = new Set<string>();
	private readonly look = new Look(this.parts, () => this.draw());
	private recoveryPage: VaultFacts["recoveryPage"];
	/** The button that had the keyboard last. */
	private at: string | null = null;
	private readonly stops: (() => void)[] = [];

	override onOpen(): void {
		const { accounts, session, stored, device, app } = this.parts;
		this.setTitle("Health");
		this.modalEl.addClass("tfn-health");
		this.contentEl.addClass("tfn-dialog");
		const follow = (events: { offref(ref: EventRef): void }, ref: EventRef): void => void this.stops.push(() => events.offref(ref));
		follow(accounts, accounts.on("changed", () => this.draw()));
		follow(stored, stored.on("changed", () => this.draw()));
		follow(device, device.on("changed", () => this.draw()));
		follow(app.metadataCache, app.metadataCache.on("changed", ({ path }) => this.look.follow(path)));
		this.stops.push(session.onChange(() => this.draw()));
		this.contentEl.addEventListener("focusin", ({ target }) => {
			this.at = target instanceof HTMLElement ? target.getAttribute("data-key") : null;
		});
		this.draw();
		// Not one of its buttons: Enter is not to put off what was not read yet.
		this.modalEl.focus();
		void this.compare();
	}

	override onClose(): void {
		for (const stop of this.stops) stop();
		this.look.stop();
		this.contentEl.empty();
	}

	/** What was done there may be known to this device alone. */
	protected override uncovered(): void {
		this.draw();
		void this.compare();
	}

	/** Compares the recovery page with what would be written now. */
	private async compare(): Promise<void> {
		const state = await pageFact(this.parts);
		if (state === this.recoveryPage) return;
		this.recoveryPage = state;
		this.draw();
	}

	/** Draws what is so now; the place, and the button that has the keyboard, stay. */
	private draw(): void {
		const { contentEl, modalEl, parts } = this;
		// In the background it is drawn too: what was taken out of the window is put back as it is then.
		if (!parts.dialogs.has(this)) return;
		const scrolled = [contentEl, modalEl].map((el): [HTMLElement, number] => [el, el.scrollTop]);
		const { activeElement } = contentEl.doc;
		const isHere = this.isFront && (activeElement === null || activeElement === contentEl.doc.body || modalEl.contains(activeElement));
		const keys = this.buttons().map(([key]) => key);
		contentEl.empty();
		const vault = vaultFacts(parts, this.recoveryPage);
		this.drawHealth(healthOf(healthAccounts(parts, "low", this.look.found), vault, today(parts.clock.now)), vault);
		for (const [el, top] of scrolled) el.scrollTop = top;
		if (isHere && keys.length > 0) this.focusNear(keys);
	}

	private buttons(): [key: string, el: HTMLElement][] {
		return this.contentEl.findAll("[data-key]").map((el) => [el.getAttribute("data-key") ?? "", el]);
	}

	/** The button that had the keyboard, or the next one of those that are left. */
	private focusNear(before: readonly string[]): void {
		const now = new Map(this.buttons());
		const from = this.at === null ? -1 : before.indexOf(this.at);
		const next = from < 0 ? undefined : [...before.slice(from), ...before.slice(0, from).reverse()].find((key) => now.has(key));
		(next === undefined ? this.modalEl : now.get(next))?.focus({ preventScroll: true });
	}

	private drawHealth(health: Health, vault: VaultFacts): void {
		const { contentEl, parts } = this;
		const off = putOff(parts.app, parts.clock.now);
		drawSummary(contentEl, parts, health, vault);
		for (const finding of health.findings.filter(({ id }) => !off.has(id))) this.drawFinding(finding);
		this.look.draw(contentEl);
		drawLocked(contentEl, parts);
		this.drawTable(health);
		this.drawFoot(health, health.findings.filter(({ id }) => off.has(id)).map((finding) => ({ finding, until: off.get(finding.id) ?? 0 })));
	}

	private drawFinding(finding: Finding): void {
		const { parts, contentEl } = this;
		const { id } = finding;
		drawFinding(contentEl, parts, finding, this.unfolded.has(id), {
			mend: (mend) => void this.mend(mend),
			ignore: ({ account: { path } }) => void this.setIgnored(path, finding, true),
			notNow: () => this.notNow(finding),
			unfold: () => this.unfold(id),
		});
	}

	private unfold(id: string): void {
		if (!this.unfolded.delete(id)) this.unfolded.add(id);
		this.draw();
		// It is long, and begins where the dialog ends.
		if (id === "table") this.contentEl.find(".tfn-tracker")?.scrollIntoView();
	}

	private async mend({ run, leaves }: Mend): Promise<void> {
		if (leaves) this.close();
		try {
			await run();
		} catch {
			complain("That could not be done. Try again.");
		}
		this.draw();
	}

	private drawTable(health: Health): void {
		const { contentEl, parts } = this;
		if (health.accounts === 0) return;
		const isOpen = this.unfolded.has("table");
		const line = contentEl.createDiv({ cls: "tfn-tools" });
		const button = keyed(drawButton(line, isOpen ? "Hide the table" : "Show all backup codes as a table", () => this.unfold("table"), undefined, "tfn-plain"), "table", "service, days, used, left, copies");
		button.setAttribute("aria-expanded", String(isOpen));
		if (isOpen) drawTracker(contentEl, parts, healthAccounts(parts, "high"), { open: (path) => void this.openNote(path), mend: (mend) => void this.mend(mend) });
	}

	private async openNote(path: string): Promise<void> {
		const account = this.parts.accounts.at(path);
		if (account !== undefined) await this.mend({ words: "", run: () => openNote(this.parts, account), leaves: true });
	}

	/** What is not told, and what is to be had on paper. */
	private drawFoot({ ignored }: Health, off: readonly PutOff[]): void {
		const { contentEl, parts } = this;
		const words = asideWords(ignored, off);
		const isOpen = this.unfolded.has("aside");
		if (words !== "" && isOpen) {
			drawAside(contentEl, ignored, off, {
				tell: (finding, found) => void (found === null ? this.mend({ words: "", run: () => parts.stored.save({ kit: undefined }) }) : this.setIgnored(found.account.path, finding, false)),
				resume: ({ id }) => this.putOff(id, false),
			});
		}
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		const line = foot.createSpan({ cls: "tfn-why" });
		if (words !== "") {
			line.setText(`${words} `);
			keyed(drawButton(line, isOpen ? "Hide" : "Show", () => this.unfold("aside"), undefined, "tfn-plain"), "aside", words).setAttribute("aria-expanded", String(isOpen));
		}
		const print = printing(parts, parts.accounts.all());
		keyed(drawButton(foot, print.words, () => void this.mend(print)), "print", "all accounts");
	}

	private notNow({ id, heading }: Finding): void {
		this.putOff(id, true);
		offer(`“${heading}” is put off for ${days} days.`, 10_000, "Undo", () => this.putOff(id, false));
	}

	private putOff(id: KindId, isOff: boolean): void {
		const { app, clock } = this.parts;
		setPutOff(app, clock.now, id, isOff);
		this.draw();
		clock.tick();
	}

	private async setIgnored(path: string, finding: Finding, isIgnored: boolean): Promise<void> {
		const account = this.parts.accounts.at(path);
		if (account !== undefined) await setIgnored(this.parts, account, finding, isIgnored);
	}
}
