/**
 * Whether an edit of `before` to `after` is gone from `now`: what it replaced is back, or what it wrote is missing and `again`,
 * the edit made once more, would change something. By lines, whatever the edit; line ends do not count: editors have their own.
 */
export function isLost(before: string, after: string, now: string, again: (text: string) => { text: string } | { reason: string }): boolean {
	const [were, are, left] = [countLines(before), countLines(after), countLines(now)];
	if ([...were.keys()].some((line) => of(were, line) > of(are, line) && of(left, line) > of(are, line))) return true;
	const isMissing = [...are.keys()].some((line) => of(are, line) > of(were, line) && of(left, line) < of(are, line));
	const repeated = isMissing ? again(now) : null;
	return repeated !== null && "text" in repeated && repeated.text !== now;
}

function countLines(text: string): Map<string, number> {
	const counts = new Map<string, number>();
	for (const line of text.split(/\r?\n/)) counts.set(line, of(counts, line) + 1);
	return counts;
}

function of(counts: ReadonlyMap<string, number>, line: string): number {
	return counts.get(line) ?? 0;
}
