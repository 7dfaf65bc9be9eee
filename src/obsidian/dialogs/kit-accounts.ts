import type { Plugin } from "obsidian";
import { initial } from "../../recovery/sheet-account";
import type { Account } from "../notes/accounts";
import { calledIn } from "../notes/naming";
import { complain } from "../notes/writing";
import type { Parts } from "../parts";
import { titleOf } from "../views/draw";
import { drawPick } from "./pick";

/** The names in code that were given to accounts stay theirs when their notes are renamed, until `plugin` unloads. */
export function followNames(plugin: Plugin, { app, stored }: Pick<Parts, "app" | "stored">): void {
	plugin.registerEvent(app.vault.on("rename", ({ path }, from) => {
		if (stored.settings.paperNames === undefined) return;
		void stored.save(({ paperNames }) => {
			const { [from]: word, ...words } = paperNames?.words ?? {};
			return paperNames === undefined || word === undefined ? null : { paperNames: { ...paperNames, words: { ...words, [path]: word } } };
		}).catch(() => undefined);
	}));
}

/** Which accounts are printed, and under which names: all, in the order of their names, until others are chosen. */
export class KitAccounts {
	private readonly all: Account[];
	private readonly chosen: Set<string>;
	/** The person's own words, by path; those of notes that are gone stay taken, as they stand on older paper. */
	private readonly words: Map<string, string>;
	isCoded: boolean;

	constructor(private readonly parts: Parts, chosen?: readonly Account[]) {
		const { accounts, stored: { settings: { paperNames } } } = parts;
		this.all = accounts.all().sort((one, other) => titleOf(one).localeCompare(titleOf(other)));
		this.chosen = new Set((chosen ?? this.all).map(({ path }) => path));
		this.isCoded = paperNames?.isOn ?? false;
		this.words = new Map(Object.entries(paperNames?.words ?? {}));
		for (const account of this.all) {
			if (!this.words.has(account.path)) this.words.set(account.path, initial(titleOf(account), (word) => this.whoseIs(word) !== undefined));
		}
	}

	get wanted(): { accounts: Account[]; words: ReadonlyMap<string, string> | null } {
		// As they stand in their notes by now.
		const accounts = this.all.filter(({ path }) => this.chosen.has(path)).flatMap(({ path }) => this.parts.accounts.at(path) ?? []);
		return { accounts, words: this.isCoded ? this.words : null };
	}

	get summary(): string {
		const { all, chosen: { size } } = this;
		if (all.length === 0) return "There is no account yet.";
		const names = this.isCoded ? ", by names of your own" : "";
		if (size < all.length) return `${size} of ${all.length} accounts${names}`;
		return `${size === 1 ? "The one account there is" : `All ${size} accounts`}${names}`;
	}

	/** Keeps the names in code, and whether they are used: a sheet that is printed later is to call accounts the same. */
	keep(): void {
		const { parts: { stored }, isCoded: isOn, words } = this;
		if (!isOn && stored.settings.paperNames === undefined) return;
		void stored.save(({ paperNames }) => ({ paperNames: { isOn, words: { ...paperNames?.words, ...Object.fromEntries(words) } } })).catch(() => complain("The names could not be kept: the settings could not be saved. Check that there is room on the disk."));
	}

	/** A line for each account with a box, and a field for its name in code where that is wanted. */
	draw(table: HTMLElement, changed: () => void): void {
		for (const account of this.all) {
			const { row, box } = drawPick(table, "checkbox", account, titleOf(account));
			box.checked = this.chosen.has(account.path);
			box.addEventListener("change", () => {
				if (box.checked) this.chosen.add(account.path);
				else this.chosen.delete(account.path);
				changed();
			});
			if (this.isCoded) this.drawWord(row, account, changed);
		}
	}

	private drawWord(row: HTMLElement, { path }: Account, changed: () => void): void {
		const { accounts } = this.parts;
		const input = row.createEl("input", { type: "text", cls: "tfn-word", value: this.words.get(path) ?? "", attr: { "aria-label": `Name on paper of ${calledIn(accounts, path)}`, spellcheck: "false" } });
		input.addEventListener("change", () => {
			const word = input.value.trim();
			const other = this.whoseIs(word);
			if (word !== "" && (other === undefined || other === path)) this.words.set(path, word);
			else if (other !== undefined) complain(`“${word}” is the name of ${calledIn(accounts, other)} already. Each takes one of its own, so this one stays as it was.`);
			input.value = this.words.get(path) ?? "";
			this.keep();
			changed();
		});
	}

	/** Case is no difference that survives being read out. */
	private whoseIs(word: string): string | undefined {
		return [...this.words].find(([, taken]) => taken.toLowerCase() === word.toLowerCase())?.[0];
	}
}
