import { readPicture } from "../code/qr-in";
import type { Pixels } from "../code/qr-pixels";

/** A larger picture is scaled down: every canvas has this many pixels, and a photograph has more than it shows. */
const most = 12_000_000;
const longest = 4096;

const whatToDo = "Nothing was saved. Paste or choose a picture of the QR code, the link, or the secret key.";

/** The texts of all QR codes in a file that is a picture, or a sentence on why there are none. Throws when the signal aborts. */
export async function textsIn(file: Blob, signal: AbortSignal): Promise<string[] | { problem: string }> {
	if (!file.type.startsWith("image/")) return { problem: `This file is not a picture. ${whatToDo}` };
	const pixels = await pixelsOf(file);
	signal.throwIfAborted();
	if (pixels === null) return { problem: `This picture could not be opened: it is damaged, or of a kind that this device cannot show. ${whatToDo}` };
	const texts = await readPicture(pixels, signal);
	if (texts === null) return { problem: "This picture could not be read, as there was too little memory. Nothing was saved. Crop it to the QR code, then try again." };
	if (texts.length > 0) return texts;
	return { problem: "No QR code was found in this picture. Nothing was saved. Take it again from nearer, straight on and sharp, with some white around the code; or paste the link or the secret key." };
}

/** The pixels as the browser shows them, turned as the camera was held; null where it cannot. */
async function pixelsOf(file: Blob): Promise<Pixels | null> {
	const url = URL.createObjectURL(file);
	const image = new Image();
	try {
		image.src = url;
		await image.decode();
		const { naturalWidth: width, naturalHeight: height } = image;
		const scale = Math.min(1, longest / Math.max(width, height), Math.sqrt(most / (width * height)));
		return draw(image, Math.max(1, Math.floor(width * scale)), Math.max(1, Math.floor(height * scale)));
	} catch {
		return null;
	} finally {
		image.src = "";
		URL.revokeObjectURL(url);
	}
}

function draw(image: HTMLImageElement, width: number, height: number): Pixels | null {
	const canvas = createEl("canvas");
	canvas.width = width;
	canvas.height = height;
	const context = canvas.getContext("2d", { willReadFrequently: true });
	if (context === null) return null;
	context.imageSmoothingQuality = "high";
	context.drawImage(image, 0, 0, width, height);
	const { data } = context.getImageData(0, 0, width, height);
	// A picture of a secret stays in no canvas longer than it is needed.
	canvas.width = canvas.height = 0;
	return { width, height, data };
}
