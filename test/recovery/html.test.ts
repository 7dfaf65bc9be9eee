import { createHash } from "node:crypto";
import { runInThisContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { recoveryPage } from "../../src/recovery/html";
import { notesInside, sharedTitle } from "../../src/recovery/inside";

const parts = { shared: () => ({ answer: 42 }), script: "document.title = 'x';\n", style: "main{color:red}", markup: "<main></main>" };
const notes = [{ path: "2FA/Odd </script><!-- & 'name'.md", text: "---\nissuer: <script>alert(1)</script> \u2028\n---\n" }];
const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64");

describe("the recovery page's file", () => {
	it("lets its own script and style run, and nothing else", () => {
		const page = recoveryPage(parts, notes);
		const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
		const [, script = ""] = /<script>([^]*)<\/script>/.exec(page) ?? [];
		expect(policy).toBe(`default-src 'none'; script-src 'sha256-${sha256(script)}' 'wasm-unsafe-eval'; style-src 'sha256-${sha256(parts.style)}'; worker-src blob:; base-uri 'none'; form-action 'none'`);
		expect(script).toContain(parts.shared.toString());
		expect(script).toContain(parts.script);
	});

	it("carries notes that cannot end their element, and gives them back", () => {
		const page = recoveryPage(parts, notes);
		expect(notesInside(page)).toEqual(notes);
		expect(page.match(/<\/script/g)).toHaveLength(2);
		expect(page).not.toContain("<!--");
	});

	it("has a script that no text in it ends or changes", () => {
		const odd = { ...parts, shared: () => ["<!-- <script>", "</script>", /<!--/.test("a<!--")] };
		const page = recoveryPage(odd, []);
		expect(page.match(/<\/?script|<!--/gi)).toEqual(["<script", "</script", "<script", "</script"]);
		const [, program = ""] = /sharedWithPlugin = ([^]*);\ndocument/.exec(page) ?? [];
		expect(runInThisContext(`(${program})()`)).toEqual(["<!-- <script>", "</script>", true]);
	});

	it("is the same for the same parts and notes", () => {
		expect(recoveryPage(parts, notes)).toBe(recoveryPage(parts, structuredClone(notes)));
		expect(recoveryPage(parts, [])).not.toBe(recoveryPage(parts, notes));
	});

	it.each([
		["a list that is cut", recoveryPage(parts, notes).replace(/\[\{[^]*?\}\]/, "[{")], ["a list of something else", recoveryPage(parts, notes).replace(/\[\{[^]*?\}\]/, '[{"path":1}]')],
	])("has no notes where it is %s", (_, page) => expect(notesInside(page)).toEqual([]));

	it("that was made for somebody else says so in its title, and gives its notes back", () => {
		const page = recoveryPage(parts, notes, sharedTitle);
		expect(page).toContain("<title>Two-Factor Notes: a shared account</title>");
		expect(notesInside(page)).toEqual(notes);
		expect(recoveryPage(parts, notes)).toContain("<title>Two-Factor Notes: recovery</title>");
	});

	it("is told from another page", () => expect(notesInside("<!doctype html><p>x")).toBeNull());
});
