import { isSealed } from "../entry";
import { fromBase64url } from "./base64url";

/** What deriving a key takes with Argon2id: memory in KiB, passes over it, lanes. RFC 9106. */
export interface Cost {
	memory: number;
	passes: number;
	lanes: number;
}

/** An encrypted field taken apart; `docs/format.md` has the format. */
export interface Field {
	/** `m.t.p.salt`: fields of one group open with one key. */
	group: string;
	cost: Cost;
	salt: Uint8Array;
	/** The text before the body, its last dot included: what the tag also protects. */
	head: string;
	nonce: Uint8Array;
	/** Ciphertext and tag. */
	sealed: Uint8Array;
}

export type FieldReason = "not encrypted" | "unknown version" | "damaged";

/** The cost of new fields: the second choice of RFC 9106, section 4. */
export const newCost: Cost = { memory: 65536, passes: 3, lanes: 4 };
export const saltBytes = 16;
export const nonceBytes = 24;
export const tagBytes = 16;
/** Plain texts are filled up to a multiple of this. */
export const block = 32;

const shape = /^(tfn1\.(([1-9]\d{0,9})\.([1-9]\d{0,9})\.([1-9]\d{0,9})\.([\w-]+))\.)([\w-]+)$/;
const GiB = 1024 * 1024;

/** Takes an encrypted field apart; strict, so that one field has one text only. */
export function parseField(text: string): Field | { reason: FieldReason } {
	if (!isSealed(text)) return { reason: "not encrypted" };
	if (!/^tfn1(?!\d)/.test(text)) return { reason: "unknown version" };
	const [, head = "", group = "", memory, passes, lanes, saltText = "", bodyText = ""] = shape.exec(text) ?? [];
	const salt = fromBase64url(saltText);
	const body = fromBase64url(bodyText);
	const plain = (body?.length ?? 0) - nonceBytes - tagBytes;
	if (salt?.length !== saltBytes || body === null || plain < block || plain % block !== 0) return { reason: "damaged" };
	const cost = { memory: Number(memory), passes: Number(passes), lanes: Number(lanes) };
	return { group, cost, salt, head, nonce: body.subarray(0, nonceBytes), sealed: body.subarray(nonceBytes) };
}

/** The `m.t.p.salt` of an encrypted field, or null where it is none that we can read. */
export function groupOf(text: string): string | null {
	const field = parseField(text);
	return "reason" in field ? null : field.group;
}

/** Whether a key of this cost may be derived without asking: a note from elsewhere must not stall or kill the app. */
export function checkCost({ memory, passes, lanes }: Cost): "automatic" | "ask" | "refused" {
	if (passes < 1 || lanes < 1 || memory < 8 * lanes) return "refused";
	// Lanes beyond the device's processors make it slower, and too many end libargon2, with which such notes are opened elsewhere.
	if (memory <= GiB / 4 && memory * passes <= GiB && lanes <= 16) return "automatic";
	return memory <= GiB && passes <= 16 && lanes <= 64 ? "ask" : "refused";
}

/** Whether guessing at one cost takes less work, or less memory, than at the other. */
export function isBelow(cost: Cost, other: Cost): boolean {
	return cost.memory < other.memory || cost.memory * cost.passes < other.memory * other.passes;
}

/** The memory in MiB that a derivation fills, and how many times the work of a usual unlocking it takes. */
export function describeCost({ memory, passes }: Cost): { memory: number; times: number } {
	return { memory: Math.ceil(memory / 1024), times: Math.max(1, Math.round((memory * passes) / (newCost.memory * newCost.passes))) };
}

/** The group of a new salt: `m.t.p.salt` with the salt already as text. */
export function groupFor(cost: Cost, salt: string): string {
	return `${cost.memory}.${cost.passes}.${cost.lanes}.${salt}`;
}
