import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterAll, describe, expect, it } from "vitest";
import { pack, unpack } from "../../src/recovery/archive";
import { listed, strewn, unpacker } from "../../src/recovery/zip";

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
const zipWith = (entries: Record<string, string | number[]>, how = "DEFLATED"): Uint8Array => {
	const out = path.join(folder, "made.zip");
	python(`import json,sys,zipfile\nz=zipfile.ZipFile(sys.argv[1],'w',zipfile.ZIP_${how})\nfor k,v in json.loads(sys.argv[2]).items(): z.writestr(k, v if isinstance(v,str) else bytes(v))\nz.close()`, out, JSON.stringify(entries));
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

	it("that is none is refused in a sentence", () => {
		for (const bytes of [new Uint8Array(0), new TextEncoder().encode("---\nissuer: GitHub\n---\n")]) expect(() => unpack(bytes)).toThrow("Nothing of it was read.");
	});

	it("of no files, or of none that are notes, gives none", () => {
		expect([unpack(zipWith({})), unpack(zipWith({ "a.png": [0xff], "Backups/b.zip": Array.from(pack(files, at)) }))]).toEqual([{ files: [], damaged: [] }, { files: [], damaged: [] }]);
	});

	it("gives a long note, and names one that takes another program", () => {
		const out = path.join(folder, "odd.zip");
		python("import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1],'w',zipfile.ZIP_DEFLATED)\nz.writestr('a.md','a')\nz.writestr('b.md',b'b',zipfile.ZIP_BZIP2)\nz.writestr('c.md', b'0'*(5<<20))\nz.close()", out);
		const { files: read, damaged } = unpack(readFileSync(out));
		expect(read).toEqual([{ path: "a.md", text: "a" }, { path: "c.md", text: "0".repeat(5 << 20) }]);
		expect(damaged).toEqual([{ path: "b.md", what: expect.stringContaining("Only another program") as string }]);
	});

	it("is no way to fill the memory", () => {
		const zeros = pack([{ path: "a.md", text: "0".repeat(4_000_000) }], at);
		const [packed] = listed(zeros) ?? [];
		const unpacked = unpacker(zeros);
		const sizes = Array.from({ length: 36 }, () => packed && unpacked(packed)?.length);
		expect(sizes.filter((size) => size === 4_000_000)).toHaveLength(34);
		expect(sizes.slice(34)).toEqual([undefined, undefined]);
	});
});

describe("a hostile archive", () => {
	it("whose lines are all of one place is unpacked there once", () => {
		const one = Buffer.from(zipSync({ "a.md": strToU8("0".repeat(4_000_000)) }));
		const from = one.readUInt32LE(one.length - 6);
		const line = one.subarray(from, one.length - 22);
		const end = Buffer.from(one.subarray(one.length - 22));
		for (const [place, value] of [[8, 100], [10, 100]] as const) end.writeUInt16LE(value, place);
		end.writeUInt32LE(100 * line.length, 12);
		// Unpacked each by itself, they would be more than is unpacked of any archive.
		expect(unpack(Uint8Array.from(Buffer.concat([one.subarray(0, from), ...Array.from({ length: 100 }, () => line), end]))).files).toHaveLength(100);
	});

	it("of headers within headers is no way to fill the memory", () => {
		const header = Buffer.alloc(30);
		header.writeUInt32LE(0x04034b50, 0);
		header.writeUInt16LE(0xffff, 26);
		const zip = Uint8Array.from(Buffer.concat(Array.from({ length: 5000 }, () => header)));
		expect(strewn(zip).reduce((sum, packed) => sum + packed.path.length, 0)).toBeLessThan(129 << 20);
		expect(unpack(zip).files).toEqual([]);
	});
});

/** Notes as they are, long enough to be packed in every way. */
const many = Array.from({ length: 5 }, (_, at) => {
	const field = createHash("sha512").update(String(at)).digest("base64url");
	return { path: `2FA/Konto ${at}ø.md`, text: `---\nissuer: Konto ${at}\naccount: me@example.org\ntotp_seed: tfn1.65536.3.4.ABEiM0RVZneImaq7zN3u_w.${field}\ntags: [2fa]\n---\n` };
});

/** Where the parts of a zip begin, as Python reads it: each file by its name, then the directory. */
function partsOf(zip: Uint8Array): { name: string; from: number }[] {
	const file = path.join(folder, "parts.zip");
	writeFileSync(file, zip);
	const said: unknown = JSON.parse(python("import json,sys,zipfile\nz=zipfile.ZipFile(sys.argv[1])\nprint(json.dumps([{'name':i.filename,'from':i.header_offset} for i in z.infolist()]+[{'name':'','from':z.start_dir}]))", file));
	return said as { name: string; from: number }[];
}

const directoryHit = "The archive's list of files";
const foreign = Object.fromEntries(many.map(({ path: file, text }) => [file, text]));

describe.each([
	["ours", pack(many, at), true],
	["of another program, packed", zipWith(foreign), false],
	["of another program, as they are", zipWith(foreign, "STORED"), false],
])("a damaged archive: %s", (_what, whole, isOurs) => {
	const parts = partsOf(whole);

	it("with any byte hit gives every note but the one that it belongs to, and names that", () => {
		const wrong: unknown[] = [];
		let lost = 0;
		for (let place = 0; place < whole.length; place++) {
			const hit = Uint8Array.from(whole);
			hit[place] = (hit[place] ?? 0) ^ (isOurs ? 0xff : 1);
			const name = parts.filter(({ from }) => from <= place).pop()?.name ?? "";
			const { files: read, damaged } = unpack(hit);
			const missing = many.filter(({ path: file, text }) => !read.some((each) => each.path === file && each.text === text)).map((each) => each.path);
			const named = damaged.map((each) => each.path);
			// Without checksums of every note, one is lost where its line in the directory is hit, or comes under another name.
			const may = name !== "" ? [name] : isOurs ? [] : [...missing.slice(0, 1), ...named];
			const isRight = missing.every((file) => may.includes(file)) && read.length <= many.length && (name === "" || missing.every((file) => named.includes(file)))
				&& named.every((file) => [...may, ...(name === "" ? [directoryHit, "SHA256SUMS"] : [])].includes(file));
			lost += missing.length;
			if (!isRight) wrong.push({ place, name, missing, named });
		}
		expect(wrong).toEqual([]);
		expect(lost).toBeGreaterThan(many.length * 100);
	});

	it("cut short anywhere gives every note that is there whole, and says that there may have been more", () => {
		for (let length = 30; length < whole.length; length += 13) {
			const { files: read, damaged } = unpack(whole.slice(0, length));
			expect(read).toEqual(many.filter((_each, place) => (parts[place + 1]?.from ?? 0) <= length));
			expect(damaged.map(({ path: file }) => file)).toContain(directoryHit);
		}
	});
});
