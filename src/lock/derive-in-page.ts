import evaluate from "apart:./derive-worker";
import { CannotDerive, type Derive } from "./key";

/**
 * Derives a key on the page's own thread, in steps of some milliseconds between which frames are drawn and clicks handled.
 * The caller wipes `passphrase`. What is stopped ends at its next step, and its memory is dropped.
 */
export const deriveInPage: Derive = async (passphrase, salt, { memory, passes, lanes }, { signal, progress } = {}) => {
	const onProgress = (done: number) => {
		signal?.throwIfAborted();
		progress?.(done);
	};
	const { argon2idAsync } = evaluate<typeof import("./derive-worker")>();
	try {
		return await inBackground(() => argon2idAsync(passphrase, salt, { m: memory, t: passes, p: lanes, dkLen: 32, onProgress }), signal);
	} catch (error) {
		if (signal?.aborted) throw error;
		throw new CannotDerive(error instanceof RangeError ? "not enough memory" : "failed");
	}
};

/** The steps are parted by scheduler.yield(), where there is one: it keeps the priority they began with, and the usual one lets no timer through. */
function inBackground(work: () => Promise<Uint8Array>, signal?: AbortSignal): Promise<Uint8Array> {
	const { scheduler }: { scheduler?: Scheduler } = window;
	if (scheduler === undefined) return work();
	return new Promise((resolve, reject) => {
		scheduler.postTask(() => void work().then(resolve, reject), { priority: "background", ...(signal && { signal }) }).catch(reject);
	});
}
