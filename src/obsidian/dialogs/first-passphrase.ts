import { problemWith } from "../../lock/passphrase";
import { sentences } from "../../lock/sentences";
import { today } from "../views/draw";
import { sealedAnywhere } from "../notes/sealed-anywhere";
import type { Parts } from "../parts";
import { KitOffer } from "./kit-offer";
import { PassphraseDialog } from "./passphrase-dialog";

const damagedSettings =
	"The settings could not be read, and may hold a passphrase already. No passphrase was set. Wait for sync, or put data.json in the plugin's folder right or away, then restart.";

/** Chooses the first passphrase of a vault. `done` is called once, with "unencrypted" only where that was offered. */
export class FirstPassphraseDialog extends PassphraseDialog {
	private choice: "set" | "unencrypted" | "closed" = "closed";

	constructor(parts: Parts, private readonly done: (choice: "set" | "unencrypted" | "closed") => void, private readonly offerUnencrypted = false) {
		super(parts);
	}

	override onClose(): void {
		super.onClose();
		// Below whatever goes on now: seen at once where nothing does, else when that is over.
		if (this.choice === "set") new KitOffer(this.parts).open();
		this.done(this.choice);
	}

	protected draw(): void {
		this.setTitle("Choose a passphrase");
		const leave = { words: "Save unencrypted", run: () => void (this.choice = "unencrypted") };
		this.drawPage({
			about: "It encrypts your secret keys and backup codes, in this vault, on every device you sync it to.",
			fields: ["Passphrase", "Again"],
			isNew: true,
			small: "Is this vault already used on another device? Wait until it has synced here.",
			button: "Set passphrase",
			...(this.offerUnencrypted ? { leave } : {}),
			run: ([passphrase = "", again = ""]) => this.set(passphrase, again),
		});
	}

	private async set(passphrase: string, again: string): Promise<void> {
		const problem = problemWith(passphrase, again);
		if (problem !== null) return this.say(problem);
		const { session, stored, clock } = this.parts;
		const existing = async () => [...(await sealedAnywhere(this.app.vault)), ...stored.settings.checks.map(({ sealed }) => sealed)];
		if (stored.isDamaged) return this.refuse(damagedSettings);
		const made = await session.createFirst(passphrase, { fields: await existing(), checks: stored.settings.checks }, { signal: this.cancel.signal });
		if (!("check" in made)) return this.refuse(sentences[made.reason]);
		// Sync may have brought another passphrase while this one was worked out.
		const now = await existing().catch(() => null);
		if (now === null) return this.refuse("The notes could not all be read, so no passphrase was set. Try again.");
		if (now.length > 0) return this.refuse(sentences["encrypted fields exist"]);
		// Closed while the notes were read: then none is wanted.
		if (this.cancel.signal.aborted) return;
		// The check is on the disk before anything is encrypted with it.
		const unsaved = await stored.saveChecks([], [{ sealed: made.check, label: `passphrase of ${today(clock.now)}` }]);
		if (unsaved !== null) return this.refuse(unsaved);
		if (made.open()) this.choice = "set";
		this.parts.device.set("typed", clock.now);
		this.close();
	}

	private refuse(words: string): void {
		this.parts.session.lock();
		this.say(words);
	}
}
