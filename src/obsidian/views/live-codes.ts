import { hasSeed } from "../../code/seed";
import { codeAt, counterCode, isTimed } from "../../code/totp";
import type { Code, Entry, Seed, SealedKind } from "../../entry";
import type { Session } from "../../lock/session";
import { readEntry } from "../../note/read";
import { setProperty } from "../../note/write";
import { openCode, openSeed, openText, openUri } from "../../recovery/opening";
import type { Account } from "../notes/accounts";
import type { Counters } from "../notes/counters";
import type { Clock } from "../clock";
import type { Writing } from "../notes/writing";

/** The next counter of a note is lower than this device has seen it: `to` instead of `from`. */
export interface WentBack {
	from: number;
	to: number;
}

/** What the place of an account's code shows. */
export type Shown =
	| { kind: "code"; code: Code; period: number; sealedFor: string | null; wentBack?: WentBack }
	/** A counter's code, hidden until asked for. */
	| { kind: "on request"; wentBack?: WentBack }
	| { kind: "locked" }
	/** Nothing to show and nothing wrong: a push account, or one with backup codes alone. */
	| { kind: "none" }
	| { kind: "problem"; what: string };

/** Codes for the screen. Keeps the codes being shown and no secret: a seed is opened, used and let go. */
export class LiveCodes {
	/** By the reading of the note, so that a row about to be drawn anew does not replace what the next one shows. */
	private kept = new WeakMap<Entry, Shown>();
	/** The code of a counter that is on its way. */
	private taking: Promise<unknown> = Promise.resolve();

	constructor(private readonly session: Session, private readonly writing: Writing, private readonly clock: Clock, private readonly counters: Counters) {
		session.onChange(() => {
			this.kept = new WeakMap();
		});
	}

	/** What to show for the account at `now`, milliseconds since 1970. */
	of(account: Account, now: number): Shown {
		const kept = this.kept.get(account.entry);
		if (kept !== undefined && isFresh(kept, now)) return kept;
		const shown = this.show(account, now);
		this.kept.set(account.entry, shown);
		return shown;
	}

	/** The code after the one shown at `now`, or null where there is none. */
	next({ entry }: Account, now: number): Code | null {
		const opened = this.openSeed(entry);
		return "seed" in opened && isTimed(opened.seed) ? codeAt(opened.seed, now + opened.seed.period * 1000) : null;
	}

	/** The opened seed, for the moment of use; else a sentence. */
	openSeed(entry: Entry): ReturnType<typeof openSeed> {
		return openSeed(this.session, entry);
	}

	/** A backup code as the person typed it; `sealedFor` names another account that it was encrypted for. */
	openCode(entry: Entry, stored: string): ReturnType<typeof openCode> {
		return openCode(this.session, entry, stored);
	}

	/** A secret as the person typed it, with the label it was encrypted under (null when it stands in the clear). */
	openText(stored: string, kind: SealedKind): ReturnType<typeof openText> {
		return openText(this.session, stored, kind);
	}

	/** The otpauth:// URI of the account, for its QR. */
	uri(entry: Entry): ReturnType<typeof openUri> {
		return openUri(this.session, entry);
	}

	/**
	 * The next code of a counter: the counter found in the note is raised, written and read back first, then the code is shown.
	 * Gives a sentence where that failed. Asked for twice, it takes two counters, one after the other.
	 */
	takeNext(account: Account, reread: () => Account | undefined): Promise<string | null> {
		const taken = this.taking.then(() => this.take(account, reread));
		this.taking = taken.catch(() => undefined);
		return taken;
	}

	/** From now on the note's own counter counts, though this device has seen a higher one. */
	acceptCounter(account: Account): void {
		const wentBack = wentBackIn(this.of(account, this.clock.now));
		if (wentBack === null) return;
		this.counters.set(account, wentBack.to);
		this.kept.delete(account.entry);
		this.clock.tick();
	}

	private async take(account: Account, reread: () => Account | undefined): Promise<string | null> {
		let taken: { seed: Seed; sealedFor: string | null } | null = null;
		const reason = await this.writing.edit(account.path, (text) => {
			const { entry } = readEntry(text);
			const opened = entry === null || entry.seed !== account.entry.seed ? null : this.openSeed(entry);
			if (opened === null || !("seed" in opened)) return { reason: "gone" as const };
			taken = opened;
			return setProperty(text, "counter", String(opened.seed.counter + 1));
		}, (text) => taken !== null && (readEntry(text).entry?.counter ?? 0) > taken.seed.counter);
		return reason === null && taken !== null && this.keepTaken(taken, reread()) ? null
			: "The counter could not be raised in the note, so no code is shown. Check that the note can be written, and that the vault is unlocked; then try again.";
	}

	/** A lock that came while the note was written comes before the code. */
	private keepTaken({ seed, sealedFor }: { seed: Seed; sealedFor: string | null }, written: Account | undefined): boolean {
		if (written?.entry.counter !== seed.counter + 1 || !("seed" in this.openSeed(written.entry))) return false;
		this.kept.set(written.entry, { kind: "code", code: counterCode(seed), period: 0, sealedFor, ...this.compare(written, seed.counter + 1) });
		this.clock.tick();
		return true;
	}

	/** Compares the next counter of a note with what this device has seen, and remembers the higher one. */
	private compare(account: Account, counter: number): { wentBack?: WentBack } {
		const mark = this.counters.of(account);
		if (mark > counter) return { wentBack: { from: mark, to: counter } };
		this.counters.set(account, counter);
		return {};
	}

	private show(account: Account, now: number): Shown {
		const { entry } = account;
		if (!hasSeed(entry)) return { kind: "none" };
		const opened = this.openSeed(entry);
		if ("reason" in opened) return { kind: "locked" };
		if ("problem" in opened) return { kind: "problem", what: opened.problem };
		if (!isTimed(opened.seed)) return { kind: "on request", ...this.compare(account, opened.seed.counter) };
		return { kind: "code", code: codeAt(opened.seed, now), period: opened.seed.period, sealedFor: opened.sealedFor };
	}
}

function isFresh(shown: Shown, now: number): boolean {
	if (shown.kind !== "code") return true;
	const { from, until } = shown.code;
	return from === undefined || until === undefined || (from <= now && now < until);
}

/** How the counter of what is shown went back, or null. */
export function wentBackIn(shown: Shown): WentBack | null {
	return "wentBack" in shown ? shown.wentBack : null;
}

/** What to tell of a counter that went back. */
export function wentBackWords({ from, to }: WentBack): string {
	return `This note's counter went back from ${from} to ${to}, perhaps by sync or a restored backup. Codes already used would be refused.`;
}
