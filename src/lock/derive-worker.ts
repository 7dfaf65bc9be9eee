import { argon2id } from "hash-wasm";
import type { Cost } from "./field";
import type { DeriveProblem } from "./key";

export interface Ask {
	passphrase: Uint8Array;
	salt: Uint8Array;
	cost: Cost;
}

export type Answer = { key: Uint8Array } | { why: DeriveProblem };

/** Only words leave, no error text: it might quote what it was given. */
function reasonOf(error: unknown): DeriveProblem {
	if (error instanceof RangeError) return "not enough memory";
	return typeof WebAssembly === "undefined" || error instanceof WebAssembly.CompileError ? "no WebAssembly" : "failed";
}

async function answer({ passphrase, salt, cost }: Ask): Promise<Answer> {
	try {
		const { memory: memorySize, passes: iterations, lanes: parallelism } = cost;
		return { key: await argon2id({ password: passphrase, salt, memorySize, iterations, parallelism, hashLength: 32, outputType: "binary" }) };
	} catch (error) {
		return { why: reasonOf(error) };
	} finally {
		passphrase.fill(0);
	}
}

self.onmessage = async (asked: MessageEvent<Ask>) => {
	self.postMessage(await answer(asked.data));
};
