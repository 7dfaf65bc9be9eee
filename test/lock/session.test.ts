import { argon2id } from "hash-wasm";
import { expect, it } from "vitest";
import { Session } from "../../src/lock/session";
const vector = "tfn1.65536.3.4.ABEiM0RVZneImaq7zN3u_w.5WuJJmHcv66CoZx1iEs5Kp4vEP4zXNPE-XbsE-78EjUKus4ZJo8BYsnXr6zp8MVnEG9NWVhVa1TxIj7hFD-1l3hSGKyq2mLT";
it("opens and seals the design's vector", async () => {
	const session = new Session((password, salt, cost) => argon2id({ password, salt, memorySize: cost.memory, iterations: cost.passes, parallelism: cost.lanes, hashLength: 32, outputType: "binary" }), (n) => new Uint8Array(n));
	expect(await session.unlock(" pw ", { fields: [vector], checks: [] })).toEqual({ opened: true, left: [] });
	expect(session.open(vector, "seed")).toEqual({ secret: "JBSWY3DPEHPK3PXP", label: "GitHub:me" });
	expect(session.seal("seed", "JBSWY3DPEHPK3PXP", "GitHub:me")).toBe(vector);
});
