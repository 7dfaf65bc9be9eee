import type { Shut } from "./attempt";
import { checkFor, groupsOfChecks, type Check, type Purpose } from "./check";
import { checkCost, isBelow, newCost, parseField, type Cost } from "./field";
import { opens } from "./seal";

/** Everything encrypted that is known: the fields of all notes, and the checks of the settings. */
export interface Vault {
	fields: readonly string[];
	checks: readonly Check[];
}

/** What one key opens. */
export interface Group {
	name: string;
	cost: Cost;
	salt: Uint8Array;
	/** What its passphrase is for, if any check tells. */
	use: Purpose | "retired" | null;
	/** How many different fields of notes; checks do not count. */
	fields: number;
	/** What a key is tried on, as stored: the checks and fields. */
	samples: string[];
}

/** A group that stays shut, and why. `ask`: its cost must be agreed to first; `refused`: it is beyond every limit. */
export interface Left {
	group: string;
	cost: Cost;
	fields: number;
	why: Shut | "ask" | "refused";
}

/** How many groups keys are derived for before it is seen whether one opened: each takes about a second. */
const round = 4;
/** How many groups are tried without asking while none opens. */
const most = 16;

/** On how many fields of a group a key is tried: on more than one, for one may be damaged. */
const trials = 64;

/** The vault's groups: those of the passphrases in use first, then by their number of fields. */
export function groupsOf({ fields, checks }: Vault): Group[] {
	const named = new Map<string, string[]>();
	const sealed = [...new Set([...checks.map((check) => check.sealed), ...fields])];
	// By the head alone: there may be thousands of fields, and most are never looked at more closely here.
	for (const text of sealed) {
		const name = /^tfn1\.(\d+\.\d+\.\d+\.[\w-]+)\./.exec(text)?.[1];
		if (name !== undefined) add(named, name, text);
	}
	const { main, codes, retired } = groupsOfChecks(checks);
	const useOf = (name: string): Group["use"] => (name === main ? "main" : name === codes ? "codes" : retired.has(name) ? "retired" : null);
	const own = new Set(fields);
	const groups = [...named].flatMap(([name, samples]) => groupFrom(name, useOf(name), samples, samples.filter((text) => own.has(text)).length));
	const rank = ({ use }: Group) => (use === "main" ? 0 : use === "codes" ? 1 : 2);
	return groups.sort((one, other) => rank(one) - rank(other) || other.fields - one.fields);
}

function add(named: Map<string, string[]>, name: string, text: string): void {
	const texts = named.get(name);
	if (texts === undefined) named.set(name, [text]);
	else texts.push(text);
}

/** None where not one text of the group can be read. */
function groupFrom(name: string, use: Group["use"], samples: string[], fields: number): Group[] {
	for (const text of samples) {
		const field = parseField(text);
		if (!("reason" in field)) return [{ name, use, samples, fields, cost: field.cost, salt: field.salt }];
	}
	return [];
}

/** Whether a key opens something of its group: the checks, and fields from all over it. */
export function fitsGroup(key: Uint8Array, { samples }: Group): boolean {
	const step = Math.max(1, Math.floor(samples.length / trials));
	return samples.some((text, at) => {
		const field = at % step === 0 ? parseField(text) : null;
		return field !== null && !("reason" in field) && opens(key, field);
	});
}

/**
 * The groups new fields may be sealed for, the best first: that of the passphrase in use alone, so that a shared note's
 * passphrase does not become the vault's. Only where no check names one, any that is not retired. Codes without a passphrase
 * of their own go with the rest; where the check of theirs cannot be read, they are sealed for none.
 */
export function groupsThatGrow(vault: Vault): Record<Purpose, string[]> {
	const { main, codes } = groupsOfChecks(vault.checks);
	const free = groupsOf(vault).filter(({ use }) => use === null).map(({ name }) => name);
	const forMain = main === null ? free : [main];
	if (checkFor(vault.checks, "codes") === undefined) return { main: forMain, codes: forMain };
	return { main: forMain, codes: codes === null ? [] : [codes] };
}

/**
 * The groups to derive keys for, in rounds: the next only while none opened. The first has all that were agreed to. What waits
 * for the second: the passphrase for codes, which is another than the main one, and retired ones that no field needs any more.
 */
export function groupsToTry(groups: readonly Group[], agreed: readonly string[]): Group[][] {
	const asked = groups.filter(({ name, cost }) => agreed.includes(name) && checkCost(cost) !== "refused");
	const others = groups.filter((group) => !asked.includes(group) && checkCost(group.cost) === "automatic");
	const hasMain = others.some(({ use }) => use === "main");
	const waits = ({ use, fields }: Group) => hasMain && (use === "codes" || (use === "retired" && fields === 0));
	const first = others.filter((group) => !waits(group)).slice(0, round);
	const rest = others.filter((group) => !first.includes(group)).slice(0, most - round);
	const later = Array.from({ length: most / round - 1 }, (_, at) => rest.slice(at * round, (at + 1) * round));
	return [[...asked, ...first], ...later];
}

/** The groups by which it can be told whether a passphrase is in use, or was: what no check names only where none is in use. */
export function groupsToTest(groups: readonly Group[]): Group[] {
	const known = groups.filter(({ use }) => use !== null);
	return (known.some(({ use }) => use === "main") ? known : groups).slice(0, most).filter(({ cost }) => checkCost(cost) === "automatic");
}

/** A group that was not opened. `tried` tells what came of those a key was derived for. */
export function leftOf({ name, cost, fields }: Group, tried: ReadonlyMap<string, Shut>): Left {
	const allowed = checkCost(cost);
	return { group: name, cost, fields, why: tried.get(name) ?? (allowed === "automatic" ? "not tried" : allowed) };
}

/** Whether a passphrase in use costs less to guess than a new one would: setting it once more raises that. */
export function needsRaising(vault: Vault): boolean {
	return groupsOf(vault).some(({ use, cost }) => (use === "main" || use === "codes") && isBelow(cost, newCost));
}
