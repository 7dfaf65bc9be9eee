import { getEventListeners } from "node:events";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { groupOf, type Cost } from "../../src/lock/field";
import type { Vault } from "../../src/lock/groups";
import { CannotDerive, type Derive } from "../../src/lock/key";
import { Session } from "../../src/lock/session";
import { deriveHere } from "./derive-here";
import { allZero, cheapKey, check, fields, groupNumber, other, passphrase, start, usual } from "./vaults";

function damaged(field: string): string {
	return field.slice(0, -10) + (field.at(-10) === "A" ? "B" : "A") + field.slice(-9);
}

const empty: Vault = { fields: [], checks: [] };
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("a locked session", () => {
	it("opens and seals nothing", () => {
		const { session } = start();
		const [field = ""] = fields(passphrase, 1, 1);
		expect(session.isOpen).toBe(false);
		expect(session.canSeal).toBe(false);
		expect(session.open(field, "seed")).toEqual({ reason: "locked" });
		expect(() => session.seal("seed", "JBSWY3DP", "GitHub:me")).toThrow("Locked.");
		expect(() => session.check()).toThrow("Locked.");
		expect(session.isCurrent(field, "seed")).toBe(false);
	});

	it("tells what needs no key to be told", () => {
		const { session } = start();
		expect(session.open("tfn2.x", "seed")).toEqual({ reason: "unknown version" });
		expect(session.open("tfn1.x", "seed")).toEqual({ reason: "damaged" });
		expect(session.open("JBSWY3DP", "seed")).toEqual({ reason: "not encrypted" });
	});
});

