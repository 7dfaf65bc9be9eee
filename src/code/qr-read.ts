import { decodeQRBatch } from "qr/decode.js";
import { greyOf, scaled, sharpened, type Grey, type Pixels } from "./qr-pixels";

/** What the reader takes at most, in pixels a side and in all. */
const longest = 4096;
const most = 12_000_000;

/** What is tried while nothing was found, cheap before dear (docs/decisions/qr-reader.md). Null where it would be too large. */
const ladder: ((grey: Grey) => Grey | null)[] = [
	(grey) => grey,
	(grey) => sharpened(grey, 4),
	(grey) => larger(grey, 2),
	(grey) => sharper(larger(grey, 2)),
	(grey) => sharper(larger(grey, 3)),
	(grey) => scaled(grey, 0.7),
];

/** The texts of all QR codes in a picture, each once. `pause` is awaited between attempts, and ends them by throwing. */
export async function readQr(pixels: Pixels, pause: () => Promise<void> = async () => undefined): Promise<string[]> {
	const grey = greyOf(pixels);
	for (const step of ladder) {
		await pause();
		const tried = step(grey);
		const texts = tried === null ? [] : await decode(tried);
		if (texts.length > 0) return texts;
	}
	return [];
}

function larger(grey: Grey, factor: number): Grey | null {
	const fits = Math.max(grey.width, grey.height) * factor <= longest && grey.width * grey.height * factor * factor <= most;
	return fits ? scaled(grey, factor) : null;
}

function sharper(grey: Grey | null): Grey | null {
	return grey && sharpened(grey, 4);
}

/** Of a planar picture the decoder reads the grey plane alone. */
async function decode(grey: Grey): Promise<string[]> {
	const { width, height } = grey;
	if (Math.min(width, height) < 21) return [];
	const [found = []] = await decodeQRBatch([grey], { format: "I420", maxSize: { width, height } });
	return [...new Set(found.filter((each) => typeof each === "string"))];
}

/** Answers for the page in a worker: texts for pixels, or null where it failed. */
export function serve(scope: { onmessage: ((event: MessageEvent<Pixels>) => void) | null; postMessage: (texts: string[] | null) => void }): void {
	scope.onmessage = ({ data }) => void readQr(data).then((texts) => scope.postMessage(texts), () => scope.postMessage(null));
}
