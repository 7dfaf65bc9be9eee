import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { keptHere } from "../../src/obsidian/forgetting";

const src = path.resolve(import.meta.dirname, "../../src/obsidian");
const texts = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts")).map((file) => readFileSync(path.join(src, file), "utf8"));
const keeping = texts.filter((text) => text.includes("saveLocalStorage("));

describe("what a device can be made to forget", () => {
	it("is everything that any part keeps in its local storage", () => {
		const names = keeping.flatMap((text) => [...text.matchAll(/"two-factor-notes:([\w-]+)"/g)].map((match) => match[1] ?? ""));
		expect(names.length).toBeGreaterThan(5);
		expect(names.filter((name) => !keptHere.includes(name))).toEqual([]);
	});
});
