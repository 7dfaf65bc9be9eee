import { Platform } from "obsidian";
import type { Account, Written } from "../../exchange/account";
import { writeAegis } from "../../exchange/aegis";
import { saysAegis, saysLinks } from "../../exchange/read-back";
import { hasLink, writeUriList } from "../../exchange/uri-list";
import { leftWords, opened } from "../../recovery/page-export";
import { ensureOpen } from "../locking/unlocking";
import { giveOut } from "../notes/giving";
import { allKnown } from "../notes/lot";
import type { Parts } from "../parts";
import { drawButton, drawIcon } from "../views/draw";
import { drawChoices, type Choice } from "./choices";
import { confirm } from "./confirm";
import { SecretModal } from "./secret-modal";

type Format = "links" | "aegis";

const choices: Choice<Format>[] = [
	{ name: "links", words: "Links", why: "One otpauth link a line, which nearly every app reads. No backup codes." },
	{ name: "aegis", words: "Aegis", why: "Read by Aegis, Ente, Stratum, 2FAS and others. With backup codes, in the notes of its entries." },
];

/** Writes the accounts into a file for another app, once each of them is known; asks for the passphrase first. */
export async function exportAccounts(parts: Parts): Promise<void> {
	await allKnown(parts.accounts);
	if (parts.accounts.sealedFields().length > 0 && !(await ensureOpen(parts))) return;
	new ExportDialog(parts).open();
}

/** No other app has a place for it. */
const inNotesAlone = "Devices, copies kept in, dates, former codes and the text of notes stay behind in the notes.";

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

/** Gives what is written, once it reads as it should. @throws where it does not */
function write(format: Format, accounts: readonly Account[]): Written {
	const written = format === "links" ? writeUriList(accounts) : writeAegis(accounts, random);
	if (!(format === "links" ? saysLinks(written.bytes, accounts.filter(hasLink)) : saysAegis(written.bytes, accounts))) throw new Error("What was written does not read as it should.");
	return written;
}

/** Chooses the format, says what the file is and what it cannot hold, and gives it out. */
class ExportDialog extends SecretModal {
	private format: Format = "links";
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
		drawChoices(contentEl, "For which app", choices, this.format, (format) => {
			this.format = format;
			this.drawLeft();
		});
		this.left = contentEl.createEl("ul", { cls: "tfn-left" });
		const message = contentEl.createEl("p", { cls: "tfn-wrong", attr: { role: "alert" } });
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		drawButton(foot, "Cancel", () => this.close(), undefined, "tfn-plain");
		this.button = foot.createEl("button", { cls: "mod-cta mod-warning" });
		this.button.addEventListener("click", () => void this.save(message));
		this.drawLeft();
	}

	private accounts(): ReturnType<typeof opened> {
		const { accounts, session } = this.parts;
		return opened(accounts.all().map(({ path, name, entry }) => ({ path, name, entry, problems: [] })), session);
	}

	/** What the file will hold, and what not. */
	private drawLeft(): void {
		const { accounts, left } = this.accounts();
		const { count, left: others } = write(this.format, accounts);
		this.left?.replaceChildren(...[...leftWords([...left, ...others]), inNotesAlone].map((text) => createEl("li", { cls: "tfn-why", text })));
		this.button?.setText(count === 1 ? "Export 1 account" : `Export ${count} accounts`);
		this.button?.toggleAttribute("disabled", count === 0);
	}

	private async save(message: HTMLElement): Promise<void> {
		try {
			const { accounts } = this.accounts();
			const { name, bytes, count } = write(this.format, accounts);
			const place = await this.give(name, bytes);
			if (place !== null) this.drawSaved(place, count);
		} catch {
			message.setText("The file could not be written, or does not read as it should. Nothing was changed in the notes.");
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