describe("unlocking", () => {
	it("opens what the real derivation opens, and seals it alike", async () => {
		const vector = "tfn1.65536.3.4.ABEiM0RVZneImaq7zN3u_w.5WuJJmHcv66CoZx1iEs5Kp4vEP4zXNPE-XbsE-78EjUKus4ZJo8BYsnXr6zp8MVnEG9NWVhVa1TxIj7hFD-1l3hSGKyq2mLT";
		const session = new Session(deriveHere, (bytes) => new Uint8Array(bytes));
		expect(await session.unlock("pw", { fields: [vector], checks: [] })).toEqual({ opened: true, left: [] });
		expect(session.open(vector, "seed")).toEqual({ secret: "JBSWY3DPEHPK3PXP", label: "GitHub:me" });
		expect(session.seal("seed", "JBSWY3DPEHPK3PXP", "GitHub:me")).toBe(vector);
	});

	it("takes a check alone, and tells of the change", async () => {
		const { session, changes } = start();
		expect(await session.unlock(passphrase, { fields: [], checks: [check(passphrase, 1)] })).toEqual({ opened: true, left: [] });
		expect(session.isOpen).toBe(true);
		expect(session.isBusy).toBe(false);
		expect(changes()).toBe(1);
		expect(session.check()).toBe(check(passphrase, 1).sealed);
	});

	it("refuses a wrong passphrase and keeps nothing of it", async () => {
		const { session, given, keys, changes } = start();
		const answer = await session.unlock("wrong", { fields: fields(passphrase, 1, 2), checks: [check(passphrase, 1)] });
		expect(answer).toEqual({ reason: "wrong passphrase", left: [{ group: groupNumber(1), cost: usual, fields: 2, why: "other passphrase" }] });
		expect(session.isOpen).toBe(false);
		expect(changes()).toBe(0);
		expect(allZero([...given, ...keys])).toBe(true);
		expect(given.length).toBe(1);
	});

	it("judges an empty passphrase without deriving", async () => {
		const { session, given } = start();
		expect(await session.unlock("", { fields: fields(passphrase, 1, 1), checks: [] })).toMatchObject({ reason: "wrong passphrase" });
		expect(given).toEqual([]);
	});

	it("tries the text without the spaces around it, and as it was typed", async () => {
		for (const [typed, sealedWith] of [[` ${passphrase}\u00a0`, passphrase], [" padded ", " padded "]] as const) {
			const { session, given, groups } = start();
			const [field = ""] = fields(sealedWith, 1, 1);
			expect(await session.unlock(typed, { fields: [field], checks: [] })).toEqual({ opened: true, left: [] });
			expect(session.open(field, "seed")).toMatchObject({ secret: "SECRET0" });
			expect(allZero(given)).toBe(true);
			expect(groups.length).toBe(sealedWith === passphrase ? 1 : 2);
		}
	});

	it("takes the passphrase as another keyboard writes it", async () => {
		const { session } = start();
		expect(await session.unlock("cafe\u0301 de Paris", { fields: fields("caf\u00e9 de Paris", 1, 1), checks: [] })).toEqual({ opened: true, left: [] });
	});

	it("derives for the check's group first, then for the largest, four at most where one opens", async () => {
		const { session, groups } = start();
		const vault = {
			fields: [...fields(other, 1, 1), ...fields(other, 2, 5), ...fields(other, 3, 3), ...fields(other, 4, 4), ...fields(other, 5, 2)],
			checks: [check(passphrase, 9)],
		};
		const answer = await session.unlock(passphrase, vault);
		expect(groups).toEqual([9, 2, 4, 3].map((number) => groupNumber(number)));
		expect(answer).toEqual({
			opened: true,
			left: ([[2, 5, "other passphrase"], [4, 4, "other passphrase"], [3, 3, "other passphrase"], [5, 2, "not tried"], [1, 1, "not tried"]] as const)
				.map(([number, count, why]) => ({ group: groupNumber(number), cost: usual, fields: count, why })),
		});
	});

	it("goes on with the next four while none opens, so that other passphrases' fields keep nobody out", async () => {
		const { session, groups } = start();
		const strangers = [1, 2, 3, 4, 5].flatMap((number) => fields(other, number, 2));
		const [own = ""] = fields(passphrase, 6, 1);
		const later = Array.from({ length: 9 }, (_, at) => fields(other, 7 + at, 1)).flat();
		const answer = await session.unlock(passphrase, { fields: [...strangers, own, ...later], checks: [] });
		expect(groups).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((number) => groupNumber(number)));
		expect(answer).toMatchObject({ opened: true });
		expect(answer.left.map(({ why }) => why)).toEqual([...Array<string>(7).fill("other passphrase"), ...Array<string>(7).fill("not tried")]);
		expect(session.open(own, "seed")).toMatchObject({ secret: "SECRET0" });
	});

	it("calls no passphrase wrong before all were tried, and tries the rest when that is agreed to", async () => {
		const { session, groups } = start();
		const vault = { fields: [...Array.from({ length: 39 }, (_, at) => fields(other, at + 1, 2)).flat(), ...fields(passphrase, 40, 1)], checks: [] };
		const answer = await session.unlock(passphrase, vault);
		expect(answer).toMatchObject({ reason: "not all tried" });
		expect(groups).toEqual(Array.from({ length: 16 }, (_, at) => groupNumber(at + 1)));
		const untried = answer.left.filter(({ why }) => why === "not tried").map(({ group }) => group);
		expect(untried).toEqual(Array.from({ length: 24 }, (_, at) => groupNumber(at + 17)));
		expect(await session.unlock(passphrase, vault, { agreed: untried })).toMatchObject({ opened: true });
		session.lock();
		expect(await session.unlock("wrong", vault, { agreed: untried })).toMatchObject({ reason: "wrong passphrase" });
	});

	it("calls no passphrase wrong where a costly key was not tried", async () => {
		const costly: Cost = { memory: 1024 * 1024, passes: 2, lanes: 1 };
		const vault = { fields: [...fields(passphrase, 1, 1, costly), ...fields(other, 2, 1)], checks: [] };
		expect(await start().session.unlock(passphrase, vault)).toMatchObject({ reason: "not all tried", left: [{ why: "ask" }, { why: "other passphrase" }] });
		expect(await start().session.unlock("wrong", vault, { agreed: [groupNumber(1, costly)] })).toMatchObject({ reason: "wrong passphrase" });
	});

	it("does not count copies of a field", async () => {
		const { session, groups } = start();
		const [copied = ""] = fields(other, 1, 1);
		const answer = await session.unlock(passphrase, { fields: [...Array<string>(9).fill(copied), ...fields(passphrase, 2, 2)], checks: [] });
		expect(groups).toEqual([groupNumber(2), groupNumber(1)]);
		expect(answer.left).toMatchObject([{ fields: 1 }]);
	});

	it("opens every group of the same passphrase", async () => {
		const { session } = start();
		const vault = { fields: [...fields(passphrase, 1, 2), ...fields(passphrase, 2, 1)], checks: [] };
		expect(await session.unlock(passphrase, vault)).toEqual({ opened: true, left: [] });
		expect(vault.fields.map((field) => session.open(field, "seed"))).not.toContainEqual(expect.objectContaining({ reason: expect.anything() as string }));
	});

	it("opens another passphrase's fields beside, without closing the first", async () => {
		const { session } = start();
		const [first = "", second = ""] = [...fields(passphrase, 1, 1), ...fields(other, 2, 1)];
		const vault = { fields: [first, second], checks: [check(passphrase, 1)] };
		await session.unlock(passphrase, vault);
		expect(session.open(second, "seed")).toEqual({ reason: "other passphrase" });
		expect(await session.unlock(other, vault)).toEqual({ opened: true, left: [] });
		expect(session.open(first, "seed")).toMatchObject({ secret: "SECRET0" });
		expect(session.open(second, "seed")).toMatchObject({ secret: "SECRET0" });
		expect(groupOf(session.seal("code", "1", "a:b"))).toBe(groupNumber(1));
	});

	it("stays open when another passphrase is wrong", async () => {
		const { session } = start();
		const vault = { fields: [...fields(passphrase, 1, 1), ...fields(other, 2, 1)], checks: [] };
		await session.unlock(passphrase, vault);
		expect(await session.unlock("wrong", vault)).toMatchObject({ reason: "wrong passphrase", left: [{ group: groupNumber(2) }] });
		expect(session.isOpen).toBe(true);
	});

	it("derives no key again for what is open: where that is all, it judges no passphrase", async () => {
		const { session, groups } = start();
		const vault = { fields: [...fields(passphrase, 1, 1), ...fields(other, 2, 1)], checks: [] };
		await session.unlock(passphrase, vault);
		expect(await session.unlock(other, vault)).toEqual({ opened: true, left: [] });
		expect(await session.unlock("wrong", vault)).toEqual({ opened: true, left: [] });
		expect(groups).toEqual([1, 2, 2].map((number) => groupNumber(number)));
	});

	it("leaves no listener on the signal it was given", async () => {
		const { signal } = new AbortController();
		await start().session.unlock(passphrase, { fields: fields(passphrase, 1, 1), checks: [] }, { signal });
		expect(getEventListeners(signal, "abort")).toEqual([]);
	});

	it("says what it can judge no passphrase by", async () => {
		const { session, given } = start();
		expect(await session.unlock(passphrase, { fields: [], checks: [] })).toEqual({ reason: "no fields", left: [] });
		expect(await session.unlock(passphrase, { fields: ["tfn2.x"], checks: [] })).toEqual({ reason: "unreadable", left: [] });
		expect(given).toEqual([]);
	});

	it("asks before what is costly, and refuses what is beyond", async () => {
		const costly: Cost = { memory: 1024 * 1024, passes: 2, lanes: 1 };
		const absurd: Cost = { memory: 4096 * 1024, passes: 2, lanes: 1 };
		const { session, groups } = start();
		const [ask = "", refused = "", plain = ""] = [...fields(passphrase, 1, 1, costly), ...fields(passphrase, 2, 1, absurd), ...fields(passphrase, 3, 1)];
		const left = [{ group: groupNumber(1, costly), cost: costly, fields: 1, why: "ask" }, { group: groupNumber(2, absurd), cost: absurd, fields: 1, why: "refused" }];
		expect(await session.unlock(passphrase, { fields: [ask, refused], checks: [] })).toEqual({ reason: "not all tried", left });
		expect(await session.unlock(passphrase, { fields: [refused], checks: [] })).toEqual({ reason: "too costly", left: left.slice(1) });
		expect(await session.unlock(passphrase, { fields: [ask, refused, plain], checks: [] })).toEqual({ opened: true, left });
		expect([session.open(ask, "seed"), session.open(refused, "seed")]).toEqual([{ reason: "costly" }, { reason: "too costly" }]);
		expect(groups).toEqual([groupNumber(3)]);
		const agreed = [groupNumber(1, costly), groupNumber(2, absurd)];
		expect(await session.unlock(passphrase, { fields: [ask, refused], checks: [] }, { agreed })).toEqual({ opened: true, left: left.slice(1) });
		expect(session.open(ask, "seed")).toMatchObject({ secret: "SECRET0" });
	});

	it("tells a device that cannot derive from a wrong passphrase", async () => {
		for (const [thrown, why] of [[new CannotDerive("not enough memory"), "not enough memory"], [new Error("?"), "failed"]] as const) {
			const session = new Session(() => Promise.reject(thrown), (bytes) => new Uint8Array(bytes));
			const vault = { fields: fields(passphrase, 1, 1), checks: [] };
			expect(await session.unlock(passphrase, vault)).toMatchObject({ reason: "cannot derive", left: [{ why }] });
			expect(session.isBusy).toBe(false);
		}
	});

	it("opens what it can where one group needs more memory than there is", async () => {
		const derive: Derive = (bytes, saltBytes, cost) => (cost.memory > 65536 ? Promise.reject(new CannotDerive("not enough memory")) : Promise.resolve(cheapKey(bytes, saltBytes, cost)));
		const session = new Session(derive, (bytes) => new Uint8Array(bytes));
		const vault = { fields: [...fields(passphrase, 1, 2, { ...usual, memory: 131072 }), ...fields(passphrase, 2, 1)], checks: [] };
		expect(await session.unlock(passphrase, vault)).toMatchObject({ opened: true, left: [{ why: "not enough memory", fields: 2 }] });
	});
});

