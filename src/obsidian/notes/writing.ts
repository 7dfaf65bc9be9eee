import { Notice, type App, type TFile } from "obsidian";
import { sealedIn, type SealedField } from "../../note/sealed";
import { sentenceFor, type EditReason } from "../sentences";
import type { Accounts } from "./accounts";
import type { Journal } from "./journal";
import { calledIn } from "./naming";
import { editorsOf, Rereading } from "./rereading";
import { isLost } from "./standing";

/** What an edit of a note's text gives: the new text, or why nothing was changed. It may be asked several times. */
export type Edit<Reason extends string> = (text: string) => { text: string } | { reason: Reason };

/** Why the note was not written, whatever the edit. */
type Failure = "no note" | "not made" | "not written" | "not kept" | "changed underneath";

/** An edit worked out. */
type Planned<Reason extends string> = { text: string } | { reason: Reason | "not made" };
/** The note before and after, or why it was not written. */
type Result<Reason extends string> = { before: string; after: string } | { reason: Reason | Failure };

/** A written edit that the note lacks again. */
interface Gone {
	isGone: (now: string) => boolean;
	redo: () => Promise<EditReason | null>;
}

/** How often an edit is worked out anew while others write the note at the same moment. */
const rounds = 4;

/**
 * Writes notes: one atomic step each, worked out from the text that stands there at that moment. Encrypted text that an edit
 * takes out of a note is in the journal before.
 */
export class Writing {
	private readonly later: Rereading;
	/** What is said of edits that are gone again, by note. */
	private readonly gone = new Map<TFile, { notice: Notice; edits: Gone[] }>();

	constructor(private readonly app: App, private readonly accounts: Accounts, private readonly journal: Journal) {
		this.later = new Rereading(app);
	}

	/**
	 * Applies `edit` to the note; null when it was written, else the reason, with nothing changed. Where it is gone again three
	 * seconds later, that is said and it is offered anew. `stands` tells whether a text holds it; needed only where `edit` would
	 * change a text again that holds it already.
	 */
	async edit<Reason extends EditReason>(path: string, edit: Edit<Reason>, stands?: (text: string) => boolean): Promise<Reason | Failure | null> {
		const file = this.app.vault.getFileByPath(path);
		if (file === null) return "no note";
		const result = await this.write(file, edit);
		// Before the note is drawn anew, which would miss what this write took out. What was added stands in it: nothing is lost where this device keeps nothing.
		if (!("reason" in result)) this.journal.wrote(file.path, result.before, result.after).catch(() => undefined);
		// The metadata cache lags behind the file, and the next click must see what this one wrote; nor is what could not be edited what the screen shows.
		await this.accounts.read(file);
		if ("reason" in result) return result.reason;
		const { before, after } = result;
		if (before === after) return null;
		const isGone = (now: string): boolean => (stands === undefined ? isLost(before, after, now, (text) => attempt(edit, text)) : !stands(now));
		this.later.watch(file, { before, after, isGone }, () => this.offerAgain(file, { isGone, redo: () => this.edit(file.path, edit, stands) }));
		return null;
	}

	/** Re-reads nothing any more, and offers nothing, for when the plugin goes. */
	stop(): void {
		this.later.stop();
		for (const { notice } of this.gone.values()) notice.hide();
	}

	/** Never done silently: what won may be what is wanted. A note says so once, however many edits of it are gone. */
	private offerAgain(file: TFile, edit: Gone): void {
		const former = this.gone.get(file);
		const edits = former?.notice.messageEl.isConnected === true ? [...former.edits, edit] : [edit];
		former?.notice.hide();
		const words = `The change just made to ${calledIn(this.accounts, file.path)} is gone again: sync or an open editor wrote over it.`;
		this.gone.set(file, { edits, notice: offer(words, 0, "Try again", () => void this.redo(file, edits)) });
	}

