import { describe, expect, it } from "vitest";
import { defaults, readSettings, stricter, type TimeKey } from "../src/settings";

const check = { sealed: "tfn1.65536.3.4.ABEiM0RVZneImaq7zN3u_w.5WuJJmHcv66C", label: "passphrase of 2026-11-22" };
const usual = { folder: "2FA", tag: "2fa", template: "", backupKeep: 10, backupFolder: "", checks: [] };

describe("settings that were never saved", () => {
	it.each([[null], [undefined], [{}]])("are the usual ones: %j", (found) => {
		expect(readSettings(found)).toEqual({ settings: usual, damaged: false });
	});

	it("share nothing between two readings, nor with the defaults", () => {
		for (const found of [null, {}, 7]) {
			readSettings(found).settings.checks.push(check);
			readSettings(found).settings.folder = "changed";
			expect(readSettings(found).settings).toEqual(usual);
		}
		expect(defaults).toEqual(usual);
	});
});

describe("settings that are right", () => {
	it("are taken as they are", () => {
		const settings = { folder: "Keys/Work", tag: "factor", template: "Templates/2FA.md", backupKeep: 3, backupEvery: 7, backupFolder: "Safe", checks: [check, { ...check, label: "" }] };
		expect(readSettings(settings)).toEqual({ settings, damaged: false });
	});

	it("tell which passphrase is for backup codes, and which are retired", () => {
		const checks = [{ ...check, retired: "2026-11-22" }, { ...check, for: "codes" }, { ...check, for: "codes", retired: "2026-11-22" }];
		expect(readSettings({ checks })).toEqual({ settings: { ...usual, checks }, damaged: false });
	});

	it.each(["folder", "tag", "template", "backupKeep", "backupFolder", "checks"] as const)("may lack %s", (key) => {
		const whole = { folder: "Keys", tag: "factor", template: "T.md", backupKeep: 3, backupFolder: "Safe", checks: [check] };
		const found: Record<string, unknown> = { ...whole };
		delete found[key];
		expect(readSettings(found)).toEqual({ settings: { ...whole, [key]: usual[key] }, damaged: false });
	});

	it.each<[names: unknown, isRight: boolean]>([
		[{ isOn: true, words: { "2FA/GitHub.md": "blue whale" } }, true], [{ isOn: false, words: {} }, true],
		[{ isOn: true, words: { "2FA/GitHub.md": 7 } }, false], [{ words: {} }, false], [{ isOn: true, words: null }, false], ["A", false], [null, false],
	])("hold the names on paper only where each is a text: %j", (paperNames, isRight) => {
		expect(readSettings({ paperNames }).settings.paperNames).toEqual(isRight ? paperNames : undefined);
	});

	it.each([[-1], [1.5], ["7"], [null]])("make no backups by themselves at no right time: %j", (backupEvery) => {
		expect(readSettings({ backupEvery }).settings.backupEvery).toBeUndefined();
	});

	it("may hold keys of a later version, which are no settings of this one", () => {
		expect(readSettings({ tag: "factor", colour: "blue", lockAfter: 0, allowCommandLine: true })).toEqual({ settings: { ...usual, tag: "factor" }, damaged: false });
	});

	it("keep the checks that are right beside one that is not: they tell which passphrases there were", () => {
		expect(readSettings({ checks: [check, null] })).toEqual({ settings: { ...usual, checks: [check] }, damaged: true });
	});

	it("keep a garbled check of backup codes: without it they would be encrypted with the vault's passphrase", () => {
		const checks = [check, { ...check, sealed: "garbled", for: "codes" }];
		expect(readSettings({ checks })).toEqual({ settings: { ...usual, checks }, damaged: false });
	});

	it("keep what a later version wrote beside a check, and checks of a later format", () => {
		const checks = [{ ...check, since: "2026-11-22" }, { sealed: "tfn2.anything", label: "" }];
		expect(readSettings({ checks })).toEqual({ settings: { ...usual, checks }, damaged: false });
	});

	it.each([
		["2fa", "2fa"], ["#factor", "factor"], ["##factor", "factor"], [" #factor/work ", "factor/work"], ["", "2fa"], ["  ", "2fa"], ["#", "2fa"],
	])("take the tag %j as %s", (tag, wanted) => {
		expect(readSettings({ tag })).toEqual({ settings: { ...usual, tag: wanted }, damaged: false });
	});

	it.each([["confirmed", "confirmed"], ["declined", "declined"], ["yes", undefined], [true, undefined]])("take what was said of the passphrase on paper, %j, as %s", (kit, wanted) =>
		expect(readSettings({ kit }).settings.kit).toBe(wanted));

	it("take an empty folder and an empty template as they are: the root, and none", () => {
		expect(readSettings({ folder: "", template: "" }).settings).toEqual({ ...usual, folder: "" });
	});
});

