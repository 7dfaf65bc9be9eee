import type { Seed } from "../entry";
import { readKey, writeKey } from "./key";
import { nameOther, unknownType } from "./other";
import { decodeSecret, encodeSecret } from "./secret";
import { namesOf } from "./uri-names";
import { readAlgorithm, readNumber, valueOf, warnOfRare, type Found } from "./uri-numbers";
import { cleaned, decoded, encoded, splitUri, type UriParts } from "./uri-parts";

/** What a link says. `secret` is as in a note: base32 in capitals without padding, for mOTP small hexadecimal; `period` is in seconds. */
export interface UriAccount extends Omit<Seed, "secret"> {
	issuer: string;
	username: string;
	secret: string;
}

interface Names {
	issuer: string;
	username: string;
}

/** The types of otpauth:// links; motp:// is a scheme of its own. */
const hosts = { TOTP: "totp", HOTP: "hotp", Steam: "steam", Yandex: "yaotp" };
const types = new Map<string, Seed["type"]>([["totp", "TOTP"], ["hotp", "HOTP"], ["steam", "Steam"], ["yaotp", "Yandex"], ["motp", "mOTP"]]);

const noSecret =
	"This link holds no secret key. If it enrols a push app, it works once and cannot be backed up: enrol a second device instead. If not, copy the whole link again.";

/**
 * Reads an otpauth:// link in the dialects that apps write (Key Uri Format of Google Authenticator, Steam's variants, Yandex's
 * yaotp), or an motp:// link, or says what else the text is. `warnings` are for the person to see; neither they nor a problem
 * repeat anything of the text.
 */