	/** Those of the edits that are still gone, in their order; what is deleted meanwhile says so. */
	private async redo(file: TFile, edits: readonly Gone[]): Promise<void> {
		for (const edit of edits) {
			const isDeleted = this.app.vault.getFileByPath(file.path) === null;
			const reason = isDeleted || (await this.later.isGone(file, edit)) ? await edit.redo() : null;
			if (reason !== null) complain(sentenceFor(reason));
		}
	}

	private async write<Reason extends string>(file: TFile, edit: Edit<Reason>): Promise<Result<Reason>> {
		for (let round = 0; round < rounds; round++) {
			const result = await this.round(file, edit);
			if (!("reason" in result) || result.reason !== "changed underneath") return result;
		}
		return { reason: "changed underneath" };
	}

	/** Works the edit out, keeps what it drops, and writes it; not where it would now drop something else. */
	private async round<Reason extends string>(file: TFile, edit: Edit<Reason>): Promise<Result<Reason>> {
		const found = await this.settledText(file);
		if (found === null) return { reason: "not written" };
		const planned = attempt(edit, found);
		const dropped = "text" in planned ? without(found, planned.text) : [];
		if (!(await this.journal.keep(file.path, dropped).then(() => true, () => false))) return { reason: "not kept" };
		return this.step(file, (text): Planned<Reason | "changed underneath"> => {
			if (text === found) return planned;
			const edited = attempt(edit, text);
			const isKept = !("text" in edited) || without(text, edited.text).every((field) => dropped.some((kept) => kept.stored === field.stored));
			return isKept ? edited : { reason: "changed underneath" };
		});
	}

	/** The text of the note with what its editors hold; null where that cannot be had. */
	private async settledText(file: TFile): Promise<string | null> {
		try {
			await this.saveOpenEditors(file);
			return await this.app.vault.read(file);
		} catch {
			return null;
		}
	}

	/** The atomic step. */
	private async step<Reason extends string>(file: TFile, edit: (text: string) => Planned<Reason>): Promise<Result<Reason>> {
		const made: { result?: Result<Reason> } = {};
		try {
			await this.app.vault.process(file, (before) => {
				const edited = edit(before);
				made.result = "text" in edited ? { before, after: edited.text } : edited;
				if ("text" in edited) return edited.text;
				throw new GivenUp();
			});
		} catch (error) {
			if (!(error instanceof GivenUp)) return { reason: "not written" };
		}
		return made.result ?? { reason: "not written" };
	}

	/** Unsaved typing is written first: a write under a dirty editor would be merged into it, at the risk of both. */
	private async saveOpenEditors(file: TFile): Promise<void> {
		for (const view of editorsOf(this.app, file)) {
			// A view that holds what the file holds has nothing to save, and might know an older file than the disk does.
			if (view.getViewData() !== (await this.app.vault.read(file))) await view.save();
		}
	}
}

/** The encrypted fields of one text that stand nowhere in another. */
function without(text: string, other: string): SealedField[] {
	const there = new Set(sealedIn(other).map(({ stored }) => stored));
	return sealedIn(text).filter(({ stored }) => !there.has(stored));
}

/** What throws is no trouble with the file, and is not to be told as such. */
function attempt<Reason extends string>(edit: Edit<Reason>, text: string): Planned<Reason> {
	try {
		return edit(text);
	} catch {
		return { reason: "not made" };
	}
}

/** Thrown inside the atomic step: the only way to leave the file untouched. */
class GivenUp extends Error {}

/** What was last complained of in each sentence. */
const complaints = new Map<string, Notice>();

/** Says in a notice what went wrong, and the same thing in one notice at a time; sentences come from the room that found it. */
export function complain(sentence: string): void {
	complaints.get(sentence)?.hide();
	complaints.set(sentence, new Notice(sentence, 10_000));
}

/** A notice with one button; 0 milliseconds = it stays. */
export function offer(words: string, ms: number, button: string, run: () => void): Notice {
	const notice = new Notice(words, ms);
	notice.messageEl.createEl("button", { cls: "tfn-notice-button", text: button }).addEventListener("click", run);
	return notice;
}
