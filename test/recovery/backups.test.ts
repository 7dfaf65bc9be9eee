import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backupName, backupTime, compared, isDue, isSameLot, toDrop, type HeldNote } from "../../src/recovery/backups";

describe("the name of a backup", () => {
	it("says when it was made, to the second", () => {
		expect(backupName(new Date(2026, 10, 2, 3, 4, 5))).toBe("2fa-backup-2026-11-02-030405.zip");
	});

	it("gives the time back, also with a number that was added", () => {
		expect(backupTime("2fa-backup-2026-11-02-030405.zip")).toEqual(new Date(2026, 10, 2, 3, 4, 5));
		expect(backupTime("2fa-backup-2026-11-02-030405 2.zip")).toEqual(new Date(2026, 10, 2, 3, 4, 5));
	});

	it.each(["notes.zip", "2fa-backup-2026-11-02.zip", "2fa-backup-2026-11-02-030405.zip.part", "my 2fa-backup-2026-11-02-030405.zip"])("%s is none", (name) => {
		expect(backupTime(name)).toBeNull();
	});
});

describe("a backup that is due", () => {
	const day = 86_400_000;
	it.each([
		["was never made", 0, 7, true],
		["is a week old, to the millisecond", 93 * day, 7, true],
		["is less than a week old", 93 * day + 1, 7, false],
		["is of a clock that was ahead: it would not be made for years", 5000 * day, 7, true],
	])("follows one that %s", (_what, last, days, due) => expect(isDue(last, 100 * day, days)).toBe(due));
});

describe("backups that can go", () => {
	interface Held {
		name: string;
		notes: HeldNote[] | null;
	}
	const held = (name: string, ...paths: string[]): Held => ({ name, notes: paths.map((path) => ({ path, secrets: [] })) });
	const one = (name: string, path: string, ...secrets: string[]): Held => ({ name, notes: [{ path, secrets }] });
	const dropped = async (backups: Held[], keep: number): Promise<string[]> => (await toDrop(backups, keep, ({ notes }) => Promise.resolve(notes))).map(({ name }) => name);

	it("are those beyond the number that is kept, the oldest", async () => {
		expect(await dropped([held("d", "a"), held("c", "a"), held("b", "a"), held("a", "a")], 2)).toEqual(["b", "a"]);
	});

	it("are none that hold a note which no newer one holds", async () => {
		expect(await dropped([held("d"), held("c", "a"), held("b", "a", "lost"), held("a", "a", "lost")], 1)).toEqual(["a"]);
	});

	it("are none that hold the secrets of a note which has lost all of them since", async () => {
		expect(await dropped([one("c", "a.md"), one("b", "a.md", "key"), one("a", "a.md", "key")], 1)).toEqual(["a"]);
	});

	it("may hold a note under the name that it had before", async () => {
		expect(await dropped([one("b", "new.md", "key", "code"), one("a", "old.md", "key", "code")], 1)).toEqual(["a"]);
		expect(await dropped([one("b", "new.md", "key"), one("a", "old.md", "other key")], 1)).toEqual([]);
	});

	it("are none with a secret that a second note of the same key alone had", async () => {
		expect(await dropped([one("b", "A.md", "key", "code"), one("a", "A 2.md", "key", "another code")], 1)).toEqual([]);
	});

	it("are none with a note whose place only one that goes had, too", async () => {
		expect(await dropped([one("c", "new.md", "key"), one("b", "old.md", "key"), one("a", "old.md", "other key")], 1)).toEqual(["b"]);
	});

	it("are none that cannot be read", async () => {
		expect(await dropped([held("c", "a"), { name: "b", notes: null }, held("a", "a")], 1)).toEqual(["a"]);
	});

	it("are never the last one, whatever number is kept", async () => {
		expect(await dropped([held("a", "a")], 0)).toEqual([]);
	});

	it("are found by asking those that stay only until what would go is in them", async () => {
		const asked: string[] = [];
		const backups = [held("e", "a", "b"), held("d", "a"), held("c", "a"), held("b", "a", "b"), held("a", "a", "b")];
		await toDrop(backups, 3, ({ name, notes }) => Promise.resolve(notes).finally(() => asked.push(name)));
		expect(asked).toEqual(["b", "e", "a"]);
	});

	it("never leave a note in none, however many there are and are kept", async () => {
		const lot = fc.array(fc.array(fc.constantFrom("a", "b", "c", "d", "e")), { maxLength: 12 });
		await fc.assert(fc.asyncProperty(lot, fc.nat(5), async (lots, keep) => {
			const backups = lots.map((paths, n) => held(String(n), ...paths));
			const gone = new Set(await dropped(backups, keep));
			const left = new Set(backups.filter(({ name }) => !gone.has(name)).flatMap(({ notes }) => notes?.map(({ path }) => path) ?? []));
			expect(new Set(lots.flat())).toEqual(left);
		}));
	});
});

describe("a backup beside the vault", () => {
	const note = (path: string, text: string) => ({ path, text });

	it("tells missing, changed and same notes apart", () => {
		const vault = new Map([["same.md", "1"], ["changed.md", "2"], ["new.md", "3"]]);
		const backup = [note("same.md", "1"), note("changed.md", "1"), note("missing.md", "1")];
		expect(compared(backup, (path) => vault.get(path) ?? null)).toEqual({ missing: [note("missing.md", "1")], changed: [note("changed.md", "1")], same: [note("same.md", "1")] });
	});

	it("says the same where each note does, in any order", () => {
		expect(isSameLot([note("a", "1"), note("b", "2")], [note("b", "2"), note("a", "1")])).toBe(true);
	});

	it.each([
		["one note says something else", [note("a", "1"), note("b", "3")]],
		["a note more", [note("a", "1"), note("b", "2"), note("c", "")]],
		["a note less", [note("a", "1")]],
	])("does not where there is %s", (_what, other) => {
		expect(isSameLot([note("a", "1"), note("b", "2")], other)).toBe(false);
	});
});
