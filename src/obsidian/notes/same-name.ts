import type { Keyless } from "../../code/keyless";
import { labelOf } from "../../entry";
import { oneLine } from "../../note/inert";
import type { Parts } from "../parts";
import type { Account } from "./accounts";

/** An account of this type that is called the same, in capitals or not: without a secret key nothing else tells them apart. */
export function accountCalled({ accounts }: Pick<Parts, "accounts">, wanted: Keyless): Account | undefined {
	const nameOf = (names: Keyless | Account["entry"]): string => oneLine(labelOf(names)).toLowerCase();
	return accounts.all().find(({ entry }) => entry.type === wanted.type && nameOf(entry) === nameOf(wanted));
}
