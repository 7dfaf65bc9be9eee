import { argon2id } from "hash-wasm";
import type { Derive } from "../../src/lock/key";

/** The derivation of the worker, on this thread. */
export const deriveHere: Derive = (password, salt, { memory, passes, lanes }) =>
	argon2id({ password, salt, memorySize: memory, iterations: passes, parallelism: lanes, hashLength: 32, outputType: "binary" });

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
export const unhex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "hex"));
