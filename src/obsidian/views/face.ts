import { conflict } from "../../note/note";
import type { Account } from "../notes/accounts";
import { fillCode, soon, type Ring } from "./draw";
import type { Shown } from "./live-codes";
import type { Parts } from "../parts";

/** How long a copied code says so, in milliseconds. */
const fresh = 1500;

/** What a face shows at a moment; `left` are seconds, null where a code has no end. */
export interface Look {
	shown: Shown;
	left: number | null;
	isSoon: boolean;
	/** It was copied just now. */
	isCopied: boolean;
}

/** The face of an account: its code and the ring of the time that is left, the same in a row, a card and a sentence. */
export class Face {
	constructor(private readonly parts: Parts, private readonly account: Account, private readonly code: HTMLElement, private readonly ring: Ring) {}

	/** Draws what `now` (milliseconds since 1970) asks for. */
	draw(now: number): Look {
		const { account, code, parts, ring } = this;
		const shown = parts.codes.of(account, now);
		const until = shown.kind === "code" ? shown.code.until : undefined;
		const left = until === undefined ? null : Math.ceil((until - now) / 1000);
		fillCode(code, shown.kind === "code" ? shown.code.text : null);
		code.toggleClass("is-none", shown.kind === "none" || shown.kind === "problem");
		if (shown.kind === "none") code.dataset.words = instead(account);
		ring.el.toggleClass("is-absent", left === null);
		if (left !== null && shown.kind === "code") ring.fill(left, shown.period);
		const copied = parts.clipboard.last;
		const isCopied = copied?.key === account.path && now - copied.at < fresh;
		ring.el.toggleClass("is-done", isCopied);
		return { shown, left, isSoon: left !== null && left <= soon, isCopied };
	}
}

/** What stands in the place of a code where there is no secret key. */
function instead({ entry, problems }: Account): string {
	// Which lines hold is open, so that none was read is no news: the key may well be there.
	if (problems.some(({ what }) => what === conflict.what)) return "Merge conflict";
	if (entry.type === "Push") return "Push account";
	if (entry.type === "Key") return "Hardware key";
	return entry.backupCodes.length > 0 ? "Backup codes only" : "No secret key";
}
