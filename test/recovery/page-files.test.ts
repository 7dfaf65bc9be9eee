import { describe, expect, it } from "vitest";
import { pack } from "../../src/recovery/archive";
import { dropped, gather } from "../../src/recovery/page-files";

const note = "---\ntotp_seed: JBSWY3DPEHPK3PXP\n---\n";
const refused = new DOMException("It may not be read.", "NotReadableError");

/** An entry as browsers give it: File and Directory Entries API, sections 7.3 and 7.4. */
const file = (name: string, text: string | null) => ({
	isFile: true, isDirectory: false, name,
	file: (found: (file: File) => void, failed: (why: DOMException) => void) => (text === null ? failed(refused) : found(new File([text], name))),
});
const folder = (name: string, inside: object[] | null) => ({
	isFile: false, isDirectory: true, name,
	createReader: () => {
		const left = [inside ?? [], []];
		return { readEntries: (found: (some: object[]) => void, failed: (why: DOMException) => void) => (inside === null ? failed(refused) : found(left.shift() ?? [])) };
	},
});
const drop = (...entries: object[]) => ({ items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })), files: [] }) as unknown as DataTransfer;

describe("what is dropped on the recovery page", () => {
	it("is the notes of a folder and of those in it; archives there are told of, and nothing else", async () => {
		const vault = folder("vault", [file("A.md", note), file("photo.png", "x"), folder("2FA", [file("B.md", note), file("old.zip", "x")])]);
		expect(await gather(await dropped(drop(vault)))).toEqual({ files: [{ path: "vault/A.md", text: note }, { path: "vault/2FA/B.md", text: note }], told: [], archives: ["vault/2FA/old.zip"] });
	});

	it("is an archive whose first bytes are gone, too", async () => {
		const zip = pack([{ path: "2FA/A.md", text: note }, { path: "2FA/B.md", text: note }], new Date(2026, 10, 22));
		const { files, told } = await gather([{ path: "backup.zip", file: new File([zip.fill(0, 0, 4)], "backup.zip") }]);
		expect([files.map(({ text }) => text), told]).toEqual([[note, note], []]);
	});

	it("is what can be read, and the rest is named", async () => {
		const vault = folder("vault", [file("A.md", note), file("B.md", null), folder("closed", null)]);
		const { files, told } = await gather(await dropped(drop(vault)));
		expect(files).toEqual([{ path: "vault/A.md", text: note }]);
		expect(told).toEqual([expect.stringMatching(/^vault\/B\.md: It could not be read/), expect.stringMatching(/^vault\/closed: It could not be read/)]);
	});
});
