import { confirm } from "./confirm";
import { Dialog } from "./dialog";

/** A dialog that asks before something is lost which was given here and stands nowhere else. */
export abstract class GuardedDialog extends Dialog {
	/** What is not saved, in a sentence; "" where nothing would be lost. */
	protected get unsaved(): string {
		return "";
	}

	override close(): void {
		// When the plugin goes, its dialogs are not in the set any more, and nobody is asked.
		if (this.parts.dialogs.has(this)) this.leave(() => super.close());
		else super.close();
	}

	/** Does what loses that; after a question, where there is something. */
	protected leave(run: () => void): void {
		const { unsaved } = this;
		if (unsaved === "") return run();
		void confirm(this.parts, { title: "Not saved yet", words: unsaved, button: "Discard" }).then((agreed) => agreed && run());
	}
}
