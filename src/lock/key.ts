import type { Cost } from "./field";

/** From 0 to 1. */
export type Progress = (done: number) => void;

/** How to stop what derives keys, and who is told how far it is. */
export interface DeriveOptions {
	signal?: AbortSignal;
	progress?: Progress;
}

/** Derives a key of 32 bytes with Argon2id v1.3. Rejects with CannotDerive, or an AbortError. */
export type Derive = (passphrase: Uint8Array, salt: Uint8Array, cost: Cost, options?: DeriveOptions) => Promise<Uint8Array>;

export type DeriveProblem = "not enough memory" | "failed";

/** This device could not derive a key: says nothing about the passphrase. */
export class CannotDerive extends Error {
	readonly why: DeriveProblem;

	constructor(why: DeriveProblem) {
		super(`No key could be derived: ${why}.`);
		this.name = "CannotDerive";
		this.why = why;
	}
}

/** The bytes a key is derived from: NFKC, because keyboards write the same letters differently. To be wiped after use. */
export function passphraseBytes(passphrase: string): Uint8Array {
	return new TextEncoder().encode(passphrase.normalize("NFKC"));
}
