import { Platform } from "obsidian";
import { writeAs } from "../../exchange/formats";
import { leftWords, opened } from "../../recovery/page-export";
import { ensureOpen } from "../locking/unlocking";
import { giveOut } from "../notes/giving";
import { allKnown } from "../notes/lot";
import type { Parts } from "../parts";
import { drawButton, drawIcon } from "../views/draw";
import { drawChoices, type Choice } from "./choices";
import { confirm } from "./confirm";
import { SecretModal } from "./secret-modal";

type Format = "otpauth" | "aegis";

const choices: Choice<Format>[] = [
	{ name: "otpauth", words: "Links", why: "One otpauth link a line, which nearly every app reads. No backup codes." },
	{ name: "aegis", words: "Aegis", why: "Read by Aegis, Ente, Stratum, 2FAS and others. With backup codes, in the notes of its entries." },
];

/** Writes the accounts into a file for another app, once each of them is known; asks for the passphrase first. */
export async function exportAccounts(parts: Parts): Promise<void> {
	await allKnown(parts.accounts);
	if (parts.accounts.sealedFields().length > 0 && !(await ensureOpen(parts))) return;
	new ExportDialog(parts).open();
}

const failed = "The file could not be written, or does not read as it should. Nothing was changed in the notes.";

/** No other app has a place for it. */
const inNotesAlone = "Devices, copies kept in, dates, former codes and the text of notes stay behind in the notes.";

/** Chooses the format, says what the file is and what it cannot hold, and gives it out. */
class ExportDialog extends SecretModal {
	private format: Format = "otpauth";
	private left: HTMLElement | null = null;
	private button: HTMLButtonElement | null = null;

	protected draw(): void {
		const { contentEl } = this;
		this.setTitle("Export accounts");
		contentEl.addClass("tfn-dialog");
		const note = contentEl.createDiv({ cls: "tfn-note" });
		drawIcon(note, "triangle-alert");
		const said = note.createSpan();
		said.createEl("b", { text: "The file is not encrypted." });
		said.appendText(" Whoever gets it can make all your codes, for ever.");
		const message = createEl("p", { cls: "tfn-wrong", attr: { role: "alert" } });
		drawChoices(contentEl, "For which app", choices, this.format, (format) => {
			this.format = format;
			void this.drawLeft(message);
		});
		this.left = contentEl.createEl("ul", { cls: "tfn-left" });
		contentEl.append(message);
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		drawButton(foot, "Cancel", () => this.close(), undefined, "tfn-plain");
		this.button = foot.createEl("button", { cls: "mod-cta mod-warning" });
		this.button.addEventListener("click", () => void this.save(message));
		void this.drawLeft(message);
	}

	private accounts(): ReturnType<typeof opened> {
		const { accounts, session } = this.parts;
		return opened(accounts.all().map(({ path, name, entry }) => ({ path, name, entry, problems: [] })), session);
	}

	/** What the file will hold, and what not. */
	private async drawLeft(message: HTMLElement): Promise<void> {
		const { format } = this;
		const { accounts, left } = this.accounts();
		const { count, left: others } = await writeAs(format, accounts).catch(() => ({ count: 0, left: [] }));
		if (format !== this.format) return;
		message.setText(count === 0 && accounts.length > 0 ? failed : "");
		this.left?.replaceChildren(...[...leftWords([...left, ...others]), inNotesAlone].map((text) => createEl("li", { cls: "tfn-why", text })));
		this.button?.setText(count === 1 ? "Export 1 account" : `Export ${count} accounts`);
		this.button?.toggleAttribute("disabled", count === 0);
	}

	private async save(message: HTMLElement): Promise<void> {
		try {
			const { accounts } = this.accounts();
			const { name, bytes, count } = await writeAs(this.format, accounts);
			const place = await this.give(name, bytes);
			if (place !== null) this.drawSaved(place, count);
		} catch {
			message.setText(failed);
		}
	}

	/** Null when given up. */
	private async give(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
		const agreed = Platform.isDesktop || (await confirm(this.parts, {
			title: "Save it in the vault?",
			words: "A phone has no other place for it. All keys will stand in the vault, not encrypted: sync carries the file to every device, and backups of the vault keep it. Move it out at once, and delete it.",
			button: "Save unencrypted",
		}));
		return agreed ? giveOut(this.parts, this.contentEl.doc, `2fa-export-${name}`, bytes) : null;
	}

	private drawSaved(place: string, count: number): void {
		const { contentEl, left } = this;
		contentEl.empty();
		contentEl.createEl("p", { text: `${count === 1 ? "1 account is" : `${count} accounts are`} in ${place}, and what was written was read back.`, attr: { role: "status" } });
		if (left !== null) {
			contentEl.createEl("p", { cls: "tfn-say", text: "Not in it:" });
			contentEl.append(left);
		}
		contentEl.createEl("p", { cls: "tfn-say", text: "Compare a code in the other app. Then delete the file, and empty the bin." });
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		foot.createSpan();
		this.drawEnd(foot);
	}
}
