import type { Account } from "../notes/accounts";
import { drawButton, drawMonogram, titleOf } from "../views/draw";
import { clearSecrets, encryptNote, whyNotEncrypted } from "../notes/encrypting";
import { isClear } from "../views/row";
import { Dialog } from "./dialog";

/** Encrypts what stands in the clear in all accounts: shows it first, can be stopped between two notes, ends with a report. */
export class EncryptAllDialog extends Dialog {
	private isStopped = false;

	override onOpen(): void {
		this.contentEl.addClass("tfn-dialog");
		this.setTitle("Encrypt all accounts");
		this.drawPreview();
	}

	override onClose(): void {
		this.isStopped = true;
		this.contentEl.empty();
	}

	private drawPreview(): void {
		const { contentEl, parts } = this;
		const all = parts.accounts.all().sort((a, b) => titleOf(a).localeCompare(titleOf(b)));
		const accounts = all.filter((account) => isClear(account) && whyNotEncrypted(account.problems) === null);
		const chosen = new Set(accounts);
		contentEl.createEl("p", { cls: "tfn-say", text: "Secret keys and backup codes in these notes are not encrypted. Nothing else in them is changed." });
		const table = contentEl.createDiv({ cls: "tfn-table" });
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		drawButton(foot, "Cancel", () => this.close(), undefined, "tfn-plain");
		const go = foot.createEl("button", { cls: "mod-cta" });
		const count = (): void => {
			go.setText(chosen.size === 1 ? "Encrypt 1 account" : `Encrypt ${chosen.size} accounts`);
			go.disabled = chosen.size === 0;
		};
		for (const account of accounts) {
			const box = drawPick(table, account);
			box.addEventListener("change", () => {
				if (box.checked) chosen.add(account);
				else chosen.delete(account);
				count();
			});
		}
		// What cannot be read may hold secrets in the clear: it is named, not passed over.
		for (const { path, problems } of all) {
			const why = whyNotEncrypted(problems);
			if (why !== null) table.createEl("p", { cls: "tfn-why", text: `${path} is left out. ${why}` });
		}
		count();
		go.addEventListener("click", () => void this.run([...chosen]));
	}

	private async run(accounts: Account[]): Promise<void> {
		const { contentEl } = this;
		contentEl.empty();
		const line = contentEl.createDiv({ cls: "tfn-busy-line" });
		const words = line.createSpan({ attr: { role: "status" } });
		drawButton(line, "Stop", () => {
			this.isStopped = true;
		}, undefined, "tfn-plain");
		const bar = contentEl.createDiv({ cls: "tfn-progress", attr: { role: "progressbar" } });
		const problems: string[] = [];
		let done = 0;
		for (const account of accounts) {
			if (this.isStopped || !this.parts.session.isOpen) break;
			words.setText(`Encrypting ${titleOf(account)}`);
			const { problem } = await encryptNote(this.parts, account.path);
			if (problem === null) done++;
			else problems.push(`${account.path}: ${problem}`);
			bar.setCssProps({ "--tfn-done": String((done + problems.length) / accounts.length) });
		}
		this.drawReport(done, accounts.length, problems);
	}

	private drawReport(done: number, all: number, problems: string[]): void {
		const { contentEl } = this;
		contentEl.empty();
		contentEl.createEl("p", { text: done < all ? `${done} of ${all} accounts were encrypted; the others were not changed.` : all === 1 ? "The account was encrypted." : `${all} accounts were encrypted.` });
		for (const problem of problems) contentEl.createEl("p", { cls: "tfn-wrong", text: problem });
		contentEl.createEl("p", { cls: "tfn-say", text: "Older copies in the clear may remain where this plugin cannot reach:" });
		const places = contentEl.createEl("ul", { cls: "tfn-places" });
		for (const place of [
			"File recovery: Settings, File recovery, Clear history.",
			"Obsidian Sync: its version history of these notes.",
			"Git or another sync: former commits and versions, and the other devices until they have synced.",
			"Backups and exports made before today, the trash included.",
			"The undo history of a note that is open in an editor: close the note.",
		]) places.createEl("li", { text: place });
		contentEl.createEl("p", { cls: "tfn-say", text: "Where that worries you, replace the secret key at the service: the old copies are then worthless." });
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		foot.createSpan();
		foot.createEl("button", { cls: "mod-cta", text: "Done" }).addEventListener("click", () => this.close());
	}
}

function drawPick(table: HTMLElement, account: Account): HTMLInputElement {
	const row = table.createEl("label", { cls: "tfn-pick" });
	const box = row.createEl("input", { type: "checkbox" });
	box.checked = true;
	drawMonogram(row, titleOf(account));
	const name = row.createDiv();
	name.createSpan({ cls: "tfn-service", text: titleOf(account) });
	name.createSpan({ cls: "tfn-why", text: account.path });
	const secrets = clearSecrets(account.entry);
	const codes = secrets.filter(({ kind }) => kind === "code").length;
	const words = [secrets.length > codes ? "secret key" : "", codes === 0 ? "" : codes === 1 ? "1 backup code" : `${codes} backup codes`].filter((word) => word !== "");
	row.createSpan({ cls: "tfn-why", text: words.join(", ") });
	return box;
}
