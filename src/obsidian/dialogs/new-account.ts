import { rewriteKey } from "../../code/key";
import { needsPin } from "../../code/seed";
import type { UriAccount } from "../../code/uri";
import { createAccount } from "../notes/creating";
import { drawButton, lookAlikeWords } from "../views/draw";
import { hasPassphrase, whyAsk } from "../locking/unlocking";
import { CodeChoice } from "./code-choice";
import { Dialog } from "./dialog";
import { FirstPassphraseDialog } from "./first-passphrase";
import { PhoneDialog } from "./phone";
import { SecretField, type Given } from "./secret-field";
import { UnlockDialog } from "./unlock";

const plain: UriAccount = { type: "TOTP", issuer: "", username: "", secret: "", algorithm: "SHA1", digits: 6, period: 30, counter: 0 };

/** The first step of a new account: what the service shows is pasted, named and saved encrypted; nothing is written before. */
export class NewAccountDialog extends Dialog {
	private given: UriAccount = { ...plain };
	/** What was chosen under "Change". */
	private chosen: Partial<UriAccount> = {};
	private isSaving = false;
	private field: SecretField | null = null;
	private message: HTMLElement | null = null;
	/** What is said of the names. */
	private doubt: HTMLElement | null = null;
	private choice: CodeChoice | null = null;
	private issuer: HTMLInputElement | null = null;
	private username: HTMLInputElement | null = null;
	private stop: (() => void) | null = null;

	override onOpen(): void {
		const { contentEl } = this;
		const { session } = this.parts;
		this.stop = session.onChange(() => {
			if (session.isOpen) return;
			this.field?.hide();
			this.choice?.hide();
		});
		this.setTitle("New account");
		contentEl.addClass("tfn-dialog");
		contentEl.createEl("p", { cls: "tfn-say", text: "Paste what the service shows you. It is encrypted before it is saved." });
		this.field = new SecretField(contentEl, () => this.given.type, (read, isNew) => this.take(read, isNew));
		// A form, as browsers want one around a PIN. With no button to submit it, Enter does not.
		const fields = contentEl.createEl("form", { cls: "tfn-fields" });
		this.issuer = drawField(fields, "Service");
		this.username = drawField(fields, "User name");
		this.choice = new CodeChoice(fields, (change) => this.change(change));
		this.doubt = contentEl.createEl("p", { cls: "tfn-wrong", attr: { role: "status" } });
		for (const input of [this.issuer, this.username]) input.addEventListener("input", () => this.tellLookAlikes());
		this.message = contentEl.createEl("p", { cls: "tfn-wrong", attr: { role: "alert" } });
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		drawButton(foot, "Cancel", () => this.close(), undefined, "tfn-plain");
		foot.createSpan({ cls: "tfn-step", text: "1 of 4" });
		foot.createEl("button", { cls: "mod-cta", text: "Save encrypted" }).addEventListener("click", () => void this.save());
		this.choice.draw(this.given);
		this.field.focus();
	}

	override onClose(): void {
		this.stop?.();
		this.given = { ...plain };
		this.field?.clear();
		this.choice?.setPin("");
		this.contentEl.empty();
	}

	/** Each new key begins anew: nothing of a former link goes with it. What was chosen for this one stays before what it says. */
	private take(read: Given, isNew: boolean): void {
		if (isNew && "link" in read) this.chosen = {};
		const { link, secret } = "link" in read ? { link: read.link, secret: read.link.secret } : { link: plain, secret: "key" in read ? read.key : "" };
		this.given = { ...link, secret, ...this.chosen };
		if ("link" in read) this.given.secret = rewriteKey(secret, link.type, this.given.type);
		this.say("problem" in read ? read.problem : read.warnings.join(" "));
		if (isNew) this.fill(link);
		this.choice?.draw(this.given);
	}

	/** Puts what a link tells into the fields; what it does not tell stays as it was typed. */
	private fill({ issuer, username, pin }: UriAccount): void {
		if (this.issuer !== null && issuer !== "") this.issuer.value = issuer;
		if (this.username !== null && username !== "") this.username.value = username;
		if (pin !== undefined) this.choice?.setPin(pin);
		this.tellLookAlikes();
	}

	private tellLookAlikes(): void {
		this.doubt?.setText(lookAlikeWords(this.issuer?.value ?? "", this.username?.value ?? ""));
	}

	private change(change: Partial<UriAccount>): void {
		this.chosen = { ...this.chosen, ...change };
		this.given = { ...this.given, ...change };
		this.field?.read();
		this.choice?.draw(this.given);
	}

	private say(words: string): void {
		this.message?.setText(words);
	}

	/** Saves with the passphrase that is open, asked for, or chosen now; in the clear only where that was chosen by name. */
	private async save(): Promise<void> {
		if (this.isSaving) return;
		this.isSaving = true;
		await this.saveOnce();
		this.isSaving = false;
	}

	private async saveOnce(): Promise<void> {
		this.field?.take();
		if (this.given.secret === "") {
			if (this.field?.isEmpty === true) this.say("Paste the link or the secret key first.");
			return;
		}
		const issuer = this.issuer?.value.trim() ?? "";
		const username = this.username?.value.trim() ?? "";
		if (issuer === "" && username === "") return this.say("Give the service or the user name, so that the account can be found again.");
		const { type } = this.given;
		const pin = this.choice?.pin.trim() ?? "";
		if (needsPin(type) && pin === "") {
			this.choice?.focusPin();
			return this.say(`An account of the type ${type} needs its PIN as well: no code can be made without it.`);
		}
		const how = await this.askHow();
		if (how === null) return;
		const made = await createAccount(this.parts, { ...this.given, issuer, username, pin }, how);
		if ("problem" in made) return this.say(made.problem);
		this.close();
		new PhoneDialog(this.parts, made.path, how).open();
	}

	private async askHow(): Promise<"encrypted" | "unencrypted" | null> {
		const { parts } = this;
		const purpose = { seal: ["seed"] as const };
		if (whyAsk(parts, purpose) === null) return "encrypted";
		return new Promise((resolve) => {
			if (hasPassphrase(parts)) new UnlockDialog(parts, purpose, (opened) => resolve(opened ? "encrypted" : null)).open();
			else new FirstPassphraseDialog(parts, (choice) => resolve(choice === "set" ? "encrypted" : choice === "unencrypted" ? "unencrypted" : null), true).open();
		});
	}
}

function drawField(parent: HTMLElement, label: string): HTMLInputElement {
	// A label of its own: Obsidian would show an aria-label as a tooltip over the next field.
	const id = `tfn-${label.toLowerCase().replace(" ", "-")}`;
	parent.createEl("label", { text: label, attr: { for: id } });
	return parent.createEl("input", { type: "text", attr: { id, spellcheck: "false", autocomplete: "off" } });
}
