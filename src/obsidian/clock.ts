/** The one clock that drives every code on screen: ticks at each full second while somebody looks. */
export class Clock {
	private readonly listeners = new Set<(now: number) => void>();
	private timer: number | null = null;

	get now(): number {
		return Date.now();
	}

	/** Calls `listener` at each full second (milliseconds since 1970) until the returned function is called. */
	onTick(listener: (now: number) => void): () => void {
		this.listeners.add(listener);
		this.start();
		return () => {
			this.listeners.delete(listener);
			if (this.listeners.size === 0) this.stop();
		};
	}

	/** Draws everything now: after a lock, or when the app comes back from the background. */
	tick(): void {
		const { now } = this;
		for (const listener of [...this.listeners]) listener(now);
	}

	stop(): void {
		if (this.timer !== null) window.clearTimeout(this.timer);
		this.timer = null;
	}

	private start(): void {
		if (this.timer !== null) return;
		// Periods are whole seconds, so every edge of a period is an edge of a second.
		this.timer = window.setTimeout(() => {
			this.timer = null;
			this.tick();
			if (this.listeners.size > 0) this.start();
		}, 1000 - (this.now % 1000));
	}
}
