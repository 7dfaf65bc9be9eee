/** An otpauth:// link in its parts, label and values still percent-encoded: decoded too early, an `%26` would end a value. */
export interface UriParts {
	type: string;
	label: string;
	fields: Map<string, string>;
}

/**
 * Takes a link apart by hand, as `new URL` cuts at a stray `#` and differs between engines. Of equal keys the first counts.
 * `rest` is what follows the scheme.
 */
export function splitUri(rest: string): UriParts {
	const [path, query] = cut(rest, "?");
	const [type, label] = cut(path, "/");
	const fields = new Map<string, string>();
	// Some writers forget an ampersand: `issuer=Fooperiod=30`.
	for (const field of query.replace(/(^|&)(issuer=[^&]*?)(period=)/i, "$1$2&$3").split("&")) {
		const [key, value] = cut(field, "=");
		// Links copied from the source of a page have `&amp;` between the fields.
		const name = decoded(key).trim().toLowerCase().replace(/^amp;/, "");
		if (!fields.has(name)) fields.set(name, value);
	}
	return { type: type.toLowerCase(), label, fields };
}

function cut(text: string, mark: string): [string, string] {
	const at = text.indexOf(mark);
	return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

/** Percent-decodes what can be decoded and leaves the rest as it is, so `50% off` and Latin-1 survive. */
export function decoded(text: string): string {
	return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
		try {
			return decodeURIComponent(run);
		} catch {
			return run;
		}
	});
}

/** Percent-encodes for every reader: %20 for a space, and the marks that shells and Markdown act on as well. */
export function encoded(text: string): string {
	return encodeURIComponent(wellFormed(text)).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** A name as it may stand in a note: one line, no control characters, no half characters. */
export function cleaned(text: string): string {
	return wellFormed(text).replace(/[\s\p{Cc}]+/gu, " ").trim();
}

function wellFormed(text: string): string {
	return text.replace(/\p{Surrogate}/gu, "\ufffd");
}
