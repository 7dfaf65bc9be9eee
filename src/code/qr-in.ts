import evaluate from "apart:./qr-read";
import type { Pixels } from "./qr-pixels";

/**
 * The texts of all QR codes in a picture, each once, or null where reading failed, for want of memory for instance. In a worker, so
 * that a hopeless picture does not hold the app up; where none starts, in the page with pauses. Throws when the signal aborts.
 */
export async function readPicture(pixels: Pixels, signal: AbortSignal): Promise<string[] | null> {
	signal.throwIfAborted();
	const read = await readInWorker(pixels, signal);
	return read === "no worker" ? readInPage(pixels, signal) : read;
}

async function readInPage(pixels: Pixels, signal: AbortSignal): Promise<string[] | null> {
	const { readQr } = evaluate<typeof import("./qr-read")>();
	const pause = (): Promise<void> => new Promise((go) => window.setTimeout(go)).then(() => signal.throwIfAborted());
	try {
		return await readQr(pixels, pause);
	} catch (error) {
		if (signal.aborted) throw error;
		return null;
	}
}

async function readInWorker(pixels: Pixels, signal: AbortSignal): Promise<string[] | null | "no worker"> {
	if (typeof Worker === "undefined") return "no worker";
	// Its source is the reader's own function, of which there is one copy.
	const url = URL.createObjectURL(new Blob([`(${evaluate.toString()})().serve(self)`], { type: "text/javascript" }));
	const ended = new AbortController();
	let worker: Worker | null = null;
	try {
		const started = (worker = new Worker(url));
		return await new Promise((resolve, reject) => {
			signal.addEventListener("abort", () => reject(aborted()), { signal: ended.signal });
			started.onmessage = ({ data }: MessageEvent<string[] | null>) => resolve(data);
			started.onmessageerror = () => resolve(null);
			started.onerror = (event) => {
				event.preventDefault();
				resolve("no worker");
			};
			started.postMessage(pixels);
		});
	} catch (error) {
		if (signal.aborted) throw error;
		return "no worker"; // forbidden
	} finally {
		ended.abort();
		worker?.terminate();
		URL.revokeObjectURL(url);
	}
}

function aborted(): DOMException {
	return new DOMException("Reading was stopped.", "AbortError");
}
