import type { Shut } from "./attempt";
import { checkFor, groupsOfChecks, type Check, type Purpose } from "./check";
import { checkCost, isBelow, newCost, parseField, type Cost, type Field } from "./field";

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
	/** What a key can be tried on: the fields and the checks. */
	samples: Field[];
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

/** The vault's groups: those of the passphrases in use first, then by their number of fields. */
export function groupsOf({ fields, checks }: Vault): Group[] {
	const groups = new Map<string, Group>();
	for (const sealed of new Set(fields)) add(groups, sealed, 1);
	for (const { sealed } of checks) add(groups, sealed, 0);
	const { main, codes, retired } = groupsOfChecks(checks);
	for (const group of groups.values()) group.use = group.name === main ? "main" : group.name === codes ? "codes" : retired.has(group.name) ? "retired" : null;
	const rank = ({ use }: Group) => (use === "main" ? 0 : use === "codes" ? 1 : 2);
	return [...groups.values()].sort((one, other) => rank(one) - rank(other) || other.fields - one.fields);
}

function add(groups: Map<string, Group>, sealed: string, fields: number): void {
	const field = parseField(sealed);
	if ("reason" in field) return;
	const { group: name, cost, salt } = field;
	const group = groups.get(name) ?? { name, cost, salt, use: null, fields: 0, samples: [] };
	group.fields += fields;
	group.samples.push(field);
	groups.set(name, group);
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
	return (known.some(({ use }) => use === "main") ? known : groups.slice(0, most)).filter(({ cost }) => checkCost(cost) === "automatic");
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
