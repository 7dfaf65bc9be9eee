import { rewriteKey } from "../../code/key";
import type { UriAccount } from "../../code/uri";
import type { Given } from "./secret-field";

const plain: UriAccount = { type: "TOTP", issuer: "", username: "", secret: "", algorithm: "SHA1", digits: 6, period: 30, counter: 0 };

/** A new account as it was given so far: what a link or a key says, and what was chosen for it under "Change". */
export class GivenAccount {
	account: UriAccount = { ...plain };
	private chosen: Partial<UriAccount> = {};

	/** Each new key begins anew: nothing of a former link goes with it. What was chosen for this one stays before what it says. Gives what a link tells. */
	take(read: Given, isNew: boolean): UriAccount {
		if (isNew && "link" in read) this.chosen = {};
		const { link, secret } = "link" in read ? { link: read.link, secret: read.link.secret } : { link: plain, secret: "key" in read ? read.key : "" };
		this.account = { ...link, secret, ...this.chosen };
		if ("link" in read) this.account.secret = rewriteKey(secret, link.type, this.account.type);
		return link;
	}

	choose(change: Partial<UriAccount>): void {
		this.chosen = { ...this.chosen, ...change };
		this.account = { ...this.account, ...change };
	}

	clear(): void {
		this.account = { ...plain };
		this.chosen = {};
	}
}
