import { filledLines } from "./codes";
import { exchanged, shapes, spliced } from "./edit";
import type { Edit, Refusal, Splice } from "./edit";
import { SCALAR_STYLE } from "./events";
import { linesWith } from "./find";
import type { Found } from "./find";
import { lineEnds, replacing, typedAs } from "./scalars";

const unreadable: Refusal = { reason: "unreadable" };

/** Puts a mark, or other text that begins with a blank, behind a code. */
export function suffixed(found: Found, mark: string): Edit {
	return changed(found, linesWith(found, found.item.text + mark), placesFor(found, mark));
}

function placesFor({ note, item }: Found, mark: string): Splice[][] {
	// After a line-continuation a blank would be taken for indentation.
	const puts = item.scalar.style === SCALAR_STYLE.DOUBLE_QUOTED ? [mark, `\\x20${mark.slice(1)}`] : [mark];
	return lineEnds(note.text, item.scalar).flatMap((at) => puts.map((put) => [{ from: at, to: at, put }]));
}

/** Puts another day into the mark of a code. */
export function redated(found: Found, from: string, to: string): Edit {
	const { note, item: { scalar, text } } = found;
	const days = [...note.text.slice(scalar.from, scalar.to).matchAll(new RegExp(from, "g"))].map(({ index }) => scalar.from + index);
	const line = text.replace(new RegExp(`(used\\s+)${from}`), `$1${to}`);
	return changed(found, linesWith(found, line), days.map((at) => [{ from: at, to: at + from.length, put: to }]));
}

/** The whole scalar in other words. */
export function retyped({ note, item: { scalar } }: Found, put: string): Splice[][] {
	const whole = replacing(note.text, scalar, put);
	return whole ? [whole] : [];
}

/** The places in a scalar with several lines where the item's text stands. */
export function partsOf({ note, item: { scalar, text } }: Found, value: string): Splice[][] {
	const typed = typedAs(scalar.style, text);
	const places: Splice[][] = [];
	for (let at = note.text.indexOf(typed, scalar.from); at >= 0 && at + typed.length <= scalar.to; at = note.text.indexOf(typed, at + 1)) {
		places.push([{ from: at, to: at + typed.length, put: typedAs(scalar.style, value) }]);
	}
	return places;
}

/** The first of these edits after which the scalar has these lines and nothing else differs. */
export function changed({ note, item: { scalar } }: Found, lines: string[], edits: Splice[][]): Edit {
	const before = shapes(note);
	const wanted = squeezed(lines.join("\n"));
	const expected = exchanged(before, scalar.event, 1, { kind: before[scalar.event]?.kind ?? "", accepts: (value) => squeezed(value) === wanted });
	for (const splices of edits) {
		const text = spliced(note, splices, expected);
		if (text !== null) return { text };
	}
	return unreadable;
}

/** A value's lines without the blanks that its style adds. */
function squeezed(value: string): string {
	return filledLines(value).map((line) => line.replace(/\s*[ \t](?=used\s)|[ \t]+/g, " ")).join("\n");
}
