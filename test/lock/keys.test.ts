/** Keys that come and go: remembered ones, late ones, and what is told while they are worked out. */
import { describe, expect, it } from "vitest";
import { fromText, toText } from "../../src/lock/group-key";
import type { Vault } from "../../src/lock/groups";
import type { Derive } from "../../src/lock/key";
import { Session } from "../../src/lock/session";
import { allZero, cheapKey, check, fields, groupNumber, other, passphrase, salt, start, usual } from "./vaults";

const mine = fields(passphrase, 1, 2);
const theirs = fields(other, 2, 1);
const vault: Vault = { fields: [...mine, ...theirs], checks: [check(passphrase, 1)] };
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
const left = { group: groupNumber(2), cost: usual, fields: 1 };

async function remembered(): Promise<string> {
	const { session } = start();
	await session.unlock(passphrase, vault);
	return toText(session.keys());
}

const reasonOf = (answer: object): string => ("reason" in answer ? String(answer.reason) : "none");

describe("remembered keys", () => {
	it("open after a restart what they opened before, without a passphrase, and seal for the one in use", async () => {
		const text = await remembered();
		const { session, groups, changes } = start();
		expect(session.resume(fromText(text) ?? [], vault)).toEqual([{ ...left, why: "not tried" }]);
		expect(mine.map((field) => "secret" in session.open(field, "seed"))).toEqual([true, true]);
		expect([session.canSeal, groups, changes()]).toEqual([true, [], 1]);
		session.lock();
		expect([session.isOpen, session.open(mine[0] ?? "", "seed")]).toEqual([false, { reason: "locked" }]);
	});

	it("are copies: wiping them closes nothing, and a lock does not wipe them", async () => {
		const { session, keys } = start();
		await session.unlock(passphrase, vault);
		for (const { key } of session.keys()) key.fill(0);
		expect(session.open(mine[0] ?? "", "seed")).toMatchObject({ secret: "SECRET0" });
		const copies = session.keys();
		session.lock();
		expect([allZero(keys), allZero(copies.map(({ key }) => key))]).toEqual([true, false]);
		expect(session.keys()).toEqual([]);
	});

	it("that open nothing are not taken, and all that were given are wiped", () => {
		const { session, changes } = start();
		const right = cheapKey(new TextEncoder().encode(passphrase), salt(1), usual);
		const keys = [right, new Uint8Array(32).fill(7), right.slice(), right.slice(0, 16)];
		const [one, two, three, four] = keys as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
		const groups = [1, 2, 5, 1].map((number) => groupNumber(number));
		expect(session.resume([{ group: groups[1] ?? "", key: two }, { group: groups[2] ?? "", key: three }, { group: groups[3] ?? "", key: four }], vault)).toMatchObject([{ fields: 2 }, { fields: 1 }]);
		expect([session.isOpen, changes()]).toEqual([false, 0]);
		session.resume([{ group: groups[0] ?? "", key: one }], vault);
		expect([session.isOpen, session.keys().length, allZero(keys)]).toEqual([true, 1, true]);
		expect(session.open(mine[0] ?? "", "seed")).toMatchObject({ secret: "SECRET0" });
	});

	it("of a passphrase that was changed elsewhere seal nothing", async () => {
		const { session } = start();
		session.resume(fromText(await remembered()) ?? [], { ...vault, checks: [...vault.checks, check(other, 2)] });
		expect([session.isOpen, session.canSeal]).toEqual([true, false]);
	});

	it("stand in a text that is read strictly", async () => {
		const text = await remembered();
		expect(text).toBe(`${groupNumber(1)}.${Buffer.from(cheapKey(new TextEncoder().encode(passphrase), salt(1), usual)).toString("base64url")}`);
		const second = text.replace(groupNumber(1), groupNumber(2));
		expect(fromText(`${text} ${second}`)?.map(({ group }) => group)).toEqual([groupNumber(1), groupNumber(2)]);
		const wrong = [
			"", " ", null, undefined, 7, {}, [text], `${text} `, ` ${text}`, `${text}\n`, `${text}  ${second}`, `${text} ${text}`, `${text} x`, text.slice(0, -1), `${text}A`,
			text.replace("65536", "065536"), text.replace("65536", "0"), text.slice(6), `${text.slice(0, -1)}+`, `${text.slice(0, -1)}_`,
		];
		expect(wrong.map((each) => fromText(each))).toEqual(wrong.map(() => null));
	});
});

