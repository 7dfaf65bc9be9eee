import type { KeylessType } from "../entry";

const push = (maker: string) =>
	`This is a push enrolment of ${maker}: it works once and holds no secret key, so it cannot be backed up. Enrol a second device instead.`;

/** What a QR code or a pasted text can be that is no otpauth:// link. The first row that fits names it. */
const others: [pattern: RegExp, words: string, type?: KeylessType][] = [
	[
		/^otpauth-migration:/i,
		"This is an export of Google Authenticator, which can hold several accounts. A later version will read it with “Import”: keep it, and for now add an account with the QR code or key of its service.",
	],
	// The code on Duo's page: 20 characters, a dash, and the base64 of `api-….duosecurity.com`.
	[/^duo:|^https:\/\/[^/]*\.duosecurity\.com\/|^[\w]{10,40}-YXBpL[\w+/=]+$/i, push("Duo"), "Push"],
	[/^(?:com-okta-authenticator|okta-?verify|okta):|^https:\/\/[^/]*\.okta(?:-emea|preview)?\.com\//i, push("Okta"), "Push"],
	[/^(?:phonefactor|msauthv?\d*|ms-msa|microsoft-authenticator):/i, push("Microsoft"), "Push"],
	[/^fido:\//i, "This is a passkey sign-in for a phone's camera. It holds no secret key and ends after minutes: scan it with the phone.", "Key"],
	[/^(?:begin:vcard|mecard:)/i, "This is a contact card, not a two-factor account. Choose the QR code of the service's two-factor page."],
	[/^(?:mailto|tel|sms|smsto|geo|bitcoin):/i, "This is an address or a number to call, not a two-factor account. Choose the QR code of the service's two-factor page."],
	[/^wifi:/i, "This is a Wi-Fi network, not a two-factor account. Choose the QR code of the service's two-factor page."],
	[/^https?:\/\//i, "This is a web link, not a two-factor account. Open it in a browser and look for the QR code or the secret key there."],
];

const unknown = "This is not a two-factor account: its text should begin with otpauth://. Choose the QR code or link of the service's two-factor page.";

/** Says what a text is that is known to be no account, and what to do; undefined of all others. Repeats nothing of the text. */
export function nameKnown(text: string): string | undefined {
	return rowFor(text)?.[1];
}

/** What kind of account without a secret key a text sets up; undefined of all others. */
export function keylessType(text: string): KeylessType | undefined {
	return rowFor(text)?.[2];
}

function rowFor(text: string): (typeof others)[number] | undefined {
	return others.find(([pattern]) => pattern.test(text.trim()));
}

/** Says what a text is that is no otpauth:// link, and what to do. Repeats nothing of the text. */
export function nameOther(text: string): string {
	return nameKnown(text) ?? unknown;
}

/** What to say of a type in an otpauth:// link that makes no codes here. */
export const unknownType = "The link is of a type that is not known here: it should begin with otpauth://totp/ or otpauth://hotp/. Copy it again.";