describe("damage", () => {
	it("is told from a wrong passphrase by what else opened", async () => {
		const { session } = start();
		const [broken = "", whole = ""] = fields(passphrase, 1, 2);
		const vault = { fields: [damaged(broken), whole], checks: [] };
		expect(await session.unlock("wrong", vault)).toMatchObject({ reason: "wrong passphrase" });
		expect(await session.unlock(passphrase, vault)).toEqual({ opened: true, left: [] });
		expect(session.open(damaged(broken), "seed")).toEqual({ reason: "damaged" });
		expect(session.open(whole, "code")).toEqual({ reason: "wrong kind" });
	});

	it.each([["fails its tag", damaged(check(passphrase, 1).sealed)], ["is cut short", check(passphrase, 1).sealed.slice(0, -3)], ["is of another version", "tfn2.x"]])(
		"of the check does no harm where fields open: it %s", async (_, sealed) => {
			const { session } = start();
			const vault = { fields: fields(passphrase, 1, 1), checks: [{ sealed, label: "" }] };
			expect(await session.unlock(passphrase, vault)).toEqual({ opened: true, left: [] });
			expect(session.check()).toBe(check(passphrase, 1).sealed);
		},
	);
});

describe("sealing", () => {
	it("is for the largest opened group where there are no checks", async () => {
		const { session } = start();
		const vault = { fields: [...fields(other, 1, 3), ...fields(passphrase, 2, 1), ...fields(passphrase, 3, 2)], checks: [] };
		await session.unlock(passphrase, vault);
		expect(groupOf(session.seal("code", "1", "a:b"))).toBe(groupNumber(3));
		expect(vault.fields.map((field) => session.isCurrent(field, "seed"))).toEqual([false, false, false, false, true, true]);
	});

	it("is never for another passphrase than the check's, though it opens more", async () => {
		const { session } = start();
		const shared = fields(other, 2, 3);
		const vault = { fields: [...fields(passphrase, 1, 1), ...shared], checks: [check(passphrase, 1)] };
		expect(await session.unlock(other, vault)).toMatchObject({ opened: true });
		expect(shared.map((field) => session.isCurrent(field, "seed"))).toEqual([false, false, false]);
		expect(session.canSeal).toBe(false);
		expect(() => session.seal("code", "1", "a:b")).toThrow("not this vault's own passphrase");
		expect(() => session.check()).toThrow("not this vault's own passphrase");
		session.follow(vault);
		expect(session.canSeal).toBe(false);
		await session.unlock(passphrase, vault);
		expect(groupOf(session.seal("code", "1", "a:b"))).toBe(groupNumber(1));
	});

	it("is never for a retired passphrase, though that still opens its fields", async () => {
		const { session } = start();
		const [field = ""] = fields(passphrase, 1, 1);
		await session.unlock(passphrase, { fields: [field], checks: [check(passphrase, 1), check(other, 2)] });
		expect(session.open(field, "seed")).toMatchObject({ secret: "SECRET0" });
		expect(session.canSeal).toBe(false);
		expect(() => session.seal("code", "1", "a:b")).toThrow("changed on another device");
	});

	it("stops when the passphrase was changed elsewhere, until the new one is there", async () => {
		const { session, changes } = start();
		const before = { fields: fields(passphrase, 1, 1), checks: [check(passphrase, 1)] };
		await session.unlock(passphrase, before);
		session.follow(before);
		expect(changes()).toBe(1);
		const after = { ...before, checks: [check(passphrase, 1), check(other, 2)] };
		session.follow(after);
		expect([session.canSeal, changes()]).toEqual([false, 2]);
		await session.unlock(other, after);
		expect(groupOf(session.seal("code", "1", "a:b"))).toBe(groupNumber(2));
	});

	it("refuses what is not one line, with the reason and without the secret", async () => {
		const { session } = start();
		await session.unlock(passphrase, { fields: fields(passphrase, 1, 1), checks: [] });
		expect(() => session.seal("code", "9832\n1903", "a:b")).toThrow(/^Only a text of one line can be encrypted\. Nothing was changed\./);
	});
});

