import { expect, it } from "vitest";
import { likeliest } from "../../src/note/heal";

const [a, b] = ["tfn1.65536.3.4.salt.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaAZ", "tfn1.65536.3.4.salt.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbBZ"];

it.each([
	["a character changed", a.replace("aaaaA", "aaXaA"), a], ["a character missing", b.replace("bB", "B"), b], ["text in the middle", a.replace("aaaaaA", "aaa used 2026-02-15aaA"), a], ["its end cut off", a.slice(0, -4), a], ["its start cut off", b.slice(8), b], ["nothing of either", "x", null],
	["what both have", "tfn1.65536.3.4.salt.", null], ["nothing", "", null],
])("knows a text again with %s", (_, garbled, text) => expect(likeliest(garbled, [a, b, a])).toBe(text));

it("knows none where there is none", () => expect(likeliest(a, [])).toBeNull());
