import { adviceFor } from "../../health/second-way";
import { ensureOpen } from "../locking/unlocking";
import { SavedSteps } from "./saved-steps";

/** The steps after an account without a secret key was saved: what there is if it is lost, the backup codes, where they are kept. */
export class SecondWayDialog extends SavedSteps {
	protected readonly count = 4;

	protected draw(): void {
		this.step("A second way in", "", ({ entry }) => {
			this.drawSaved(".");
			this.contentEl.createEl("p", { text: adviceFor(entry) ?? "" });
			this.drawFoot("2 of 4", ["Skip", () => this.toCopies()], "Add backup codes", () => void this.addCodes());
		});
	}

	private async addCodes(): Promise<void> {
		if (await ensureOpen(this.parts, { seal: ["code"] })) this.toCodes();
	}
}
