import { labelOf } from "../../entry";
import { likeliest } from "../../note/heal";
import { sealedIn } from "../../note/sealed";
import { kindOf } from "../../note/secrets";
import type { Parts } from "../parts";
import type { Account } from "./accounts";
import type { Kept } from "./journal";

/** An encrypted field that does not open, and what this device kept of it. */
export interface Former {
	property: string;
	/** As it stands in the note. */
	stored: string;
	kept: Kept;
	/** Nothing of the one that stands there tells that it was this one: a later one may have been lost. */
	mayBeOlder: boolean;
}

/** The secret key or the PIN of an account where it does not open and the journal has it; null where it is well, or locked. */
export async function findFormerSeed(parts: Parts, account: Account): Promise<Former | null> {
	if (parts.codes.of(account, parts.clock.now).kind !== "problem") return null;
	const { seed, pin } = account.entry;
	const isPin = pin !== null && "problem" in parts.codes.openText(pin, "pin");
	if (isPin) return findFormer(parts, account, { property: "pin", stored: pin });
	return seed === null ? null : findFormer(parts, account, { property: "totp_seed", stored: seed });
}

/** What the journal has in the place of a field: of this note, or else of this account, and not in the note now. */
export async function findFormer(parts: Parts, account: Account, { property, stored }: Pick<Former, "property" | "stored">): Promise<Former | null> {
	const { app, journal, session } = parts;
	const kind = kindOf(property);
	const file = app.vault.getFileByPath(account.path);
	if (!session.isOpen || file === null) return null;
	const there = new Set(sealedIn(await app.vault.read(file)).map((field) => field.stored));
	const opened = (await journal.all()).filter((kept) => kindOf(kept.property) === kind && !there.has(kept.stored)).flatMap((kept) => {
		const open = session.open(kept.stored, kind);
		return "secret" in open ? [{ kept, label: open.label }] : [];
	});
	const here = opened.filter(({ kept }) => kept.path === account.path);
	const fit = (here.length > 0 ? here : opened.filter(({ label }) => label === labelOf(account.entry))).map(({ kept }) => kept);
	const likely = likeliest(stored, fit.map((each) => each.stored));
	const put = likely ?? onlyOne(property, session.open(stored, kind), fit);
	const kept = fit.find((each) => each.stored === put);
	return kept === undefined ? null : { property, stored, kept, mayBeOlder: likely === null };
}

/** What is said beside the offer to restore; `day` is when it was kept, as people read it. */
export function keptWords({ property, mayBeOlder }: Former, day: string): string {
	const kept = `This device kept it on ${day}.`;
	if (!mayBeOlder) return kept;
	return `${kept} It may be older than what stood here last${property === "totp_seed" ? ": compare a code with another device or the service before you rely on it." : "."}`;
}

/** Of a field that is damaged beyond likeness, what alone can have stood there. A list has other places it may have come from. */
function onlyOne(property: string, opened: ReturnType<Parts["session"]["open"]>, fit: readonly Kept[]): string | null {
	const isDamaged = "reason" in opened && (opened.reason === "damaged" || opened.reason === "wrong kind");
	return isDamaged && !property.startsWith("backup_codes") && fit.length === 1 ? fit[0]?.stored ?? null : null;
}
