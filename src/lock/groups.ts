import { groupsOfChecks, type Check } from "./check";
import { checkCost, parseField, type Cost, type Field } from "./field";
import type { DeriveProblem } from "./key";

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
	why: "other passphrase" | "not tried" | "ask" | "refused" | DeriveProblem;
}

/** How many groups keys are derived for before it is seen whether one opened: each takes about a second. */
const round = 4;
/** How many groups are tried without asking while none opens. */
const most = 16;

/** The vault's groups: that of the passphrase in use first, then by their number of fields. */
export function groupsOf({ fields, checks }: Vault): Group[] {
	const groups = new Map<string, Group>();
	for (const sealed of new Set(fields)) add(groups, sealed, 1);
	for (const { sealed } of checks) add(groups, sealed, 0);
	const { current } = groupsOfChecks(checks);
	const size = (group: Group) => (group.name === current ? Infinity : group.fields);
	return [...groups.values()].sort((one, other) => size(other) - size(one));
}

function add(groups: Map<string, Group>, sealed: string, fields: number): void {
	const field = parseField(sealed);
	if ("reason" in field) return;
	const { group: name, cost, salt } = field;
	const group = groups.get(name) ?? { name, cost, salt, fields: 0, samples: [] };
	group.fields += fields;
	group.samples.push(field);
	groups.set(name, group);
}

/**
 * The groups new fields may be sealed for, the best first: that of the passphrase in use alone, so that a shared note's
 * passphrase does not become the vault's. Only where no check names one, any that is not retired.
 */
export function groupsThatGrow(vault: Vault): string[] {
	const { current, retired } = groupsOfChecks(vault.checks);
	if (current !== null) return [current];
	return groupsOf(vault).map(({ name }) => name).filter((name) => !retired.has(name));
}

/** The groups to derive keys for, in rounds: the next only while none opened. The first has all that were agreed to. */
export function groupsToTry(groups: readonly Group[], agreed: readonly string[]): Group[][] {
	const asked = groups.filter(({ name, cost }) => agreed.includes(name) && checkCost(cost) !== "refused");
	const others = groups.filter((group) => !asked.includes(group) && checkCost(group.cost) === "automatic");
	const later = Array.from({ length: most / round - 1 }, (_, at) => others.slice((at + 1) * round, (at + 2) * round));
	return [[...asked, ...others.slice(0, round)], ...later];
}

/** A group that was not opened. `tried` tells what came of those a key was derived for. */
export function leftOf({ name, cost, fields }: Group, tried: ReadonlyMap<string, Left["why"]>): Left {
	const allowed = checkCost(cost);
	return { group: name, cost, fields, why: tried.get(name) ?? (allowed === "automatic" ? "not tried" : allowed) };
}
