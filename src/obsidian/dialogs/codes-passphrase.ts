import { checkFor } from "../../lock/check";
import { problemWith } from "../../lock/passphrase";
import { sentences } from "../../lock/sentences";
import { sealedSecrets } from "../notes/secrets";
import { ensureOpen, knownVault } from "../locking/unlocking";
import { complain } from "../notes/writing";
import type { Parts } from "../parts";
import { today } from "../views/draw";
import { confirm } from "./confirm";
import { PassphraseDialog } from "./passphrase-dialog";
import { drawReseal } from "./reseal";

const title = "Separate passphrase for backup codes";
const notSaved = "The settings could not be saved, or were changed meanwhile by sync, so nothing was changed. Check that there is room on the disk, then try again.";

/** Whether backup codes have a passphrase of their own. */
export function hasCodesPassphrase({ stored }: Parts): boolean {
	return checkFor(stored.settings.checks, "codes") !== undefined;
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
	try {
		await stored.saveChecks(checks, checks.map((check) => (check.for === "codes" && check.retired === undefined ? { ...check, retired: today(clock.now) } : check)));
	} catch {
		return complain(notSaved);
	}
	drawReseal(parts, ["former", "misplaced"], { title: "One passphrase for all", isAgreed: true });
}

class CodesPassphraseDialog extends PassphraseDialog {
	constructor(parts: Parts, private readonly done: () => void) {
		super(parts);
	}

	override onClose(): void {
		super.onClose();
		this.done();
	}

	protected draw(): void {
		this.setTitle(title);
		this.drawPage({
			about: "Backup codes are then encrypted with a passphrase of their own: whoever knows the vault's cannot open them. You need both to open everything.",
			fields: ["Passphrase for backup codes", "Again"],
			isNew: true,
			button: "Set passphrase",
			run: ([passphrase = "", again = ""]) => this.set(passphrase, again),
		});
	}

	private async set(passphrase: string, again: string): Promise<void> {
		const { parts, cancel: { signal } } = this;
		const { session, stored, accounts, clock } = parts;
		const problem = problemWith(passphrase, again);
		if (problem !== null) return this.say(problem);
		if (stored.isDamaged) return this.say(notSaved);
		await accounts.scanAll();
		const made = await session.createNext(passphrase, knownVault(parts), { for: "codes", signal });
		if (!("check" in made)) return this.say(sentences[made.reason]);
		const { checks } = stored.settings;
		try {
			await stored.saveChecks(checks, [...checks, { sealed: made.check, label: `passphrase for backup codes of ${today(clock.now)}`, for: "codes" }]);
		} catch {
			return this.say(notSaved);
		}
		this.close();
		if (made.open()) drawReseal(parts, ["misplaced"], { title, isAgreed: true, codesOnly: true });
		else complain("The passphrase for backup codes is set, but the vault was locked before they were encrypted with it. Unlock with both, then go on.");
	}
}
