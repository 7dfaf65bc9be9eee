import { encodeSecret } from "../code/secret";
import { hasSeed, readSeed } from "../code/seed";
import { codeAt, counterCode, isTimed } from "../code/totp";
import { writeUri } from "../code/uri";
import { isSealed, labelOf, type Code, type Entry, type Seed, type SealedKind } from "../entry";
import { sentences } from "../lock/sentences";
import type { Session } from "../lock/session";
import { setProperty } from "../note/write";
import type { Account } from "./accounts";
import type { Clock } from "./clock";
import type { Writing } from "./writing";

/** What the place of an account's code shows. */
export type Shown =
	| { kind: "code"; code: Code; period: number; sealedFor: string | null }
	/** A counter's code, hidden until asked for. */
	| { kind: "on request" }
	| { kind: "locked" }
	/** Nothing to show and nothing wrong: a push account, or one with backup codes alone. */
	| { kind: "none" }
	| { kind: "problem"; what: string };

/** Codes for the screen. Keeps the codes being shown and no secret: a seed is opened, used and let go. */
export class LiveCodes {
	/** By the reading of the note, so that a row about to be drawn anew does not replace what the next one shows. */
	private kept = new WeakMap<Entry, Shown>();

	constructor(private readonly session: Session, private readonly writing: Writing, private readonly clock: Clock) {
		session.onChange(() => {
			this.kept = new WeakMap();
		});
	}

	/** What to show for the account at `now`, milliseconds since 1970. */
	of({ entry }: Account, now: number): Shown {
		const kept = this.kept.get(entry);
		if (kept !== undefined && isFresh(kept, now)) return kept;
		const shown = this.show(entry, now);
		this.kept.set(entry, shown);
		return shown;
	}

	/** The code after the one shown at `now`, or null where there is none. */
	next({ entry }: Account, now: number): Code | null {
		const opened = this.openSeed(entry);
		return "seed" in opened && isTimed(opened.seed) ? codeAt(opened.seed, now + opened.seed.period * 1000) : null;
	}

	/** The opened seed, for the moment of use; else a sentence. */
	openSeed(entry: Entry): { seed: Seed; sealedFor: string | null } | { reason: "locked" } | { problem: string } {
		if (!hasSeed(entry)) return { problem: "This account has no secret key." };
		const secret = this.openText(entry.seed, "seed");
		if (!("text" in secret)) return secret;
		const pin = entry.pin === null ? undefined : this.openText(entry.pin, "pin");
		if (pin !== undefined && !("text" in pin)) return pin;
		const read = readSeed(entry, secret.text, pin?.text);
		return "seed" in read ? { seed: read.seed, sealedFor: secret.label === labelOf(entry) ? null : secret.label } : read;
	}

	/** A secret as the person typed it, with the label it was encrypted under (null when it stands in the clear). */
	openText(stored: string, kind: SealedKind): { text: string; label: string | null } | { reason: "locked" } | { problem: string } {
		if (!isSealed(stored)) return { text: stored, label: null };
		if (!this.session.isOpen) return { reason: "locked" };
		const opened = this.session.open(stored, kind);
		return "secret" in opened ? { text: opened.secret, label: opened.label } : { problem: sentences[opened.reason] };
	}

	/** The otpauth:// URI of the account, for its QR. */
	uri(entry: Entry): { uri: string } | { reason: "locked" } | { problem: string } {
		const opened = this.openSeed(entry);
		if (!("seed" in opened)) return opened;
		const { type, secret, ...numbers } = opened.seed;
		if (type === "mOTP" || type === "Yandex") return { problem: `There is no QR code for ${type} that other apps read. Copy the secret key and the PIN instead.` };
		return { uri: writeUri({ ...numbers, type, issuer: entry.issuer, username: entry.username, secret: encodeSecret(secret) }) };
	}

	/** The next code of a counter: the raised counter is written and read back first, then the code is shown. */
	async takeNext(account: Account, reread: () => Account | undefined): Promise<string | null> {
		const opened = this.openSeed(account.entry);
		if (!("seed" in opened)) return "problem" in opened ? opened.problem : "Locked. Your passphrase shows the codes.";
		const { counter } = opened.seed;
		const reason = await this.writing.edit(account.path, (text) => setProperty(text, "counter", String(counter + 1)));
		const written = reread();
		if (reason !== null || written?.entry.counter !== counter + 1) return "The counter could not be raised in the note, so no code is shown. Check that the note can be written, then try again.";
		const shown: Shown = { kind: "code", code: counterCode(opened.seed), period: 0, sealedFor: opened.sealedFor };
		this.kept.set(written.entry, shown);
		this.clock.tick();
		return null;
	}

	private show(entry: Entry, now: number): Shown {
		if (!hasSeed(entry)) return { kind: "none" };
		const opened = this.openSeed(entry);
		if ("reason" in opened) return { kind: "locked" };
		if ("problem" in opened) return { kind: "problem", what: opened.problem };
		if (!isTimed(opened.seed)) return { kind: "on request" };
		return { kind: "code", code: codeAt(opened.seed, now), period: opened.seed.period, sealedFor: opened.sealedFor };
	}
}

function isFresh(shown: Shown, now: number): boolean {
	if (shown.kind !== "code") return true;
	const { from, until } = shown.code;
	return from === undefined || until === undefined || (from <= now && now < until);
}
