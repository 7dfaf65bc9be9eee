import type { Finding } from "../../health/findings";
import { setWords } from "../../note/words";
import type { Account } from "../notes/accounts";
import { complain } from "../notes/writing";
import type { Parts } from "../parts";
import { mend } from "../repair";
import { sentenceFor } from "../sentences";

/** Notes in the account that this is not to be told of it any more, or is again; can be undone. */
export async function setIgnored(parts: Parts, account: Account, { id, heading }: Pick<Finding, "id" | "heading">, isIgnored: boolean): Promise<void> {
	const [words, known] = isIgnored ? [[id], []] : [[], [id]];
	const reason = await mend(parts, account, (text) => setWords(text, "healthIgnore", words, known), () => (isIgnored ? `“${heading}” is ignored from now on.` : `“${heading}” is told again.`));
	if (reason !== null) complain(sentenceFor(reason));
}
