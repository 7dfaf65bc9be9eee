import { readKey, writeKey } from "../../code/key";
import { readUri } from "../../code/uri";
import type { Seed } from "../../entry";
import type { Parts } from "../parts";
import type { Account } from "./accounts";
import { keyType, type NewKey } from "./next-key";

/** What was kept of a key within so many milliseconds was kept by one replacing. */
const atOnce = 60_000;

/**
 * The key that stood in the note last before the one in use, as this device kept it, and when it went (milliseconds since 1970);
 * null where there is none, or while locked. Where the new one made its codes otherwise, a link of it was kept beside it: that tells how.
 */
export async function formerKey({ codes, journal }: Pick<Parts, "codes" | "journal">, { entry, path }: Account): Promise<{ given: NewKey; at: number } | null> {
	const own = [entry.seed, entry.nextSeed].flatMap((stored) => (stored === null ? [] : [keyIn(stored)]));
	if (own.includes(null)) return null;
	function keyIn(stored: string): NewKey | null {
		const opened = codes.openText(stored, "seed");
		return "text" in opened ? newKeyOf(opened.text, keyType(entry)) : null;
	}
	const kept = (await journal.all()).filter((each) => each.path === path && each.property === "totp_seed").flatMap(({ stored, at }) => {
		const given = keyIn(stored);
		return given === null ? [] : [{ given, at, bare: bareOf(given) }];
	});
	const last = kept.find(({ bare }) => !own.some((key) => key !== null && bareOf(key) === bare));
	if (last === undefined) return null;
	return kept.find(({ given, at, bare }) => bare === last.bare && "link" in given && Math.abs(at - last.at) < atOnce) ?? last;
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
