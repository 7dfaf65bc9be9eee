/** Numbers that look random and are the same each time (mulberry32), so that what failed once fails again. */
export class Chance {
	constructor(private state: number) {}

	/** 0 <= n < 1. */
	next(): number {
		this.state = (this.state + 0x6d2b79f5) | 0;
		let n = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
		n = (n + Math.imul(n ^ (n >>> 7), 61 | n)) ^ n;
		return ((n ^ (n >>> 14)) >>> 0) / 4294967296;
	}

	below(n: number): number {
		return Math.floor(this.next() * n);
	}

	is(share: number): boolean {
		return this.next() < share;
	}

	pick<T>(from: readonly T[]): T | undefined {
		return from[this.below(from.length)];
	}
}
