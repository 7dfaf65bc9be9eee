import type { UriAccount } from "../../code/uri";
import { algorithms, type Algorithm } from "../../entry";
import { createAccount } from "../notes/creating";
import { drawButton } from "../views/draw";
import { hasPassphrase } from "../locking/unlocking";
import { Dialog } from "./dialog";
import { FirstPassphraseDialog } from "./first-passphrase";
import { PhoneDialog } from "./phone";
import { SecretField, type Given } from "./secret-field";
import { UnlockDialog } from "./unlock";

const plain: UriAccount = { type: "TOTP", issuer: "", username: "", secret: "", algorithm: "SHA1", digits: 6, period: 30, counter: 0 };

/** The first step of a new account: what the service shows is pasted, named and saved encrypted; nothing is written before. */
export class NewAccountDialog extends Dialog {
	private given: UriAccount = { ...plain };
	/** What was chosen under "Change": it goes with a bare key, while a link says it itself. */
	private chosen: Partial<UriAccount> = {};
	private isSaving = false;
	private field: SecretField | null = null;
	private message: HTMLElement | null = null;
	private facts: HTMLElement | null = null;
	private issuer: HTMLInputElement | null = null;
	private username: HTMLInputElement | null = null;
	private stop: (() => void) | null = null;

	override onOpen(): void {
		const { contentEl } = this;
		const { session } = this.parts;
		this.stop = session.onChange(() => {
			if (!session.isOpen) this.field?.hide();
		});
		this.setTitle("New account");
		contentEl.addClass("tfn-dialog");
		contentEl.createEl("p", { cls: "tfn-say", text: "Paste what the service shows you. It is encrypted before it is saved." });
		this.field = new SecretField(contentEl, (read) => this.take(read));
		const fields = contentEl.createDiv({ cls: "tfn-fields" });
		this.issuer = drawField(fields, "Service");
		this.username = drawField(fields, "User name");
		fields.createEl("label", { text: "Code" });
		this.facts = fields.createDiv({ cls: "tfn-facts-line" });
		this.message = contentEl.createEl("p", { cls: "tfn-wrong", attr: { role: "alert" } });
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		drawButton(foot, "Cancel", () => this.close(), undefined, "tfn-plain");
		foot.createSpan({ cls: "tfn-step", text: "1 of 4" });
		foot.createEl("button", { cls: "mod-cta", text: "Save encrypted" }).addEventListener("click", () => void this.save());
		this.drawFacts();
		this.field.focus();
	}

	override onClose(): void {
		this.stop?.();
		this.given = { ...plain };
		this.field?.clear();
		this.contentEl.empty();
	}

	/** Each new key begins anew: nothing of a former link goes with it. */
	private take(read: Given): void {
		if ("problem" in read) {
			this.given = { ...plain };
			return this.say(read.problem);
		}
		if (read.isLink) this.chosen = {};
		this.given = { ...plain, ...this.chosen, ...read.given };
		this.say(read.warnings.join(" "));
		if (this.issuer !== null && this.given.issuer !== "") this.issuer.value = this.given.issuer;
		if (this.username !== null && this.given.username !== "") this.username.value = this.given.username;
		this.drawFacts();
	}

	private drawFacts(): void {
		const { facts, given } = this;
		if (facts === null) return;
		facts.empty();
		facts.createSpan({ text: factsOf(given) });
		if (given.type !== "Steam") drawButton(facts, "Change", () => this.drawChange(), undefined, "tfn-plain");
	}

	private drawChange(): void {
		const { facts, given } = this;
		if (facts === null) return;
		facts.empty();
		facts.addClass("is-open");
		const choose = <T extends string>(label: string, options: readonly T[], value: T, set: (value: T) => void): void => {
			const select = facts.createEl("select", { cls: "dropdown", attr: { "aria-label": label } });
			for (const option of options) select.createEl("option", { text: option, value: option }).selected = option === value;
			select.addEventListener("change", () => set(options[select.selectedIndex] ?? value));
		};
		choose("Kind", ["TOTP", "HOTP", "Steam"] as const, given.type, (type) => this.change({ type, digits: type === "Steam" ? 5 : given.digits }));
		choose("Digits", ["6", "7", "8", "5", "4", "9", "10"], String(given.digits), (digits) => this.change({ digits: Number(digits) }));
		choose("Seconds", ["30", "60", "20", "15", "90", "120", "10"], String(given.period), (period) => this.change({ period: Number(period) }));
		choose<Algorithm>("Algorithm", algorithms, given.algorithm, (algorithm) => this.change({ algorithm }));
	}

	private change(change: Partial<UriAccount>): void {
		this.chosen = { ...this.chosen, ...change };
		this.given = { ...this.given, ...change };
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
		const how = await this.askHow();
		if (how === null) return;
		const made = await createAccount(this.parts, { ...this.given, issuer, username }, how);
		if ("problem" in made) return this.say(made.problem);
		this.close();
		new PhoneDialog(this.parts, made.path, how).open();
	}

	private async askHow(): Promise<"encrypted" | "unencrypted" | null> {
		const { parts } = this;
		if (parts.session.isOpen) return "encrypted";
		return new Promise((resolve) => {
			if (hasPassphrase(parts)) new UnlockDialog(parts, (opened) => resolve(opened ? "encrypted" : null)).open();
			else new FirstPassphraseDialog(parts, (choice) => resolve(choice === "set" ? "encrypted" : choice === "unencrypted" ? "unencrypted" : null), true).open();
		});
	}
}

function factsOf({ type, digits, period, algorithm, counter }: UriAccount): string {
	if (type === "Steam") return "Steam, 5 letters, new every 30 seconds";
	const by = algorithm === "SHA1" ? "" : `, ${algorithm}`;
	return type === "HOTP" ? `${digits} digits, by counter, next is ${counter}${by}` : `${digits} digits, new every ${period} seconds${by}`;
}

function drawField(parent: HTMLElement, label: string): HTMLInputElement {
	// A label of its own: Obsidian would show an aria-label as a tooltip over the next field.
	const id = `tfn-${label.toLowerCase().replace(" ", "-")}`;
	parent.createEl("label", { text: label, attr: { for: id } });
	return parent.createEl("input", { type: "text", attr: { id, spellcheck: "false", autocomplete: "off" } });
}
