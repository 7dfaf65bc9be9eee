import type { KeylessType } from "../entry";
import { keylessType } from "./other";
import { unwrapped } from "./uri";
import { namesOf } from "./uri-names";
import { cleaned, decoded, splitUri } from "./uri-parts";

/** An account that has no secret key to keep. */
export interface Keyless {
	type: KeylessType;
	issuer: string;
	username: string;
}

type Names = Pick<Keyless, "issuer" | "username">;

/**
 * The account that a push enrolment or a passkey's QR code is for, as far as its text names it; nothing else of it is taken. Undefined
 * of all other texts. Duo's and the passkey's name nobody.
 */
export function keylessIn(text: string): Keyless | undefined {
	const link = unwrapped(text);
	const type = keylessType(link);
	if (type !== undefined) return { type, ...namesIn(link) };
	// What push apps have shown as an otpauth:// link has no key in it.
	const rest = /^otpauth:\/*(.*)$/is.exec(link)?.[1];
	const parts = rest === undefined ? null : splitUri(rest);
	if (parts === null || decoded(parts.fields.get("secret") ?? "").trim() !== "") return undefined;
	const names = namesOf(parts);
	return names.issuer === "" && names.username === "" ? undefined : { type: "Push", ...names };
}

function namesIn(link: string): Names {
	if (/^(?:phonefactor|ms|microsoft)/i.test(link)) return { issuer: "Microsoft", username: "" };
	const okta = /^[a-z-]*okta[a-z-]*:\/*(.*)$/is.exec(link)?.[1];
	return okta === undefined ? { issuer: hostOf(link, /\.okta[a-z-]*\.com$/i), username: "" } : namesInOkta(okta);
}

/** `oktaverify://email/me%40example.org?t=…&s=https://example.okta.com`: the address in the path, the organisation by its name or its site. */
function namesInOkta(rest: string): Names {
	const { fields } = splitUri(rest);
	const said = (key: string): string => cleaned(decoded(fields.get(key) ?? ""));
	const path = rest.replace(/\?.*$/s, "").split("/").map((part) => cleaned(decoded(part)));
	return { issuer: said("issuer") || hostOf(said("s"), /./), username: path.find((part) => /.@./.test(part)) ?? "" };
}

function hostOf(link: string, wanted: RegExp): string {
	const host = /^https:\/\/([\w.-]+)/i.exec(link)?.[1] ?? "";
	return wanted.test(host) ? host : "";
}
