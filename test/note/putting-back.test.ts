import { describe, expect, it } from "vitest";
import { tailOf } from "../../src/note/marks";
import { putBack } from "../../src/note/putting-back";
import { readEntry } from "../../src/note/read";
import { propertiesOf } from "../../src/note/whole";
import { nameOf, wroteBetween, type Wrote } from "../../src/note/wrote";
import { opened, sealedFor } from "../devices/history";

const code = sealedFor(0, "code", "9832-3290", "GitHub:me");
const other = sealedFor(0, "code", "1903-4875", "GitHub:me");
const nothing: Wrote = { came: [], stood: [], properties: null, marks: [] };
const secretOf = (stored: string): string | null => opened(stored, "code");
const note = (...codes: string[]): string => `---\nissuer: GitHub\naccount: me\nbackup_codes:\n${codes.map((each) => `  - ${each}`).join("\n")}\n---\n`;
const field = (stored: string): { property: string; stored: string } => ({ property: "backup_codes", stored });

describe("what a merge lost", () => {
	it("is nothing in a note that is as it was written", () => {
		const text = note(code, `${other} used 2026-02-15`);
		expect(putBack(text, { ...nothing, came: [field(code)], stood: [field(code), field(other)], marks: [{ code: other, day: "2026-02-15" }] }, secretOf)).toMatchObject({ text, fields: 0, codes: 0, marks: 0, left: 0, missing: 0 });
	});

	it("is a field that does not open: the likeliest that stood there takes its place, with the mark", () => {
		const garbled = `${code.slice(0, 60)}${code.slice(62)}`;
		const done = putBack(note(garbled, other), { ...nothing, stood: [field(other), field(code)] }, secretOf);
		expect(done).toMatchObject({ text: note(code, other), fields: 1, left: 0 });
	});

	it("is a field that does not open, and the mark that went with it", () => {
		const text = note(`${code} used 2026-02-15~${tailOf(code)}`, other);
		const done = putBack(note(`${code.slice(0, 60)}5~sqgE`, other), { ...nothing, stood: [field(other), field(code)], properties: propertiesOf(text) }, secretOf);
		expect(done).toMatchObject({ text, fields: 1, left: 0 });
	});

	it("stays where nothing that was kept opens", () => {
		const garbled = `${code.slice(0, 60)}x${code.slice(61)}`;
		expect(putBack(note(garbled, other), nothing, secretOf)).toMatchObject({ text: note(garbled, other), fields: 0, left: 1 });
	});

	it("is a secret key that does not open only where one alone stood there, however often encrypted", () => {
		const [first, again, former] = [sealedFor(0, "code", "AAAA", "GitHub:me"), sealedFor(1, "code", "AAAA", "GitHub:me"), sealedFor(0, "code", "BBBB", "GitHub:me")];
		const text = (seed: string): string => `---\nissuer: GitHub\ntotp_seed: ${seed}\n---\n`;
		const stood = [first, again].map((stored) => ({ property: "totp_seed", stored }));
		expect(putBack(text("tfn1.x"), { ...nothing, stood }, secretOf)).toMatchObject({ text: text(again), fields: 1 });
		expect(putBack(text("tfn1.x"), { ...nothing, stood: [...stood, { property: "totp_seed", stored: former }] }, secretOf)).toMatchObject({ text: text("tfn1.x"), left: 1 });
	});

	it("is a code that this device added", () =>
		expect(putBack(note(other), { ...nothing, came: [field(code)] }, secretOf)).toMatchObject({ text: note(other, code), codes: 1 }));

	it("is no code that only stood there: another device may have deleted it", () =>
		expect(putBack(note(other), { ...nothing, stood: [field(code)] }, secretOf)).toMatchObject({ text: note(other), codes: 0 }));

	it("is a mark, also where the code was encrypted since", () => {
		for (const name of [nameOf("9832-3290"), code]) {
			const done = putBack(note(code, other), { ...nothing, marks: [{ code: name, day: "2026-02-15" }] }, secretOf);
			expect(done.marks).toBe(1);
			expect(readEntry(done.text).entry?.backupCodes.map(({ used }) => used)).toEqual(["2026-02-15", null]);
		}
	});

	it("is a mark that landed on another code, which is unclear from then on", () => {
		const done = putBack(note("9832-3290", `${other} used 2026-02-15`), { ...nothing, marks: [{ code: nameOf("9832-3290"), day: "2026-02-15" }] }, secretOf);
		const [first, second] = readEntry(done.text).entry?.backupCodes ?? [];
		expect(first).toEqual({ stored: "9832-3290", used: "2026-02-15" });
		expect(second?.unclear).toBe("This mark was made for another code.");
	});

	it("is told of a marked code that is gone", () =>
		expect(putBack(note(other), { ...nothing, marks: [{ code: nameOf("9832-3290"), day: "2026-02-15" }] }, secretOf)).toMatchObject({ text: note(other), missing: 1 }));

	it("is the properties as a whole, where they cannot be read any more", () => {
		const text = note(code, other);
		const broken = text.replace("backup_codes:", "backup_codes:gICA");
		expect(propertiesOf(text)).toBe(text.slice(4, -4));
		expect(putBack(broken, { ...nothing, properties: propertiesOf(text) }, secretOf)).toMatchObject({ text, isRestored: true });
		expect(propertiesOf(note("9832-3290"))).toBe(null);
	});

	it("is not the properties as a whole, where something else stands in those that cannot be read", () => {
		const kept = note(code);
		const wrote = { ...nothing, properties: propertiesOf(kept), marks: [{ code, day: "2026-02-15" }] };
		const twice = kept.replace("issuer: GitHub", "issuer: GitHub\nissuer: GitHub");
		expect(putBack(twice, wrote, secretOf)).toMatchObject({ isRestored: true });
		for (const [from, to] of [
			[code, `${code}\n  - ${other}`], [code, `${code} used 2026-03-01`], [code, `${code} used 2026-03-01~${tailOf(code)}`],
			[code, `${code}\n  - 1234-5678`], ["account: me", "account: me\ncounter: 9"], ["account: me", "account: me\nnotes: ask Ann"],
		] as const) {
			const text = twice.replace(from, to);
			for (const open of [secretOf, (stored: string) => stored]) expect(putBack(text, wrote, open), to).toMatchObject({ text, isRestored: false, missing: 0 });
		}
	});
});

