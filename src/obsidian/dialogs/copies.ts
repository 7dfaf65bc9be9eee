import { readEntry } from "../../note/read";
import { setCopies } from "../../note/words";
import type { Account } from "../notes/accounts";
import type { Parts } from "../parts";
import { sentenceFor } from "../sentences";
import { drawButton } from "../views/draw";
import { Dialog } from "./dialog";

/** So many places that other accounts name are offered. */
const offered = 8;

/** Where other copies of an account are kept, as words with commas between; those of other accounts are offered. */
export class CopiesForm {
	private readonly input: HTMLInputElement;
	/** Those that the field began with. */
	private readonly before: readonly string[];
	/** What parts them: none of them has it in it. */
	private readonly comma: string;

	constructor(parent: HTMLElement, private readonly parts: Parts, private readonly path: string) {
		const copies = (this.before = parts.accounts.at(path)?.entry.copies ?? []);
		this.comma = copies.some((each) => each.includes(",")) ? ";" : ",";
		this.input = parent.createEl("input", { type: "text", value: copies.join(`${this.comma} `), attr: { "aria-label": "Copies kept in", placeholder: "Safe, password manager", spellcheck: "false" } });
		const known = knownPlaces(parts.accounts.all()).filter((each) => !copies.includes(each));
		if (known.length === 0) return;
		const line = parent.createDiv({ cls: "tfn-tools" });
		for (const place of known.slice(0, offered)) {
			const button = drawButton(line, place, () => {
				this.input.value = [...this.places, place].join(`${this.comma} `);
				button.remove();
				this.focus();
			}, "plus");
		}
	}

	focus(): void {
		this.input.focus();
	}

	/** Presses `button` when Enter is. */
	submitsTo(button: HTMLButtonElement): void {
		this.input.addEventListener("keydown", (event) => {
			if (event.key === "Enter") button.click();
		});
	}

	/** Writes them into the note. Gives a sentence where that failed. */
	async save(): Promise<string | null> {
		const { places } = this;
		const reason = await this.parts.writing.edit(this.path, (text) => (readEntry(text).entry === null ? { reason: "gone" as const } : setCopies(text, places, this.before)));
		return reason === null ? null : sentenceFor(reason);
	}

	private get places(): string[] {
		return [...new Set(this.input.value.split(this.comma).map((place) => place.trim()).filter((place) => place !== ""))];
	}
}

/** The places that accounts name, the most frequent first. */
function knownPlaces(accounts: readonly Account[]): string[] {
	const all = accounts.flatMap(({ entry }) => entry.copies).filter((place) => !/[,;]/.test(place));
	const count = (place: string): number => all.filter((each) => each === place).length;
	return [...new Set(all)].sort((one, other) => count(other) - count(one) || one.localeCompare(other));
}

/** What stands above the field. */
export const keeping = { title: "Copies kept in", words: "Where else the secret key or the backup codes are kept, in your words. No secret belongs here." };

/** Says where other copies of an account are kept, at any time later. */
export class CopiesDialog extends Dialog {
	constructor(parts: Parts, private readonly path: string) {
		super(parts);
	}

	override onOpen(): void {
		const { contentEl } = this;
		this.setTitle(keeping.title);
		contentEl.addClass("tfn-dialog");
		contentEl.createEl("p", { cls: "tfn-say", text: keeping.words });
		const form = new CopiesForm(contentEl, this.parts, this.path);
		const message = contentEl.createEl("p", { cls: "tfn-wrong", attr: { role: "alert" } });
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		drawButton(foot, "Cancel", () => this.close(), undefined, "tfn-plain");
		const save = foot.createEl("button", { cls: "mod-cta", text: "Save" });
		save.addEventListener("click", () => void form.save().then((problem) => {
			message.setText(problem ?? "");
			if (problem === null) this.close();
		}));
		form.submitsTo(save);
		form.focus();
	}

	override onClose(): void {
		this.contentEl.empty();
	}
}
