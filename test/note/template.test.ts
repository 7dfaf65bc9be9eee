import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import type { AccountType } from "../../src/entry";
import { readEntry } from "../../src/note/read";
import { newNote } from "../../src/note/template";
import { readWithYaml } from "./reader";

const sealed = "tfn1.65536.3.4.salt.body";
const github = { issuer: "GitHub", username: "your@email.com", type: "TOTP" as AccountType, seed: sealed, date: "2026-11-22" };
const body = "\n```2fa\n```\n";

describe("without a template", () => {
	it("holds only what is needed, in the order of the properties", () => {
		expect(newNote(github)).toBe(`---\nissuer: "GitHub"\naccount: "your@email.com"\ntype: TOTP\ntotp_seed: ${sealed}\ntags: [2fa]\n---\n${body}`);
		expect(newNote({ ...github, algorithm: "SHA1", digits: 6, period: 30, counter: 0 })).toBe(newNote(github));
	});

	it("tells what is not usual", () => {
		expect(newNote({ ...github, type: "HOTP", seed: "JBSWY3DPEHPK3PXP", algorithm: "SHA512", digits: 8, counter: 41, tags: ["2fa", "work/mail", "#on"] }))
			.toBe(`---\nissuer: "GitHub"\naccount: "your@email.com"\ntype: HOTP\ntotp_seed: "JBSWY3DPEHPK3PXP"\nalgorithm: SHA512\ndigits: 8\ncounter: 41\ntags: [2fa, work/mail, "on"]\n---\n${body}`);
		expect(newNote({ ...github, type: "mOTP", pin: sealed, period: 10 })).toContain(`pin: ${sealed}\ntags`);
		expect(newNote({ ...github, type: "mOTP", period: 30 })).toContain("period: 30");
	});

	it("names a user who is called like the service", () => {
		expect(newNote({ ...github, username: "GitHub" })).toContain("\nusername: \"GitHub\"\n");
		expect(readEntry(newNote({ ...github, username: "GitHub" })).entry).toMatchObject({ issuer: "GitHub", username: "GitHub" });
	});

	it("is an account without a seed too", () => {
		const { entry, problems } = readEntry(newNote({ ...github, type: "Push", seed: null }));
		expect(entry).toMatchObject({ type: "Push", issuer: "GitHub", seed: null });
		expect(problems).toEqual([]);
	});

	it("names the devices", () => {
		const note = newNote({ ...github, type: "Key", seed: null, devices: ["blue key", "0x1F", " "] });
		expect(note).toBe(`---\nissuer: "GitHub"\naccount: "your@email.com"\ntype: Key\ndevices: ["blue key", "0x1F"]\ntags: [2fa]\n---\n${body}`);
		expect(readEntry(note).entry?.devices).toEqual(["blue key", "0x1F"]);
	});
});

describe("with a template", () => {
	it("fills the placeholders and adds the rest", () => {
		expect(newNote(github, "---\ncreated: {{date}}\nissuer: '{{issuer}}' # the service\naliases: [\"{{title}}\", x]\ntags:\n  - 2fa\n---\n# {{title}}\n{{ Account }}\n"))
			.toBe(`---\ncreated: 2026-11-22\nissuer: "GitHub" # the service\naliases: ["GitHub (your@email.com)", x]\ntags:\n  - 2fa\naccount: "your@email.com"\ntype: TOTP\ntotp_seed: ${sealed}\n---\n# GitHub &#40;your@email.com&#41;\nyour@email.com\n`);
	});

	it.each([
		["---\ntags: [2fa]\n---\n", "---\ntags: [2fa]\nissuer: \"GitHub\"\naccount: \"your@email.com\"\ntype: Push\ndevices:\n  - \"Pixel 8\"\n---\n"],
		["---\ntype: {{type}}\ntotp_seed: {{totp_seed}}\ndevices: [] # mine\ntags: [2fa]\n---\n", "---\ntype: Push\ntotp_seed: \"\"\ndevices: [\"Pixel 8\"] # mine\ntags: [2fa]\nissuer: \"GitHub\"\naccount: \"your@email.com\"\n---\n"],
		["---\nother: &d [x]\ndevices: *d\n---\n# {{title}}\n", "---\nissuer: \"GitHub\"\naccount: \"your@email.com\"\ntype: Push\ndevices: [\"Pixel 8\"]\ntags: [2fa]\n---\n# GitHub &#40;your@email.com&#41;\n"],
	])("adds the devices, or does without properties that cannot hold them", (template, expected) => {
		expect(newNote({ ...github, type: "Push", seed: null, devices: ["Pixel 8"] }, template)).toBe(expected);
	});

	it("adds a PIN, encrypted or as typed", () => {
		for (const pin of [sealed, "0042", "1e3"]) {
			const note = newNote({ ...github, type: "mOTP", pin }, "---\ntags: [2fa]\n---\n# {{title}}\n");
			expect(readEntry(note)).toMatchObject({ entry: { type: "mOTP", pin }, problems: [] });
			expect(readWithYaml(note).pin).toBe(pin);
		}
	});

	it("keeps the shape that has account for the service", () => {
		const note = newNote(github, "---\naccount: {{issuer}}\ntype: {{type}}\nissuer: {{issuer}}\nusername: {{username}}\nbackup_codes:\ntotp_seed: {{totp_seed}}\ntags: [2fa, security]\n---\n");
		expect(note).toBe(`---\naccount: "GitHub"\ntype: TOTP\nissuer: "GitHub"\nusername: "your@email.com"\nbackup_codes:\ntotp_seed: ${sealed}\ntags: [2fa, security]\n---\n`);
	});

	it("keeps line ends, comments and commands of the template", () => {
		const note = newNote(github, "---\r\nissuer:   # here\r\nup: <% tp.file.title(\"{{issuer}}\") %>\r\ntotp_seed: \r\n---\r\n<% tp.date.now() %>\r\n{{time}} `{{issuer}}`\r\n");
		expect(note).toBe(`---\r\nissuer: "GitHub"   # here\r\nup: <% tp.file.title("GitHub") %>\r\ntotp_seed: ${sealed} \r\naccount: "your@email.com"\r\ntype: TOTP\r\ntags:\r\n  - "2fa"\r\n---\r\n<% tp.date.now() %>\r\n{{time}} \`GitHub\`\r\n`);
	});

	it("corrects what the template says otherwise", () => {
		expect(readEntry(newNote(github, "---\nissuer: Service\naccount: user\ntype: HOTP\ntotp_seed: ABC\nalgorithm: SHA512\ndigits: 8\nperiod: 60\ntags: [2fa]\n---\n")).entry)
			.toMatchObject({ issuer: "GitHub", username: "your@email.com", type: "TOTP", seed: sealed, algorithm: "SHA1", digits: 6, period: 30 });
	});

	it.each([["no properties", "# {{title}}\n"], ["broken properties", "---\na: b: {{issuer}}\n---\n# {{title}}\n"], ["a list for the issuer", "---\nissuer: [a]\n---\n# {{title}}\n"], ["properties that merge", "---\na: &a {b: c}\nd:\n  <<: *a\n---\n# {{title}}\n"]])("keeps the body of one with %s", (_, template) => {
		expect(newNote(github, template)).toBe(newNote(github).replace(body, "# GitHub &#40;your@email.com&#41;\n"));
	});
});

