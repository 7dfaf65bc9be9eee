import type { Keyless } from "../../code/keyless";
import { needsPin } from "../../code/seed";
import type { UriAccount } from "../../code/uri";
import { openNote } from "../actions";
import { createAccount } from "../notes/creating";
import { accountWithKey } from "../notes/same-key";
import { drawButton } from "../views/draw";
import { askHow } from "./ask-how";
import { CodeChoice } from "./code-choice";
import { FoundList } from "./found-list";
import { GivenAccount } from "./given-account";
import { GuardedDialog } from "./guarded-dialog";
import { KeyPlace } from "./key-place";
import { namesNeeded } from "./keyless";
import { NameFields } from "./name-fields";
import { NoKey } from "./no-key";
import { NotePlace } from "./note-place";
import { PhoneDialog } from "./phone";
import { SameKey } from "./same-key";
import type { Given } from "./secret-field";

/** What is drawn while the dialog is open. */
interface Drawn {
	key: KeyPlace;
	noKey: NoKey;
	list: FoundList;
	names: NameFields;
	choice: CodeChoice;
	place: NotePlace;
	same: SameKey;
	message: HTMLElement;
}

/** The first step of a new account: what the service shows is given, named and saved encrypted; nothing is written before. */
export class NewAccountDialog extends GuardedDialog {
	private readonly given = new GivenAccount();
	private isSaving = false;
	private drawn: Drawn | null = null;
	private stop: (() => void) | null = null;

	protected override get unsaved(): string {
		const { key, list } = this.drawn ?? {};
		const waiting = list?.waiting ?? 0;
		if (waiting > 0) return waiting === 1 ? "1 of the QR codes found is not saved. Discard it?" : `${waiting} of the QR codes found are not saved. Discard them?`;
		return key?.field.isEmpty === false ? "The secret key here is not saved. Discard it?" : "";
	}

	override onOpen(): void {
		const { session } = this.parts;
		this.stop = session.onChange(() => {
			if (session.isOpen) return;
			this.drawn?.key.field.hide();
			this.drawn?.choice.hide();
		});
		this.setTitle("New account");
		this.contentEl.addClass("tfn-dialog");
		const drawn = (this.drawn = this.draw());
		drawn.choice.draw(this.given.account);
		drawn.key.field.focus();
	}

	override onClose(): void {
		this.stop?.();
		this.startAnew();
		this.drawn?.key.stop();
		this.drawn?.list.clear();
		this.drawn = null;
		this.contentEl.empty();
	}

	private draw(): Drawn {
		const { contentEl, parts } = this;
		contentEl.createEl("p", { cls: "tfn-say", text: "Paste or drop what the service shows you. It is encrypted before it is saved." });
		const key = new KeyPlace(this, contentEl, parts.picker, {
			typeOf: () => this.given.account.type,
			given: (read, isNew) => this.take(read, isNew),
			found: (texts, problem) => this.takeTexts(texts, problem),
		});
		const link = (text: string): void => this.takeTexts([text], "");
		// A key that was given as well has still to be saved.
		const saved = (path: string): void => (this.given.account.secret === "" ? this.saved(path) : undefined);
		const noKey = new NoKey(contentEl, parts, () => names.names, { saved, opened: () => this.close(), link });
		const list = new FoundList(contentEl, (text) => this.pick(text));
		// A form, as browsers want one around a PIN. With no button to submit it, Enter does not.
		const fields = contentEl.createEl("form", { cls: "tfn-fields" });
		const names = new NameFields(fields, link);
		const choice = new CodeChoice(fields, (change) => this.change(change));
		const place = new NotePlace(fields, parts, names);
		names.drawDoubt(contentEl);
		const message = contentEl.createEl("p", { cls: "tfn-wrong", attr: { role: "alert" } });
		noKey.drawOffer(contentEl);
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		drawButton(foot, "Cancel", () => this.close(), undefined, "tfn-plain");
		foot.createSpan({ cls: "tfn-step", text: "1 of 5" });
		const save = foot.createEl("button", { cls: "mod-cta", text: "Save encrypted" });
		save.addEventListener("click", () => void this.save());
		const same = new SameKey(contentEl, foot, (account) => void openNote(parts, account).then(() => this.saved(account.path)), () => void this.save());
		return { key, noKey, list, names, choice, place, same, message };
	}

