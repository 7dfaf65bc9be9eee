import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { sealedIn } from "../../src/note/sealed";

const note = (properties: string) => `---\n${properties}\n---\nbody tfn1.1.1.1.body.body\n`;
const field = (name: string) => `tfn1.65536.3.4.ABEiM0RVZneImaq7zN3u_w.${name}`;
const [a, b, c, d, e] = [field("a"), field("b"), field("c"), field("d"), field("e")];

describe("sealedIn", () => {
	it("gives every encrypted field with its property and without its mark", () => {
		expect(sealedIn(note(`totp_seed: ${a}\ntotp_seed_next: '${b}'\npin: "${c}"\nbackup_codes:\n  - ${d} used 2026-02-15~abcd\n  - 1234\nbackup_codes_former: [${e}, x]\nother: ${field("o")}`))).toEqual([
			{ property: "totp_seed", stored: a }, { property: "totp_seed_next", stored: b }, { property: "pin", stored: c }, { property: "backup_codes", stored: d }, { property: "backup_codes_former", stored: e },
		]);
	});

	it("gives those that Obsidian folded, in blocks, and behind an alias", () => {
		expect(sealedIn(note(stringify({ backup_codes: [`${field("x".repeat(90))} used 2026-02-15~abcd`] }).trimEnd()))).toEqual([{ property: "backup_codes", stored: field("x".repeat(90)) }]);
		expect(sealedIn(note(`x: &x [${a}]\nbackup_codes: *x\nbackup_codes_former: |\n  ${b}\n  ${c}`)).map(({ stored }) => stored)).toEqual([a, b, c]);
	});

	it.each([
		["a key twice", `totp_seed: ${a}\nbackup_codes: [${b}]\nbackup_codes: [${c}]`, [a, b, c]], ["several documents", `totp_seed: ${a}\n...\nx: 1`, [a]], ["a merge conflict that can be read", `totp_seed: ${a}\nbackup_codes:\n<<<<<<<\n  - ${b}`, [a, b]],
	])("reads a note that is read-only for %s", (_, properties, found) => expect(sealedIn(note(properties)).map(({ stored }) => stored)).toEqual(found));

	it("gives what looks like one where the properties cannot be parsed, with the key before it", () => {
		expect(sealedIn(note(`totp_seed: ${a}\nx: y: z\n"backup_codes":\n<<<<<<< HEAD\n  - ${b} used 2026-02-15~abcd\n=======\n  - ${c}`))).toEqual([
			{ property: "totp_seed", stored: a }, { property: "backup_codes", stored: b }, { property: "backup_codes", stored: c },
		]);
		expect(sealedIn(`---\n${a}\n`)).toEqual([{ property: null, stored: a }]);
		expect(sealedIn(`<<<<<<< HEAD\n---\ntotp_seed: ${a}\n---\n=======\n---\n`)).toEqual([{ property: "totp_seed", stored: a }]);
	});

	it.each(["", "text", `body: ${a}`, note("totp_seed: JBSWY3DP"), note(`title: ${a}`)])("finds none in %j", (text) => expect(sealedIn(text)).toEqual([]));
});
