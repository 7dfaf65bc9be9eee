import { describe, expect, it } from "vitest";
import type { Vault } from "../../src/lock/groups";
import { groupOf } from "../../src/lock/field";
import type { Created } from "../../src/lock/session";
import { allZero, check, fields, groupNumber, other, passphrase, start, usual } from "./vaults";

const [seed = ""] = fields(passphrase, 1, 1);
const [code = ""] = fields(other, 2, 1, usual, "code");
/** The first passphrase for everything, the second for backup codes. */
const split: Vault = { fields: [seed, code], checks: [check(passphrase, 1), check(other, 2, { for: "codes" })] };
const strange = "a third passphrase";

const made = (created: Created): Exclude<Created, { reason: unknown }> => {
	if ("reason" in created) throw new Error(created.reason);
	return created;
};

describe("a passphrase for backup codes", () => {
	it("seals them, and the main one all else", async () => {
		const { session } = start();
		await session.unlock(passphrase, split);
		await session.unlock(other, split);
		expect(groupOf(session.seal("code", "1", "a:b"))).toBe(groupNumber(2));
		for (const kind of ["seed", "pin", "check"] as const) expect(groupOf(session.seal(kind, "1", "a:b"))).toBe(groupNumber(1));
		expect([session.check(), session.check("code")]).toEqual(split.checks.map(({ sealed }) => sealed));
		expect([session.isCurrent(seed, "seed"), session.isCurrent(seed, "code"), session.isCurrent(code, "code"), session.isCurrent(code, "seed")]).toEqual([true, false, true, false]);
	});

	it("is not needed for the rest, nor the main one for codes", async () => {
		for (const [words, canSeal, canSealCodes] of [[passphrase, true, false], [other, false, true]] as const) {
			const { session } = start();
			expect(await session.unlock(words, split)).toMatchObject({ opened: true, left: [{ why: "other passphrase" }] });
			expect([session.isOpen, session.canSeal, session.canSealFor("pin"), session.canSealFor("code")]).toEqual([true, canSeal, canSeal, canSealCodes]);
			expect([session.open(seed, "seed"), session.open(code, "code")]).toEqual(expect.arrayContaining([{ reason: "other passphrase" }, { secret: "SECRET0", label: expect.anything() as string }]));
		}
	});

	it("is said to be missing, not to be changed", async () => {
		const { session } = start();
		expect(session.whyNotSeal("code")).toBe("locked");
		await session.unlock(passphrase, split);
		expect([session.whyNotSeal("seed"), session.whyNotSeal("code")]).toEqual([null, "codes locked"]);
		expect(() => session.seal("code", "1", "a:b")).toThrow("Backup codes have a passphrase of their own here.");
		session.lock();
		await session.unlock(other, split);
		expect([session.whyNotSeal("seed"), session.whyNotSeal("code")]).toEqual(["passphrase changed", null]);
	});

	it("is not tried while the main one opens, and next when that does not", async () => {
		const right = start();
		await right.session.unlock(passphrase, split);
		expect(right.groups).toEqual([groupNumber(1)]);
		const codes = start();
		await codes.session.unlock(other, split);
		expect(codes.groups).toEqual([groupNumber(1), groupNumber(2)]);
	});

	it("gives codes back to the main one when it is retired, and still opens its own", async () => {
		const { session } = start();
		const vault = { ...split, checks: [check(passphrase, 1), check(other, 2, { for: "codes", retired: "2026-11-22" })] };
		await session.unlock(other, vault);
		expect(session.open(code, "code")).toMatchObject({ secret: "SECRET0" });
		expect([session.canSeal, session.canSealFor("code")]).toEqual([false, false]);
		await session.unlock(passphrase, vault);
		expect(groupOf(session.seal("code", "1", "a:b"))).toBe(groupNumber(1));
		expect(session.isCurrent(code, "code")).toBe(false);
	});

	it("is not the one before it again, where that was not said to be retired", async () => {
		const { session } = start();
		const vault = { ...split, checks: [check(passphrase, 1), check(other, 2, { for: "codes" }), check(strange, 3, { for: "codes", retired: "2026-11-22" })] };
		await session.unlock(other, vault);
		expect(session.canSealFor("code")).toBe(false);
		await session.unlock(passphrase, vault);
		expect(groupOf(session.seal("code", "1", "a:b"))).toBe(groupNumber(1));
	});

	it("leaves codes unsealed where its check cannot be read: they are not for the main one", async () => {
		const { session } = start();
		await session.unlock(passphrase, { ...split, checks: [check(passphrase, 1), { sealed: "tfn1.broken", label: "", for: "codes" }] });
		expect([session.canSeal, session.canSealFor("code")]).toEqual([true, false]);
	});

	it("stops codes alone when it was changed elsewhere", async () => {
		const { session, changes } = start();
		await session.unlock(passphrase, split);
		await session.unlock(other, split);
		const before = changes();
		session.follow({ ...split, checks: [...split.checks, check(strange, 3, { for: "codes" })] });
		expect([session.canSeal, session.canSealFor("code"), changes() - before]).toEqual([true, false, 1]);
	});
});

describe("setting a passphrase for backup codes", () => {
	const one: Vault = { fields: [seed], checks: [check(passphrase, 1)] };

	it("takes over codes alone, while all that is open stays open", async () => {
		const { session } = start();
		await session.unlock(passphrase, one);
		const next = made(await session.createNext(other, one, { for: "codes" }));
		expect(next.open()).toBe(true);
		expect([groupOf(session.seal("code", "1", "a:b")), groupOf(session.seal("seed", "1", "a:b"))]).toEqual([groupNumber(100), groupNumber(1)]);
		session.follow({ ...one, checks: [...one.checks, { sealed: next.check, label: "", for: "codes" }] });
		expect([groupOf(session.seal("code", "1", "a:b")), groupOf(session.seal("seed", "1", "a:b"))]).toEqual([groupNumber(100), groupNumber(1)]);
		expect(session.open(seed, "seed")).toMatchObject({ secret: "SECRET0" });
	});

	it("needs the main one, or where there is one already, that", async () => {
		const { session } = start();
		expect(await session.createNext(strange, one, { for: "codes" })).toEqual({ reason: "locked" });
		await session.unlock(passphrase, split);
		expect(await session.createNext(strange, split, { for: "codes" })).toEqual({ reason: "codes locked" });
		session.lock();
		await session.unlock(other, split);
		expect(await session.createNext(strange, split)).toEqual({ reason: "passphrase changed" });
		made(await session.createNext(strange, split, { for: "codes" }));
	});

	it("refuses the main one, and the main one this, without keeping a key of either", async () => {
		const { session, keys, given } = start();
		await session.unlock(passphrase, split);
		await session.unlock(other, split);
		const held = keys.filter((key) => !allZero([key])).length;
		expect(await session.createNext(passphrase, split, { for: "codes" })).toEqual({ reason: "same passphrase" });
		expect(await session.createNext(other, split)).toEqual({ reason: "same passphrase" });
		expect(await session.createNext(passphrase, one, { for: "codes" })).toEqual({ reason: "same passphrase" });
		expect(keys.filter((key) => !allZero([key])).length).toBe(held);
		expect(allZero(given)).toBe(true);
	});

	it("leaves it in use when the main one is changed", async () => {
		const { session } = start();
		await session.unlock(passphrase, split);
		await session.unlock(other, split);
		made(await session.createNext(strange, split)).open();
		expect([groupOf(session.seal("code", "1", "a:b")), groupOf(session.seal("seed", "1", "a:b"))]).toEqual([groupNumber(2), groupNumber(100)]);
	});
});
