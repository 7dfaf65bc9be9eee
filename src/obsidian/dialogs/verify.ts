import { noteMaking, noteVerified } from "../notes/verifying";
import type { Account } from "../notes/accounts";
import type { Parts } from "../parts";
import { Steps } from "./steps";
import { VerifyForm, type Comparison } from "./verify-form";

/** Compares the code on the phone with the account's secret key, at any time later. */
export class VerifyDialog extends Steps {
	protected draw(): void {
		this.step(verifying.title, verifying.words, () => {
			const form = new VerifyForm(this.contentEl, this.parts, comparisonOf(this.parts, this.path), () => this.goOn(check, "Done"));
			const check = this.drawFoot("", ["Cancel", () => this.close()], "Check", () => (form.isRight ? this.close() : void form.check()));
			form.submitsTo(check);
			form.focus();
		});
	}
}

/** What stands above the field. */
export const verifying = { title: "Type the code your phone shows", words: "It proves that both hold the same secret key and that both clocks are right." };

/** Compares for the key that an account has, and writes into its note what is found. */
export function comparisonOf(parts: Parts, path: string, then: Comparison["then"] = { now: "", else: "" }): Comparison {
	const account = (): Account | null => parts.accounts.at(path) ?? null;
	const withAccount = (run: (account: Account) => Promise<string | null>): Promise<string | null> => {
		const found = account();
		return found === null ? Promise.resolve("The note is gone. Nothing was changed.") : run(found);
	};
	return {
		account, then,
		note: (next) => withAccount((found) => noteVerified(parts, found, next)),
		remake: (making) => withAccount((found) => noteMaking(parts, found, making)),
	};
}
