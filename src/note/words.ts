import { addItems } from "./add-codes";
import { deleteItem, deleteProperty } from "./delete";
import { editable, inTurn } from "./edit";
import type { Edit } from "./edit";
import { Fields } from "./fields";
import { setProperty } from "./insert";
import { property } from "./note";

/** Under these names a note says where other copies are kept, where the secret key is set up, and what is not to be told of it; new ones go to the first that it has, or is given. */
const names = { copies: ["copies", "backup_codes_stored"], devices: ["devices"], healthIgnore: ["health_ignore"] } as const;

export type WordList = keyof typeof names;

/**
 * Sets a list of words: what is there already stays as it is written, in its order. Only what was `known` goes: the rest came while
 * a person wrote.
 */
export function setWords(text: string, list: WordList, words: readonly string[], known: readonly string[]): Edit {
	const note = editable(text);
	if (!note) return { reason: "unreadable" };
	const fields = new Fields(note);
	const keys: readonly string[] = names[list].filter((key) => fields.has(key));
	const there = keys.flatMap((key) => fields.texts(key));
	const added = words.filter((each) => !there.includes(each));
	return inTurn(text, [
		...keys.map((key) => (now: string) => without(now, key, fields.texts(key).filter((each) => known.includes(each) && !words.includes(each)))),
		(now) => withWords(now, keys[0] ?? names[list][0], added),
	]);
}

function without(text: string, key: string, words: readonly string[]): Edit {
	return inTurn(text, [...new Set(words)].map((word) => (now) => deleteItem(now, key, word)));
}

/** More words in a list, or in one text behind commas. */
function withWords(text: string, key: string, words: string[]): Edit {
	const note = editable(text);
	if (!note) return { reason: "unreadable" };
	const value = property(note, key)?.value;
	const there = new Fields(note).texts(key);
	if (words.length === 0) return { text };
	if (value?.kind !== "scalar") return addItems(text, key, words);
	if (there.length > 0) return setProperty(text, key, [...there, ...words].join(", "));
	const cleared = deleteProperty(text, key);
	return "text" in cleared ? addItems(cleared.text, key, words) : cleared;
}