describe("the first passphrase", () => {
	it("is held only once its check is written", async () => {
		const { session, groups, changes } = start();
		const made = await session.createFirst(passphrase, empty);
		if (!("check" in made)) throw new Error(made.reason);
		expect(made.check).toBe(check(passphrase, 100).sealed);
		expect(groups).toEqual([groupNumber(100, { memory: 65536, passes: 3, lanes: 4 })]);
		expect([session.isOpen, changes()]).toEqual([false, 0]);
		expect(made.open()).toBe(true);
		expect([session.isOpen, changes()]).toEqual([true, 1]);
		expect(groupOf(session.seal("seed", "JBSWY3DP", "GitHub:me"))).toBe(groupNumber(100));
		const later = start().session;
		expect(await later.unlock(passphrase, { fields: [], checks: [{ sealed: made.check, label: "" }] })).toEqual({ opened: true, left: [] });
	});

	it("is refused while anything is encrypted, whatever its version", async () => {
		const { session, given } = start();
		for (const field of [...fields(other, 1, 1), "tfn2.x", "tfn1.broken"]) expect(await session.createFirst(passphrase, { fields: [field], checks: [] })).toEqual({ reason: "encrypted fields exist" });
		expect(given).toEqual([]);
	});

	it.each([["whole", check(other, 1).sealed], ["damaged", "tfn1.broken"]])("is refused while a check tells of another, though no note is there yet: %s", async (_, sealed) => {
		const { session, given } = start();
		expect(await session.createFirst(passphrase, { fields: ["JBSWY3DP"], checks: [{ sealed, label: "" }] })).toEqual({ reason: "encrypted fields exist" });
		expect(given).toEqual([]);
	});

	it("is refused where it could not be typed again", async () => {
		expect(await start().session.createFirst("short", empty)).toEqual({ reason: "unfit passphrase" });
		expect(await start().session.createFirst("abcdefghijkl\ud83d", empty)).toEqual({ reason: "unfit passphrase" });
	});

	it("is dropped by a lock before its check was written", async () => {
		const { session, keys } = start();
		const made = await session.createFirst(passphrase, empty);
		session.lock();
		expect("check" in made && made.open()).toBe(false);
		expect([session.isOpen, allZero(keys)]).toEqual([false, true]);
	});

	it("opens once only, and not after another was prepared", async () => {
		const { session, keys } = start();
		const one = await session.createFirst(passphrase, empty);
		const two = await session.createFirst(passphrase, empty);
		expect("check" in one && one.open()).toBe(false);
		expect("check" in two && two.open()).toBe(true);
		expect("check" in two && two.open()).toBe(false);
		expect(allZero(keys.slice(0, 1))).toBe(true);
	});

	it("says when the device cannot derive", async () => {
		const session = new Session(() => Promise.reject(new CannotDerive("failed")), (bytes) => new Uint8Array(bytes));
		expect(await session.createFirst(passphrase, empty)).toEqual({ reason: "failed" });
	});
});

