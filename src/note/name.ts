const longest = 200;

/** A file name, without extension, for an account's note: safe on every system and in links, at most 200 bytes, never empty. */
export function noteName(issuer: string, username: string): string {
	const service = fileSafe(issuer);
	const user = fileSafe(username);
	const name = capped(service && user ? `${service} (${user})` : service || user);
	return /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?:\.|$)/i.test(name) || name === "" ? `Account ${name}`.trim() : name;
}

/** Without what file systems, links and readers of names trip over: forbidden signs, control and direction characters. */
function fileSafe(text: string): string {
	const spaced = text.normalize("NFC").replace(/[*"\\/<>:|?#^[\]]|[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|[\ufeff\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\uffff]/gu, " ");
	// Towers of marks would stand over other lines.
	return trimmed(spaced.replace(/\s+/g, " ").replace(/(\p{M}{4})\p{M}+/gu, "$1"));
}

/** Windows drops dots and blanks at the end; a dot at the start hides a file. */
function trimmed(text: string): string {
	return text.replace(/^[\s.]+/, "").replace(/[\s.]+$/, "");
}

function capped(name: string): string {
	const bytes = new TextEncoder();
	// Each has a byte or more.
	const characters = Array.from(name).slice(0, longest);
	while (bytes.encode(characters.join("")).length > longest) characters.pop();
	return trimmed(characters.join(""));
}
