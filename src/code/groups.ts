/** How many characters stand together, by length; other lengths stay whole. */
const sizes: Record<number, number> = { 6: 3, 8: 4, 9: 3, 10: 5 };

/** A code in the groups it is read and shown in: 3+3, 4+4, 3+3+3, 5+5; all others whole. */
export function groupsOf(text: string): string[] {
	const size = sizes[text.length] ?? text.length;
	const groups: string[] = [];
	for (let at = 0; at < text.length; at += size) groups.push(text.slice(at, at + size));
	return groups;
}
