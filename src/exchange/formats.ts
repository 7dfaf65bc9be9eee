import type { Account, Written } from "./account";
import { writeAegis } from "./aegis";
import { saysAegis, saysLinks } from "./read-back";
import { hasLink, writeUriList } from "./uri-list";

interface Format {
	write: (accounts: readonly Account[]) => Written;
	/** Whether what was written reads as the accounts. */
	says: (bytes: Uint8Array, accounts: readonly Account[]) => boolean;
}

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

/** Files of other apps that can be written. None of them is encrypted. */
const formats = new Map<string, Format>([
	["otpauth", { write: writeUriList, says: (bytes, accounts) => saysLinks(bytes, accounts.filter(hasLink)) }],
	["aegis", { write: (accounts) => writeAegis(accounts, random), says: saysAegis }],
]);

/** Writes accounts as a file for other apps, "otpauth" (a link a line) or "aegis", and reads it back. `left` says what it cannot hold. @throws where the format is another, a password is asked for, or the file does not read as the accounts */
export async function writeAs(format: string, accounts: readonly Account[], password?: string): Promise<Written> {
	const found = formats.get(format);
	if (found === undefined) throw new Error(`There is no format "${format}" to write. Nothing was written.`);
	if (password !== undefined) throw new Error("This format is written without a password. Nothing was written.");
	const written = found.write(accounts);
	if (!found.says(written.bytes, accounts)) throw new Error("What was written does not read as it should.");
	return Promise.resolve(written);
}
