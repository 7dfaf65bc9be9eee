/**
 * Which of the texts that once stood in a note a garbled one was: that with the most characters in common at its start and end, at
 * least half of its own. null when there is none, or when two fit equally well.
 */
export function likeliest(garbled: string, candidates: readonly string[]): string | null {
	const fits = [...new Set(candidates)].map((text) => ({ text, common: commonEnds(garbled, text) }));
	const [best, second] = fits.filter(({ text, common }) => common * 2 >= text.length).sort((one, other) => other.common - one.common);
	return best && best.common !== second?.common ? best.text : null;
}

/** How many characters two texts have in common at their start and, beyond those, at their end. */
function commonEnds(one: string, other: string): number {
	const shorter = Math.min(one.length, other.length);
	let start = 0;
	while (start < shorter && one[start] === other[start]) start++;
	let end = 0;
	while (end < shorter - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
	return start + end;
}
