import { cleaned, decoded, type UriParts } from "./uri-parts";

interface Names {
	issuer: string;
	username: string;
}

/** Who the account is with, and whose it is: from the issuer field where there is one, else from the label's prefix. */
export function namesOf({ label, fields }: UriParts): Names {
	const whole = label.replace(/^\/+/, "");
	const field = fields.get("issuer") ?? "";
	const spaced = unescaped(whole, cleaned(decoded(field.replaceAll("+", " "))));
	if (spaced.issuer === "") return splitLabel(whole);
	// A plus is a space to some writers and a plus to others: the label decides.
	const literal = unescaped(whole, cleaned(decoded(field)));
	return isNamed(literal.username, literal.issuer) ? withoutPrefix(literal) : withoutPrefix(spaced);
}

/** Bitwarden for Android writes `A &amp; B` into the label. Where the issuer has such a text too, it is meant so. */
function unescaped(label: string, issuer: string): Names {
	const text = cleaned(decoded(label));
	return { issuer, username: /&(?:amp|lt|gt|quot|#39);/.test(issuer) ? text : plain(text) };
}

const entities: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };

function plain(text: string): string {
	return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);
}

function isNamed(text: string, issuer: string): boolean {
	return text.slice(0, issuer.length).toLowerCase() === issuer.toLowerCase() && /^(?::|$)/.test(text.slice(issuer.length));
}

/** The label without `issuer:`, which some converters write twice. Any other label is kept whole: Matrix ids hold colons. */
function withoutPrefix({ issuer, username }: Names): Names {
	let rest = username;
	if (rest.startsWith(":")) rest = rest.slice(1);
	while (isNamed(rest, issuer)) rest = rest.slice(issuer.length + 1).trim();
	return { issuer, username: rest.trim() };
}

/** Without an issuer field: `issuer:username`, split at a colon that is not encoded before one that is. */
function splitLabel(label: string): Names {
	const text = label.includes(":") ? label : label.replace(/%3a/i, ":");
	const at = text.indexOf(":");
	const name = (part: string) => plain(cleaned(decoded(part)));
	return { issuer: name(text.slice(0, Math.max(at, 0))), username: name(text.slice(at + 1)) };
}
