import type { List } from "./list";

/** What keys do in a list; false where they lead out of it. */
const steps: Record<string, (list: List) => boolean> = {
	ArrowDown: (list) => list.move(1),
	ArrowUp: (list) => list.move(-1),
	PageDown: (list) => list.movePage(1),
	PageUp: (list) => list.movePage(-1),
	End: (list) => list.moveToEnd(1),
	Home: (list) => list.moveToEnd(-1),
};
/** In the search above the list the others are the text's. */
const fromSearch = ["ArrowDown", "ArrowUp", "PageDown"];

/** Moves the keyboard through a list, into it from its search and back there; whether the key was one for that. */
export function walk(list: List, key: string, search: HTMLElement | null): boolean {
	const isSearch = search !== null && search === search.doc.activeElement;
	const step = steps[key];
	if (step === undefined || !(isSearch ? fromSearch.includes(key) : list.hasFocus)) return false;
	if (!step(list)) search?.focus();
	return true;
}
