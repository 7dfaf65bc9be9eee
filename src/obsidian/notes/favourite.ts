import { deleteProperty, setProperty } from "../../note/write";
import type { Parts } from "../parts";
import { sentenceFor } from "../sentences";
import type { Account } from "./accounts";
import { complain } from "./writing";

/** Makes a favourite of the account, or none of one that is. */
export async function toggleFavourite({ writing }: Parts, { path, entry }: Account): Promise<void> {
	const reason = await writing.edit(path, (text) => (entry.favourite ? deleteProperty(text, "favourite") : setProperty(text, "favourite", "true")));
	if (reason !== null) complain(sentenceFor(reason));
}
