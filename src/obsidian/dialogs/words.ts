import { readEntry } from "../../note/read";
import { setWords, type WordList } from "../../note/words";
import type { Account } from "../notes/accounts";
import type { Parts } from "../parts";
import { sentenceFor } from "../sentences";
import { drawButton } from "../views/draw";
import { GuardedDialog } from "./guarded-dialog";

/** So many words that other accounts have are offered. */
const offered = 8;

/** What a list of words is for, as a dialog says it. */
interface About {
	list: WordList;
	title: string;
	words: string;
	placeholder: string;
}

export const keeping: About = { list: "copies", title: "Copies kept in", words: "Where else the secret key or the backup codes are kept, in your words. No secret belongs here.", placeholder: "Safe, password manager" };
export const enrolled: About = { list: "devices", title: "Devices", words: "Which phones, computers or hardware keys are set up for this account. If one is lost, these words tell which accounts it opens.", placeholder: "Pixel 8, desktop" };

/** A list of words of an account, with commas between; those of other accounts are offered. Before an account has a note, its path is "". */
export class WordsForm {
	private readonly input: HTMLInputElement;
	/** What the field began with, or what was saved last. */
	private kept: string;
	/** Those that the field began with. */
	private readonly before: readonly string[];
	/** What parts them: none of them has it in it. */
	private readonly comma: string;

	constructor(parent: HTMLElement, private readonly parts: Parts, private readonly path: string, private readonly about: About) {
		const { list, title, placeholder } = about;
		const words = (this.before = parts.accounts.at(path)?.entry[list] ?? []);
		this.comma = words.some((each) => each.includes(",")) ? ";" : ",";
		this.input = parent.createEl("input", { type: "text", value: words.join(`${this.comma} `), attr: { id: `tfn-${list}`, "aria-label": title, placeholder, spellcheck: "false" } });
		this.kept = this.input.value;
		const known = knownWords(parts.accounts.all(), list).filter((each) => !words.includes(each));
		if (known.length === 0) return;
		const tools = parent.createDiv({ cls: "tfn-tools" });
		for (const word of known.slice(0, offered)) {
			const button = drawButton(tools, word, () => {
				this.input.value = [...this.words, word].join(`${this.comma} `);
				button.remove();
				this.focus();
			}, "plus");
		}
	}

	focus(): void {
		this.input.focus();
	}

	/** That something was typed which is not saved, in a sentence; "" where nothing was. */
	get unsaved(): string {
		return this.input.value === this.kept ? "" : `What you typed under “${this.about.title}” is not saved. Discard it?`;
	}

	/** Makes a button save, and Enter press it: what failed is said in `message`, else `saved` goes on. */
	submitsTo(button: HTMLButtonElement, message: HTMLElement, saved: () => void, save = () => this.save()): void {
		button.addEventListener("click", () => {
			button.disabled = true;
			void save().then((problem) => {
				button.disabled = false;
				message.setText(problem ?? "");
				if (problem !== null) return;
				this.kept = this.input.value;
				saved();
			});
		});
		this.input.addEventListener("keydown", (event) => {
			if (event.key === "Enter") button.click();
		});
	}

	/** Writes them into the note. Gives a sentence where that failed. */
	private async save(): Promise<string | null> {
		const { words } = this;
		const reason = await this.parts.writing.edit(this.path, (text) => (readEntry(text).entry === null ? { reason: "gone" as const } : setWords(text, this.about.list, words, this.before)));
		return reason === null ? null : sentenceFor(reason);
	}

	get words(): string[] {
		return [...new Set(this.input.value.split(this.comma).map((word) => word.trim()).filter((word) => word !== ""))];
	}
}

/** The words that accounts have in such a list, the most frequent first. */
function knownWords(accounts: readonly Account[], list: WordList): string[] {
	const all = accounts.flatMap(({ entry }) => entry[list]).filter((word) => !/[,;]/.test(word));
	const count = (word: string): number => all.filter((each) => each === word).length;
	return [...new Set(all)].sort((one, other) => count(other) - count(one) || one.localeCompare(other));
}

/** Changes a list of words of an account. */
export class WordsDialog extends GuardedDialog {
	private form: WordsForm | null = null;

	constructor(parts: Parts, private readonly path: string, private readonly about: About) {
		super(parts);
	}

	protected override get unsaved(): string {
		return this.form?.unsaved ?? "";
	}

	override onOpen(): void {
		const { contentEl } = this;
		this.setTitle(this.about.title);
		contentEl.addClass("tfn-dialog");
		contentEl.createEl("p", { cls: "tfn-say", text: this.about.words });
		const form = (this.form = new WordsForm(contentEl, this.parts, this.path, this.about));
		const message = contentEl.createEl("p", { cls: "tfn-wrong", attr: { role: "alert" } });
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		drawButton(foot, "Cancel", () => this.close(), undefined, "tfn-plain");
		form.submitsTo(foot.createEl("button", { cls: "mod-cta", text: "Save" }), message, () => this.close());
		form.focus();
	}

	override onClose(): void {
		this.contentEl.empty();
	}
}
