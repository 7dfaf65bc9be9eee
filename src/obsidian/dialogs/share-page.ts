import { Platform } from "obsidian";
import { problemWith } from "../../lock/passphrase";
import { isolated } from "../../note/shown";
import { ensureOpen } from "../locking/unlocking";
import type { Account } from "../notes/accounts";
import { giveOut } from "../notes/giving";
import { codesToShare, noteShared, sharedPage } from "../notes/sharing";
import { complain } from "../notes/writing";
import type { Parts } from "../parts";
import { drawIcon, drawTool, titleOf } from "../views/draw";
import { PassphraseDialog } from "./passphrase-dialog";

/** Makes a page that holds one account under a passphrase of its own. A lock closes it. */
export class SharePageDialog extends PassphraseDialog {
	private withCodes = false;
	private stop: (() => void) | null = null;

	constructor(parts: Parts, private readonly path: string) {
		super(parts);
	}

	override onOpen(): void {
		const { session } = this.parts;
		let wasOpen = session.isOpen;
		this.stop = session.onChange(() => {
			if (wasOpen && !session.isOpen) this.close();
			wasOpen = session.isOpen;
		});
		super.onOpen();
	}

	override onClose(): void {
		this.stop?.();
		super.onClose();
	}

	protected draw(): void {
		const account = this.parts.accounts.at(this.path);
		if (account === undefined) return this.close();
		this.setTitle(`Share ${titleOf(account)}`);
		this.drawPage({
			about: "One file with this account alone, encrypted with a passphrase that you choose for it: never your vault's. The other one opens it in a browser and types that passphrase.",
			fields: ["Passphrase for the page", "Again"],
			isNew: true,
			note: ["Tell it by another way than the file.", "By phone or in person, so that whoever finds the file has not both."],
			button: Platform.isDesktop ? "Save the page" : "Save the page in the vault",
			run: ([passphrase = "", again = ""]) => this.make(account, passphrase, again),
		});
		const count = codesToShare(account).length;
		if (count > 0) this.drawCodes(count);
	}

	private drawCodes(count: number): void {
		const line = createEl("label", { cls: "tfn-choice" });
		const box = line.createEl("input", { type: "checkbox" });
		box.addEventListener("change", () => (this.withCodes = box.checked));
		const text = line.createDiv();
		text.createSpan({ text: count === 1 ? "With the backup code that is left" : `With the ${count} backup codes that are left` });
		text.createSpan({ cls: "tfn-why", text: "Each works once, for one of you." });
		this.contentEl.find(".tfn-foot").before(line);
	}

	private async make(account: Account, passphrase: string, again: string): Promise<void> {
		const { parts, cancel: { signal } } = this;
		const problem = problemWith(passphrase, again);
		if (problem !== null) return this.say(problem);
		if (this.withCodes && !(await ensureOpen(parts, { open: codesToShare(account).map(({ stored }) => stored) }))) return;
		const made = await sharedPage(parts, account, passphrase, this.withCodes, signal);
		if (signal.aborted) return;
		if ("problem" in made) return this.say(made.problem);
		const place = await giveOut(parts, this.contentEl.doc, made.name, new TextEncoder().encode(made.html)).catch(() => null);
		if (place === null) return this.say("The page could not be written. Nothing was changed. Check that there is room, then try again.");
		this.drawSaved(place, passphrase);
		await noteShared(parts, account, "as a page");
	}

	private drawSaved(place: string, passphrase: string): void {
		const { contentEl } = this;
		this.forget();
		contentEl.empty();
		const ok = contentEl.createDiv({ cls: "tfn-ok", attr: { role: "status" } });
		drawIcon(ok, "check");
		ok.createSpan({ text: `${isolated(place)} holds this account alone. Give it to the other one, who opens it in a browser.` });
		contentEl.createEl("p", { cls: "tfn-say", text: "Its passphrase, shown only now. Tell it by another way than the file:" });
		const line = contentEl.createDiv({ cls: "tfn-offer" });
		line.createSpan({ cls: "tfn-words", text: passphrase });
		drawTool(line, "copy", "Copy the passphrase", () => {
			void this.parts.clipboard.copy(passphrase, `${this.path}#page`).then((copied) => {
				if (!copied) complain("The clipboard refused the passphrase, so nothing was copied.");
			});
		});
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		foot.createSpan();
		this.drawEnd(foot);
	}
}
