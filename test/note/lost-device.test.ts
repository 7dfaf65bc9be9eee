import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import type { Entry } from "../../src/entry";
import { inOrder, linkIn, lostDeviceNote, lostDeviceOf, shown, stepsFor, waysIn } from "../../src/note/lost-device";
import { readEntry } from "../../src/note/read";
import { taskLists } from "../../src/note/tasks";
import { readWithYaml } from "./reader";

function entryOf(...properties: string[]): Entry {
	const tags = properties.some((line) => line.startsWith("tags")) ? [] : ["tags: [2fa]"];
	const { entry } = readEntry(`---\n${[...properties, ...tags].join("\n")}\n---\n`);
	if (entry === null) throw new Error("no account");
	return entry;
}

const seed = "totp_seed: JBSWY3DPEHPK3PXP";

describe("the ways into an account without the lost device", () => {
	it.each([
		["its codes here", [seed, "devices: [Pixel 8]"], ["a code from this vault"]],
		["nothing", ["type: Push", "devices: [Pixel 8, pixel 8]"], []],
		["a seed that makes no code", [seed, "digits: 99"], []],
		["backup codes, neither used nor unclear ones", ["backup_codes: [a1, b2 used 2026-01-01, c3, tfn1.x.y used 2026-01-01~zzzz]"], ["one of 2 backup codes"]],
		["the last one", ["backup_codes: [a1]"], ["the last backup code"]],
		["other devices", ["type: Push", "devices: [Pixel 8, tablet]"], ["tablet"]],
		["codes of other devices", ["backup_codes: []", "devices: PIXEL 8, desktop"], ["a code from desktop"]],
		["copies, not those on the device", ["type: Key", "copies: [safe, Pixel 8]"], ["the copy in safe"]],
	])("are %s", (_, properties, ways) => expect(waysIn(entryOf(...properties), "Pixel 8")).toEqual(ways));

	it("are not the one device it has, where it is not known which is lost", () => {
		expect(waysIn(entryOf("type: Push", "devices: [Pixel 8]"), "")).toEqual([]);
		expect(waysIn(entryOf("type: Push", "devices: [Pixel 8, tablet]"), "")).toEqual(["Pixel 8", "tablet"]);
	});
});

describe("the steps", () => {
	it.each([
		["without a seed set no new key", ["backup_codes: [a1]", "devices: [Pixel 8]"], ["Sign in with the last backup code", "Change the password", "End all other sessions", "Renew the backup codes", "Take Pixel 8 out of its devices"]],
		["of a push account enrol another device", ["type: Push", "devices: [Pixel 8]"], ["Ask the service for its account recovery, it can take days", "Change the password", "End all other sessions", "Enrol another device, and remove the lost one at the service", "Take Pixel 8 out of its devices"]],
		["of a hardware key remove it at the service", ["type: Key", "devices: [Pixel 8, spare key]"], ["Sign in with spare key", "Remove the lost key at the service", "Register another key", "Change the password", "End all other sessions", "Take Pixel 8 out of its devices"]],
		["of one not known to be on it leave its devices", [seed], ["Sign in with a code from this vault", "Change the password", "End all other sessions", "Set a new secret key"]],
	])("%s", (_, properties, steps) => expect(stepsFor(entryOf(...properties), "Pixel 8")).toEqual(steps));
});

describe("the order", () => {
	it("is mail, then passwords, then the others; those in danger first", () => {
		const accounts = (["GitHub", "Bitwarden", "Apple", "ProtonMail", "Bank", "Work"] as const).map((title) =>
			({ title, link: null, entry: entryOf(title === "Bank" || title === "ProtonMail" ? "type: Push" : seed, ...(title === "Work" ? ["tags: [2fa, mail]"] : [])) }));
		expect(inOrder(accounts, "Pixel 8").map(({ title }) => title)).toEqual(["ProtonMail", "Apple", "Work", "Bitwarden", "Bank", "GitHub"]);
	});
});

describe("the note", () => {
	const nasty = "<% tp.x %> {{date}} `2fa: x` [[a]] | # \u202eb";
	const text = lostDeviceNote(nasty, [{ entry: entryOf("type: Push", `devices: [x, ${JSON.stringify(nasty)}]`, `account: ${JSON.stringify(nasty)}`), title: nasty, link: "2FA/Mail" }, { entry: entryOf(seed), title: "GitHub", link: "GitHub" }, { entry: entryOf(seed), title: "Odd", link: "2FA/<% x %>" }]);

	it("names its device and is no account", () => {
		expect(lostDeviceOf(text)).toBe(nasty);
		expect(readWithYaml(text)["lost_device"]).toBe(nasty);
		expect(readEntry(text).entry).toBeNull();
		expect(lostDeviceOf("---\nissuer: a\n---\n")).toBeNull();
		expect(lostDeviceOf("lost_device: a\n")).toBeNull();
	});

	it("lets nothing act that came from a note, and shows it as it was", () => {
		expect(text).not.toMatch(/<%|%>|\{\{|`|\u202e/);
		const titles = taskLists(text).map(({ title }) => title);
		expect(titles.map(linkIn)).toEqual([null, "2FA/Mail", "GitHub", null]);
		expect(titles.map(shown).sort()).toEqual(["First", "GitHub", "Odd", `${nasty.replace("\u202e", "")} (${nasty.replace("\u202e", "")})`].sort());
		const html = new MarkdownIt().render(text.slice(text.indexOf("Go through")));
		expect(html.match(/<h2>/g)).toHaveLength(4);
		expect(html).not.toMatch(/<code>|<h1>/);
	});
});
