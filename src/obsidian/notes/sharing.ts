import { isUnused, type BackupCode } from "../../entry";
import { derive } from "../../lock/derive";
import { sentences } from "../../lock/sentences";
import { Session } from "../../lock/session";
import { noteName } from "../../note/name";
import { notesInside, sharedTitle } from "../../recovery/inside";
import { sharedNote } from "../../recovery/share";
import { noted } from "../history";
import { knownVault } from "../locking/unlocking";
import type { Parts } from "../parts";
import { makePage } from "../recovery-page";
import { titleOf, today } from "../views/draw";
import type { Account } from "./accounts";
import { isReadOnly } from "./secrets";
import { complain } from "./writing";
import { sentenceFor } from "../sentences";

/** The backup codes of an account that somebody else could use: unused, and with their text in the note. */
export function codesToShare({ entry }: Account): BackupCode[] {
	return entry.backupCodes.filter((code) => isUnused(code) && code.onPaper !== true);
}

/**
 * A recovery page that holds one account alone, encrypted with a passphrase of its own and a new salt. Gives its name and text, or a
 * sentence. Nothing is sealed with a key of the vault, and a passphrase of the vault is refused.
 */
export async function sharedPage(parts: Parts, account: Account, passphrase: string, withCodes: boolean, signal: AbortSignal): Promise<{ name: string; html: string } | { problem: string }> {
	const known = await parts.session.test(passphrase, knownVault(parts), { signal });
	if (known === "right" || known === "codes" || known === "retired") return { problem: "This is a passphrase of your vault. Who is told it could open more than this account: take another one." };
	if (known === "busy") return { problem: sentences.busy };
	const own = new Session(derive, (bytes) => crypto.getRandomValues(new Uint8Array(bytes)));
	try {
		const made = await own.createFirst(passphrase, { fields: [], checks: [] }, { signal });
		if (!("check" in made)) return { problem: sentences[made.reason] };
		made.open();
		return written(parts, account, withCodes, own);
	} finally {
		own.lock();
	}
}

/** Opens the account only now: it may have been locked while the key was worked out. */
function written({ codes, clock }: Parts, account: Account, withCodes: boolean, own: Session): { name: string; html: string } | { problem: string } {
	const { entry } = account;
	const seed = codes.openSeed(entry);
	if (!("seed" in seed)) return { problem: "problem" in seed ? seed.problem : sentences.locked };
	const given = (withCodes ? codesToShare(account) : []).map(({ stored }) => codes.openCode(entry, stored));
	const opened = given.flatMap((code) => ("text" in code ? [code.text] : []));
	if (opened.length < given.length) return { problem: "Not all backup codes could be opened, so no page was made. Leave them out, or unlock them first." };
	const issuer = titleOf(account);
	const text = sharedNote({ issuer, username: entry.username, seed: seed.seed, codes: opened }, own, today(clock.now));
	const name = noteName(issuer, entry.username);
	const html = makePage([{ path: `${name}.md`, text }], sharedTitle);
	if (notesInside(html)?.[0]?.text !== text) return { problem: "The page does not hold what was put into it, so it was not saved. Nothing was changed." };
	return { name: `${name}.html`, html };
}

/** Keeps in the note's history that the account was shared, where histories are kept. */
export async function noteShared(parts: Parts, account: Account, how: string): Promise<void> {
	if (parts.stored.settings.history !== true || isReadOnly(account)) return;
	const reason = await parts.writing.edit(account.path, (text) => noted(parts, { text }, `shared ${how}`));
	if (reason !== null) complain(sentenceFor(reason));
}
