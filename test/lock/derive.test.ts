import { Blob as NodeBlob, resolveObjectURL } from "node:buffer";
import path from "node:path";
import { Worker as Thread } from "node:worker_threads";
import { build } from "esbuild";
import { afterEach, describe, expect, it, vi } from "vitest";
import { deriveInWorker } from "../../src/lock/derive";
import { hex, unhex } from "./derive-here";

// What esbuild.config.mjs carries as text, bundled here the same way.
vi.mock("worker:./derive-worker", async () => {
	const entry = path.resolve(import.meta.dirname, "../../src/lock/derive-worker.ts");
	const made = await build({ entryPoints: [entry], bundle: true, write: false, platform: "browser", format: "iife", target: "es2022", minify: true });
	return { default: made.outputFiles[0]?.text };
});

const cost = { memory: 65536, passes: 3, lanes: 4 };
const salt = unhex("00112233445566778899aabbccddeeff");
const words = () => new TextEncoder().encode("pw");

/** A browser's worker on a thread of Node: the same messages, copied, and a global named self. */
class ThreadWorker {
	static open: ThreadWorker[] = [];
	onmessage?: (event: { data: unknown }) => void;
	onerror?: (event: { preventDefault(): void }) => void;
	ended = false;
	private thread: Thread | undefined;

	constructor(readonly url: string) {
		ThreadWorker.open.push(this);
	}

	postMessage(message: unknown): void {
		const blob = resolveObjectURL(this.url);
		void (blob instanceof NodeBlob ? blob.text() : Promise.resolve("throw 0")).then((source) => {
			const browser = "const port = require('node:worker_threads').parentPort; globalThis.self = globalThis; self.postMessage = (m) => port.postMessage(m); port.on('message', (data) => self.onmessage({ data }));";
			this.thread = new Thread(`${browser}\n${before}\n${source}`, { eval: true });
			this.thread.on("message", (data) => this.onmessage?.({ data }));
			this.thread.on("error", () => this.onerror?.({ preventDefault: () => undefined }));
			this.thread.postMessage(message);
		});
	}

	terminate(): void {
		this.ended = true;
		void this.thread?.terminate();
	}
}

/** Runs in the worker before its own script. */
let before = "";

afterEach(() => {
	before = "";
	ThreadWorker.open = [];
	vi.unstubAllGlobals();
});

/** Nothing is left behind: no worker, no address of its script. */
function expectAllEnded(count: number): void {
	expect(ThreadWorker.open.map(({ ended, url }) => [ended, resolveObjectURL(url)])).toEqual(Array(count).fill([true, undefined]));
}

describe("deriving in a worker", () => {
	it("gives the key that libargon2 gives, and leaves nothing behind", async () => {
		vi.stubGlobal("Worker", ThreadWorker);
		const passphrase = words();
		expect(hex(await deriveInWorker(passphrase, salt, cost))).toBe("c466a79aa689907afea3be8141f1ff9c3151f63e2f596d464d5ea71c4d6a24a8");
		expect(hex(passphrase)).toBe(hex(words()));
		expectAllEnded(1);
	});

	it("takes a fresh worker each time", async () => {
		vi.stubGlobal("Worker", ThreadWorker);
		const keys = [await deriveInWorker(words(), salt, { ...cost, memory: 64 }), await deriveInWorker(words(), salt, { ...cost, memory: 64 })];
		expect(keys[0]).toEqual(keys[1]);
		expectAllEnded(2);
	});

	it("ends at once when aborted", async () => {
		vi.stubGlobal("Worker", ThreadWorker);
		const cancel = new AbortController();
		const deriving = deriveInWorker(words(), salt, { memory: 262144, passes: 400, lanes: 1 }, { signal: cancel.signal });
		setTimeout(() => cancel.abort(), 100);
		await expect(deriving).rejects.toMatchObject({ name: "AbortError" });
		expectAllEnded(1);
	});

	it("does not begin when aborted before", async () => {
		vi.stubGlobal("Worker", ThreadWorker);
		await expect(deriveInWorker(words(), salt, cost, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: "AbortError" });
		expectAllEnded(0);
	});

	it.each([
		["a cost that Argon2 does not take", "", { memory: 8, passes: 1, lanes: 4 }, "failed"],
		["no WebAssembly in the worker", "delete globalThis.WebAssembly;", cost, "no WebAssembly"],
		["too little memory", "WebAssembly.Memory = class { constructor() { throw new RangeError('x'); } }; WebAssembly.instantiate = () => { throw new RangeError('x'); };", cost, "not enough memory"],
		["a worker whose script fails", "throw new Error('blocked');", cost, "no worker"],
	])("says why there is no key: %s", async (_, script, wanted, why) => {
		vi.stubGlobal("Worker", ThreadWorker);
		before = script;
		await expect(deriveInWorker(words(), salt, wanted)).rejects.toMatchObject({ name: "CannotDerive", why });
		expectAllEnded(1);
	});

	it("says so where there are no workers, they are forbidden, or there is no WebAssembly", async () => {
		vi.stubGlobal("Worker", undefined);
		await expect(deriveInWorker(words(), salt, cost)).rejects.toMatchObject({ why: "no worker" });
		vi.stubGlobal("Worker", class {
			constructor() {
				throw new Error("Content Security Policy");
			}
		});
		await expect(deriveInWorker(words(), salt, cost)).rejects.toMatchObject({ why: "no worker" });
		vi.stubGlobal("WebAssembly", undefined);
		await expect(deriveInWorker(words(), salt, cost)).rejects.toMatchObject({ why: "no WebAssembly" });
	});
});
