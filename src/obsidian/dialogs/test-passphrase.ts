import { sentences } from "../../lock/sentences";
import { knownVault } from "../locking/unlocking";
import { PassphraseDialog } from "./passphrase-dialog";

/** Tells whether a passphrase is the right one; changes nothing, and unlocks nothing. */
export class TestPassphraseDialog extends PassphraseDialog {
	protected draw(): void {
		this.setTitle("Test passphrase");
		this.drawPage({
			about: "Type it as you have it in mind, or as it stands on your paper. Nothing is changed or unlocked.",
			fields: ["Passphrase"],
			button: "Test",
			leave: { words: "Close", run: () => undefined },
			run: async ([passphrase = ""]) => {
				const { session, device, clock } = this.parts;
				const found = await session.test(passphrase, knownVault(this.parts), { signal: this.cancel.signal });
				this.forget();
				if (found === "right") device.set("typed", clock.now);
				if (found === "right") this.say("Right. This is the passphrase in use.", true);
				else this.say(found === "retired" ? "This was the former passphrase: it is right no longer. Only copies from before open with it." : sentences[found]);
			},
		});
	}
}
