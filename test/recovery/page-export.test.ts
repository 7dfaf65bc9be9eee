import { expect, it } from "vitest";
import { leftWords } from "../../src/recovery/page-export";

const why = (what: string, ...names: string[]) => names.map((where) => ({ what, where }));

it("says what stays behind once for each sort, and names as many accounts as can be taken in", () => {
	expect(leftWords([...why("Not open", "A (me)"), ...why("No codes", ..."BCDEFG"), ...why("Not open", "H")])).toEqual(["Not open: A (me), H.", "No codes: B, C, D, E, F and 1 more."]);
	expect(leftWords([])).toEqual([]);
});

it("sets a name apart that runs from right to left, so that the sentence does not", () => {
	const [sentence = ""] = leftWords(why("No codes", "\u0628\u0646\u0643", "GitHub"));
	expect(sentence).toBe("No codes: \u2068\u0628\u0646\u0643\u2069, GitHub.");
});
