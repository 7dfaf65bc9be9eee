import type { Kept } from "./archive";

/** How every recovery page begins, and how in it the notes that it carries. */
export const pageStart = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Two-Factor Notes: `;
/** How its title goes on, and that of a page which was made to give an account to somebody else. */
export const [title, sharedTitle] = ["recovery", "a shared account"];

export const notesStart = '<script class="tfn-notes-inside" type="application/json">';

/** Notes as JSON that can stand in a script element: without `<`, which alone could end it. */
export function writeNotes(notes: readonly Kept[]): string {
	return JSON.stringify(notes.map(({ path, text }) => ({ path, text }))).replaceAll("<", "\\u003c");
}

/** The notes that a page carries; null where it is no recovery page. */
export function notesInside(page: string): Kept[] | null {
	const from = page.indexOf(notesStart) + notesStart.length;
	return page.startsWith(pageStart) && from > notesStart.length ? readNotes(page.slice(from, page.indexOf("</script>", from))) : null;
}

/** The notes of such a text; none where it is not one. */
export function readNotes(json: string): Kept[] {
	try {
		const notes: unknown = JSON.parse(json);
		return Array.isArray(notes) ? notes.filter(isKept) : [];
	} catch {
		return [];
	}
}

function isKept(note: unknown): note is Kept {
	return typeof note === "object" && note !== null && "path" in note && typeof note.path === "string" && "text" in note && typeof note.text === "string";
}
