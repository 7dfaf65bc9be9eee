/** Words of services around codes: what holds one of them is no code. */
const words = new Set(("account accounts again android app authentication authenticator available backup been below clipboard code codes copied copy copyright date days device download each email emergency "
	+ "expire expires factor file from generate generated have help home inactive keep kept key keys left lists login lost make name need never notes once only page password phone please print printed privacy "
	+ "recover recovery remaining safe save saved scratch secret secure security service settings sign step store support terms text that them then these this token tokens true false null unused used user "
	+ "username verification version will with your january february march april june july august september october november december").split(" "));

const token = "[\\p{L}\\p{N}]+(?:[-‐‑–—_+/][\\p{L}\\p{N}]+)*=*";
const form = new RegExp(`^${token}(?:[ \\u00a0]${token})*$`, "u");

/** Characters of a code, its blanks and dashes included. */
export const longest = 250;

/** Whether a text is made as codes are: 4 or more letters and digits, in equal groups where blanks part them. */
export function hasShape(text: string): boolean {
	const { length } = charactersOf(text);
	if (length < 4 || text.length > longest || !form.test(text)) return false;
	const groups = text.split(/[ \u00a0]/);
	const isEven = groups.every((group) => group.length > 1 && group.length === groups[0]?.length) || groups.every((group) => /^\p{Nd}+$/u.test(group));
	return groups.length === 1 || (isEven && !groups.some((group) => /^\p{Lu}\p{Ll}+$/u.test(group)));
}

/** Whether one of the words in it is a word of a service. */
export function isWords(text: string): boolean {
	return text.split(/[^\p{L}]+/u).some((word) => words.has(word.toLowerCase()));
}

/** How long the groups are and what parts them: `5-5`. */
export function shapeOf(text: string): string {
	return text.replace(/[\p{L}\p{N}]+/gu, ({ length }) => String(length));
}

/** Whether two shapes differ by no more than two characters a group: numbers lose their leading zeros. */
export function isNear(one: string, other: string): boolean {
	if (one.replace(/\d+/g, "") !== other.replace(/\d+/g, "")) return false;
	const lengths = other.match(/\d+/g) ?? [];
	return (one.match(/\d+/g) ?? []).every((length, n) => Math.abs(Number(length) - Number(lengths[n])) <= 2);
}

/** The letters and digits of a text alone. */
export function charactersOf(text: string): string {
	return text.replace(/[^\p{L}\p{N}]/gu, "");
}

/** In capitals, in small letters, in both, or in neither. */
export function caseOf(text: string): string {
	return `${/\p{Lu}/u.test(text) ? "A" : ""}${/\p{Ll}/u.test(text) ? "a" : ""}`;
}
