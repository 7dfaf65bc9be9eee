import { checkFor, isCodesCheckLost } from "../../lock/check";
import { problemWith } from "../../lock/passphrase";
import { sealedSecrets } from "../notes/secrets";
import { ensureOpen } from "../locking/unlocking";
import { complain } from "../notes/writing";
import type { Parts } from "../parts";
import { today } from "../views/draw";
import { confirm } from "./confirm";
import { NextPassphraseDialog } from "./next-passphrase";
import { drawReseal } from "./reseal";

const title = "Separate passphrase for backup codes";

/** Whether backup codes have a passphrase of their own. */
export function hasCodesPassphrase({ stored }: Parts): boolean {
	return checkFor(stored.settings.checks, "codes") !== undefined;
}

/** What the switch for it says. */
export function codesPassphraseWords({ stored }: Parts): string {
	return isCodesCheckLost(stored.settings.checks)
		? "The part of the settings that tells which passphrase backup codes have is damaged. The codes in your notes still open with it; no further ones are encrypted. Switch this off, then on again with the same passphrase."
		: "Whoever knows the vault's passphrase alone cannot open them then.";
}

/** Asks for a passphrase of their own for backup codes, and encrypts them with it. Done when the dialog is closed. */
export async function chooseCodesPassphrase(parts: Parts): Promise<void> {
	if (!(await ensureOpen(parts, { seal: ["seed"] }))) return;
	await new Promise<void>((resolve) => new CodesPassphraseDialog(parts, resolve).open());
}

/** Encrypts backup codes with the vault's passphrase again; theirs is retired. */
export async function dropCodesPassphrase(parts: Parts): Promise<void> {
	const { accounts, stored, clock } = parts;
	const codes = accounts.all().flatMap(({ entry }) => sealedSecrets(entry)).filter(({ kind }) => kind === "code").map(({ stored }) => stored);
	if (!(await confirm(parts, { title: "One passphrase for all?", words: "Backup codes will be encrypted with the vault's passphrase again: whoever knows that one can then open them.", button: "Use one passphrase" }))) return;
	if (!(await ensureOpen(parts, { seal: ["seed"] })) || !(await ensureOpen(parts, { open: codes }))) return;
	const { checks } = stored.settings;
	const problem = await stored.saveChecks(checks, checks.map((check) => (check.for === "codes" && check.retired === undefined ? { ...check, retired: today(clock.now) } : check)));
	if (problem !== null) return complain(problem);
	drawReseal(parts, ["former", "misplaced"], { title: "One passphrase for all", isAgreed: true });
}

class CodesPassphraseDialog extends NextPassphraseDialog {
	constructor(parts: Parts, private readonly done: () => void) {
		super(parts);
	}

	override onClose(): void {
		super.onClose();
		this.done();
	}

	protected draw(): void {
		this.setTitle(title);
		this.drawChoice({
			about: "Backup codes are then encrypted with a passphrase of their own: whoever knows the vault's cannot open them. You need both to open everything.",
			fields: ["Passphrase for backup codes", "Again"],
			button: "Set passphrase",
			run: ([passphrase = "", again = ""]) => this.set(passphrase, again),
		});
	}

	private async set(passphrase: string, again: string): Promise<void> {
		const problem = problemWith(passphrase, again);
		if (problem !== null) this.say(problem);
		else await this.change(passphrase, { for: "codes", why: ["misplaced"], round: { title, isAgreed: true, codesOnly: true } });
	}
}
