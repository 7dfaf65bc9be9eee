import { writeKey } from "../../code/key";
import { readUri, writeUri, type UriAccount } from "../../code/uri";
import { isKeyless, labelOf, makingKeys, type Entry, type Making, type Seed } from "../../entry";
import { readEntry } from "../../note/read";
import { setProperty } from "../../note/write";
import type { Parts } from "../parts";
import { sentenceFor, type Edited } from "../sentences";
import type { Account } from "./accounts";

/** A new secret key waits in `totp_seed_next` until a code of it was accepted; until then the old one stands beside it, and in use. */

/** A new key: what a link says, or a bare key, which makes codes as the note says. */
export type NewKey = { link: UriAccount } | { key: string };

const usual: Making = { type: "TOTP", algorithm: "SHA1", digits: 6, period: 30, counter: 0 };

/** How codes are made of a bare key that comes into the note: a new key begins its counter anew. */
function makingFor(entry: Entry): Making {
	return entry.unfit === undefined ? { type: keyType(entry), algorithm: entry.algorithm, digits: entry.digits, period: entry.period, counter: 0 } : usual;
}

/** The type of the codes that a key makes in this note: a push account gets codes by time with its first key. */
export function keyType({ type }: Entry): Seed["type"] {
	return isKeyless(type) ? "TOTP" : type;
}

/** The account as the key that waits makes its codes; null where none waits. */
export function nextOf({ codes }: Parts, account: Account): Account | null {
	const { unfit: _, ...entry } = account.entry;
	const { nextSeed: seed } = entry;
	if (seed === null) return null;
	const opened = codes.openText(seed, "seed");
	const read = "text" in opened ? readUri(opened.text) : null;
	const link = read !== null && "account" in read ? read.account : null;
	const pin = link?.pin === undefined ? entry.pin : null;
	return { ...account, entry: { ...entry, ...(link === null ? makingFor(account.entry) : usual), pin, seed } };
}

/** Writes a new key, encrypted, beside the one in use. Where it makes its codes otherwise than the note says, a link of it, which tells how. */
export async function keepNext({ codes, session, stored, writing }: Parts, { path }: Account, given: NewKey): Promise<string | null> {
	const reason = await writing.edit(path, (text): Edited => {
		const { entry } = readEntry(text, stored.settings.tag);
		const locked = session.whyNotSeal("seed");
		if (entry === null) return { reason: "gone" };
		if (entry.nextSeed !== null) return { reason: "waits already" };
		if (locked !== null) return { reason: locked };
		const link = "link" in given ? given.link : { ...makingFor(entry), issuer: "", username: "", secret: given.key };
		const old = codes.openSeed(entry);
		if ("seed" in old && writeKey(old.seed.secret, link.type) === link.secret) return { reason: "same key" };
		return setProperty(text, "totp_seed_next", session.seal("seed", asStored(entry, link), labelOf(entry)));
	});
	return reason === null ? null : sentenceFor(reason);
}

function asStored(entry: Entry, link: UriAccount): string {
	const own = makingFor(entry);
	const isAsNoted = entry.type === own.type && entry.unfit === undefined && link.pin === undefined && isSameMaking(own, link);
	return isAsNoted ? link.secret : writeUri({ ...link, issuer: entry.issuer, username: entry.username });
}

/** The names of the note, and where it has none those of the link that stood in it as its key. */
export function namesWith({ issuer, username }: Entry, link: string): Pick<UriAccount, "issuer" | "username"> {
	const read = readUri(link);
	return "account" in read ? { issuer: issuer || read.account.issuer, username: username || read.account.username } : { issuer, username };
}

/** A key as it takes the place of a link: a link too where the former one alone has the names. */
export function withNames(entry: Entry, link: string, made: Making & { secret: string }): string {
	const names = namesWith(entry, link);
	return labelOf(names) === labelOf(entry) ? made.secret : writeUri({ ...made, ...names });
}

/** Whether codes are made in the same way. */
export function isSameMaking(one: Making, other: Making): boolean {
	return makingKeys.every((key) => one[key] === other[key]);
}

/** Writes another way in which the waiting key makes its codes. */
export async function remakeNext(parts: Parts, account: Account, making: Making): Promise<string | null> {
	const { codes, session, writing } = parts;
	const reason = await writing.edit(account.path, (text): Edited => {
		const { entry } = readEntry(text);
		const next = entry === null || entry.nextSeed !== account.entry.nextSeed ? null : nextOf(parts, { ...account, entry });
		const opened = next === null ? null : codes.openSeed(next.entry);
		const locked = session.whyNotSeal("seed");
		if (entry === null || opened === null || !("seed" in opened)) return { reason: "gone" };
		if (locked !== null) return { reason: locked };
		const link = { ...making, issuer: entry.issuer, username: entry.username, secret: writeKey(opened.seed.secret, making.type) };
		return setProperty(text, "totp_seed_next", session.seal("seed", asStored(entry, link), labelOf(entry)));
	});
	return reason === null ? null : sentenceFor(reason);
}