describe("text from outside", () => {
	const hostile = ["<% tp.system.prompt() %>", "<%* x %>", "{{date}}", "{{issuer}}", "`= dv`", "`2fa: x`", "```js\nx\n```", "[[Link]]", "![](http://x)", "<img src=x onerror=y>", "# title", "- item", "1. item", "---", "> quote", "| a |", "$x$", "%%x%%", "==x==", "**x**", "_x_ __y__", "~~x~~", "^id", "#tag", "a\nb: c", "\"\\", "': x", "slottypeslot", "x\u202ey", "&amp;", "a\u200fb\u200bc\u3164", "\\", "http://x.y", "[x]: y", "$&"];
	const templates = [undefined, "{{issuer}}\n\n{{account}} `{{issuer}}` [{{issuer}}]({{issuer}})\n<% f(\"{{issuer}}\") %>\n", "---\nissuer: {{issuer}}\nc: \"x {{issuer}}\" # {{issuer}}\nd: |\n  {{issuer}}\n\"{{issuer}}\": 1\n---\n# {{title}}\n"];
	const cases = hostile.flatMap((text) => templates.map((template) => ({ text, template })));

	it.each(cases)("$text is read as it is and does nothing in $template", ({ text, template }) => {
		const note = newNote({ ...github, issuer: text, username: text.repeat(2) }, template);
		const issuer = text.replaceAll("\n", " ").replace(/[\u202e\u200f\u200b\u3164]/g, "");
		expect(readEntry(note).entry?.issuer).toBe(issuer);
		expect(readWithYaml(note).issuer).toBe(issuer);
		const added = note.replace("<% f(\"", "").replace(") %>", "").replaceAll(/^```(?:2fa)?$|`(?=\S.*`)|`(?= \[)/gm, "");
		expect(added).not.toMatch(/<%|\{\{|[\u202e\u200f\u200b\u3164]/);
		if (!template?.startsWith("---")) expect(note.match(/`/g)?.length ?? 0).toBe(template ? 2 : 6);
	});

	it("is not taken for a placeholder that was filled before", () => {
		expect(newNote({ ...github, issuer: "slottypeslot" }, "---\nissuer: {{issuer}} # {{issuer}}\nx: {{type}}\n---\n")).toMatch(/^---\nissuer: "slottypeslot" # slottypeslot\nx: "TOTP"\n/);
	});

	it.each(hostile)("%s shows in Markdown as itself", (text) => {
		const note = newNote({ ...github, issuer: text, username: "" }, "{{issuer}}\n");
		const shown = new MarkdownIt({ html: true, linkify: true }).renderInline(note.split("---\n").at(-1)?.trim() ?? "");
		const asText = new MarkdownIt().utils.escapeHtml(text.replaceAll("\n", " ").replace(/[\u202e\u200f\u200b\u3164]/g, ""));
		expect(shown.replace(/<a href="[^"]*">|<\/a>/g, "")).toBe(asText);
	});

	it("never breaks a note, whatever comes", () => {
		fc.assert(fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), fc.constantFrom(...templates), (issuer, username, template) => {
			const { entry } = readEntry(newNote({ ...github, issuer, username }, template));
			expect(entry?.seed).toBe(sealed);
			expect(entry?.issuer.replace(/\s/g, "")).toBe(issuer.replace(/[\p{Cc}\p{Cs}\s\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0]/gu, ""));
		}), { numRuns: 500 });
	});
});