describe("what a device keeps of a write", () => {
	it("is what came, what stood, and the marks it made or took", () => {
		const [before, after] = [note("9832-3290", other), note(code, `${other} used 2026-02-15`)];
		const marks = [{ code: other, day: "2026-02-15" }];
		expect(wroteBetween(before, after)).toEqual({ came: [field(code)], gone: [], stood: [field(other), field(code)], properties: after.slice(4, -4), marks, unmarked: [] });
		expect(wroteBetween(after, before)).toMatchObject({ came: [], properties: null, marks: [], unmarked: [other] });
	});

	it.each(["totp_seed: [JBSWY3DPEHPK3PXP]", "totp_seed: tfn1.x\npin: [1234]", "totp_seed: tfn1.x JBSWY3DPEHPK3PXP", `backup_codes:\n  - ${code} 1903-4875`, `backup_codes:\n  - [1903-4875]`])("is not the properties where a clear secret may stand in them: %#", (property) => {
		const text = `---\nissuer: GitHub\n${property}\n---\n`;
		expect(readEntry(text).entry).not.toBe(null);
		expect(propertiesOf(text)).toBe(null);
	});

	it("holds no clear secret", () => {
		const kept = JSON.stringify(wroteBetween(note("9832-3290", other), note("9832-3290 used 2026-02-15", other)));
		expect(kept).toContain(nameOf("9832-3290"));
		expect(kept).not.toContain("9832");
	});
});
