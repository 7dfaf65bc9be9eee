/** A clipboard in the page: a test reads it, makes it refuse, and sees who reads. Needs focus, as the real one. */
export class FakeClipboard {
	text = "";
	refuses = false;
	reads = 0;

	install(): void {
		Object.defineProperty(navigator, "clipboard", { configurable: true, value: this.#api() });
	}

	#check(): void {
		if (this.refuses) throw new DOMException("Write permission denied.", "NotAllowedError");
		if (!document.hasFocus()) throw new DOMException("Document is not focused.", "NotAllowedError");
	}

	#api(): Partial<Clipboard> {
		return {
			writeText: async (text) => {
				await Promise.resolve();
				this.#check();
				this.text = String(text);
			},
			readText: async () => {
				await Promise.resolve();
				this.#check();
				this.reads++;
				return this.text;
			},
			write: async (items) => {
				this.#check();
				const item = items[0];
				const blob = await item?.getType("text/plain");
				this.#check();
				this.text = (await blob?.text()) ?? "";
			},
			read: async () => {
				await Promise.resolve();
				this.#check();
				this.reads++;
				return [new ClipboardItem({ "text/plain": this.text })];
			},
		};
	}
}
