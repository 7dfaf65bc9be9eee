/** Lets one thing run at a time, which an abort lets go at once: the next may begin before it has ended. */
export class Alone {
	#running: AbortController | null = null;

	get isBusy(): boolean {
		return this.#running !== null;
	}

	/** `work` is to end when its signal is aborted: by `signal`, or by `abort`. */
	async run<T>(signal: AbortSignal | undefined, work: (stop: AbortSignal) => Promise<T>): Promise<T> {
		const running = new AbortController();
		const stop = () => running.abort();
		if (signal?.aborted) stop();
		signal?.addEventListener("abort", stop);
		this.#running = running;
		try {
			return await work(running.signal);
		} finally {
			signal?.removeEventListener("abort", stop);
			// It may have been let go already, and another may have begun since.
			if (this.#running === running) this.#running = null;
		}
	}

	abort(): void {
		this.#running?.abort();
		this.#running = null;
	}
}
