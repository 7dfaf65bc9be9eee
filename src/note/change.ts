import { filledLines } from "./codes";
import { exchanged, shapes, spliced } from "./edit";
import type { Edit, Refusal, Splice } from "./edit";
import type { Found } from "./find";
import { replacing, typedAs } from "./scalars";

const unreadable: Refusal = { reason: "unreadable" };

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
