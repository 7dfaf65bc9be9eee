import { historyHeading } from "./history";
import { piecesOf, written } from "./hunks";
import type { Hunk } from "./hunks";

/**
 * The note with git's conflicts in its history put together: the lines of both sides by their days, ours first, and what both
 * have once. Left as it is where a side has anything but such lines, or lacks one of the lines that both began with.
 */
export function withBothHistories(text: string): string {
	if (!text.includes("<<<<<<<")) return text;
	let heading = "";
	return piecesOf(text).map((piece) => {
		const made = typeof piece === "string" ? piece : joined(piece, heading) ?? written(piece);
		heading = headingIn(made) ?? heading;
		return made;
	}).join("");
}

function joined({ ours, base, theirs }: Hunk, heading: string): string | null {
	const [own, other, former] = [linesOf(ours), linesOf(theirs), linesOf(base ?? "")];
	const differs = own.findIndex((line, n) => line !== other[n]);
	// With the base git writes the lines again that both sides begin with, the heading among them.
	const common = differs < 0 ? own : own.slice(0, differs);
	const added = [own, other].map((side) => side.slice(common.length));
	const isHistory = (headingIn(common.join("")) ?? heading).toLowerCase() === historyHeading.toLowerCase() && added.flat().every((line) => /^- \d{4}-\d\d-\d\d \S/.test(line));
	return isHistory && lacking(former, own).length + lacking(former, other).length === 0 ? [...common, ...byDay([...added[0] ?? [], ...lacking(added[1] ?? [], added[0] ?? [])])].join("") : null;
}

/** The lines that others lack; of equal ones as many as they have fewer. */
function lacking(lines: string[], others: string[]): string[] {
	const left = [...others];
	return lines.filter((line) => {
		const at = left.indexOf(line);
		if (at >= 0) left.splice(at, 1);
		return at < 0;
	});
}

function byDay(lines: string[]): string[] {
	const dayOf = (line: string): string => line.slice(2, 12);
	return [...lines].sort((one, other) => (dayOf(one) < dayOf(other) ? -1 : dayOf(one) > dayOf(other) ? 1 : 0));
}

function headingIn(text: string): string | null {
	const found = text.match(/^#{1,6}[ \t].*$/gm)?.at(-1);
	return found === undefined ? null : found.trim();
}

function linesOf(text: string): string[] {
	return text.match(/[^\n]*\n/g) ?? [];
}
