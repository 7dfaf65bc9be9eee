import { writeUri } from "../code/uri";
import type { Problem } from "../entry";
import { toUriAccount, type Account, type Written } from "./account";

/** One otpauth:// link a line, which nearly every app reads (Key Uri Format); mOTP has a scheme of its own. */
export function writeUriList(accounts: readonly Account[]): Written {
	const lines = accounts.map((account) => `${writeUri(toUriAccount(account))}\n`);
	return { name: "accounts.txt", bytes: new TextEncoder().encode(lines.join("")), left: accounts.flatMap(leftOf) };
}

function leftOf({ type, issuer, username, backupCodes = [] }: Account): Problem[] {
	const where = [issuer, username].filter((name) => name !== "").join(": ");
	return [
		...(backupCodes.length > 0 ? [{ what: "Links hold no backup codes.", where }] : []),
		...(type === "motp" ? [{ what: "The link holds no PIN.", where }] : []),
	];
}
