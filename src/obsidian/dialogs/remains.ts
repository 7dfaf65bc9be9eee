import { Notice } from "obsidian";
import { accountsWords } from "../../note/shown";
import { forgetDevice } from "../forgetting";
import { isClear } from "../notes/secrets";
import { complain } from "../notes/writing";
import type { Parts } from "../parts";
import { drawButton } from "../views/draw";
import { confirm } from "./confirm";
import { Dialog } from "./dialog";

/** Says what is kept where and what becomes of it without the plugin, and lets the device forget its part. */
export class RemainsDialog extends Dialog {
	override onOpen(): void {
		const { contentEl, parts } = this;
		this.setTitle("What remains where");
		contentEl.addClass("tfn-dialog");
		const list = contentEl.createEl("dl", { cls: "tfn-remains" });
		for (const [where, what] of remains(parts)) {
			list.createEl("dt", { text: where });
			list.createEl("dd", { text: what });
		}
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		drawButton(foot, "Forget what this device keeps", () => void this.forget(), undefined, "tfn-plain");
		this.drawEnd(foot);
	}

	override onClose(): void {
		this.contentEl.empty();
	}

	private async forget(): Promise<void> {
		const { parts } = this;
		if (!(await confirm(parts, { title: "Forget what this device keeps?", words: `Notes and data.json stay as they are. Gone are: ${onDevice} Leave it be while a secret in a note is damaged or missing: what could be put in its place may be here alone.`, button: "Go on" }))) return;
		const waiting = parts.pending.all().length;
		const marks = waiting === 0 ? "" : ` ${waiting === 1 ? "1 used backup code is" : `${waiting} used backup codes are`} not marked in the note yet, and will not be.`;
		if (!(await confirm(parts, { title: "Really forget it?", words: `This cannot be taken back.${marks}`, button: "Forget it" }))) return;
		try {
			await forgetDevice(parts);
		} catch {
			return complain("What this device keeps of former fields could not be deleted. Your notes are as they were. Restart the app, then try again.");
		}
		this.close();
		new Notice("This device has forgotten what it kept. Your notes are as they were. What you do with the plugin from now on is kept anew.");
	}
}

const onDevice =
	"the encrypted text of fields and keys that were replaced in notes (90 days), remembered keys, the counters of HOTP accounts, marks that wait, which accounts were used lately, what was put off in health, when the passphrase was typed, the recovery tried and a backup found good, what it left out, your name for histories, and this device's own settings.";

function remains({ accounts, stored, backups, remembered }: Parts): [where: string, what: string][] {
	const all = accounts.all();
	const clear = all.filter(isClear).length;
	const secrets = clear === 0 ? "All secrets in them are encrypted" : clear === all.length ? "Their secrets are not encrypted" : `Of ${clear} of them not all secrets are encrypted`;
	return [
		["In your notes", `${accountsWords(all.length)}. ${secrets}. They stay plain text that needs no plugin; encrypted secrets open with your passphrase, in the recovery page and with open.py. So do backups and pages made before you decrypt: keep the passphrase as long as those. Days, histories and code blocks stay in the notes as text.`],
		[`In ${stored.settings.folder || "the vault"}`, `What you had made: the recovery page with open.py and format.md, page one of the kit, sheets, lists of lost devices, 2FA.base; backups in ${backups.folder}. From phones also shared pages, and exports (2fa-export-…), which are not encrypted: delete those.`],
		["In data.json, in the plugin's folder", "The settings, and an encrypted text by which the passphrase is recognised. No secret. It goes with the plugin's folder."],
		["On this device alone", `${capital(onDevice)} ${remembered.isThere ? "Keys are remembered here." : "No keys are remembered here."}`],
		["Outside of the vault", "Paper, and what you saved among your downloads: emergency sheets and exports hold keys in the clear. Shared pages are with those who got them."],
		["Beyond our reach", "Former versions of notes in File Recovery, in Sync or git history, in copies of the vault. What ever stood there unencrypted still does."],
	];
}

function capital(words: string): string {
	return words.charAt(0).toUpperCase() + words.slice(1);
}
