import type { Finding, Health } from "./findings";

/** How the vault stands, as JSON text for other programs: ids as in `health_ignore`, accounts by path and name. Holds no secret. */
export function healthJson({ findings, ignored, accounts, inOrder }: Health): string {
	return JSON.stringify({ accounts, inOrder, findings: findings.map(plain), ignored: ignored.map(plain) }, null, "\t");
}

function plain({ id, level, heading, why, accounts }: Finding) {
	return {
		id, level, heading, why,
		accounts: accounts.map(({ account: { path, entry: { issuer, username } }, words }) => ({ path, issuer, username, ...(words === "" ? {} : { words }) })),
	};
}
