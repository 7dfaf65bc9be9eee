import { readEntry } from "../../note/read";
import { deleteProperty, setProperty } from "../../note/write";
import type { Variant } from "../../recovery/sheet";
import type { Account } from "../notes/accounts";
import { allCalledIn } from "../notes/naming";
import { complain } from "../notes/writing";
import type { Parts } from "../parts";
import { sentenceFor } from "../sentences";
import { drawButton, today } from "../views/draw";
import { BulkDialog } from "./bulk";
import { Dialog } from "./dialog";
import type { Sheet } from "./kit-sheet";

const look = "Look at every page: QR codes sharp, nothing cut, no page missing.";
const words: Record<Variant, string> = {
	open: `${look} Where a copy of the file or of the print job is left on a computer, delete it.`,
	encrypted: look,
	passphrase: "Write it into the blank line by hand, as you type it, and put the page where you keep your passport.",
};
/** So many accounts are named. */
const named = 5;

/** Asks whether the print is good, and only then notes its day. Shows no secret, so a lock on the way to the printer does not end it. */
export class PrintedDialog extends Dialog {
	constructor(parts: Parts, private readonly variant: Variant, private readonly sheet: Sheet, private readonly done: () => void) {
		super(parts);
	}

	override onOpen(): void {
		const { contentEl, parts, variant, sheet: { whole, partly, isCoded } } = this;
		const isPage = variant === "passphrase";
		this.setTitle(isPage ? "Is the passphrase on it?" : "Did it print well?");
		contentEl.addClass("tfn-dialog");
		contentEl.createEl("p", { cls: "tfn-say", text: words[variant] });
		if (isCoded) contentEl.createEl("p", { cls: "tfn-say", text: "Take away the list at the end, which says what the names mean, and keep it elsewhere." });
		if (partly.length > 0) contentEl.createEl("p", { cls: "tfn-say", text: `The day is not noted for ${allCalledIn(parts.accounts, partly, named)}, as not all of the secrets are on it.` });
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		drawButton(foot, "Not yet", () => this.close(), undefined, "tfn-plain");
		const agree = foot.createEl("button", { cls: "mod-cta", text: isPage ? "Yes, it is written down" : "Yes, note the day" });
		agree.addEventListener("click", () => {
			this.close();
			this.done();
			if (isPage) void settleKit(parts, "confirmed");
			else if (whole.length > 0) notePrinted(parts, whole);
		});
		agree.focus();
	}

	override onClose(): void {
		this.contentEl.empty();
	}
}

/** Keeps what became of the passphrase page, so that it is asked for no more. */
export async function settleKit({ stored }: Parts, kit: "confirmed" | "declined"): Promise<void> {
	await stored.save({ kit }).catch(() => complain("The settings could not be saved, so you will be asked about the passphrase page again. Check that there is room on the disk."));
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
