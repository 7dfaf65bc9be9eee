import { getEventListeners } from "node:events";
import { Blob as NodeBlob, resolveObjectURL } from "node:buffer";
import path from "node:path";
import { runInThisContext } from "node:vm";
import { Worker as Thread } from "node:worker_threads";
import { build } from "esbuild";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { derive } from "../../src/lock/derive";
import { hex, unhex } from "./derive-here";

// What esbuild.config.mjs makes a function of, bundled here the same way.
vi.mock("apart:./derive-worker", async () => {
	const entry = path.resolve(import.meta.dirname, "../../src/lock/derive-worker.ts");
	const made = await build({ entryPoints: [entry], bundle: true, write: false, platform: "browser", format: "iife", globalName: "x", target: "es2022", minify: true });
	const evaluate: unknown = runInThisContext(`(function () { "use strict"; ${made.outputFiles[0]?.text ?? ""} return x; })`);
	return { default: evaluate };
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

const wanted = "c466a79aa689907afea3be8141f1ff9c3151f63e2f596d464d5ea71c4d6a24a8";
const cheap = { ...cost, memory: 1024 };
const noWebAssembly = "delete globalThis.WebAssembly;";
const outOfMemory = "const { Uint32Array: Numbers } = globalThis; globalThis.Uint32Array = class extends Numbers { constructor(...given) { if (typeof given[0] === 'number' && given[0] > 1e6) throw new RangeError('x'); super(...given); } };";

describe("deriving in a worker", () => {
	it.each([["in WebAssembly", ""], ["where there is no WebAssembly", noWebAssembly], ["where none may be compiled", "WebAssembly.compile = WebAssembly.instantiate = () => { throw new WebAssembly.CompileError('x'); };"]])(
		"gives the key that libargon2 gives, and leaves nothing behind: %s", async (_, script) => {
			vi.stubGlobal("Worker", ThreadWorker);
			before = script;
			const passphrase = words();
			expect(hex(await derive(passphrase, salt, cost))).toBe(wanted);
			expect(hex(passphrase)).toBe(hex(words()));
			expectAllEnded(1);
		},
	);

	it("takes a fresh worker each time", async () => {
		vi.stubGlobal("Worker", ThreadWorker);
		const keys = [await derive(words(), salt, cheap), await derive(words(), salt, cheap)];
		expect(keys[0]).toEqual(keys[1]);
		expectAllEnded(2);
	});

	it("tells how far it is where it is slow", async () => {
		vi.stubGlobal("Worker", ThreadWorker);
		before = noWebAssembly;
		const told: number[] = [];
		await derive(words(), salt, cheap, { progress: (done) => told.push(done) });
		expect(told).toEqual([...told].sort((one, other) => one - other));
		expect([told[0], told.length > 50, Math.max(...told) <= 1]).toEqual([0, true, true]);
	});

	it.each([["in WebAssembly", ""], ["without", noWebAssembly]])("ends at once when aborted: %s", async (_, script) => {
		vi.stubGlobal("Worker", ThreadWorker);
		before = script;
		const cancel = new AbortController();
		const { signal } = cancel;
		const deriving = derive(words(), salt, { memory: 262144, passes: 400, lanes: 1 }, { signal });
		setTimeout(() => cancel.abort(), 100);
		await expect(deriving).rejects.toMatchObject({ name: "AbortError" });
		expectAllEnded(1);
		expect(getEventListeners(signal, "abort")).toEqual([]);
	});

	it("does not begin when aborted before", async () => {
		vi.stubGlobal("Worker", ThreadWorker);
		await expect(derive(words(), salt, cost, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: "AbortError" });
		expectAllEnded(0);
	});

	it.each([
		["a cost that Argon2 does not take", "", { memory: 8, passes: 1, lanes: 4 }, "failed"],
		["too little memory", "WebAssembly.Memory = class { constructor() { throw new RangeError('x'); } }; WebAssembly.instantiate = () => { throw new RangeError('x'); };", cost, "not enough memory"],
		["too little memory, and no WebAssembly", `${noWebAssembly} ${outOfMemory}`, cost, "not enough memory"],
		["a worker that breaks off", "const breakOff = () => { self.postMessage({ done: 0 }); setTimeout(() => { throw new Error('x'); }); }; Object.defineProperty(self, 'onmessage', { get: () => breakOff, set: () => {} });", cost, "failed"],
	])("says why there is no key: %s", async (_, script, taken, why) => {
		vi.stubGlobal("Worker", ThreadWorker);
		before = script;
		await expect(derive(words(), salt, taken)).rejects.toMatchObject({ name: "CannotDerive", why });
		expectAllEnded(1);
	});
});

describe("deriving in the page", () => {
	beforeEach(() => void vi.stubGlobal("window", {}));

	const forbidden = class {
		constructor() {
			throw new Error("Content Security Policy");
		}
	};

	it.each([["there are no workers", undefined, 0], ["they are forbidden", forbidden, 0], ["they cannot load", ThreadWorker, 1]])("gives the same key where %s", async (_, worker, count) => {
		vi.stubGlobal("Worker", worker);
		before = "throw new Error('blocked');";
		expect(hex(await derive(words(), salt, cost))).toBe(wanted);
		expectAllEnded(count);
	});

	it("lets timers through, and tells how far it is", async () => {
		const told: number[] = [];
		let turns = 0;
		const timer = setInterval(() => turns++, 1);
		await derive(words(), salt, { ...cost, memory: 8192 }, { progress: (done) => told.push(done) });
		clearInterval(timer);
		expect(turns).toBeGreaterThan(2);
		expect(told).toEqual([...told].sort((one, other) => one - other));
		expect([told.length > 50, told.at(-1)]).toEqual([true, 1]);
	});

	it("ends at once when aborted, and goes on no longer", async () => {
		const cancel = new AbortController();
		let steps = 0;
		const deriving = derive(words(), salt, { memory: 65536, passes: 20, lanes: 1 }, { signal: cancel.signal, progress: () => steps++ });
		setTimeout(() => cancel.abort(), 100);
		await expect(deriving).rejects.toMatchObject({ name: "AbortError" });
		const before = steps;
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect([before > 0, steps]).toEqual([true, before]);
		expect(getEventListeners(cancel.signal, "abort")).toEqual([]);
	});

	it("keeps the lowest priority, so that yielding lets clicks and timers through", async () => {
		const asked: unknown[] = [];
		const postTask = (run: () => void, options: unknown) => (asked.push(options), Promise.resolve(run()));
		vi.stubGlobal("window", { scheduler: { postTask } });
		const { signal } = new AbortController();
		expect(hex(await derive(words(), salt, cost, { signal }))).toBe(wanted);
		expect(asked).toEqual([{ priority: "background", signal }]);
	});

	it("says when there is too little memory, or the cost cannot be", async () => {
		await expect(derive(words(), salt, { memory: 8, passes: 1, lanes: 4 })).rejects.toMatchObject({ name: "CannotDerive", why: "failed" });
		const { Uint32Array: numbers } = globalThis;
		vi.stubGlobal("Uint32Array", class extends numbers {
			constructor(...given: [never]) {
				if (typeof given[0] === "number" && given[0] > 1e6) throw new RangeError("x");
				super(...given);
			}
		});
		await expect(derive(words(), salt, cost)).rejects.toMatchObject({ name: "CannotDerive", why: "not enough memory" });
	});
});
