import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSealed, type SealedKind } from "../../src/entry";
import { parseField } from "../../src/lock/field";
import { canBeSealed, opens, openSealed, seal } from "../../src/lock/seal";

const key = Uint8Array.from({ length: 32 }, (_, at) => at);
const group = "65536.3.4.ABEiM0RVZneImaq7zN3u_w";
const kinds: SealedKind[] = ["seed", "code", "pin", "check"];
const anyText = fc.string({ unit: "binary", maxLength: 120 });
const secrets = anyText.filter((text) => text !== "" && !/[\n\r\0]/.test(text));
const labels = fc.string({ unit: "grapheme", maxLength: 80 });

function bodyLength(sealed: string): number {
	return Buffer.from(sealed.split(".").at(-1) ?? "", "base64url").length;
}

describe("a sealed secret", () => {
	it("opens to what it was, for any secret, label and kind", () => {
		fc.assert(fc.property(secrets, labels, fc.constantFrom(...kinds), (secret, label, kind) => {
			const sealed = seal(key, group, kind, secret, label);
			expect(isSealed(sealed)).toBe(true);
			expect(sealed).toMatch(/^[A-Za-z0-9._-]+$/);
			expect(openSealed(key, sealed, kind)).toEqual({ secret, label });
		}));
	});

	it("keeps a byte order mark and trailing spaces", () => {
		expect(openSealed(key, seal(key, group, "code", "\ufeff12 ", " a "), "code")).toEqual({ secret: "\ufeff12 ", label: " a " });
	});

	it("is the same text for the same secret, label and kind, and another for any other", () => {
		const one = seal(key, group, "code", "9832-3290", "GitHub:me");
		expect(seal(key, group, "code", "9832-3290", "GitHub:me")).toBe(one);
		const others = [
			seal(key, group, "code", "9832-3291", "GitHub:me"), seal(key, group, "code", "9832-3290", "GitHub:you"), seal(key, group, "seed", "9832-3290", "GitHub:me"),
		];
		const nonces = [one, ...others].map((sealed) => sealed.split(".").at(-1)?.slice(0, 32));
		expect(new Set(nonces).size).toBe(4);
	});

	it("opens for its own kind alone", () => {
		for (const kind of kinds) {
			const sealed = seal(key, group, kind, "1234", "VPN:me");
			const opened = kinds.filter((other) => "secret" in openSealed(key, sealed, other));
			expect(opened).toEqual([kind]);
			expect(openSealed(key, sealed, kind === "pin" ? "seed" : "pin")).toEqual({ reason: "wrong kind" });
		}
	});

	it("does not open with another key", () => {
		const sealed = seal(key, group, "seed", "JBSWY3DPEHPK3PXP", "GitHub:me");
		expect(openSealed(key.map((byte) => byte ^ 1), sealed, "seed")).toEqual({ reason: "wrong key" });
	});

	it.each([
		["a line feed", "a\nb"], ["a carriage return", "a\rb"], ["a NUL", "a\0"], ["nothing", ""], ["half a character", "a\ud83d"],
	])("is refused where the secret holds %s", (_, secret) => {
		expect(canBeSealed(secret)).toBe(false);
		expect(() => seal(key, group, "code", secret, "GitHub:me")).toThrow("Only a text of one line can be encrypted.");
	});

	it("makes a label safe that would add lines, padding or half characters", () => {
		const sealed = seal(key, group, "code", "9832", "a\nseed b\r\u2028c\0\0\ud83d");
		expect(openSealed(key, sealed, "code")).toEqual({ secret: "9832", label: "a seed b  c  \ufffd" });
		fc.assert(fc.property(anyText, fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }), (text, odd) => {
			const opened = openSealed(key, seal(key, group, "code", "9832", text + odd), "code");
			expect("secret" in opened && opened.secret === "9832" && !/[\p{Cc}\p{Cs}]/u.test(opened.label)).toBe(true);
		}));
	});

	// secret, line feed, "code", space, "ab:c": 10 bytes beside the secret
	it.each([[1, 32], [21, 32], [22, 32], [23, 64], [53, 64], [54, 64], [55, 96]])("with a secret of %i bytes has a plain text of %i", (length, plain) => {
		expect(bodyLength(seal(key, group, "code", "x".repeat(length), "ab:c"))).toBe(24 + plain + 16);
	});

	it("is refused after a change of any one character, and after any is taken out or doubled", () => {
		const sealed = seal(key, group, "seed", "JBSWY3DPEHPK3PXP", "GitHub:me");
		const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_. "];
		const changed = [...sealed].flatMap((letter, at) => {
			const before = sealed.slice(0, at);
			const after = sealed.slice(at + 1);
			return [before + after, before + letter + letter + after, ...letters.filter((other) => other !== letter).map((other) => before + other + after)];
		});
		expect(changed.filter((text) => text !== sealed && "secret" in openSealed(key, text, "seed"))).toEqual([]);
		expect(changed.length).toBeGreaterThan(8000);
	});

	it("tells whether a key opens it, whatever its kind", () => {
		const field = parseField(seal(key, group, "check", "two-factor-notes", ""));
		expect("group" in field && opens(key, field)).toBe(true);
		expect("group" in field && opens(new Uint8Array(32), field)).toBe(false);
	});
});
