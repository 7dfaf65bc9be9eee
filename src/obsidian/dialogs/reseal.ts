import { otherWords } from "../locking/leftovers";
import { allStale, resealNote, staleSecrets, type Stale } from "../locking/resealing";
import { ensureOpen } from "../locking/unlocking";
import { amountWords, sealedSecrets, type Secret } from "../notes/secrets";
import { complain } from "../notes/writing";
import type { Parts } from "../parts";
import { drawButton } from "../views/draw";
import { BulkDialog } from "./bulk";
import { leftOutOf } from "./encrypt-all";

/** Encrypts what is left of a change of the passphrase, or of other passphrases, for the passphrase in use; asks for those that are needed. */
export async function openReseal(parts: Parts, why: readonly Stale[]): Promise<void> {
	if (allStale(parts, why).length === 0) return complain("Everything is encrypted with the passphrase in use already. Nothing was changed.");
	if (await openFor(parts, why)) drawReseal(parts, why, why.includes("other") ? { title: "Encrypt with this vault's passphrase", isAgreed: false } : { title: "Change passphrase", isAgreed: true });
}

/** Asks for the passphrase in use and for those that the secrets have now. */
async function openFor(parts: Parts, why: readonly Stale[]): Promise<boolean> {
	const secrets = allStale(parts, why);
	if (!(await ensureOpen(parts, { seal: secrets.map(({ kind }) => kind) }))) return false;
	// Whoever cannot type a former passphrase closes that dialog, and the rest goes on.
	await ensureOpen(parts, { open: allStale(parts, why.filter((each) => each !== "other")).map(({ stored }) => stored) });
	return true;
}

/** One going through the notes, in words. */
export interface Round {
	title: string;
	/** It goes through the notes at once; else they are shown first. */
	isAgreed: boolean;
	/** Said in the end. */
	after?: string[];
	/** It is backup codes that get a passphrase of their own. */
	codesOnly?: boolean;
}

/** Encrypts what is stale and open anew. */
export function drawReseal(parts: Parts, why: readonly Stale[], { title, isAgreed, after = [], codesOnly = false }: Round): void {
	const whose = codesOnly ? "their own passphrase" : "the passphrase in use";
	const which = (number: string, all: number): string => (codesOnly ? `The backup codes of ${number} account${all === 1 ? "" : "s"} are` : all === 1 ? "The account is" : `${number} accounts are`);
	const opens = ({ stored, kind }: Secret): boolean => "secret" in parts.session.open(stored, kind);
	const meant = parts.accounts.all().filter((account) => staleSecrets(parts, account, why).some(opens));
	const dialog = new BulkDialog(parts, {
		title,
		about: "These secrets are encrypted with another passphrase, which is unlocked. They will be encrypted with this vault's; who has only the other one cannot open them after that.",
		accounts: meant,
		isAgreed,
		amount: (account) => amountWords(staleSecrets(parts, account, why).filter(opens)),
		leftOut: [],
		button: (count) => (count === 1 ? "Encrypt 1 account anew" : `Encrypt ${count} accounts anew`),
		doing: "Encrypting",
		open: () => openFor(parts, why),
		change: async (path) => (await resealNote(parts, path, why)).problem,
		did: (done, all) => (done === 0 ? `Nothing was encrypted anew.${all === 0 ? "" : " All of it still opens with the passphrase it had."}`
			: done < all ? `${which(`${done} of ${all}`, 2)} encrypted with ${whose}; the others were not changed and still open with the one they had.`
			: `${which(String(all), all)} encrypted with ${whose}.`),
		drawReport: (el, done) => {
			// A former key that opens nothing any more is not to be remembered.
			parts.remembered.keep();
			for (const words of [...whatIsLeft(parts), ...(done === 0 ? [] : after)]) el.createEl("p", { cls: "tfn-say", text: words });
			if (!why.includes("other")) drawOthers(parts, el, () => dialog.close());
		},
	});
	dialog.open();
}

/** What other passphrases encrypted is taken over only where a person chooses that: it may be shared with those who have them. */
function drawOthers(parts: Parts, el: HTMLElement, close: () => void): void {
	const { length } = allStale(parts, ["other"]).filter(({ stored, kind }) => "secret" in parts.session.open(stored, kind));
	if (length === 0) return;
	const line = el.createDiv({ cls: "tfn-note" });
	line.createSpan({ text: otherWords(length) });
	drawButton(line, "Encrypt with this vault's", () => {
		close();
		void openReseal(parts, ["other"]);
	});
}

/** What is still not encrypted with the passphrase in use, by reason: a sentence each. */
function whatIsLeft(parts: Parts): string[] {
	const { session } = parts;
	const stale = allStale(parts, ["former", "misplaced", "other"]);
	if (!session.isOpen) return stale.length === 0 ? [] : ["Nothing is lost: unlock to go on."];
	const left = stale.map(({ stored, kind }) => session.open(stored, kind));
	const count = (reason: string): number => left.filter((opened) => "reason" in opened && opened.reason === reason).length;
	const shut = count("other passphrase") + count("costly") + count("too costly");
	// Properties that cannot be read may hold encrypted fields all the same.
	const unread = parts.accounts.all().filter(({ entry }) => sealedSecrets(entry).length === 0);
	const damaged = count("damaged") + count("wrong kind");
	return [
		shut === 0 ? "" : shut === 1 ? "1 field needs another passphrase and was left as it is." : `${shut} fields need another passphrase and were left as they are.`,
		damaged === 0 ? "" : `${damaged === 1 ? "1 field is" : `${damaged} fields are`} damaged or stand in the wrong property, and were left as they are. Restore them from a backup or the note's history.`,
		...leftOutOf(unread),
	].filter((words) => words !== "");
}
