import type { Cost } from "./field";
import type { Group, Left } from "./groups";
import { CannotDerive, passphraseBytes, type Derive, type DeriveProblem } from "./key";
import { opens } from "./seal";

/** Takes over the key of a group that it opens. */
export type Fits = (group: string, key: Uint8Array) => void;

/**
 * Tries a passphrase on rounds of groups, as typed and without spaces around it, until a round in which one opens. A key that
 * opens any field of its group goes to `fits`; every other key, and one that comes after the signal, is wiped. Gives why the
 * others stay shut.
 */
export async function tryPassphrase(typed: string, rounds: readonly Group[][], derive: Derive, signal: AbortSignal, fits: Fits): Promise<Map<string, Left["why"]>> {
	const shut = new Map<string, Left["why"]>();
	for (const groups of rounds) {
		// Without the spaces first: a passphrase chosen in our dialogs has none.
		for (const passphrase of new Set([typed.trim(), typed])) {
			if (passphrase === "") continue;
			const tried = await tryGroups(passphrase, groups, derive, signal, fits);
			for (const [group, why] of tried) shut.set(group, why);
			if (tried.size < groups.length) return shut;
		}
	}
	return shut;
}

/** Why each of the groups stays shut; those that opened are not in it. */
async function tryGroups(passphrase: string, groups: readonly Group[], derive: Derive, signal: AbortSignal, fits: Fits): Promise<Map<string, Left["why"]>> {
	const shut = new Map<string, Left["why"]>();
	for (const group of groups) {
		const key = await deriveKey(passphrase, group, derive, signal);
		if (typeof key === "string") shut.set(group.name, key);
		else if (group.samples.some((field) => opens(key, field))) fits(group.name, key);
		else {
			key.fill(0);
			shut.set(group.name, "other passphrase");
		}
	}
	return shut;
}

/** A key, or why there is none; what the derivation was given is wiped. */
export async function deriveKey(
	passphrase: string, { salt, cost }: { salt: Uint8Array; cost: Cost }, derive: Derive, signal: AbortSignal,
): Promise<Uint8Array | "not tried" | DeriveProblem> {
	if (signal.aborted) return "not tried";
	const bytes = passphraseBytes(passphrase);
	try {
		const key = await derive(bytes, salt, cost, signal);
		if (!signal.aborted) return key;
		key.fill(0);
		return "not tried";
	} catch (error) {
		if (signal.aborted) return "not tried";
		return error instanceof CannotDerive ? error.why : "failed";
	} finally {
		bytes.fill(0);
	}
}