describe("settings of a wrong shape", () => {
	it.each([["text"], [""], [7], [0], [NaN], [true], [false], [[]], [[check]], [() => 1], [Symbol("x")]])("are damaged as a whole: %s", (found) => {
		expect(readSettings(found)).toEqual({ settings: usual, damaged: true });
	});

	it.each([
		["folder", 7], ["folder", null], ["folder", ["2FA"]], ["folder", {}], ["folder", true],
		["tag", 7], ["tag", null], ["tag", ["2fa"]], ["template", 7], ["template", null], ["template", false],
		["backupKeep", 0], ["backupKeep", 1.5], ["backupKeep", "3"], ["backupFolder", 7],
		["checks", null], ["checks", {}], ["checks", "tfn1.x"], ["checks", 7], ["checks", [null]], ["checks", ["tfn1.x"]], ["checks", [[]]], ["checks", [{}]],
		["checks", [{ sealed: check.sealed }]], ["checks", [{ label: "" }]], ["checks", [{ sealed: 7, label: "" }]], ["checks", [{ ...check, label: 7 }]],
		["checks", [{ ...check, for: "seeds" }]], ["checks", [{ ...check, for: null }]], ["checks", [{ ...check, retired: true }]], ["checks", [{ ...check, retired: "" }]], ["checks", [{ ...check, retired: "yesterday" }]],
		["checks", [{ sealed: "JBSWY3DPEHPK3PXP", label: "" }]], ["checks", [{ sealed: "", label: "" }]], ["checks", [{ sealed: "TFN1.65536", label: "" }]],
	] as const)("are damaged, and usual where they are wrong: %s %j", (key, value) => {
		const right = { folder: "Keys", tag: "factor", template: "T.md", backupKeep: 3, backupFolder: "Safe", checks: [check] };
		expect(readSettings({ ...right, [key]: value })).toEqual({ settings: { ...right, [key]: usual[key] }, damaged: true });
	});

	it("take nothing from what they inherit", () => {
		expect(readSettings(Object.create({ tag: "inherited" }))).toEqual({ settings: usual, damaged: false });
	});

	it("cannot change what other objects inherit", () => {
		readSettings(JSON.parse('{"__proto__": {"tag": "polluted"}, "constructor": {"prototype": {"tag": "polluted"}}}'));
		expect(({} as { tag?: string }).tag).toBeUndefined();
	});
});

describe("times for all devices", () => {
	it.each<[unknown, object]>([
		[{ lockAfter: 2, clearClipboardAfter: 10, lockInBackground: 15 }, { lockAfter: 2, clearClipboardAfter: 10, lockInBackground: 15 }],
		[{ lockInBackground: 0 }, { lockInBackground: 0 }],
		// What would switch off, and what is no time.
		[{ lockAfter: 1e-9, clearClipboardAfter: 0.1, lockInBackground: 0 }, { lockAfter: 1, clearClipboardAfter: 5, lockInBackground: 0 }],
		[{ lockAfter: 0, clearClipboardAfter: 0, lockInBackground: -1 }, {}],
		[{ lockAfter: -5, clearClipboardAfter: "10", lockInBackground: null }, {}],
		[{ lockAfter: Infinity, clearClipboardAfter: NaN, lockInBackground: -0.5 }, {}],
	])("are read from %j as %j", (found, wanted) => {
		expect(readSettings(found)).toEqual({ settings: { ...usual, ...wanted }, damaged: false });
	});

	it.each<[TimeKey, number, number | undefined, number]>([
		["lockAfter", 5, undefined, 5], ["lockAfter", 5, 2, 2], ["lockAfter", 5, 60, 5], ["lockAfter", 0, 60, 60], ["lockAfter", 0, undefined, 0],
		["clearClipboardAfter", 30, 10, 10], ["clearClipboardAfter", 0, 10, 10], ["clearClipboardAfter", 30, 600, 30],
		["lockInBackground", -1, 60, 60], ["lockInBackground", -1, 0, 0], ["lockInBackground", 0, 60, 0], ["lockInBackground", 60, 15, 15], ["lockInBackground", 60, 900, 60],
	])("shorten %s and never lengthen it: here %i, for all %s, in force %i", (key, own, forAll, wanted) => {
		expect(stricter(key, own, forAll)).toBe(wanted);
	});
});
