import evaluate from "apart:./derive-worker";
import { deriveInPage } from "./derive-in-page";
import type { Answer, Ask } from "./derive-worker";
import { CannotDerive, type Derive, type DeriveOptions } from "./key";

/**
 * Derives a key of 32 bytes in a worker of its own: the app stays alive meanwhile, and ending the worker drops the memory
 * that the derivation filled. Where no worker starts, in the page: slower, with the same bytes. The caller wipes `passphrase`.
 */
export const derive: Derive = async (passphrase, salt, cost, options = {}) => {
	if (options.signal?.aborted) throw aborted();
	const key = await deriveInWorker({ passphrase, salt, cost }, options);
	if (key !== null) return key;
	return endsWith(options.signal, deriveInPage(passphrase, salt, cost, options));
};

/** Null where no worker starts. */
async function deriveInWorker(ask: Ask, options: DeriveOptions): Promise<Uint8Array | null> {
	if (typeof Worker === "undefined") return null;
	// Its source is the function that derives in the page too, of which there is one copy.
	const url = URL.createObjectURL(new Blob([`(${evaluate.toString()})().serve(self)`], { type: "text/javascript" }));
	let worker: Worker | null = null;
	try {
		worker = startWorker(url);
		return worker && (await endsWith(options.signal, answerOf(worker, ask, options)));
	} finally {
		worker?.terminate();
		URL.revokeObjectURL(url);
	}
}

function startWorker(url: string): Worker | null {
	try {
		return new Worker(url);
	} catch {
		return null; // forbidden
	}
}

function answerOf(worker: Worker, ask: Ask, { progress }: DeriveOptions): Promise<Uint8Array | null> {
	return new Promise((resolve, reject) => {
		let runs = false;
		worker.onmessage = ({ data }: MessageEvent<Answer>) => {
			runs = true;
			if ("key" in data) resolve(data.key);
			else if ("why" in data) reject(new CannotDerive(data.why));
			else progress?.(data.done);
		};
		worker.onmessageerror = () => reject(new CannotDerive("failed"));
		worker.onerror = (event) => {
			event.preventDefault();
			// One that cannot even load is forbidden; one that broke off must not break the page too.
			if (runs) reject(new CannotDerive("failed"));
			else resolve(null);
		};
		worker.postMessage(ask);
	});
}

/** Ends with the signal, at once; a key that comes after it is wiped. Leaves no listener: a signal may outlive many derivations. */
async function endsWith<T extends Uint8Array | null>(signal: AbortSignal | undefined, deriving: Promise<T>): Promise<T> {
	const ended = new AbortController();
	const stopped = new Promise<never>((_, reject) => signal?.addEventListener("abort", () => reject(aborted()), { signal: ended.signal }));
	try {
		return await Promise.race([deriving, stopped]);
	} finally {
		ended.abort();
		if (signal?.aborted) deriving.then((key) => key?.fill(0), () => undefined);
	}
}

function aborted(): DOMException {
	return new DOMException("The derivation was stopped.", "AbortError");
}
