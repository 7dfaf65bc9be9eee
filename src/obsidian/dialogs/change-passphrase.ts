import { problemWith } from "../../lock/passphrase";
import { sentences } from "../../lock/sentences";
import { unfinishedWords } from "../locking/leftovers";
import { ensureOpen, knownVault } from "../locking/unlocking";
import { drawButton } from "../views/draw";
import type { Parts } from "../parts";
import { NextPassphraseDialog } from "./next-passphrase";
import { openReseal } from "./reseal";

/** Asks for the passphrase in use, for a new one, and encrypts everything that is unlocked anew. */
export async function openChangePassphrase(parts: Parts): Promise<void> {
	// Without a check it is not known which passphrase is the one in use; unlocking puts it back.
	if (parts.stored.settings.checks.length === 0 && !(await ensureOpen(parts, { seal: ["seed"] }))) return;
	new ChangePassphraseDialog(parts).open();
}

/** `isSame`: the passphrase stays, and only costs more to guess. */
export class ChangePassphraseDialog extends NextPassphraseDialog {
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
		if (this.isSame) await this.set(passphrase);
		else this.drawNew();
	}

	private drawNew(): void {
		this.drawChoice({
			about: "Everything that is unlocked now is then encrypted with the new passphrase, note by note. You can stop that, and go on later.",
			fields: ["New passphrase", "Again"],
			small: "Other devices ask for the new one as soon as they have synced.",
			button: "Change passphrase",
			run: async ([passphrase = "", again = ""]) => {
				const problem = problemWith(passphrase, again);
				if (problem !== null) this.say(problem);
				else await this.set(passphrase);
			},
		});
	}

	private set(passphrase: string): Promise<void> {
		return this.change(passphrase, {
			why: ["former", "misplaced"],
			round: {
				title: this.isSame ? "Strengthen encryption" : "Change passphrase",
				isAgreed: true,
				after: this.isSame ? [] : ["Copies of these notes from before, in backups and version histories, open with the former passphrase: keep it as long as you keep them."],
			},
		});
	}
}
