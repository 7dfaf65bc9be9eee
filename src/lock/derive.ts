import source from "worker:./derive-worker";
import type { Answer, Ask } from "./derive-worker";
import type { Cost } from "./field";
import { CannotDerive, type DeriveOptions } from "./key";

/**
 * Derives a key of 32 bytes in a worker of its own: the app stays alive meanwhile, and ending the worker drops the memory
 * that the derivation filled. The caller wipes `passphrase`.
 */
export async function deriveInWorker(passphrase: Uint8Array, salt: Uint8Array, cost: Cost, { signal }: DeriveOptions = {}): Promise<Uint8Array> {
	if (signal?.aborted) throw aborted();
	if (typeof Worker === "undefined") throw new CannotDerive("no worker");
	if (typeof WebAssembly === "undefined") throw new CannotDerive("no WebAssembly");
	const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
	const ended = new AbortController();
	let worker: Worker | undefined;
	try {
		worker = startWorker(url);
		return await answerOf(worker, { passphrase, salt, cost }, ended.signal, signal);
	} finally {
		ended.abort();
		worker?.terminate();
		URL.revokeObjectURL(url);
	}
}

function startWorker(url: string): Worker {
	try {
		return new Worker(url);
	} catch {
		throw new CannotDerive("no worker");
	}
}

function aborted(): DOMException {
	return new DOMException("The derivation was stopped.", "AbortError");
}

/** `ended` takes the listeners off again: a signal may outlive many derivations. */
function answerOf(worker: Worker, ask: Ask, ended: AbortSignal, signal?: AbortSignal): Promise<Uint8Array> {
	return new Promise((resolve, reject) => {
		signal?.addEventListener("abort", () => reject(aborted()), { signal: ended });
		worker.onmessage = ({ data }: MessageEvent<Answer>) => ("key" in data ? resolve(data.key) : reject(new CannotDerive(data.why)));
		worker.onmessageerror = () => reject(new CannotDerive("failed"));
		worker.onerror = (event) => {
			event.preventDefault();
			reject(new CannotDerive("no worker"));
		};
		worker.postMessage(ask);
	});
}
