import type { Cost } from "./field";
import { fitsGroup, type Group } from "./groups";
import { CannotDerive, passphraseBytes, type Derive, type DeriveProblem, type Progress } from "./key";

/** What derivations run with. */
export interface Run {
	derive: Derive;
	signal: AbortSignal;
	progress: Progress;
}

/** Takes over the key of a group that it opens. */
export type Fits = (group: Group, key: Uint8Array) => void;

/** Why a group stays shut that was to be tried. */
export type Shut = "other passphrase" | "not tried" | DeriveProblem;

/**
 * Tries a passphrase on rounds of groups, as typed and without spaces around it, until a round in which one opens. A key that
 * opens any field of its group goes to `fits`; every other key, and one that comes after the signal, is wiped. Gives why the
 * others stay shut.
 */
export async function tryPassphrase(typed: string, rounds: readonly Group[][], run: Run, fits: Fits): Promise<Map<string, Shut>> {
	// Without the spaces first: a passphrase chosen in our dialogs has none.
	const passphrases = [...new Set([typed.trim(), typed])].filter((passphrase) => passphrase !== "");
	const tries = rounds.flatMap((groups) => passphrases.map((passphrase) => ({ passphrase, groups })));
	const shut = new Map<string, Shut>();
	const all = workOf(tries.flatMap(({ groups }) => groups));
	let done = 0;
	for (const { passphrase, groups } of tries) {
		const tried = await tryGroups(passphrase, groups, partOf(run, done, workOf(groups), all), fits);
		for (const [group, why] of tried) shut.set(group, why);
		if (tried.size < groups.length) return shut;
		done += workOf(groups);
	}
	return shut;
}

/** Why each of the groups stays shut; those that opened are not in it. */
async function tryGroups(passphrase: string, groups: readonly Group[], run: Run, fits: Fits): Promise<Map<string, Shut>> {
	const shut = new Map<string, Shut>();
	let done = 0;
	for (const group of groups) {
		const why = await deriveKey(passphrase, group, partOf(run, done, workOf([group]), workOf(groups)), (key) => {
			if (fitsGroup(key, group)) return fits(group, key);
			key.fill(0);
			return "other passphrase" as const;
		});
		if (why !== undefined) shut.set(group.name, why);
		done += workOf([group]);
	}
	return shut;
}

/**
 * Derives a key and hands it to `use` at once, so that no lock comes between; or says why there is none. What the derivation
 * was given is wiped, and a key that comes after the signal.
 */
async function deriveKey<T>(
	passphrase: string, { salt, cost }: { salt: Uint8Array; cost: Cost }, { derive, signal, progress }: Run, use: (key: Uint8Array) => T,
): Promise<T | "not tried" | DeriveProblem> {
	if (signal.aborted) return "not tried";
	const bytes = passphraseBytes(passphrase);
	const told: Progress = (done) => {
		if (!signal.aborted) progress(done);
	};
	let key;
	try {
		key = await derive(bytes, salt, cost, { signal, progress: told });
	} catch (error) {
		if (signal.aborted) return "not tried";
		return error instanceof CannotDerive ? error.why : "failed";
	} finally {
		bytes.fill(0);
	}
	told(1);
	if (!signal.aborted) return use(key);
	key.fill(0);
	return "not tried";
}

/** A part of a run, which begins when `done` of `all` is done. */
function partOf(run: Run, done: number, work: number, all: number): Run {
	return { ...run, progress: (part) => run.progress((done + part * work) / all) };
}

/** What deriving takes, as KiB passed over. */
function workOf(groups: readonly { cost: Cost }[]): number {
	return groups.reduce((sum, { cost }) => sum + cost.memory * cost.passes, 0);
}

/** Why a passphrase opened nothing of what was tried. */
export function reasonOf(shut: ReadonlyMap<string, Shut>): Shut {
	const reasons = [...shut.values()];
	if (reasons.includes("not tried")) return "not tried";
	return reasons.find((why) => why !== "other passphrase") ?? "other passphrase";
}

/** Hands a key for a new group to `use`, unless the passphrase opens one of the others. */
export async function newKey<T>(
	passphrase: string, fresh: { salt: Uint8Array; cost: Cost }, others: readonly Group[], run: Run, use: (key: Uint8Array) => T,
): Promise<T | "same passphrase" | Exclude<Shut, "other passphrase">> {
	const all = workOf([...others, fresh]);
	let isSame = false;
	const shut = await tryPassphrase(passphrase, others.map((group) => [group]), partOf(run, 0, workOf(others), all), (_, key) => {
		key.fill(0);
		isSame = true;
	});
	if (isSame) return "same passphrase";
	const why = reasonOf(shut);
	return why === "other passphrase" ? deriveKey(passphrase, fresh, partOf(run, workOf(others), workOf([fresh]), all), use) : why;
}
