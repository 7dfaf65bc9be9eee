import type { Entry } from "../../entry";
import { ensureOpen, isShut } from "../locking/unlocking";
import { secretsOf } from "../notes/secrets";
import type { Parts } from "../parts";
import { drawButton } from "../views/draw";
import type { Sheet, Wanted } from "./kit-sheet";
import { RecoveryPageDialog } from "./recovery-page";

/** The secrets of an account that a passphrase is missing for. */
export function shutOf(parts: Parts, entry: Entry): string[] {
	return secretsOf(entry).map(({ stored }) => stored).filter((stored) => isShut(parts, stored));
}

/** Says what the paper would lack: a recovery page to name, or secrets under a passphrase that was not typed. */
export function drawLacks(place: HTMLElement, parts: Parts, { variant, accounts }: Wanted, { lacksPage }: Sheet): void {
	if (lacksPage) {
		const line = place.createEl("p", { cls: "tfn-say", text: "Save the recovery page first, and this says how it opens your accounts without Obsidian. " });
		drawButton(line, "Save recovery page", () => new RecoveryPageDialog(parts).open(), undefined, "tfn-plain");
	}
	const shut = variant === "open" ? accounts.flatMap(({ entry }) => shutOf(parts, entry)) : [];
	if (shut.length === 0) return;
	const line = place.createEl("p", { cls: "tfn-wrong", text: `${shut.length === 1 ? "1 secret needs" : `${shut.length} secrets need`} another passphrase, and would be missing on paper. ` });
	drawButton(line, "Type it", () => void ensureOpen(parts, { open: shut }));
}
