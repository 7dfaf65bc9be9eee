import { writeKey } from "../../code/key";
import { isLink } from "../../code/uri";
import { isSealed, labelOf, type Making } from "../../entry";
import { setMaking, setVerified } from "../../note/making";
import { readEntry } from "../../note/read";
import { setProperty } from "../../note/write";
import type { Parts } from "../parts";
import { sentenceFor, type Edited } from "../sentences";
import { today } from "../views/draw";
import type { Account } from "./accounts";
import { withNames } from "./next-key";

/** Notes that a code of the account's secret key was right today; `next` is a counter's next one. Gives a sentence where that failed. */
export async function noteVerified(parts: Parts, account: Account, next: number): Promise<string | null> {
	return written(parts, account, (text) => setVerified(text, today(parts.clock.now), next));
}

/** Writes another way of making codes into the note, and that a code so made was right today. */
export async function noteMaking(parts: Parts, account: Account, making: Making): Promise<string | null> {
	return written(parts, account, (text) => {
		const made = setMaking(text, making);
		const bare = "text" in made ? bareKey(parts, account, made.text, making) : made;
		return "text" in bare ? setVerified(bare.text, today(parts.clock.now)) : bare;
	});
}

/** A link tells how codes are made, and would go on telling otherwise: the key alone takes its place, or a link where that alone has the names. */
function bareKey({ codes, session }: Parts, { entry }: Account, text: string, making: Making): Edited {
	const stored = entry.seed === null ? null : codes.openText(entry.seed, "seed");
	const opened = codes.openSeed(entry);
	if (entry.seed === null || stored === null || !("text" in stored) || !("seed" in opened) || !isLink(stored.text)) return { text };
	const key = withNames(entry, stored.text, { ...making, secret: writeKey(opened.seed.secret, making.type) });
	if (!isSealed(entry.seed)) return setProperty(text, "totp_seed", key);
	const locked = session.whyNotSeal("seed");
	return locked === null ? setProperty(text, "totp_seed", session.seal("seed", key, labelOf(entry))) : { reason: locked };
}

/** Only while the key that was compared stands in the note. */
async function written({ writing }: Parts, { path, entry: { seed } }: Account, edit: (text: string) => Edited): Promise<string | null> {
	const reason = await writing.edit(path, (text) => (readEntry(text).entry?.seed === seed ? edit(text) : { reason: "gone" as const }));
	return reason === null ? null : sentenceFor(reason);
}
