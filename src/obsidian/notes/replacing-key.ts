import { writeKey } from "../../code/key";
import { writeUri } from "../../code/uri";
import { isSealed, labelOf, type Seed } from "../../entry";
import { inTurn } from "../../note/edit";
import { setMaking } from "../../note/making";
import { readEntry } from "../../note/read";
import { deleteProperty, setProperty } from "../../note/write";
import { noted } from "../history";
import type { Parts } from "../parts";
import { mend } from "../repair";
import { sentenceFor, type Edited } from "../sentences";
import { titleOf, today } from "../views/draw";
import type { Account } from "./accounts";
import { isSameMaking, namesWith, nextOf, withNames } from "./next-key";

/** Puts the waiting key in the place of the old one, in one atomic write; `counter` is the next one of codes by counter. Can be undone while the note stays so. */
export async function acceptNext(parts: Parts, account: Account, counter: number): Promise<string | null> {
	const next = nextOf(parts, account);
	if (next === null) return sentenceFor("changed since");
	const opened = parts.codes.openSeed(next.entry);
	if (!("seed" in opened)) return "problem" in opened ? opened.problem : sentenceFor("locked");
	// A PIN of the note itself stays as it stands.
	const { pin, ...others } = opened.seed;
	const seed = next.entry.pin === null && pin !== undefined ? { ...others, pin } : others;
	if (!(await keepOld(parts, account, seed))) return sentenceFor("not kept");
	const reason = await mend(parts, account, (text) => noted(parts, accepted(parts, account, text, { ...seed, counter: Math.max(counter, seed.counter) }), "new secret key"), () => acceptedWords(account));
	return reason === null ? null : sentenceFor(reason);
}

function acceptedWords({ entry: { seed, backupCodes } }: Account): string {
	const old = seed === null ? "" : " This device keeps the old one, encrypted, for 90 days.";
	return `the new secret key is in use.${old}${backupCodes.length > 0 ? " Look whether the service made new backup codes, too." : ""}`;
}

function accepted({ clock, codes, session }: Parts, { entry: { seed, nextSeed } }: Account, text: string, { secret, pin, ...making }: Seed): Edited {
	const { entry } = readEntry(text);
	const locked = session.whyNotSeal("seed");
	// The two keys that the person saw, and no others.
	if (entry?.seed !== seed || entry.nextSeed !== nextSeed) return { reason: "changed since" };
	if (locked !== null) return { reason: locked };
	const sealed = (kind: "seed" | "pin", what: string) => session.seal(kind, what, labelOf(entry));
	const old = seed === null ? null : codes.openText(seed, "seed");
	const key = withNames(entry, old !== null && "text" in old ? old.text : "", { ...making, secret: writeKey(secret, making.type) });
	return inTurn(text, [
		(now) => deleteProperty(now, "totp_seed_next"),
		(now) => setProperty(now, "totp_seed", sealed("seed", key)),
		(now) => setMaking(now, making),
		(now) => setProperty(now, "pin", pin === undefined ? null : sealed("pin", pin)),
		(now) => setProperty(now, "verified", today(clock.now)),
		// A sheet with the old key is none of this account any more: health asks for another one.
		...(entry.sheetPrinted === null ? [] : [(now: string) => deleteProperty(now, "sheet_printed")]),
	]);
}

/** What the journal would not keep by itself: a key in the clear, and how codes were made of it where the new one makes them otherwise. */
async function keepOld({ codes, journal, session }: Parts, { entry, path }: Account, next: Seed): Promise<boolean> {
	if (entry.seed === null) return true;
	const opened = codes.openSeed(entry);
	const isKnown = "seed" in opened;
	if (isSealed(entry.seed) && (!isKnown || isSameMaking({ ...opened.seed, counter: next.counter }, next))) return true;
	const stood = codes.openText(entry.seed, "seed");
	const link = isKnown && "text" in stood ? writeUri({ ...opened.seed, ...namesWith(entry, stood.text), secret: writeKey(opened.seed.secret, opened.seed.type) }) : entry.seed;
	return journal.keep(path, [{ property: "totp_seed", stored: session.seal("seed", link, labelOf(entry)) }]).then(() => true, () => false);
}

/** Takes the waiting key out of the note. Can be undone while the note stays so. */
export async function giveNextUp(parts: Parts, account: Account): Promise<string | null> {
	const { nextSeed } = account.entry;
	const reason = await mend(parts, account, (text): Edited => (readEntry(text).entry?.nextSeed === nextSeed ? deleteProperty(text, "totp_seed_next") : { reason: "changed since" }), () => "the new secret key is given up; the old one stays.");
	return reason === null ? null : sentenceFor(reason);
}

/** What is asked before the waiting key is given up. */
export function giveUpWords(account: Account): string {
	const { nextSeed } = account.entry;
	const kept = nextSeed !== null && isSealed(nextSeed) ? "This device keeps it, encrypted, for 90 days." : "It is not encrypted, so no copy of it is kept.";
	return `The old one stays, and the new one goes out of the note. ${kept} If ${titleOf(account)} has taken a code of the new one already, go on with it instead.`;
}