export function readUri(text: string): { account: UriAccount; warnings: string[] } | { problem: string } {
	const link = unwrapped(text);
	const steam = /^steam:\/\/([^/?#]+)$/i.exec(link)?.[1];
	if (steam !== undefined) return readParts({ type: "steam", label: "", fields: new Map([["secret", steam]]) });
	const motp = /^motp:\/*(.*)$/is.exec(link)?.[1];
	if (motp !== undefined) return readParts(splitUri(`motp/${motp}`));
	const rest = /^(?:apple-)?otpauth:\/*(.*)$/is.exec(link)?.[1];
	return rest === undefined ? { problem: nameOther(link) } : readParts(splitUri(rest));
}

/** Whether a text is a link of any kind, wrapped or not, and no bare key. */
export function isLink(text: string): boolean {
	return /^[a-z][a-z\d+.-]*:/i.test(unwrapped(text));
}

/** Whether a text is a link that holds an account, so a secret. */
export function isAccountLink(text: string): boolean {
	return /^(?:(?:apple-)?otpauth(?:-migration)?|motp|steam):/i.test(unwrapped(text));
}

/** A link as it is pasted: in quotes, angle brackets or a code fence, which may name a language. */
export function unwrapped(text: string): string {
	const bare = text.trim().replace(/^```[\w-]*[ \t]*[\r\n]/, "```").trim();
	const marks = /^["'`<]*/.exec(bare)?.[0].length ?? 0;
	const end = bare.length - marks;
	return (/^["'`>]*$/.test(bare.slice(end)) ? bare.slice(marks, end) : bare.slice(marks)).trim();
}

function readParts(parts: UriParts): { account: UriAccount; warnings: string[] } | { problem: string } {
	const type = types.get(parts.type);
	if (type === undefined) return { problem: unknownType };
	const written = decoded(parts.fields.get("secret") ?? "");
	if (written.trim() === "") return { problem: noSecret };
	const key = readKey(written, type);
	if ("problem" in key) return key;
	const found: Found = { problems: [], warnings: [...key.warnings] };
	const account = accountOf(parts, type, writeKey(key.secret, type), found);
	const [problem] = found.problems;
	return problem === undefined ? { account, warnings: found.warnings } : { problem };
}

function accountOf(parts: UriParts, type: Seed["type"], secret: string, found: Found): UriAccount {
	const names = namesOf(parts);
	if (type === "mOTP") return { type, ...names, secret, algorithm: "SHA1", digits: 6, period: 10, counter: 0 };
	if (type === "Yandex") return yandexOf(parts, names, secret);
	if (isSteam(parts, names, found)) return steamOf(names, secret);
	const timed = type === "TOTP";
	if (!timed && valueOf(parts, "counter") === "")
		found.warnings.push("This link has no counter, so it starts at 0. Compare a code before you rely on it.");
	const digits = readNumber(parts, "digits", found);
	const period = timed ? readNumber(parts, "period", found) : 30;
	warnOfRare(digits, period, found);
	const counter = timed ? 0 : readNumber(parts, "counter", found);
	return { type, ...names, secret, algorithm: readAlgorithm(parts, found), digits, period, counter };
}

/** Yandex's links say nothing of the issuer; Aegis adds the PIN, as base32 of its text. */
function yandexOf(parts: UriParts, { issuer, username }: Names, secret: string): UriAccount {
	const account: UriAccount = {
		type: "Yandex", issuer: issuer || "Yandex", username: username || cleaned(valueOf(parts, "name")),
		secret, algorithm: "SHA1", digits: 8, period: 30, counter: 0,
	};
	const written = valueOf(parts, "pin");
	const read = decodeSecret(written);
	const pin = "secret" in read ? new TextDecoder().decode(read.secret) : "";
	// What gives no digits was a PIN as it is.
	return written === "" ? account : { ...account, pin: /^\d+$/.test(pin) ? pin : cleaned(written) };
}

function steamOf(names: Names, secret: string): UriAccount {
	// A lone label is the service here: WinAuth writes `otpauth://totp/Steam`.
	const username = isCalledSteam(names.username) ? "" : names.username;
	return { type: "Steam", issuer: names.issuer || "Steam", username, secret, algorithm: "SHA1", digits: 5, period: 30, counter: 0 };
}

function isCalledSteam(name: string): boolean {
	return name.toLowerCase() === "steam";
}

/** Steam by one of the marks that apps set, or by its name alone; then the person is told, as it is a guess. */
function isSteam(parts: UriParts, { issuer, username }: Names, found: Found): boolean {
	const digits = valueOf(parts, "digits");
	const flag = parts.fields.get("steam");
	const encoder = valueOf(parts, "encoder").toLowerCase();
	if (parts.type === "steam" || encoder === "steam" || digits === "s" || flag === "" || flag === "true") return true;
	if (parts.type !== "totp" || !isCalledSteam(issuer || username)) return false;
	const likely = digits === "" || digits === "5";
	found.warnings.push(
		likely
			? "Taken for Steam's five letters, because of its name. If the codes are digits, set the type to TOTP."
			: "Steam's own codes are five letters, but this link asks for digits. If they are refused, set the type to Steam.",
	);
	return likely;
}

/**
 * The link in the form that most apps read: a prefix and an issuer field, values percent-encoded, and only what differs from
 * the default. A colon in the issuer becomes a space, as the format has no way to write it; an motp:// link has no PIN.
 */
export function writeUri(account: UriAccount): string {
	const { type, username, secret } = account;
	const issuer = account.issuer.replaceAll(":", " ");
	// With no issuer, a colon in the user name would be taken for the end of one.
	const prefix = issuer !== "" || username.includes(":") ? `${encoded(issuer)}:` : "";
	if (type === "mOTP") return `motp://${prefix}${encoded(username)}?secret=${secret}`;
	// Without a user name the issuer alone is the label: a colon with nothing behind it would show on phones.
	const label = username === "" ? encoded(issuer) : prefix + encoded(username);
	const fields = [`secret=${secret}`, ...(issuer === "" ? [] : [`issuer=${encoded(issuer)}`]), ...numbersOf(account)];
	return `otpauth://${hosts[type]}/${label}?${fields.join("&")}`;
}

function numbersOf({ type, issuer, username, algorithm, digits, period, counter, pin }: UriAccount): string[] {
	if (type === "Yandex") return pin === undefined ? [] : [`pin=${encodeSecret(new TextEncoder().encode(pin))}`];
	const fields: string[] = [];
	if (algorithm !== "SHA1") fields.push(`algorithm=${algorithm}`);
	// Without its digits, a link that is called Steam is taken for Steam's letters.
	if (digits !== 6 || isCalledSteam(issuer || username)) fields.push(`digits=${digits}`);
	if (period !== 30 && type !== "HOTP") fields.push(`period=${period}`);
	if (type === "HOTP") fields.push(`counter=${counter}`);
	return fields;
}
