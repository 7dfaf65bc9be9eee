import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backupName, backupTime, compared, isDue, isSameLot, toDrop } from "../../src/recovery/backups";

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
	const held = (name: string, ...paths: string[]) => ({ name, notes: paths.map((path) => ({ path, secrets: [] })) });
	const one = (name: string, path: string, ...secrets: string[]) => ({ name, notes: [{ path, secrets }] });

	it("are those beyond the number that is kept, the oldest", () => {
		expect(toDrop([held("d", "a"), held("c", "a"), held("b", "a"), held("a", "a")], 2)).toEqual(["b", "a"]);
	});

	it("are none that hold a note which no newer one holds", () => {
		expect(toDrop([held("d"), held("c", "a"), held("b", "a", "lost"), held("a", "a", "lost")], 1)).toEqual(["a"]);
	});

	it("may hold a note under the name that it had before", () => {
		expect(toDrop([one("b", "new.md", "key", "code"), one("a", "old.md", "key", "code")], 1)).toEqual(["a"]);
		expect(toDrop([one("b", "new.md", "key"), one("a", "old.md", "other key")], 1)).toEqual([]);
	});

	it("are none with a secret that a second note of the same key alone had", () => {
		expect(toDrop([one("b", "A.md", "key", "code"), one("a", "A 2.md", "key", "another code")], 1)).toEqual([]);
	});

	it("are none with a note whose place only one that goes had, too", () => {
		expect(toDrop([one("c", "new.md", "key"), one("b", "old.md", "key"), one("a", "old.md", "other key")], 1)).toEqual(["b"]);
	});

	it("are none that cannot be read", () => {
		expect(toDrop([held("c", "a"), { name: "b", notes: null }, held("a", "a")], 1)).toEqual(["a"]);
	});

	it("are never the last one, whatever number is kept", () => {
		expect(toDrop([held("a", "a")], 0)).toEqual([]);
	});

	it("never leave a note in none, however many there are and are kept", () => {
		const lot = fc.array(fc.array(fc.constantFrom("a", "b", "c", "d", "e")), { maxLength: 12 });
		fc.assert(fc.property(lot, fc.nat(5), (lots, keep) => {
			const backups = lots.map((paths, name) => ({ name, notes: paths.map((path) => ({ path, secrets: [] })) }));
			const dropped = new Set(toDrop(backups, keep));
			const left = new Set(backups.filter(({ name }) => !dropped.has(name)).flatMap(({ notes }) => notes.map(({ path }) => path)));
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
