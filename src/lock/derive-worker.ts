import { argon2id as inJavaScript } from "@noble/hashes/argon2.js";
import { argon2id as inWebAssembly } from "hash-wasm";
import type { Cost } from "./field";
import type { DeriveProblem } from "./key";

export { argon2idAsync } from "@noble/hashes/argon2.js";

export interface Ask {
	passphrase: Uint8Array;
	salt: Uint8Array;
	cost: Cost;
}

/** How far it is comes first of all, so that it is known that the worker runs. */
export type Answer = { done: number } | { key: Uint8Array } | { why: DeriveProblem };

async function derive({ passphrase, salt, cost }: Ask, say: (answer: Answer) => void): Promise<Uint8Array> {
	const { memory, passes, lanes } = cost;
	try {
		return await inWebAssembly({ password: passphrase, salt, memorySize: memory, iterations: passes, parallelism: lanes, hashLength: 32, outputType: "binary" });
	} catch (error) {
		if (error instanceof RangeError) throw error;
	}
	// No WebAssembly, as in Lockdown Mode, or none that may be compiled.
	let told = 0;
	const onProgress = (done: number) => {
		if (done - told < 0.01) return;
		told = done;
		say({ done });
	};
	return inJavaScript(passphrase, salt, { m: memory, t: passes, p: lanes, dkLen: 32, onProgress });
}

/** Answers for the page in a worker. */
export function serve(scope: { onmessage: ((event: MessageEvent<Ask>) => void) | null; postMessage: (answer: Answer) => void }): void {
	const say = (answer: Answer) => scope.postMessage(answer);
	scope.onmessage = ({ data }) => {
		say({ done: 0 });
		// Only words leave, no error text: it might quote what it was given.
		const failed = (error: unknown) => say({ why: error instanceof RangeError ? "not enough memory" : "failed" });
		void derive(data, say).then((key) => say({ key }), failed).finally(() => data.passphrase.fill(0));
	};
}
