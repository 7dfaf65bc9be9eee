/** Pixels of a line as long as none was measured. */
const usual = 48;

/** How high the lines of a list are: as measured, or where that is not known yet, as the others are on average. */
export class Heights {
	private readonly known = new Map<string, number>();

	/** Takes a measure; whether it says something new. */
	take(key: string, height: number): boolean {
		// A part of a pixel is rounding.
		if (Math.abs(height - (this.known.get(key) ?? -1)) <= 0.5) return false;
		this.known.set(key, height);
		return true;
	}

	/** Where each of these lines begins, and the last one ends, in pixels from the top of the list. */
	tops(lines: readonly { key: string }[]): number[] {
		const known = [...this.known.values()];
		const mean = known.length === 0 ? usual : known.reduce((sum, height) => sum + height, 0) / known.length;
		let top = 0;
		return [0, ...lines.map(({ key }) => (top += this.known.get(key) ?? mean))];
	}

	forget(): void {
		this.known.clear();
	}
}
