import { readFileSync } from "node:fs";
import path from "node:path";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { describe, expect, it } from "vitest";
import type { SealedKind } from "../../src/entry";
import { parseField } from "../../src/lock/field";
import { passphraseBytes } from "../../src/lock/key";
import { opens, openSealed, seal } from "../../src/lock/seal";
import { deriveHere, hex } from "./derive-here";

interface Vector {
	why: string;
	passphrase: string;
	secret: string;
	line2: string;
	field: string;
}

const page = readFileSync(path.resolve(import.meta.dirname, "../../docs/format.md"), "utf8");
const vectors = JSON.parse(/```json\n(.*?)```/s.exec(page)?.[1] ?? "") as Vector[];
const [first] = vectors;
const fieldAfter = (words: string): string => new RegExp(`${words}[^]*?\\n {4}(tfn1\\S+)`).exec(page)?.[1] ?? "";
const kindOf = (name: string | undefined): SealedKind => {
	const kind = (["seed", "code", "pin", "check"] as const).find((known) => known === name);
	if (kind === undefined) throw new Error(`unknown kind ${name}`);
	return kind;
};

function field(text: string) {
	const parsed = parseField(text);
	if ("reason" in parsed) throw new Error(parsed.reason);
	return parsed;
}

/** Anew each time: what is under test must not depend on a key kept from before. */
async function keyFor(passphrase: string, text: string): Promise<Uint8Array> {
	const { salt, cost } = field(text);
	return deriveHere(passphraseBytes(passphrase), salt, cost);
}

describe("the vectors of the format page", () => {
	it("are all there", () => {
		expect(vectors.length).toBeGreaterThanOrEqual(19);
		expect(new Set(vectors.map(({ line2 }) => line2.split(" ")[0]))).toEqual(new Set(["seed", "code", "pin", "check"]));
	});

	it.each(vectors)("opens and seals $why", async ({ passphrase, secret, line2, field: text }) => {
		const key = await keyFor(passphrase, text);
		const [kind, ...label] = line2.split(" ");
		expect(openSealed(key, text, kindOf(kind))).toEqual({ secret, label: label.join(" ") });
		expect(seal(key, field(text).group, kindOf(kind), secret, label.join(" "))).toBe(text);
	});

	it("has the key and the nonce key of its first", async () => {
		const key = await keyFor(first?.passphrase ?? "", first?.field ?? "");
		expect(page).toContain(`key  ${hex(key)}\n`);
		expect(page).toContain(`k    ${hex(hkdf(sha256, key, undefined, new TextEncoder().encode("tfn1 nonce"), 32))}\n`);
	});

	it("ignores lines after the second, and keeps them where the field is sealed anew", async () => {
		const text = fieldAfter("a third line");
		const key = await keyFor("pw", text);
		const opened = openSealed(key, text, "code");
		expect(opened).toMatchObject({ secret: "9832-3290", label: "GitHub:me" });
		if ("reason" in opened) return;
		expect(seal(key, field(text).group, "code", opened.secret, opened.label, opened.more)).toBe(text);
	});

	it("says damaged of what is no text", async () => {
		const text = fieldAfter("not UTF-8");
		const key = await keyFor("pw", text);
		expect(opens(key, field(text))).toBe(true);
		expect(openSealed(key, text, "code")).toEqual({ reason: "damaged" });
	});
});
