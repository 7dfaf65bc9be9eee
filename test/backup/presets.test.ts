import { describe, expect, it } from "vitest";
import { isLow, presetFor, presets } from "../../src/backup/presets";

describe("the service of an account", () => {
	it.each([
		["GitHub", "github"], ["github", "github"], ["GitHub, Inc.", "github"], ["GITHUB.COM", "github"], ["https://www.github.com", "github"], ["GitHub (work)", "github"],
		["Google", "google"], ["Google Workspace", "google"], ["Amazon Web Services", "amazon web services"], ["AWS: production", "amazon web services"],
		["Bitwarden", "bitwarden"], ["Bitwarden (self-hosted)", "bitwarden self hosted"], ["Vaultwarden", "bitwarden self hosted"],
		["X", "x"], ["WordPress.com", "wordpress"], ["WordPress.org", "wordpress"], ["Steam", "steam"],
	])("%s is found", (issuer, name) => expect(presetFor(issuer).names[0]).toBe(name));

	it.each(["", "X Ray", "Githubber", "My GitHub", "Steamboat", "Inc.", "constructor", "example.org"])("%j is none of them", (issuer) => {
		expect(presetFor(issuer)).toMatchObject({ names: [], low: 2 });
	});
});

describe("few backup codes", () => {
	it.each([
		["a service like any other", 2, 3], ["GitHub", 2, 3], ["Microsoft", 2, 3], ["npm", 1, 2], ["Steam", 0, 1], ["Bitwarden", 0, 1], ["Vaultwarden", 2, 3],
	])("of %s are %i, and not %i", (issuer, few, enough) => {
		expect(isLow(few, presetFor(issuer))).toBe(true);
		expect(isLow(enough, presetFor(issuer))).toBe(false);
	});
});

describe("the table", () => {
	it.each([["GitHub", [16, 16]], ["AWS", [5, 10]], ["Google", [10, 10]], ["Microsoft", [10, 10]], ["Vaultwarden", [5, 100]], ["Steam", [1, 1]]])("knows how many %s gives", (issuer, count) => {
		expect(presetFor(issuer).count).toEqual(count);
	});

	it("knows that those of one's own server end on a day", () => expect(presetFor("Bitwarden self-hosted").end).toBe(true));

	it("has a source in every row, and every name once", () => {
		for (const { source } of presets) expect(source).toMatch(/^(?:seen|from memory): \S/);
		const names = presets.flatMap((preset) => preset.names);
		expect(new Set(names).size).toBe(names.length);
		for (const name of names) expect(presetFor(name).names).toContain(name);
	});

	it("warns while there is still a code, unless the service gives a single one", () => {
		for (const { count, low } of presets) expect(low).toBeLessThan(count?.[0] ?? 3);
	});
});
