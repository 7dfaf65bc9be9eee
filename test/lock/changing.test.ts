/** A passphrase's life as the lock sees it: changed, changed back, raised, tested. */
import { describe, expect, it } from "vitest";
import { groupOf, type Cost } from "../../src/lock/field";
import { needsRaising, type Vault } from "../../src/lock/groups";
import { CannotDerive } from "../../src/lock/key";
import { Session } from "../../src/lock/session";
import { allZero, check, fields, groupNumber, other, passphrase, salt, start, usual } from "./vaults";

const low: Cost = { memory: 19456, passes: 2, lanes: 1 };

/** A vault in the middle of a change: one field is sealed for the former passphrase yet, one for the new. */
async function halfChanged(): Promise<Vault> {
	const { session } = start();
	const [old = "", waits = ""] = fields(passphrase, 1, 2);
	const before = { fields: [old, waits], checks: [check(passphrase, 1)] };
	await session.unlock(passphrase, before);
	const made = await session.createNext(other, before);
	if (!("check" in made)) throw new Error(made.reason);
	made.open();
	const opened = session.open(old, "seed");
	if (!("secret" in opened)) throw new Error(opened.reason);
	const fresh = session.seal("seed", opened.secret, opened.label);
	expect(session.open(waits, "seed")).toMatchObject({ secret: "SECRET1" });
	expect(session.open(fresh, "seed")).toMatchObject({ secret: "SECRET0" });
	return { fields: [fresh, waits], checks: [...before.checks, { sealed: made.check, label: "" }] };
}

describe("a vault in the middle of a change", () => {
	it("opens each field with its own passphrase after a restart", async () => {
		const vault = await halfChanged();
		for (const [words, opens] of [[other, [true, false]], [passphrase, [false, true]]] as const) {
			const { session } = start();
			expect(await session.unlock(words, vault)).toMatchObject({ opened: true, left: [{ why: "other passphrase" }] });
			expect(vault.fields.map((field) => "secret" in session.open(field, "seed"))).toEqual(opens);
		}
	});

	it("opens all with both, in either order, and seals for the new one", async () => {
		const vault = await halfChanged();
		for (const order of [[other, passphrase], [passphrase, other]]) {
			const { session } = start();
			for (const words of order) await session.unlock(words, vault);
			expect(vault.fields.map((field) => "secret" in session.open(field, "seed"))).toEqual([true, true]);
			expect(groupOf(session.seal("seed", "1", "a:b"))).toBe(groupNumber(100));
		}
	});

	it("seals nothing for the former one, however many fields it has, nor for one said to be retired", async () => {
		const vault = await halfChanged();
		const { session } = start();
		await session.unlock(passphrase, { ...vault, fields: [...vault.fields, ...fields(passphrase, 1, 9)] });
		expect([session.canSeal, session.canSealFor("code")]).toEqual([false, false]);
		const retired = { fields: fields(passphrase, 1, 2), checks: [check(passphrase, 1, { retired: "2026-11-22" })] };
		session.lock();
		expect(await session.unlock(passphrase, retired)).toEqual({ opened: true, left: [] });
		expect(session.canSeal).toBe(false);
	});
});

describe("a retired passphrase that no field needs", () => {
	const vault = { fields: fields(other, 2, 1), checks: [check(passphrase, 1), check(other, 2)] };

	it("costs no time and is not asked for", async () => {
		const { session, groups } = start();
		expect(await session.unlock(other, vault)).toEqual({ opened: true, left: [] });
		expect(groups).toEqual([groupNumber(2)]);
	});

	it("is known still, so that it is not called wrong", async () => {
		const { session } = start();
		expect(await session.unlock(passphrase, vault)).toMatchObject({ opened: true });
		expect(session.canSeal).toBe(false);
	});
});