describe("the next passphrase", () => {
	it("takes over sealing while the former still opens", async () => {
		const { session } = start();
		const [field = ""] = fields(passphrase, 1, 1);
		const checks = [check(passphrase, 1)];
		await session.unlock(passphrase, { fields: [field], checks });
		const made = await session.createNext(other, { fields: [field], checks });
		if (!("check" in made)) throw new Error(made.reason);
		expect(session.isCurrent(field, "seed")).toBe(true);
		expect(made.open()).toBe(true);
		expect(session.isCurrent(field, "seed")).toBe(false);
		expect(session.open(field, "seed")).toMatchObject({ secret: "SECRET0" });
		const sealed = session.seal("seed", "SECRET0", "Service 1:me");
		expect(groupOf(sealed)).toBe(groupNumber(100));
		session.follow({ fields: [field], checks: [...checks, { sealed: made.check, label: "" }] });
		expect(session.isCurrent(sealed, "seed")).toBe(true);
	});

	it("needs the former one", async () => {
		expect(await start().session.createNext(other, empty)).toEqual({ reason: "locked" });
	});
});

describe("locking", () => {
	it("wipes every key, tells once, and leaves nothing open", async () => {
		const { session, given, keys, changes } = start();
		const [one = "", two = ""] = [...fields(passphrase, 1, 1), ...fields(passphrase, 2, 1)];
		await session.unlock(passphrase, { fields: [one, two], checks: [] });
		expect(keys.some((key) => allZero([key]))).toBe(false);
		expect(allZero(given)).toBe(true);
		expect(inspect(session, { depth: 9, showHidden: true })).not.toContain("horse");
		const before = changes();
		session.lock();
		session.lock();
		expect(changes()).toBe(before + 1);
		expect(keys.length).toBe(2);
		expect(allZero(keys)).toBe(true);
		expect(session.open(one, "seed")).toEqual({ reason: "locked" });
	});

	it("drops a key that arrives after it, and lets the next unlocking begin at once", async () => {
		const { session, keys, pause } = start();
		const vault = { fields: fields(passphrase, 1, 1), checks: [] };
		const release = pause();
		const late = session.unlock(passphrase, vault);
		expect(session.isBusy).toBe(true);
		session.lock();
		expect(session.isBusy).toBe(false);
		release();
		expect(await late).toMatchObject({ reason: "cancelled" });
		expect([session.isOpen, allZero(keys)]).toEqual([false, true]);
		expect(await session.unlock(passphrase, vault)).toEqual({ opened: true, left: [] });
	});

	it("is not undone by a late unlocking that began before another", async () => {
		const { session, keys, pause } = start();
		const vault = { fields: fields(passphrase, 1, 1), checks: [] };
		const release = pause();
		const late = session.unlock(passphrase, vault);
		session.lock();
		const releaseAgain = pause();
		const again = session.unlock(passphrase, vault);
		release();
		expect(await late).toMatchObject({ reason: "cancelled" });
		expect(session.isBusy).toBe(true);
		releaseAgain();
		expect(await again).toEqual({ opened: true, left: [] });
		expect(keys.map((key) => allZero([key]))).toEqual([true, false]);
	});

	it("in the middle of several groups ends them all", async () => {
		const { session, keys } = start();
		session.onChange(() => session.isOpen && session.lock());
		const vault = { fields: [...fields(passphrase, 1, 1), ...fields(passphrase, 2, 1)], checks: [] };
		expect(await session.unlock(passphrase, vault)).toMatchObject({ reason: "cancelled" });
		expect([session.isOpen, keys.length, allZero(keys)]).toEqual([false, 1, true]);
	});

	it("drops a passphrase being set", async () => {
		const { session, keys, pause } = start();
		const release = pause();
		const making = session.createFirst(passphrase, empty);
		session.lock();
		release();
		expect(await making).toEqual({ reason: "cancelled" });
		expect(allZero(keys)).toBe(true);
	});

	it("reaches every listener, even after one that throws", async () => {
		const { session, keys } = start();
		await session.unlock(passphrase, { fields: fields(passphrase, 1, 1), checks: [] });
		const told: string[] = [];
		session.onChange(() => {
			throw new Error("a view is gone");
		});
		const stop = session.onChange(() => told.push("no longer wanted"));
		stop();
		session.onChange(() => told.push("last"));
		expect(() => session.lock()).toThrow("a view is gone");
		expect([told, session.isOpen, allZero(keys)]).toEqual([["last"], false, true]);
	});
});

