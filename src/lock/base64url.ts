/** Bytes as base64url without padding. RFC 4648, section 5. */
export function toBase64url(bytes: Uint8Array): string {
	let binary = "";
	for (const byte of bytes) binary += String.fromCharCode(byte);
	return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The bytes of canonical base64url without padding, or null: one text for the same bytes, so left-over bits must be zero. */
export function fromBase64url(text: string): Uint8Array | null {
	if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return null;
	const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
	// A plain loop: a vault may hold thousands of fields, and all are looked at to unlock.
	const bytes = new Uint8Array(binary.length);
	for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
	const rest = text.length % 4;
	return rest === 0 || toBase64url(bytes.subarray(-(bytes.length % 3))) === text.slice(-rest) ? bytes : null;
}
