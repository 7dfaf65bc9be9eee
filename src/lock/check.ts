import type { SealedText } from "../entry";
import { groupOf } from "./field";
import { seal } from "./seal";

/**
 * What data.json keeps of a passphrase: a field that only it opens. A cache: the notes are the truth. The last check of the
 * list is the passphrase in use, those before it are retired: they may still open fields, but nothing new is sealed for them.
 */
export interface Check {
	sealed: string;
	/** For people: which passphrase this is, and since when. */
	label: string;
}

/** The field that later tells whether a passphrase is the one of this group: always the same text for the same key. */
export function sealCheck(key: Uint8Array, group: string): SealedText {
	return seal(key, group, "check", "two-factor-notes", "");
}

/** The group of the passphrase in use, and those of the retired ones. */
export function groupsOfChecks(checks: readonly Check[]): { current: string | null; retired: Set<string | null> } {
	const groups = checks.map(({ sealed }) => groupOf(sealed));
	const current = groups.at(-1) ?? null;
	return { current, retired: new Set(groups.filter((group) => group !== current)) };
}
