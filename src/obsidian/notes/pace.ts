/** Milliseconds of work after which the app gets to paint and to take what is typed: most of a frame. */
const turn = 12;

/** A list in pieces of `size`. */
export function* pieces<T>(all: readonly T[], size: number): Generator<readonly T[]> {
	for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}

/** For long work in small steps: awaited between them, it gives way to the app when it is time. */
export function pacing(): () => Promise<void> {
	let began = performance.now();
	return async () => {
		if (performance.now() - began < turn) return;
		await new Promise((done) => window.setTimeout(done));
		began = performance.now();
	};
}
