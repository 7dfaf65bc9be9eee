import type { SealedKind, SealedText } from "../entry";
import { groupOf } from "./field";
import { seal } from "./seal";

/**
 * What data.json keeps of a passphrase: a field that only it opens. A cache: the notes are the truth. The last check without
 * `for` is of the passphrase in use; the last for codes, if any, of the one for backup codes. Those before them are retired:
 * they may still open fields, but nothing new is sealed for them.
 */
export interface Check {
	sealed: string;
	/** For people: which passphrase this is, and since when. */
	label: string;
	/** The passphrase is for backup codes alone. */
	for?: "codes";
	/** The day, YYYY-MM-DD, since which it is not in use, though no other came after it. */
	retired?: string;
}

/** What a passphrase in use is for: "main" is everything that has no passphrase of its own. */
export type Purpose = "main" | "codes";

export function purposeOf(kind: SealedKind): Purpose {
	return kind === "code" ? "codes" : "main";
}

/** The field that later tells whether a passphrase is the one of this group: always the same text for the same key. */
export function sealCheck(key: Uint8Array, group: string): SealedText {
	return seal(key, group, "check", "two-factor-notes", "");
}

/** The groups of the passphrases in use, where their checks can be read, and those of the retired ones. */
export function groupsOfChecks(checks: readonly Check[]): { main: string | null; codes: string | null; retired: Set<string> } {
	const inUse = [checkFor(checks, "main"), checkFor(checks, "codes")];
	const [main = null, codes = null] = inUse.map((check) => check && groupOf(check.sealed));
	const retired = checks.map(({ sealed }) => groupOf(sealed)).filter((group) => group !== null && group !== main && group !== codes);
	return { main, codes, retired: new Set(retired.filter((group) => group !== null)) };
}

/** Whether backup codes have a passphrase of their own of which nothing can be told, as its check cannot be read: they are sealed for none. */
export function isCodesCheckLost(checks: readonly Check[]): boolean {
	return checkFor(checks, "codes") !== undefined && groupsOfChecks(checks).codes === null;
}

/** The check of the passphrase in use for a purpose, if it has one. */
export function checkFor(checks: readonly Check[], purpose: Purpose): Check | undefined {
	const last = checks.filter((check) => (check.for ?? "main") === purpose).at(-1);
	return last?.retired === undefined ? last : undefined;
}
