import { Platform } from "obsidian";
import { download } from "../download";
import type { Account } from "../notes/accounts";
import { whyLeftOut } from "../notes/left-out";
import { allCalledIn, listOf } from "../notes/naming";
import type { Parts } from "../parts";
import { recoveryPageNow, saveRecoveryPage, type RecoveryPageState, type Saved } from "../recovery-page";
import { drawButton, drawList } from "../views/draw";
import { Dialog } from "./dialog";
import { triedWords, TryRecoveryDialog } from "./try-recovery";
import { confirm } from "./confirm";

/** So many accounts are named. */
const named = 5;

const states: Record<RecoveryPageState, string> = {
	absent: "",
	same: "There is one already, and it is what would be written now.",
	"other accounts": "There is one already. The accounts inside are not as they are now: save it again.",
	differs: "There is one already, and it is not what this version writes: it is of another version, or somebody changed it. Do not type your passphrase there; save it again.",
};

/** Saves the recovery page, with the encrypted accounts inside or without, and says what to do with it. */
export class RecoveryPageDialog extends Dialog {
	override onOpen(): void {
		this.setTitle("Save recovery page");
		this.contentEl.addClass("tfn-dialog");
		void this.draw();
	}

	override onClose(): void {
		this.contentEl.empty();
	}

	private async draw(): Promise<void> {
		const { contentEl, parts } = this;
		const now = await recoveryPageNow(parts).catch(() => null);
		if (!this.modalEl.isConnected) return;
		if (now === null) return this.drawUnread();
		const { state, lot: { files, leftOut }, carried, last } = now;
		contentEl.createEl("p", { cls: "tfn-say", text: "One file that opens your accounts in any browser, without Obsidian and without a network. It is saved beside your accounts, with open.py and format.md, which do the same without a browser." });
		const isOurs = state === "same" || state === "other accounts";
		if (states[state] !== "") contentEl.createEl("p", { cls: state === "same" ? "tfn-say" : "tfn-wrong", text: isOurs ? `${states[state]} ${triedWords(parts)}` : states[state] });
		const label = contentEl.createEl("label", { cls: "tfn-agree" });
		const box = label.createEl("input", { type: "checkbox" });
		label.appendText("Put the encrypted accounts inside. Then this file and your passphrase are enough, with the accounts as they are today.");
		// Saved anew, it holds them no less than before.
		box.checked = carried > 0;
		const left = contentEl.createEl("p", { cls: "tfn-wrong", text: leftOutWords(parts, leftOut) });
		const drawLeft = (): void => void left.toggleClass("is-absent", !box.checked || leftOut.length === 0);
		drawLeft();
		box.addEventListener("change", drawLeft);
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		drawButton(foot, "Cancel", () => this.close(), undefined, "tfn-plain");
		if (isOurs) drawButton(foot, "Try your recovery", () => this.try(), undefined, "tfn-plain");
		const save = foot.createEl("button", { cls: "mod-cta", text: "Save" });
		save.addEventListener("click", () => void this.saveUnless(last, box.checked ? files : []));
		save.focus();
	}

	private drawUnread(): void {
		this.contentEl.createEl("p", { cls: "tfn-wrong", text: "An account, or the page that is there, could not be read, so nothing was saved. See that the files are on this device, then try again.", attr: { role: "alert" } });
		const foot = this.contentEl.createDiv({ cls: "tfn-foot" });
		foot.createSpan();
		this.drawEnd(foot);
	}

	/** Asks first where the page that is there may be the last to have some accounts. */
	private async saveUnless(last: readonly string[], notes: Parameters<typeof saveRecoveryPage>[1]): Promise<void> {
		const agreed = last.length === 0 || (await confirm(this.parts, {
			title: "Replace the page?", button: "Replace",
			words: `Inside the page that is there now, and nowhere in this vault any more, or without the secret key, or not to be read there: ${listOf(last, named)}. It may be the last place that has ${last.length === 1 ? "this account" : "these accounts"}. Unless you deleted them, put a copy of recovery.html elsewhere first. Nothing was saved yet.`,
		}));
		if (agreed) await this.save(notes);
	}

	private async save(notes: Parameters<typeof saveRecoveryPage>[1], replaces = false): Promise<void> {
		const made = await saveRecoveryPage(this.parts, notes, replaces);
		if (!this.modalEl.isConnected) return;
		if ("paths" in made) return this.drawSaved(made);
		if ("problem" in made) return void this.contentEl.createEl("p", { cls: "tfn-wrong", text: made.problem, attr: { role: "alert" } });
		const agreed = await confirm(this.parts, {
			title: "Replace files?", button: "Replace",
			words: `Not written by Two-Factor Notes, as it seems: ${listOf(made.foreign)}. Nothing was saved yet. What is in there now would be gone.`,
		});
		if (agreed) await this.save(notes, true);
	}

	private drawSaved({ page, paths, sum }: Saved): void {
		const { contentEl } = this;
		contentEl.empty();
		contentEl.createEl("p", { cls: "tfn-say", text: `Saved and read back: ${listOf(paths)}.`, attr: { role: "status" } });
		const facts = contentEl.createEl("p", { cls: "tfn-why", text: "To write down, the checksum of recovery.html (SHA-256): " });
		facts.createEl("code", { cls: "tfn-sum", text: sum.replace(/.{8}(?!$)/g, "$& ") });
		drawList(contentEl, "ul", "tfn-advice", [
			"Keep a copy outside of what syncs, such as on a USB stick beside your emergency sheet: whoever can write into this vault could change this one.",
			"Obsidian Sync may skip HTML files: look whether it is there on your other devices.",
			"An iPhone shows it in a preview that may not run it: open it in a browser, or on a computer.",
		]);
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		if (Platform.isDesktop) drawButton(foot, "Download", () => download(contentEl.doc, "recovery.html", page, "text/html"), "download", "tfn-plain");
		else foot.createSpan();
		drawButton(foot, "Done", () => this.close(), undefined, "tfn-plain");
		const next = foot.createEl("button", { cls: "mod-cta", text: "Try your recovery" });
		next.addEventListener("click", () => this.try());
		next.focus();
	}

	private try(): void {
		this.close();
		new TryRecoveryDialog(this.parts).open();
	}
}

function leftOutWords({ accounts }: Parts, leftOut: readonly Account[]): string {
	return `Not in it, ${whyLeftOut}: ${allCalledIn(accounts, leftOut, named)}. Anyone who gets hold of the page could read them.`;
}
