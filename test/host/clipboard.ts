import { native } from "./watch";

/**
 * A clipboard in the page: a test reads it, makes it refuse, and sees who reads. Needs focus, as the real one; on phones
 * also a tap or key in the same task, as on iOS: what waits for a decryption first is refused.
 */
export class FakeClipboard {
	text = "";
	refuses = false;
	reads = 0;

	#needsGesture = false;
	#gesture = false;

	install({ document, navigator }: Window, needsGesture: boolean): void {
		this.#needsGesture = needsGesture;
		for (const type of ["click", "keydown", "pointerup"]) document.addEventListener(type, (event) => event.isTrusted && this.gesture(), true);
		Object.defineProperty(navigator, "clipboard", { configurable: true, value: this.#api(document) });
	}

	/** A person did something just now. */
	gesture(): void {
		this.#gesture = true;
		native.setTimeout(() => (this.#gesture = false), 0);
	}

	#check(document: Document): void {
		if (this.refuses) throw new DOMException("Write permission denied.", "NotAllowedError");
		if (!document.hasFocus()) throw new DOMException("Document is not focused.", "NotAllowedError");
		if (this.#needsGesture && !this.#gesture) throw new DOMException("The request is not allowed without a user gesture.", "NotAllowedError");
	}

	#api(document: Document): Partial<Clipboard> {
		return {
			writeText: async (text) => {
				this.#check(document);
				await Promise.resolve();
				this.text = String(text);
			},
			readText: async () => {
				this.#check(document);
				this.reads++;
				await Promise.resolve();
				return this.text;
			},
		};
	}
}
