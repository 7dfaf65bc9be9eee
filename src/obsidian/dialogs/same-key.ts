import type { Account } from "../notes/accounts";
import { drawButton, titleOf } from "../views/draw";

/** Says that another note has this very key, or is called so, and asks what is meant: two notes of one key are one account twice. */
export class SameKey {
	private readonly words: HTMLElement;
	/** The buttons that stand in the foot otherwise. */
	private usual: ChildNode[] | null = null;
	private isMeant = false;

	constructor(parent: HTMLElement, private readonly foot: HTMLElement, private readonly open: (account: Account) => void, private readonly save: () => void) {
		this.words = parent.createEl("p", { cls: "tfn-same", attr: { role: "alert" } });
		foot.before(this.words);
	}

	/** False where a second note is meant. */
	show(account: Account, what = "key"): boolean {
		if (this.isMeant) return false;
		const { username } = account.entry;
		this.words.setText(`You already have this ${what} in ${titleOf(account)}${username === "" ? "" : ` (${username})`}.`);
		this.usual ??= [...this.foot.childNodes];
		this.foot.empty();
		drawButton(this.foot, "Save a second note", () => {
			this.isMeant = true;
			this.putBack();
			this.save();
		}, undefined, "tfn-plain");
		this.foot.createEl("button", { cls: "mod-cta", text: "Open it" }).addEventListener("click", () => this.open(account));
		return true;
	}

	/** Another key. */
	hide(): void {
		this.isMeant = false;
		this.putBack();
	}

	private putBack(): void {
		this.words.empty();
		if (this.usual !== null) this.foot.replaceChildren(...this.usual);
		this.usual = null;
	}
}
