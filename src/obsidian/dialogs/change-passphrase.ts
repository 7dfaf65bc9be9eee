import { problemWith } from "../../lock/passphrase";
import { sentences } from "../../lock/sentences";
import { unfinishedWords } from "../locking/leftovers";
import { ensureOpen, knownVault } from "../locking/unlocking";
import { complain } from "../notes/writing";
import { drawButton, today } from "../views/draw";
import type { Parts } from "../parts";
import { PassphraseDialog } from "./passphrase-dialog";
import { drawReseal, openReseal } from "./reseal";

const notSaved = "The settings could not be saved, or were changed meanwhile by sync, so the passphrase is as it was and no note was changed. Check that there is room on the disk, then try again.";

/** Asks for the passphrase in use, for a new one, and encrypts everything that is unlocked anew. */
export async function openChangePassphrase(parts: Parts): Promise<void> {
	// Without a check it is not known which passphrase is the one in use; unlocking puts it back.
	if (parts.stored.settings.checks.length === 0 && !(await ensureOpen(parts, { seal: ["seed"] }))) return;
	new ChangePassphraseDialog(parts).open();
}

/** `isSame`: the passphrase stays, and only costs more to guess. */
export class ChangePassphraseDialog extends PassphraseDialog {
	constructor(parts: Parts, private readonly isSame = false) {
		super(parts);
	}

	protected draw(): void {
		this.setTitle(this.isSame ? "Strengthen encryption" : "Change passphrase");
		this.drawPage({
			about: this.isSame ? "The passphrase stays the same; guessing it will take longer. Everything is encrypted anew, note by note." : "First the passphrase in use, then the new one.",
			fields: [this.isSame ? "Passphrase" : "Passphrase in use"],
			button: this.isSame ? "Strengthen" : "Next",
			run: ([passphrase = ""]) => this.test(passphrase),
		});
		this.drawUnfinished();
	}

	/** A change that was stopped, or that the app did not live to finish. */
	private drawUnfinished(): void {
		const left = unfinishedWords(this.parts);
		if (left === "") return;
		const line = createDiv({ cls: "tfn-note" });
		line.createSpan({ text: `The last change is not finished: ${left}` });
		drawButton(line, "Go on", () => {
			this.close();
			void openReseal(this.parts, ["former", "misplaced"]);
		});
		this.contentEl.prepend(line);
	}

	private async test(passphrase: string): Promise<void> {
		const { parts: { session, device, clock }, cancel: { signal } } = this;
		const vault = knownVault(this.parts);
		const found = await session.test(passphrase, vault, { signal });
		if (found !== "right") {
			this.forget();
			return this.say(found === "retired" ? "This was the former passphrase. Type the one in use." : sentences[found]);
		}
		device.set("typed", clock.now);
		if (!session.canSealFor("seed")) await session.unlock(passphrase, vault, { signal });
		if (!session.canSealFor("seed")) return this.say(sentences.locked);
		if (this.isSame) await this.change(passphrase);
		else this.drawNew();
	}

	private drawNew(): void {
		this.drawPage({
			about: "Everything that is unlocked now is then encrypted with the new passphrase, note by note. You can stop that, and go on later.",
			fields: ["New passphrase", "Again"],
			isNew: true,
			small: "Other devices ask for the new one as soon as they have synced.",
			button: "Change passphrase",
			run: async ([passphrase = "", again = ""]) => {
				const problem = problemWith(passphrase, again);
				if (problem !== null) this.say(problem);
				else await this.change(passphrase);
			},
		});
	}

	/** The new check is in the settings, read back, before anything is encrypted with it; the former one stays, retired. */
	private async change(passphrase: string): Promise<void> {
		const { parts, cancel: { signal } } = this;
		const { session, stored, accounts, clock } = parts;
		if (stored.isDamaged) return this.say(notSaved);
		await accounts.scanAll();
		const { checks } = stored.settings;
		const made = await session.createNext(passphrase, knownVault(parts), { signal });
		if (!("check" in made)) return this.say(sentences[made.reason]);
		const day = today(clock.now);
		const former = checks.map((check) => (check.for === undefined && check.retired === undefined ? { ...check, retired: day } : check));
		try {
			await stored.saveChecks(checks, [...former, { sealed: made.check, label: `passphrase of ${day}` }]);
		} catch {
			return this.say(notSaved);
		}
		this.close();
		if (!made.open()) return complain("The new passphrase is set, but the vault was locked before the notes were encrypted with it. Unlock it with the new one, then go on with the change.");
		drawReseal(parts, ["former", "misplaced", "other"], {
			title: this.isSame ? "Strengthen encryption" : "Change passphrase",
			isAgreed: true,
			after: this.isSame ? [] : ["Copies of these notes from before, in backups and version histories, open with the former passphrase: keep it as long as you keep them."],
		});
	}
}