describe("raising the cost", () => {
	it("is due where a passphrase in use costs less than a new one would, and for no other", () => {
		const due = (checks: Vault["checks"], notes: string[] = []) => needsRaising({ fields: notes, checks });
		expect(due([check(passphrase, 1, {}, low)])).toBe(true);
		expect(due([check(passphrase, 1, {}, { memory: 131072, passes: 1, lanes: 4 })])).toBe(true);
		expect(due([check(passphrase, 1), check(other, 2, { for: "codes" }, low)])).toBe(true);
		expect(due([check(passphrase, 1)])).toBe(false);
		expect(due([check(passphrase, 1, {}, { memory: 2097152, passes: 1, lanes: 4 })])).toBe(false);
		expect(due([check(passphrase, 1, {}, low), check(other, 2)])).toBe(false);
		expect(due([check(passphrase, 1), check(other, 2, { for: "codes", retired: "2026-11-22" }, low)])).toBe(false);
		expect(due([check(passphrase, 1)], fields(other, 2, 1, low))).toBe(false);
		expect(due([])).toBe(false);
	});

	it("is setting the same passphrase again: a new salt, the cost of today, and one passphrase opens both", async () => {
		const { session } = start();
		const vault = { fields: fields(passphrase, 1, 1, low), checks: [check(passphrase, 1, {}, low)] };
		await session.unlock(passphrase, vault);
		const made = await session.createNext(passphrase, vault);
		if (!("check" in made)) throw new Error(made.reason);
		made.open();
		const sealed = session.seal("seed", "1", "a:b");
		expect(groupOf(sealed)).toBe(groupNumber(100, usual));
		const later = start().session;
		const both = { fields: [...vault.fields, sealed], checks: [...vault.checks, { sealed: made.check, label: "" }] };
		expect(await later.unlock(passphrase, both)).toEqual({ opened: true, left: [] });
		expect([needsRaising(vault), needsRaising(both)]).toEqual([true, false]);
	});
});

describe("testing a passphrase", () => {
	const vault: Vault = {
		fields: [...fields(other, 2, 3), ...fields("that of a shared note", 7, 5)],
		checks: [check("the first of all", 1), check(other, 2), check("that for codes", 3, { for: "codes" })],
	};

	it.each([
		["the one in use", other, "right"], ["with spaces around it", ` ${other} `, "right"], ["that for codes", "that for codes", "codes"],
		["a retired one", "the first of all", "retired"], ["no one's", "wrong", "wrong passphrase"], ["nothing", "", "wrong passphrase"],
		["one that was never this vault's", "that of a shared note", "wrong passphrase"],
	])("tells what it is: %s", async (_, words, answer) => {
		const { session, keys, given, changes } = start();
		expect(await session.test(words, vault)).toBe(answer);
		expect([session.isOpen, session.isBusy, changes(), allZero([...keys, ...given])]).toEqual([false, false, 0, true]);
	});

	it("derives one key where it is right", async () => {
		const { session, groups } = start();
		await session.test(other, vault);
		expect(groups).toEqual([groupNumber(2)]);
	});

	it("locks nothing and opens nothing more", async () => {
		const { session, changes } = start();
		await session.unlock(other, vault);
		const open = session.keys().map(({ group }) => group);
		const before = changes();
		for (const words of [other, "the first of all", "that for codes", "wrong"]) await session.test(words, vault);
		expect([session.keys().map(({ group }) => group), changes()]).toEqual([open, before]);
	});

	it("goes by the fields where no check is kept", async () => {
		const { session } = start();
		expect(await session.test(other, { ...vault, checks: [] })).toBe("right");
		expect(await session.test("wrong", { ...vault, checks: [] })).toBe("wrong passphrase");
	});

	it("says what it cannot tell", async () => {
		const { session } = start();
		expect(await session.test(other, { fields: [], checks: [] })).toBe("no fields");
		expect(await session.test(other, { fields: ["tfn2.x"], checks: [] })).toBe("unreadable");
		expect(await session.test(other, { fields: [], checks: [check(other, 1, {}, { memory: 1048576, passes: 4, lanes: 1 })] })).toBe("too costly");
		expect(await session.test(other, vault, { signal: AbortSignal.abort() })).toBe("cancelled");
		const poor = new Session(() => Promise.reject(new CannotDerive("not enough memory")), () => salt(1));
		expect(await poor.test(other, vault)).toBe("not enough memory");
	});
});
