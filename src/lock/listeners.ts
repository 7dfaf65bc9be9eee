/** Who wants to be called back. */
export class Listeners {
	readonly #all = new Set<() => void>();

	/** Returns how to stop being called. */
	add(listener: () => void): () => void {
		this.#all.add(listener);
		return () => {
			this.#all.delete(listener);
		};
	}

	/** Calls every one, whatever another throws: some take secrets off the screen. Then throws the first that was thrown. */
	call(): void {
		const thrown: unknown[] = [];
		for (const listener of [...this.#all]) {
			try {
				listener();
			} catch (error) {
				thrown.push(error);
			}
		}
		if (thrown.length > 0) throw thrown[0];
	}
}
