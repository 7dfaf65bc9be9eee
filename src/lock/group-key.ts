import { fromBase64url, toBase64url } from "./base64url";

/** A key of 32 bytes, and the `m.t.p.salt` of the fields it opens. */
export interface GroupKey {
	group: string;
	key: Uint8Array;
}

/** Keys as one text, `m.t.p.salt.key` each, with spaces between. Whoever has it can open the fields. */
export function toText(keys: readonly GroupKey[]): string {
	return keys.map(({ group, key }) => `${group}.${toBase64url(key)}`).join(" ");
}

/** The keys of such a text, to be wiped after use; null where it is not exactly one. */
export function fromText(text: unknown): GroupKey[] | null {
	if (typeof text !== "string") return null;
	const keys: GroupKey[] = [];
	for (const each of text.split(" ")) {
		const [, group = "", keyText = ""] = /^([1-9]\d{0,9}\.[1-9]\d{0,9}\.[1-9]\d{0,9}\.[\w-]{22})\.([\w-]{43})$/.exec(each) ?? [];
		const key = fromBase64url(keyText);
		if (key?.length === 32 && !keys.some((other) => other.group === group)) keys.push({ group, key });
		else {
			for (const other of keys) other.key.fill(0);
			return null;
		}
	}
	return keys;
}
