import { readKey, writeKey } from "../../code/key";
import { readUri } from "../../code/uri";
import type { Seed } from "../../entry";
import type { Parts } from "../parts";
import type { Account } from "./accounts";
import { keyType, type NewKey } from "./next-key";

/** What was kept of a key within so many milliseconds was kept by one replacing. */
const atOnce = 60_000;

/** A key that went out of the note, and when (milliseconds since 1970): it was in use, or given up while it waited. */
export interface FormerKey {
	given: NewKey;
	at: number;
	wasGivenUp: boolean;
}

/**
 * Of the keys that this device kept of the note the last that was in use before the present one, and the last that was given up;
 * none while locked. Where the new one made its codes otherwise, a link of it was kept beside it: that tells how.
 */
export async function formerKeys({ codes, journal }: Pick<Parts, "codes" | "journal">, { entry, path }: Account): Promise<FormerKey[]> {
	const own = [entry.seed, entry.nextSeed].flatMap((stored) => (stored === null ? [] : [keyIn(stored)]));
	if (own.includes(null)) return [];
	function keyIn(stored: string): NewKey | null {
		const opened = codes.openText(stored, "seed");
		return "text" in opened ? newKeyOf(opened.text, keyType(entry)) : null;
	}
	const kept = (await journal.all()).filter((each) => each.path === path && each.property.startsWith("totp_seed")).flatMap(({ property, stored, at }) => {
		const given = keyIn(stored);
		return given === null ? [] : [{ given, at, bare: bareOf(given), wasGivenUp: property === "totp_seed_next" }];
	});
	// A key that was in use for a moment, until that was undone, and then given up is one that was given up.
	const gone = kept.filter(({ bare }, n) => kept.findIndex((each) => each.bare === bare) === n && !own.some((key) => key !== null && bareOf(key) === bare));
	const last = [false, true].flatMap((is) => gone.find(({ wasGivenUp }) => wasGivenUp === is) ?? []);
	return last.map(({ given, at, bare, wasGivenUp }) => {
		const link = kept.find((each) => each.bare === bare && "link" in each.given && Math.abs(each.at - at) < atOnce);
		return { given: link?.given ?? given, at: link?.at ?? at, wasGivenUp };
	});
}

function newKeyOf(text: string, type: Seed["type"]): NewKey | null {
	const read = readUri(text);
	if ("account" in read) return { link: read.account };
	const key = readKey(text, type);
	return "secret" in key ? { key: writeKey(key.secret, type) } : null;
}

function bareOf(given: NewKey): string {
	return "link" in given ? given.link.secret : given.key;
}
