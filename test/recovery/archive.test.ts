import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { pack, unpack } from "../../src/recovery/archive";

const folder = mkdtempSync(path.join(tmpdir(), "archive-"));
afterAll(() => rmSync(folder, { recursive: true }));

const at = new Date(2026, 10, 22, 11, 30);
const files = [
	{ path: "2FA/GitHub.md", text: "---\r\nissuer: GitHub\r\n---\r\n" },
	{ path: "2FA/Łódź 東京.md", text: "\uFEFF---\nissuer: Łódź\n---\n" },
	{ path: "Notes/empty.md", text: "" },
	{ path: "Notes/A\u2028B.md", text: "---\nissuer: A\n---\n" },
];

const python = (script: string, ...args: string[]) => execFileSync("python3", ["-c", script, ...args], { encoding: "utf8" });
const zipWith = (entries: Record<string, string | number[]>): Uint8Array => {
	const out = path.join(folder, "made.zip");
	python("import json,sys,zipfile\nz=zipfile.ZipFile(sys.argv[1],'w',zipfile.ZIP_DEFLATED)\nfor k,v in json.loads(sys.argv[2]).items(): z.writestr(k, v if isinstance(v,str) else bytes(v))\nz.close()", out, JSON.stringify(entries));
	return readFileSync(out);
};

describe("an archive", () => {
	it("gives back every character, marks at the start and ends of lines included", () => {
		expect(unpack(pack(files, at))).toEqual({ files, damaged: [] });
	});

	it("is the same bytes for the same notes and time", () => {
		expect(pack(files, at)).toEqual(pack(files, at));
	});

	it("opens with another program, and its checksums are what sha256sum says", () => {
		const zip = path.join(folder, "ours.zip");
		writeFileSync(zip, pack(files, at));
		const out = path.join(folder, "out");
		mkdirSync(out);
		python("import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nz.extractall(sys.argv[2])", zip, out);
		expect(files.map(({ path: file }) => readFileSync(path.join(out, file), "utf8"))).toEqual(files.map(({ text }) => text));
		expect(execFileSync("sha256sum", ["--check", "--strict", "SHA256SUMS"], { cwd: out, encoding: "utf8" }).match(/: OK/g)).toHaveLength(files.length);
	});

	it("is read as another program packs it, folders and all", () => {
		expect(unpack(zipWith({ "2FA/": "", "2FA/a.md": "one", "b.md": "two" })).files).toEqual([{ path: "2FA/a.md", text: "one" }, { path: "b.md", text: "two" }]);
	});

	it.each([
		["a file that was changed", { "a.md": "other", "b.md": "b", SHA256SUMS: `${"0".repeat(64)}  a.md\n` }, "a.md", "It is not what was put in"],
		["a file that is missing", { "b.md": "b", SHA256SUMS: `${"0".repeat(64)}  a.md\n` }, "a.md", "It is missing"],
		["a file that is no text", { "a.md": [0xff, 0xfe, 0], "b.md": "b" }, "a.md", "It is no text"],
		["a name that leads out", { "../a.md": "a", "b.md": "b" }, "../a.md", "Its name leads out"],
		["a name from the root", { "/etc/a.md": "a", "b.md": "b" }, "/etc/a.md", "Its name leads out"],
	])("names %s, and gives the others", (_what, entries, file, sentence) => {
		const { files: read, damaged } = unpack(zipWith(entries));
		expect(read).toEqual([{ path: "b.md", text: "b" }]);
		expect(damaged).toEqual([{ path: file, what: expect.stringContaining(sentence) as string }]);
	});

	it("that is none, or is cut short, is refused in a sentence", () => {
		const whole = pack(files, at);
		for (const bytes of [new Uint8Array(0), new TextEncoder().encode("---\nissuer: GitHub\n---\n"), whole.slice(0, whole.length - 30)]) expect(() => unpack(bytes)).toThrow("Nothing of it was read.");
	});

	it("with any byte turned over is refused, or names what is damaged, or gives what was put in", () => {
		const whole = pack(files, at);
		for (let place = 0; place < whole.length; place++) {
			const turned = Uint8Array.from(whole);
			turned[place] = (turned[place] ?? 0) ^ 0xff;
			let read;
			try {
				read = unpack(turned);
			} catch (error) {
				expect((error as Error).message).toContain("Nothing of it was read.");
				continue;
			}
			// What only the list of checksums was called cannot be told where its own name was hit: it is one file more.
			const given = new Map(read.files.map(({ path: file, text }) => [file, text]));
			if (read.damaged.length === 0) expect(files.filter(({ path: file, text }) => given.get(file) !== text)).toEqual([]);
		}
	});

	it("that would fill the memory is refused before it is unpacked", () => {
		const out = path.join(folder, "bomb.zip");
		python("import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1],'w',zipfile.ZIP_DEFLATED)\nfor i in range(5): z.writestr('%d.md' % i, b'0'*(60<<20))\nz.close()", out);
		expect(() => unpack(readFileSync(out))).toThrow("holds more than the notes of a vault can be");
	});
});
