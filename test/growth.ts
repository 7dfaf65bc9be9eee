/** Between what linear and quadratic work give, with room for a busy machine. */
export const quadratic = 32;

/** How much longer work takes on eight times the text: about 8 times where it is linear, 64 where it is quadratic. Under a millisecond nothing can be told. */
export function growth(make: (length: number) => string, length: number, work: (text: string) => unknown): number {
	const [short, long] = [make(length), make(length * 8)];
	// What comes between, such as the collection of garbage or another program, makes work slower only, and not every time.
	const fastest = (text: string): number => Math.min(...[1, 2, 3, 4, 5].map(() => {
		const begun = performance.now();
		work(text);
		return performance.now() - begun;
	}));
	let least = Infinity;
	for (let round = 0; round < 4 && least >= quadratic; round++) least = Math.min(least, fastest(long) / Math.max(fastest(short), 1));
	return least;
}
