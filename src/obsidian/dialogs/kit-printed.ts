import { readEntry } from "../../note/read";
import { deleteProperty, setProperty } from "../../note/write";
import type { Variant } from "../../recovery/sheet";
import type { Account } from "../notes/accounts";
import { complain } from "../notes/writing";
import type { Parts } from "../parts";
import { sentenceFor } from "../sentences";
import { drawButton, today } from "../views/draw";
import { BulkDialog } from "./bulk";
import { Dialog } from "./dialog";

const questions: Record<Variant, [title: string, words: string, no: string, yes: string]> = {
	open: ["Did it print well?", "Look at every page: QR codes sharp, nothing cut, no page missing. Where a copy of the file or of the print job is left on a computer, delete it.", "Not yet", "Yes, note the day"],
	encrypted: ["Did it print well?", "Look at every page: QR codes sharp, nothing cut, no page missing.", "Not yet", "Yes, note the day"],
	passphrase: ["Is the passphrase on it?", "Write it into the blank line by hand, as you type it, and put the page where you keep your passport.", "Not yet", "Yes, it is written down"],
};

/** Asks whether the print is good, and only then notes its day. Shows no secret, so a lock on the way to the printer does not end it. */
export class PrintedDialog extends Dialog {
	constructor(parts: Parts, private readonly variant: Variant, private readonly accounts: readonly Account[], private readonly done: () => void) {
		super(parts);
	}

	override onOpen(): void {
		const { contentEl } = this;
		const [title, words, no, yes] = questions[this.variant];
		this.setTitle(title);
		contentEl.addClass("tfn-dialog");
		contentEl.createEl("p", { cls: "tfn-say", text: words });
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		drawButton(foot, no, () => this.close(), undefined, "tfn-plain");
		const agree = foot.createEl("button", { cls: "mod-cta", text: yes });
		agree.addEventListener("click", () => {
			this.close();
			this.done();
			if (this.variant === "passphrase") void settleKit(this.parts, "confirmed");
			else notePrinted(this.parts, this.accounts);
		});
		agree.focus();
	}

	override onClose(): void {
		this.contentEl.empty();
	}
}

/** Keeps what became of the emergency kit, so that it is asked for no more. */
export async function settleKit({ stored }: Parts, kit: "confirmed" | "declined"): Promise<void> {
	await stored.save({ kit }).catch(() => complain("The settings could not be saved, so you will be asked about the emergency kit again. Check that there is room on the disk."));
}

/** Writes the day into each note, and offers to take it back. */
function notePrinted(parts: Parts, accounts: readonly Account[]): void {
	const day = today(parts.clock.now);
	const before = new Map(accounts.map(({ path, entry }) => [path, entry.sheetPrinted]));
	const noted: string[] = [];
	const dialog = new BulkDialog(parts, {
		title: "Noting the day of printing",
		about: "",
		accounts,
		amount: () => "",
		leftOut: [],
		button: () => "",
		isAgreed: true,
		worksLocked: true,
		doing: "Noting",
		open: () => Promise.resolve(true),
		change: async (path) => {
			const problem = await setPrinted(parts, path, day);
			if (problem === null) noted.push(path);
			return problem;
		},
		did: (done, all) => (done < all ? `The day was noted in ${done} of ${all} accounts.` : `The day was noted in ${done === 1 ? "the account" : `all ${done} accounts`}.`),
		drawReport: (el) => {
			if (noted.length > 0) drawButton(el, "Undo", () => {
				dialog.close();
				void takeBack(parts, noted, day, before);
			}, "undo-2", "tfn-quiet");
		},
	});
	dialog.open();
}

async function setPrinted(parts: Parts, path: string, day: string | null, only?: string): Promise<string | null> {
	const reason = await parts.writing.edit(path, (text) => {
		const stands = readEntry(text, parts.stored.settings.tag).entry?.sheetPrinted;
		if (only !== undefined && stands !== only) return { reason: "changed since" as const };
		if (stands === day) return { text };
		return day === null ? deleteProperty(text, "sheet_printed") : setProperty(text, "sheet_printed", day);
	});
	return reason === null ? null : sentenceFor(reason);
}

async function takeBack(parts: Parts, paths: readonly string[], day: string, before: ReadonlyMap<string, string | null>): Promise<void> {
	for (const path of paths) {
		const problem = await setPrinted(parts, path, before.get(path) ?? null, day);
		if (problem !== null) complain(`${path}: ${problem}`);
	}
}
