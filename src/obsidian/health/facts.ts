import { writeKey } from "../../code/key";
import { healthOf, type Health } from "../../health/findings";
import type { HealthAccount, Level, ToldId, VaultFacts } from "../../health/kinds";
import { isBelow, newCost } from "../../lock/field";
import { staleSecrets, stalenessOf, type Stale } from "../locking/resealing";
import { hasPassphrase } from "../locking/unlocking";
import type { Account } from "../notes/accounts";
import { leftOutNow } from "../notes/left-out";
import { amountWords, clearSecrets, isReadOnly, sealedSecrets } from "../notes/secrets";
import type { Parts } from "../parts";
import { recoveryPageState } from "../recovery-page";
import { isConflicted } from "../repair";
import { titleOf, today } from "../views/draw";

/** All that is not this vault's own passphrase in use. */
export const stale: readonly Stale[] = ["former", "misplaced", "other"];

/** Every account, with what takes keys, other notes and the settings to tell. `looked`: what stands in the text of notes, by path; `least`: the last level that is wanted. */
export function healthAccounts(parts: Parts, least: Level = "low", looked: ReadonlyMap<string, string | null> = new Map()): HealthAccount[] {
	const staleWords = tellStale(parts);
	const [keys, copies] = least === "high" ? [null, null] : [keysOf(parts), parts.copies];
	const same = keys && sameKeys(keys);
	const leftOut = new Set(leftOutNow(parts));
	const all = parts.accounts.all().sort((one, other) => titleOf(one).localeCompare(titleOf(other)));
	return all.map((account) => {
		const { path, entry } = account;
		const told: HealthAccount["told"] = {};
		const tell = (id: ToldId, words: string | null | undefined): void => {
			if (words != null) told[id] = words;
		};
		if (isConflicted(account)) tell("merge-conflict", "");
		else if (isReadOnly(account)) tell("unreadable", account.problems.map(({ what }) => what).join(" "));
		if (leftOut.has(account)) tell("not-backed-up", "");
		tell("not-encrypted", amountWords(clearSecrets(entry)) || null);
		tell("other-passphrase", staleWords(account));
		tell("secret-in-text", looked.get(path));
		const original = copies?.originalOf(account) ?? null;
		if (original !== null) tell("conflict-copy", `a copy of ${original.name}`);
		else if (copies?.of(account).length === 0) tell("duplicate", same?.get(path)?.words);
		if (least !== "high" && sealedSecrets(entry).some(({ stored }) => isCheap(stored))) tell("low-cost", "");
		const key = keys?.get(path);
		if (key?.isShort === true) tell("short-seed", `${key.bits} bits`);
		return { path, title: titleOf(account), entry, told };
	});
}

/** How the vault stands now, down to the level `least`. */
export function healthNow(parts: Parts, least?: Level, recoveryPage?: VaultFacts["recoveryPage"]): Health {
	return healthOf(healthAccounts(parts, least), vaultFacts(parts, recoveryPage), today(parts.clock.now), least);
}

/** What is known of the vault; `recoveryPage`: as it was last compared. */
export function vaultFacts(parts: Parts, recoveryPage?: VaultFacts["recoveryPage"]): VaultFacts {
	const { accounts, backups, device, stored: { settings } } = parts;
	return {
		...(hasPassphrase(parts) ? { typed: dayOf(device.get("typed")), kit: settings.kit ?? null } : {}),
		...(accounts.all().length > 0 ? { backedUp: dayOf(backups.lastGood), backsUpEvery: settings.backupEvery ?? 0 } : {}),
		...(recoveryPage === undefined ? {} : { recoveryPage }),
		prints: true,
	};
}

/** How the recovery page compares with what would be written now; unknown where it cannot be read. */
export async function pageFact(parts: Parts): Promise<VaultFacts["recoveryPage"]> {
	const found = await recoveryPageState(parts).catch(() => undefined);
	return found === "other accounts" ? "differs" : found;
}

/** 0 = never. */
function dayOf(ms: number): string | null {
	return ms === 0 ? null : today(ms);
}

/** Without a check in the settings it is not known which passphrase is the vault's. */
function tellStale(parts: Parts): (account: Account) => string | null {
	if (parts.stored.settings.checks.length === 0) return () => null;
	const whyOf = stalenessOf(parts);
	return (account) => amountWords(staleSecrets(parts, account, stale, whyOf)) || null;
}

/** By the head alone. */
function isCheap(stored: string): boolean {
	const [, memory, passes, lanes] = (/^tfn1\.(\d+)\.(\d+)\.(\d+)\./.exec(stored) ?? []).map(Number);
	return memory !== undefined && passes !== undefined && lanes !== undefined && isBelow({ memory, passes, lanes }, newCost);
}

interface Key {
	account: Account;
	text: string;
	bits: number;
	isShort: boolean;
}

/** The secret keys that stand in the clear or are unlocked, by path; let go as soon as they are compared. */
function keysOf({ accounts, codes }: Parts): Map<string, Key> {
	const keys = new Map<string, Key>();
	for (const account of accounts.all()) {
		const opened = codes.openSeed(account.entry);
		if (!("seed" in opened)) continue;
		const { secret, type } = opened.seed;
		// Those of mOTP have 64 bits, all of them.
		keys.set(account.path, { account, text: writeKey(secret, type), bits: secret.length * 8, isShort: type !== "mOTP" && secret.length < 10 });
	}
	return keys;
}

/** The accounts that have the key of one before them in the list, and that one. */
function sameKeys(keys: ReadonlyMap<string, Key>): Map<string, { words: string; other: Account }> {
	const first = new Map<string, Account>();
	const same = new Map<string, { words: string; other: Account }>();
	for (const [path, { text, account }] of [...keys].sort(([one], [other]) => one.length - other.length || one.localeCompare(other))) {
		const other = first.get(text);
		if (other === undefined) first.set(text, account);
		else same.set(path, { words: `as in ${other.name}`, other });
	}
	return same;
}

/** The account whose secret key this one has, too. */
export function twinOf(parts: Parts, { path }: Account): Account | undefined {
	return sameKeys(keysOf(parts)).get(path)?.other;
}