describe("cancelling", () => {
	it("ends a derivation, wipes what comes late and says so", async () => {
		const { session, given, keys, pause } = start();
		const release = pause();
		const cancel = new AbortController();
		const unlocking = session.unlock(passphrase, { fields: fields(passphrase, 1, 1), checks: [] }, { signal: cancel.signal });
		expect(await session.unlock(passphrase, { fields: fields(passphrase, 1, 1), checks: [] })).toEqual({ reason: "busy", left: [] });
		expect(await session.createFirst(passphrase, empty)).toEqual({ reason: "busy" });
		await settled();
		cancel.abort();
		release();
		expect(await unlocking).toMatchObject({ reason: "cancelled", left: [{ why: "not tried" }] });
		expect([session.isOpen, session.isBusy, allZero([...given, ...keys])]).toEqual([false, false, true]);
	});

	it("beforehand derives nothing", async () => {
		const { session, given } = start();
		expect(await session.unlock(passphrase, { fields: fields(passphrase, 1, 1), checks: [] }, { signal: AbortSignal.abort() })).toMatchObject({ reason: "cancelled" });
		expect(given).toEqual([]);
	});

	it("reaches the derivation", async () => {
		const cancel = new AbortController();
		const derive: Derive = (_bytes, _salt, _cost, { signal } = {}) => new Promise((_, reject) => signal?.addEventListener("abort", () => reject(new Error("ended"))));
		const session = new Session(derive, (bytes) => new Uint8Array(bytes));
		const unlocking = session.unlock(passphrase, { fields: fields(passphrase, 1, 1), checks: [] }, { signal: cancel.signal });
		cancel.abort();
		expect(await unlocking).toMatchObject({ reason: "cancelled" });
	});

	it("keeps what had been opened before it", async () => {
		const { session } = start();
		const cancel = new AbortController();
		session.onChange(() => cancel.abort());
		const vault = { fields: [...fields(passphrase, 1, 2), ...fields(passphrase, 2, 1)], checks: [] };
		expect(await session.unlock(passphrase, vault, { signal: cancel.signal })).toMatchObject({ opened: true, left: [{ fields: 1, why: "not tried" }] });
	});
});
