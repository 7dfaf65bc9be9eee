import { appendUnder } from "./body";
import type { Edit } from "./edit";
import { inMarkdown } from "./inert";

/** Where the history of an account stands in its note. */
export const historyHeading = "## 2FA history";

/** Adds `- 2026-02-15 backup code used (Ann)` to the history; `what` is ours, `who` may be anyone's text, "" = not said. */
export function addHistory(text: string, day: string, what: string, who = ""): Edit {
	const name = inMarkdown(who);
	return appendUnder(text, historyHeading, `- ${day} ${what}${name === "" ? "" : ` (${name})`}`);
}