describe("a key that comes after a lock", () => {
	const ways: [string, (session: Session) => Promise<string>][] = [
		["of unlocking", async (session) => reasonOf(await session.unlock(passphrase, vault))],
		["of a test", (session) => session.test(passphrase, vault)],
		["of a first passphrase", async (session) => reasonOf(await session.createFirst(passphrase, { fields: [], checks: [] }))],
	];
	it.each(ways)("is wiped and opens nothing: %s", async (_, begin) => {
		const { session, keys, given, pause } = start();
		const release = pause();
		const late = begin(session);
		await settled();
		session.lock();
		release();
		expect(await late).toBe("cancelled");
		expect([keys.length, session.isOpen, session.isBusy, allZero([...keys, ...given])]).toEqual([1, false, false, true]);
	});

	it.each([["the next one", {}], ["one for codes", { for: "codes" as const }]])("is wiped and opens nothing: of %s", async (_, options) => {
		const { session, keys, given, pause } = start();
		await session.unlock(passphrase, vault);
		const release = pause();
		const late = session.createNext(other, vault, options);
		await settled();
		session.lock();
		release();
		expect(await late).toEqual({ reason: "cancelled" });
		expect([keys.length, session.isOpen, allZero([...keys, ...given])]).toEqual([3, false, true]);
	});

	it("is not adopted where it was made before the lock", async () => {
		const { session, keys } = start();
		await session.unlock(passphrase, vault);
		const made = await session.createNext(other, vault);
		session.lock();
		expect("check" in made && made.open()).toBe(false);
		expect([session.isOpen, allZero(keys)]).toEqual([false, true]);
	});

	it("is dropped even where the lock falls between the key and its use", async () => {
		const keys: Uint8Array[] = [];
		const derive: Derive = async (bytes, saltBytes, cost) => {
			const key = cheapKey(bytes, saltBytes, cost);
			keys.push(key);
			return Promise.resolve(key);
		};
		for (let turns = 0; turns < 12; turns++) {
			const session = new Session(derive, () => salt(9));
			const unlocking = session.unlock(passphrase, vault);
			for (let turn = 0; turn < turns; turn++) await Promise.resolve();
			session.lock();
			await unlocking;
			expect([session.isOpen, allZero(keys)]).toEqual([false, true]);
		}
	});

	it("is told of no more, nor is its progress", async () => {
		let report: (done: number) => void = () => undefined;
		const derive: Derive = (_bytes, _salt, _cost, { progress, signal } = {}) => new Promise((_, reject) => {
			report = progress ?? report;
			signal?.addEventListener("abort", () => reject(new Error("ended")));
		});
		const session = new Session(derive, () => salt(9));
		const told: number[] = [];
		const unlocking = session.unlock(passphrase, vault, { progress: (done) => told.push(done) });
		report(0.5);
		session.lock();
		report(0.75);
		await unlocking;
		expect(told).toEqual([0.25]);
	});
});

describe("progress", () => {
	/** Tells of the middle of each derivation, and in the end what `deriveKey` tells. */
	const halves: Derive = (bytes, saltBytes, cost, { progress } = {}) => {
		progress?.(0.5);
		return Promise.resolve(cheapKey(bytes, saltBytes, cost));
	};
	const run = async (work: (session: Session, progress: (done: number) => void) => Promise<unknown>): Promise<number[]> => {
		const told: number[] = [];
		await work(new Session(halves, () => salt(9)), (done) => told.push(done));
		return told;
	};

	it("is over everything to try, by its work", async () => {
		const large = { ...usual, passes: 9 };
		const two = { fields: [...mine, ...fields(other, 3, 1, large)], checks: [check(passphrase, 1)] };
		expect(await run((session, progress) => session.unlock("wrong", two, { progress }))).toEqual([0.125, 0.25, 0.625, 1]);
		expect(await run((session, progress) => session.unlock(" wrong ", { fields: mine, checks: [] }, { progress }))).toEqual([0.25, 0.5, 0.75, 1]);
		expect(await run((session, progress) => session.test(passphrase, vault, { progress }))).toEqual([0.5, 1]);
	});

	it("is over both the comparing and the making of a passphrase for codes", async () => {
		const told = await run(async (session, progress) => {
			await session.unlock(passphrase, vault);
			await session.createNext(other, vault, { for: "codes", progress });
		});
		expect(told).toEqual([0.25, 0.5, 0.75, 1]);
		expect(await run((session, progress) => session.createFirst(passphrase, { fields: [], checks: [] }, { progress }))).toEqual([0.5, 1]);
	});
});
