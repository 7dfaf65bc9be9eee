import { findFrontmatter, nextLine } from "./frontmatter";

/** A conflict as git writes it: the lines of each side between its markers, and those both began with where git kept them. */
export interface Hunk {
	ours: string;
	base: string | null;
	theirs: string;
	/** The four marker lines as they stand; the second is empty without a base. */
	markers: [string, string, string, string];
}

/** The three versions of a note that git could not merge. Conflicts in the body stand in all of them as they were. */
export interface Sides {
	ours: string;
	base: string | null;
	theirs: string;
}

type Piece = string | Hunk;

const lines = "((?:(?!<{7}|\\|{7}|={7}|>{7})[^\\n]*\\n)*)";
const shape = new RegExp(`^(<{7}[^\\n]*\\n)${lines}(?:(\\|{7}[^\\n]*\\n)${lines})?(={7}\\r?\\n)${lines}(>{7}[^\\n]*(?:\\n|$))`, "gm");

/** Takes apart the conflicts in a note's properties; null when there are none, or when the sides do not both close them. */
export function sidesOf(text: string): Sides | null {
	const pieces = splitAtEnd(piecesOf(text));
	if (pieces === null) return null;
	const { head, tail } = pieces;
	if (!head.some((piece) => typeof piece !== "string")) return null;
	const side = (pick: (hunk: Hunk) => string) => head.map((piece) => (typeof piece === "string" ? piece : pick(piece))).join("") + tail;
	const hasBase = head.every((piece) => typeof piece === "string" || piece.base !== null);
	return { ours: side(({ ours }) => ours), theirs: side(({ theirs }) => theirs), base: hasBase ? side(({ base }) => base ?? "") : null };
}

/** The conflicts of a text, and what stands between them. */
export function piecesOf(text: string): Piece[] {
	const pieces: Piece[] = [];
	let at = 0;
	for (const { 0: whole, 1: first = "", 2: ours = "", 3: second = "", 4: base, 5: third = "", 6: theirs = "", 7: fourth = "", index } of text.matchAll(shape)) {
		pieces.push(text.slice(at, index), { ours, base: second === "" ? null : base ?? "", theirs, markers: [first, second, third, fourth] });
		at = index + whole.length;
	}
	return [...pieces, text.slice(at)];
}

/** The pieces before the closing line of the properties, and the text from there on. A conflict over that line is parted there. */
function splitAtEnd(pieces: Piece[]): { head: Piece[]; tail: string } | null {
	const begun = { ours: "", base: "", theirs: "" };
	for (const [at, piece] of pieces.entries()) {
		const { ours, base, theirs } = typeof piece === "string" ? { ours: piece, base: piece, theirs: piece } : piece;
		const [mine, other, former] = [parted(begun.ours, ours), parted(begun.theirs, theirs), parted(begun.base, base ?? "")];
		const rest = pieces.slice(at + 1).map(written).join("");
		if (mine && other && typeof piece === "string") return { head: [...pieces.slice(0, at), mine.before], tail: mine.after + rest };
		if (mine && other && typeof piece !== "string") {
			const head = { ...piece, ours: mine.before, base: former?.before ?? null, theirs: other.before };
			const body = { ...piece, ours: mine.body, base: base === null ? null : former?.body ?? "", theirs: other.body };
			return { head: [...pieces.slice(0, at), head], tail: mine.line + (mine.body === other.body ? mine.body : written(body)) + rest };
		}
		if (mine || other) return null;
		begun.ours += ours;
		begun.base += base ?? "";
		begun.theirs += theirs;
	}
	return null;
}

/** A text at the closing line of the properties that begin in another: null when it does not close them. */
function parted(begun: string, text: string): { before: string; line: string; body: string; after: string } | null {
	const front = findFrontmatter(begun + text);
	if (front === null || front === "open") return null;
	const to = front.to - begun.length;
	const end = nextLine(text, to);
	return { before: text.slice(0, to), line: text.slice(to, end), body: text.slice(end), after: text.slice(to) };
}

/** A conflict as it stood. */
export function written(piece: Piece): string {
	if (typeof piece === "string") return piece;
	const [first, second, third, fourth] = piece.markers;
	return first + piece.ours + second + (piece.base ?? "") + third + piece.theirs + fourth;
}
