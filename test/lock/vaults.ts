import { sha256 } from "@noble/hashes/sha2.js";
import type { Check } from "../../src/lock/check";
import { groupFor, type Cost } from "../../src/lock/field";
import { passphraseBytes, type Derive } from "../../src/lock/key";
import { seal } from "../../src/lock/seal";
import { Session } from "../../src/lock/session";
import type { SealedKind } from "../../src/entry";

export const passphrase = "correct horse battery";
export const other = "another passphrase";
export const usual: Cost = { memory: 65536, passes: 3, lanes: 4 };
export const salt = (number: number): Uint8Array => new Uint8Array(16).fill(number);
export const groupNumber = (number: number, cost = usual): string => groupFor(cost, Buffer.from(salt(number)).toString("base64url"));

/** In place of Argon2id: as different for different input, and quick. */
export function cheapKey(bytes: Uint8Array, saltBytes: Uint8Array, cost: Cost): Uint8Array {
	return sha256(Uint8Array.from([...bytes, ...saltBytes, ...Buffer.from(JSON.stringify(cost))]));
}

/** Fields of one group, as that passphrase would have sealed them. */
export function fields(words: string, number: number, count: number, cost = usual, kind: SealedKind = "seed"): string[] {
	const key = cheapKey(passphraseBytes(words), salt(number), cost);
	return Array.from({ length: count }, (_, at) => seal(key, groupNumber(number, cost), kind, `SECRET${at}`, `Service ${number}:me`));
}

export function check(words: string, number: number, more: Partial<Check> = {}, cost = usual): Check {
	return { sealed: seal(cheapKey(passphraseBytes(words), salt(number), cost), groupNumber(number, cost), "check", "two-factor-notes", ""), label: "passphrase", ...more };
}

/** A session whose derivation is quick and seen through. */
export function start() {
	const given: Uint8Array[] = [];
	const keys: Uint8Array[] = [];
	const groups: string[] = [];
	let hold: Promise<void> = Promise.resolve();
	const derive: Derive = async (bytes, saltBytes, cost) => {
		given.push(bytes);
		groups.push(groupFor(cost, Buffer.from(saltBytes).toString("base64url")));
		const key = cheapKey(bytes, saltBytes, cost);
		keys.push(key);
		await hold;
		return key;
	};
	let changes = 0;
	let salts = 100;
	const session = new Session(derive, (bytes) => new Uint8Array(bytes).fill(salts++));
	session.onChange(() => changes++);
	/** Lets derivations hang until what it returns is called. */
	const pause = () => {
		let release = () => {};
		hold = new Promise((resolve) => (release = resolve));
		return release;
	};
	return { session, given, keys, groups, pause, changes: () => changes };
}

export const allZero = (arrays: readonly Uint8Array[]): boolean => arrays.every((array) => array.every((byte) => byte === 0));
