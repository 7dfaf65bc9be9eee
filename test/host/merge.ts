/** Where two texts differ: from `from`, the `old` text stands as `now`. */
export function difference(before: string, after: string): { from: number; old: string; now: string } {
	const shorter = Math.min(before.length, after.length);
	let from = 0;
	while (from < shorter && before[from] === after[from]) from++;
	let tail = 0;
	while (tail < shorter - from && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
	return { from, old: before.slice(from, before.length - tail), now: after.slice(from, after.length - tail) };
}

/** Both changes of `base` in one text. Where they touch the same place, what was typed there is lost, as people report of the app. */
export function merge(base: string, typed: string, disk: string): string {
	const mine = difference(base, typed);
	const theirs = difference(base, disk);
	const mineEnd = mine.from + mine.old.length;
	const theirsEnd = theirs.from + theirs.old.length;
	if (theirsEnd <= mine.from) return typed.slice(0, theirs.from) + theirs.now + typed.slice(theirsEnd);
	const shift = mine.now.length - mine.old.length;
	if (theirs.from >= mineEnd) return typed.slice(0, theirs.from + shift) + theirs.now + typed.slice(theirsEnd + shift);
	return disk;
}
