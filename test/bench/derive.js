// In the page: one key as each of the three ways derives it.
import { argon2id as inJavaScript } from "@noble/hashes/argon2.js";
import { argon2id as inWebAssembly } from "hash-wasm";
import { deriveInPage } from "../../src/lock/derive-in-page";
import { newCost } from "../../src/lock/field";

const { memory, passes, lanes } = newCost;
const passphrase = new TextEncoder().encode("a passphrase of the benchmark");
const salt = new Uint8Array(16).fill(1);
const ways = {
	webAssembly: () => inWebAssembly({ password: passphrase, salt, memorySize: memory, iterations: passes, parallelism: lanes, hashLength: 32, outputType: "binary" }),
	javaScript: () => inJavaScript(passphrase, salt, { m: memory, t: passes, p: lanes, dkLen: 32 }),
	inSteps: () => deriveInPage(passphrase, salt, newCost),
};

globalThis.compareDerivations = async (rounds) => {
	const times = Object.fromEntries(Object.keys(ways).map((way) => [way, []]));
	for (let n = 0; n < rounds; n++) {
		for (const [way, derive] of Object.entries(ways)) {
			const before = performance.now();
			await derive();
			times[way].push(performance.now() - before);
		}
	}
	return Object.fromEntries(Object.entries(times).map(([way, all]) => [way, all.sort((a, b) => a - b)[Math.floor(all.length / 2)]]));
};
