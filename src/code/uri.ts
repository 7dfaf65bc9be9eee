import type { Seed } from "../entry";
import { nameOther, nameType } from "./other";
import { decodeSecret, encodeSecret } from "./secret";
import { namesOf } from "./uri-names";
import { readAlgorithm, readNumber, valueOf, type Found } from "./uri-numbers";
import { decoded, encoded, splitUri, type UriParts } from "./uri-parts";

/** What an otpauth:// link says. `secret` is base32 in capitals without padding; `period` is in seconds. */
export interface UriAccount extends Omit<Seed, "type" | "secret" | "pin"> {
	type: "TOTP" | "HOTP" | "Steam";
	issuer: string;
	username: string;
	secret: string;
}

const noSecret =
	"This link holds no secret key. If it enrols a push app, it works once and cannot be backed up: enrol a second device instead. If not, copy the whole link again.";

/**
 * Reads an otpauth:// link in the dialects that apps write (Key Uri Format of Google Authenticator, Steam's variants), or says
 * what else the text is. `warnings` are for the person to see; neither they nor a problem repeat anything of the text.
 */
export function readUri(text: string): { account: UriAccount; warnings: string[] } | { problem: string } {
	const link = unwrapped(text);
	const steam = /^steam:\/\/([^/?#]+)$/i.exec(link)?.[1];
	if (steam !== undefined) return readParts({ type: "steam", label: "", fields: new Map([["secret", steam]]) });
	const rest = /^(?:apple-)?otpauth:\/*(.*)$/is.exec(link)?.[1];
	return rest === undefined ? { problem: nameOther(link) } : readParts(splitUri(rest));
}

/** A link as it is pasted: in quotes, angle brackets or a code fence. */
function unwrapped(text: string): string {
	const bare = text.trim();
	const marks = /^["'`<]*/.exec(bare)?.[0].length ?? 0;
	const end = bare.length - marks;
	return /^["'`>]*$/.test(bare.slice(end)) ? bare.slice(marks, end).trim() : bare;
}

function readParts(parts: UriParts): { account: UriAccount; warnings: string[] } | { problem: string } {
	if (!["totp", "hotp", "steam"].includes(parts.type)) return { problem: nameType(parts.type) };
	const written = decoded(parts.fields.get("secret") ?? "");
	if (written.trim() === "") return { problem: noSecret };
	const key = decodeSecret(written);
	if ("problem" in key) return key;
	const found: Found = { problems: [], warnings: [] };
	const account = accountOf(parts, encodeSecret(key.secret), found);
	const [problem] = found.problems;
	return problem === undefined ? { account, warnings: found.warnings } : { problem };
}

function accountOf(parts: UriParts, secret: string, found: Found): UriAccount {
	const names = namesOf(parts);
	if (isSteam(parts, names, found)) return steamOf(names, secret);
	const timed = parts.type === "totp";
	if (!timed && valueOf(parts, "counter") === "")
		found.warnings.push("This link has no counter, so it starts at 0. Compare a code before you rely on it.");
	const digits = readNumber(parts, "digits", found);
	const period = timed ? readNumber(parts, "period", found) : 30;
	if (digits < 6 || digits > 8 || (period !== 30 && period !== 60))
		found.warnings.push(`Codes of ${digits} digits, new every ${period} seconds, are unusual. Compare a code before you rely on it.`);
	const counter = timed ? 0 : readNumber(parts, "counter", found);
	return { type: timed ? "TOTP" : "HOTP", ...names, secret, algorithm: readAlgorithm(parts, found), digits, period, counter };
}

function steamOf(names: { issuer: string; username: string }, secret: string): UriAccount {
	// A lone label is the service here: WinAuth writes `otpauth://totp/Steam`.
	const username = isCalledSteam(names.username) ? "" : names.username;
	return { type: "Steam", issuer: names.issuer || "Steam", username, secret, algorithm: "SHA1", digits: 5, period: 30, counter: 0 };
}

function isCalledSteam(name: string): boolean {
	return name.toLowerCase() === "steam";
}

/** Steam by one of the marks that apps set, or by its name alone; then the person is told, as it is a guess. */
function isSteam(parts: UriParts, { issuer, username }: { issuer: string; username: string }, found: Found): boolean {
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

const hosts = { TOTP: "totp", HOTP: "hotp", Steam: "steam" };

/**
 * The link in the form that most apps read: a prefix and an issuer field, values percent-encoded, and only what differs from
 * the default. A colon in the issuer becomes a space, as the format has no way to write it.
 */
export function writeUri(account: UriAccount): string {
	const { type, username, algorithm, digits, period, counter } = account;
	const issuer = account.issuer.replaceAll(":", " ");
	// With no issuer, a colon in the user name would be taken for the end of one.
	const prefix = issuer !== "" || username.includes(":") ? `${encoded(issuer)}:` : "";
	const fields = [`secret=${account.secret}`];
	if (issuer !== "") fields.push(`issuer=${encoded(issuer)}`);
	if (algorithm !== "SHA1") fields.push(`algorithm=${algorithm}`);
	// Without its digits, a link that is called Steam is taken for Steam's letters.
	if (digits !== 6 || isCalledSteam(issuer || username)) fields.push(`digits=${digits}`);
	if (period !== 30 && type !== "HOTP") fields.push(`period=${period}`);
	if (type === "HOTP") fields.push(`counter=${counter}`);
	// Without a user name the issuer alone is the label: a colon with nothing behind it would show on phones.
	const label = username === "" ? encoded(issuer) : prefix + encoded(username);
	return `otpauth://${hosts[type]}/${label}?${fields.join("&")}`;
}
