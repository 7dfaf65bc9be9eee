import { groupsOfChecks, type Check } from "../../lock/check";

/** Whose passphrase opens an encrypted text: the vault's, that of the backup codes, a former one, or one that no check tells of. */
export type Role = "vault" | "codes" | "former" | "other";

/** Tells roles by the checks in the settings. Reads only the text's head: it is asked for every field of the vault. */
export function rolesOf(checks: readonly Check[]): (text: string) => Role {
	const { main, codes, retired } = groupsOfChecks(checks);
	return (text) => {
		const group = text.slice(text.indexOf(".") + 1, text.lastIndexOf("."));
		if (group === main) return "vault";
		if (group === codes) return "codes";
		return retired.has(group) ? "former" : "other";
	};
}
