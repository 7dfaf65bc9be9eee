import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import type { SealedKind, SealedText } from "../entry";
import { isSealed } from "../entry";
import { toBase64url } from "./base64url";
import { block, nonceBytes, parseField, type Field } from "./field";
import { sentences, type SealReason } from "./sentences";

/** What a field held. `label` is the account it was sealed for, `issuer:username`: to be shown where it differs, never trusted. */
export interface Opened {
	secret: string;
	label: string;
	/** Further lines, the line feed before them included: nothing of ours, kept where it is sealed anew. */
	more?: string;
}

/** Broken code, not bad data: `Session.canSeal` and `canBeSealed` tell beforehand. */
export class CannotSeal extends Error {
	readonly reason: SealReason;

	constructor(reason: SealReason) {
		super(sentences[reason]);
		this.name = "CannotSeal";
		this.reason = reason;
	}
}

const utf8 = new TextEncoder();
// fatal: a lossy reading would be another secret. ignoreBOM: it belongs to the secret.
const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Whether a secret can be sealed: one line, not empty, whole characters only. */
export function canBeSealed(secret: string): boolean {
	return secret !== "" && !secret.includes("\0") && !/[\n\r\p{Cs}]/u.test(secret);
}

/**
 * Seals a secret under a key of 32 bytes; `group` is the `m.t.p.salt` the key was derived by. The nonce follows from the
 * content (docs/format.md), so equal input gives equal text. Returns only what was opened again and found equal.
 * @throws CannotSeal for a secret that `canBeSealed` refuses
 */
export function seal(key: Uint8Array, group: string, kind: SealedKind, secret: string, label: string, more = ""): SealedText {
	if (!canBeSealed(secret)) throw new CannotSeal("not one line");
	const line = oneLine(label);
	const head = `tfn1.${group}.`;
	const plain = padded(`${secret}\n${line === "" ? kind : `${kind} ${line}`}${more}`);
	const nonce = nonceFor(key, utf8.encode(head), plain);
	const body = joined(nonce, xchacha20poly1305(key, nonce, utf8.encode(head)).encrypt(plain));
	plain.fill(0);
	const sealed = head + toBase64url(body);
	const again = openSealed(key, sealed, kind);
	if (!isSealed(sealed) || "reason" in again || again.secret !== secret || again.label !== line || (again.more ?? "") !== more)
		throw new Error("What was encrypted did not open again. Nothing was changed.");
	return sealed;
}

/** Opens a field for the kind of property it stands in. A wrong key and an altered field cannot be told apart by one field alone. */
export function openSealed(key: Uint8Array, sealed: string, kind: SealedKind): Opened | { reason: "wrong key" | "wrong kind" | "damaged" } {
	const field = parseField(sealed);
	if ("reason" in field) return { reason: "damaged" };
	const plain = decrypt(key, field);
	if (plain === null) return { reason: "wrong key" };
	const lines = linesOf(plain);
	plain.fill(0);
	if (lines === null) return { reason: "damaged" };
	const [secret = "", about = "", ...more] = lines;
	const [found = ""] = about.split(" ", 1);
	return found === kind ? { secret, label: about.slice(found.length + 1), ...(more.length > 0 && { more: ["", ...more].join("\n") }) } : { reason: "wrong kind" };
}

/** Whether the key opens the field, whatever it holds. */
export function opens(key: Uint8Array, field: Field): boolean {
	const plain = decrypt(key, field);
	plain?.fill(0);
	return plain !== null;
}

function decrypt(key: Uint8Array, { head, nonce, sealed }: Field): Uint8Array | null {
	try {
		return xchacha20poly1305(key, nonce, utf8.encode(head)).decrypt(sealed);
	} catch {
		return null; // the tag does not fit
	}
}

/** HMAC under a key of its own, so that a nonce repeats only where the whole plain text does. HKDF: RFC 5869. */
function nonceFor(key: Uint8Array, head: Uint8Array, plain: Uint8Array): Uint8Array {
	const nonceKey = hkdf(sha256, key, undefined, utf8.encode("tfn1 nonce"), 32);
	const nonce = hmac.create(sha256, nonceKey).update(head).update(plain).digest().slice(0, nonceBytes);
	nonceKey.fill(0);
	return nonce;
}

function padded(content: string): Uint8Array {
	const bytes = utf8.encode(content);
	const plain = new Uint8Array(Math.ceil(bytes.length / block) * block);
	plain.set(bytes);
	bytes.fill(0);
	return plain;
}

function linesOf(plain: Uint8Array): string[] | null {
	try {
		return text.decode(plain).replace(/\0+$/, "").split("\n");
	} catch {
		return null;
	}
}

/** A label as it can stand in line 2: no line ends or other control characters, whole characters only. */
function oneLine(label: string): string {
	return label.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, " ").replace(/\p{Cs}/gu, "\ufffd");
}

function joined(start: Uint8Array, end: Uint8Array): Uint8Array {
	const bytes = new Uint8Array(start.length + end.length);
	bytes.set(start);
	bytes.set(end, start.length);
	return bytes;
}
