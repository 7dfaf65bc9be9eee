import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

/** docs/recovery.md promises a drill for each loss: here that it is there, in test/e2e that it goes well. */
const page = readFileSync(path.resolve(import.meta.dirname, "../../docs/recovery.md"), "utf8");
const sections = page.split(/^## /m).slice(1).map((text) => ({ loss: text.split("\n")[0] ?? "", drill: /^Drill: (.+) \((.+)\)$/m.exec(text) }));

/** What the tests of a file are called, those of a table by their rows. */
function titles(file: string): string[] {
	const text = existsSync(file) ? readFileSync(file, "utf8") : "";
	return text.includes("drill: ") ? [...text.matchAll(/(?:[[(]|,\s*)["`](?:(?:the )?drill: )?([^"`]+)["`]/g)].map((match) => match[1] ?? "") : [];
}

describe("what docs/recovery.md tells people to do", () => {
	it("is there for each loss", () => {
		expect(sections.map(({ loss }) => loss)).toHaveLength(12);
	});

	it.each(sections)("$loss: has a drill of the name it gives", ({ drill }) => {
		const [, name = "", file = ""] = drill ?? [];
		expect(titles(path.resolve(import.meta.dirname, "../e2e", file)).filter((title) => name !== "" && title.startsWith(name))).not.toEqual([]);
	});
});
