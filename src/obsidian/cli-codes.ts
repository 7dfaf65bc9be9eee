import type { Account } from "./notes/accounts";
import { findLost } from "./notes/lost";
import { nextBackupCode, whyNoNext } from "./backup-actions";
import { markUsed } from "./marking";
import type { Parts } from "./parts";
import { sealedForWords } from "./views/draw";
import { wentBackIn, wentBackWords, type Shown } from "./views/live-codes";

const locked = "Error: locked. Unlock it in the app, then ask again.";

/** The digits alone, of now or of the time after; of a counter: it is raised in the note first. Else a sentence. */
export async function codeFor(parts: Parts, account: Account, isNext: boolean): Promise<string> {
	const { codes, clock: { now }, accounts } = parts;
	const shown = codes.of(account, now);
	const wentBack = wentBackIn(shown);
	if (wentBack !== null) return `Error: ${wentBackWords(wentBack)} Decide in the app.`;
	// One that stands on screen was asked for before: each call takes the next.
	if (account.entry.type !== "HOTP" || shown.kind === "locked" || shown.kind === "problem") return given(parts, account, shown, isNext);
	if (isNext) return "Error: a code of a counter has no next one before it is used. Nothing was changed.";
	const problem = await codes.takeNext(account, () => accounts.at(account.path));
	const taken = accounts.at(account.path) ?? account;
	return problem === null ? given(parts, taken, codes.of(taken, now), false) : `Error: ${problem}`;
}

function given({ codes, clock: { now } }: Parts, account: Account, shown: Shown, isNext: boolean): string {
	switch (shown.kind) {
		case "code": {
			// Nobody is there to look at it twice.
			if (shown.sealedFor !== null) return `Error: ${sealedForWords(shown.sealedFor)} Look at it in the app.`;
			return ((isNext ? codes.next(account, now) : null) ?? shown.code).text;
		}
		case "none": return "Error: this account has no secret key, so it has no codes.";
		case "problem": return `Error: ${shown.what}`;
		case "locked":
		case "on request": return locked;
	}
}

/** The next unused backup code, marked as used before it is given where `isUse`. Else a sentence. */
export async function backupCodeFor(parts: Parts, account: Account, isUse: boolean): Promise<string> {
	const next = nextBackupCode(parts, account);
	if (next === undefined) return `Error: ${whyNoNext(parts, account)}`;
	const opened = parts.codes.openCode(account.entry, next.stored);
	if ("reason" in opened) return locked;
	if ("problem" in opened) return `Error: ${opened.problem}`;
	if (opened.sealedFor !== null) return `Error: ${sealedForWords(opened.sealedFor)} Look at it in the app.`;
	if (((await findLost(parts, account))?.marks ?? 0) > 0) return "Error: a mark of use that this device made is gone from the note, so the next code may be used already. Put the mark back in the app first.";
	if (isUse && !(await markUsed(parts, account, next.stored, false))) return "Error: the code could not be marked as used, so it is not given. The app says why.";
	// A lock that came meanwhile comes before the code.
	if ("text" in parts.codes.openCode(account.entry, next.stored)) return opened.text;
	return isUse ? "Error: it was locked meanwhile, so the code is not given, though its note says now that it is used. Unlock it in the app and look there." : locked;
}
