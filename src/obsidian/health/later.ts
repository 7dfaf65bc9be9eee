import type { VaultFacts } from "../../health/kinds";
import type { Account } from "../notes/accounts";
import type { Parts } from "../parts";

/** What can be done against losses elsewhere: nothing is asked for here that cannot be done. */
export interface Later {
	/** Prints the emergency sheet of these accounts. */
	printSheet?: (parts: Parts, accounts: readonly Account[]) => unknown;
	/** Writes the recovery page anew. */
	savePage?: (parts: Parts) => unknown;
	/** Whether the recovery page is as it would be written now. */
	pageState?: (parts: Parts) => Promise<NonNullable<VaultFacts["recoveryPage"]>>;
}

export const later: Later = {};
