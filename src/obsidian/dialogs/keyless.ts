import type { Keyless } from "../../code/keyless";
import { openNote } from "../actions";
import { createKeyless } from "../notes/creating";
import { accountCalled } from "../notes/same-name";
import type { Parts } from "../parts";
import { drawButton } from "../views/draw";
import { Dialog } from "./dialog";
import { NameFields } from "./name-fields";
import { NotePlace } from "./note-place";
import { SameKey } from "./same-key";
import { SecondWayDialog } from "./second-way";
import { enrolled, WordsForm } from "./words";

/** The kinds of accounts without a secret key, in words. */
export const kinds: Record<Keyless["type"], { name: string; words: string; placeholder: string }> = {
	Push: { name: "Push account", words: "Signing in is approved on a device, which keeps the secret key to itself. The note says which device, and how else you get in.", placeholder: enrolled.placeholder },
	Key: { name: "Hardware key", words: "Signing in takes a key in your hand, which nobody can copy. The note says which one, and how else you get in.", placeholder: "Blue key, spare key" },
};

/** What follows: the note was saved, another one was opened instead, or a link with a secret key was found in a field. */
export interface Then {
	saved: (path: string) => void;
	opened: () => void;
	link: (text: string) => void;
}

/** The first step of an account without a secret key: how it is called, what it is set up on, where its note goes. */
export class KeylessDialog extends Dialog {
	constructor(parts: Parts, private readonly given: Keyless, private readonly then: Then) {
		super(parts);
	}

	override onOpen(): void {
		const { contentEl, parts, given, then } = this;
		const { name, words, placeholder } = kinds[given.type];
		this.setTitle(name);
		contentEl.addClass("tfn-dialog");
		contentEl.createEl("p", { cls: "tfn-say", text: words });
		const fields = contentEl.createDiv({ cls: "tfn-fields" });
		const names = new NameFields(fields, (text) => {
			this.close();
			then.link(text);
		}, "tfn-keyless");
		fields.createEl("label", { text: enrolled.title, attr: { for: "tfn-devices" } });
		const devices = new WordsForm(fields.createDiv(), parts, "", { ...enrolled, placeholder });
		const place = new NotePlace(fields, parts, names);
		names.drawDoubt(contentEl);
		const message = contentEl.createEl("p", { cls: "tfn-wrong", attr: { role: "alert" } });
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		drawButton(foot, "Cancel", () => this.close(), undefined, "tfn-plain");
		foot.createSpan({ cls: "tfn-step", text: "1 of 4" });
		const button = foot.createEl("button", { cls: "mod-cta", text: "Save" });
		const same = new SameKey(contentEl, foot, (account) => void openNote(parts, account).then(() => {
			this.close();
			then.opened();
		}), () => button.click());
		names.fill(given);
		names.follow(() => same.hide());
		let path = "";
		devices.submitsTo(button, message, () => {
			this.close();
			then.saved(path);
			new SecondWayDialog(parts, path).open();
		}, async () => {
			names.takeLinks();
			const account = { ...given, ...names.names, devices: devices.words };
			if (account.issuer === "" && account.username === "") return namesNeeded;
			const other = accountCalled(parts, account);
			if (other !== undefined && same.show(other, "account")) return "";
			const made = await createKeyless(parts, account, place.chosen);
			if ("problem" in made) return made.problem;
			({ path } = made);
			return null;
		});
		names.focus();
	}

	override onClose(): void {
		this.contentEl.empty();
	}
}

/** Said where an account has no name. */
export const namesNeeded = "Give the service or the user name, so that the account can be found again.";
