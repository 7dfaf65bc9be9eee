import type { Keyless } from "../../code/keyless";
import type { Parts } from "../parts";
import { drawButton } from "../views/draw";
import { KeylessDialog, kinds, type Then } from "./keyless";
import type { NameFields } from "./name-fields";

/** The way on where there is no secret key: a quiet line with both kinds of accounts, and a button where what was given sets one up. */
export class NoKey {
	private offered: HTMLElement | null = null;

	/** `names` are those typed so far. */
	constructor(parent: HTMLElement, private readonly parts: Parts, private readonly names: () => NameFields["names"], private readonly then: Then) {
		const line = parent.createDiv({ cls: "tfn-no-key tfn-small tfn-muted", text: "No secret key?" });
		for (const type of ["Push", "Key"] as const) drawButton(line, kinds[type].name, () => this.add({ type, issuer: "", username: "" }), undefined, "tfn-plain");
	}

	/** The place of the button. */
	drawOffer(parent: HTMLElement): void {
		this.offered = parent.createDiv({ cls: "tfn-tools" });
	}

	/** Offers to add this account, or none. */
	offer(account: Keyless | undefined): void {
		this.offered?.empty();
		if (account !== undefined && this.offered !== null) drawButton(this.offered, `Add as a ${kinds[account.type].name.toLowerCase()}`, () => this.add(account), "plus");
	}

	private add({ type, issuer, username }: Keyless): void {
		const names = this.names();
		new KeylessDialog(this.parts, { type, issuer: issuer || names.issuer, username: username || names.username }, this.then).open();
	}
}