	/** Texts that came by a picture or were dropped: one at a time, and several wait in the list. */
	private takeTexts(texts: readonly string[], problem: string): void {
		const { drawn } = this;
		if (drawn === null) return;
		const [text] = texts;
		if (texts.length > 1 || drawn.list.waiting > 0) drawn.list.add(texts);
		else if (text !== undefined) drawn.key.field.give(text);
		if (problem !== "") this.say(problem);
	}

	private pick(text: string): void {
		this.startAnew();
		this.drawn?.key.field.give(text);
	}

	private startAnew(): void {
		this.given.clear();
		const { drawn } = this;
		if (drawn === null) return;
		drawn.key.field.clear();
		drawn.choice.setPin("");
		drawn.place.reset();
		drawn.names.clear();
		drawn.same.hide();
		drawn.choice.draw(this.given.account);
		this.say("");
	}

	private take(read: Given, isNew: boolean): void {
		const link = this.given.take(read, isNew);
		this.say("problem" in read ? `${read.problem} Nothing was saved.` : read.warnings.join(" "), "problem" in read ? read.keyless : undefined);
		if (isNew) this.fill(link);
		this.drawn?.choice.draw(this.given.account);
		this.drawn?.same.hide();
		this.findSame();
	}

	private findSame(): boolean {
		const account = this.given.account.secret === "" ? undefined : accountWithKey(this.parts, this.given.account);
		return account !== undefined && this.drawn?.same.show(account) === true;
	}

	/** Puts what a link tells into the fields; what it does not tell stays as it was typed. */
	private fill(link: UriAccount): void {
		this.drawn?.names.fill(link);
		if (link.pin !== undefined) this.drawn?.choice.setPin(link.pin);
	}

	private change(change: Partial<UriAccount>): void {
		this.given.choose(change);
		this.drawn?.key.field.read();
		this.drawn?.choice.draw(this.given.account);
	}

	private say(words: string, keyless?: Keyless): void {
		this.drawn?.message.setText(words);
		this.drawn?.noKey.offer(keyless);
	}

	/** What was given stands in a note: goes on with the next account of the list. */
	private saved(path: string): void {
		if (this.drawn?.list.saved(path) !== false) return;
		this.startAnew();
		this.close();
	}

	/** Saves with the passphrase that is open, asked for, or chosen now; in the clear only where that was chosen by name. */
	private async save(): Promise<void> {
		if (this.isSaving || this.drawn === null) return;
		this.isSaving = true;
		await this.saveOnce(this.drawn);
		this.isSaving = false;
	}

	private async saveOnce({ key: { field }, choice, place, names }: Drawn): Promise<void> {
		names.takeLinks();
		field.take();
		if (this.given.account.secret === "") {
			if (field.isEmpty) this.say("Paste the link or the secret key, or choose a picture, first.");
			return;
		}
		const { issuer, username } = names.names;
		if (issuer === "" && username === "") return this.say(namesNeeded);
		// A picture may be read while it is asked how: what was named is saved.
		const { account: given } = this.given;
		const pin = choice.pin.trim();
		if (needsPin(given.type) && pin === "") {
			choice.focusPin();
			return this.say(`An account of the type ${given.type} needs its PIN as well: no code can be made without it.`);
		}
		const how = await askHow(this.parts);
		// Only now what is encrypted can be compared.
		if (how === null || this.findSame()) return;
		const made = await createAccount(this.parts, { ...given, issuer, username, pin }, how, place.chosen);
		if ("problem" in made) return this.say(made.problem);
		this.saved(made.path);
		new PhoneDialog(this.parts, made.path, how).open();
	}
}
