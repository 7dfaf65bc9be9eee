// In the page: four readers on the same pictures.
import jsQR from "jsqr";
import { decodeQRBatch } from "qr/decode.js";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import { readQr } from "../../src/code/qr-read";
import { kinds, picture } from "./qr-pictures.js";

const readers = {
	ours: (pixels) => readQr(pixels),
	qr: async ({ width, height, data }) => (await decodeQRBatch([{ width, height, data }], { format: "RGBA", maxSize: { width, height } }))[0].filter((each) => typeof each === "string"),
	jsqr: async ({ width, height, data }) => [jsQR(data, width, height, { inversionAttempts: "attemptBoth" })?.data].filter((each) => each !== undefined && each !== ""),
	"zxing-wasm": async ({ width, height, data }) =>
		(await readBarcodes(new ImageData(data, width, height), { formats: ["QRCode"], tryHarder: true, tryRotate: true, tryInvert: true, maxNumberOfSymbols: 20 })).filter(({ isValid }) => isValid).map(({ text }) => text),
};

globalThis.prepareReaders = async (wasm) => {
	await prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(atob(wasm), (letter) => letter.charCodeAt(0)).buffer }, fireImmediately: true });
};

/** Per kind: how many codes there were, and for each reader how many it read, how many falsely, and its times in milliseconds. */
globalThis.compareReaders = async (set, seed, each, codes) => {
	const table = [];
	for (const [index, [kind, sets]] of Object.entries(kinds).entries()) {
		const row = { kind, codes: 0, readers: Object.fromEntries(Object.keys(readers).map((name) => [name, { read: 0, wrong: 0, times: [] }])) };
		table.push(row);
		for (let n = 0; n < each; n++) {
			const { texts, ...pixels } = await picture(sets[set], codes, seed + index * 1000 + n);
			row.codes += texts.length;
			for (const [name, read] of Object.entries(readers)) {
				const before = performance.now();
				const found = new Set(await read(pixels));
				row.readers[name].times.push(performance.now() - before);
				row.readers[name].read += texts.filter((text) => found.has(text)).length;
				row.readers[name].wrong += [...found].filter((text) => !texts.includes(text)).length;
			}
		}
	}
	return table;
};

globalThis.drawPicture = async (set, kind, seed, codes) => {
	const { width, height, data } = await picture(kinds[kind][set], codes, seed);
	const canvas = Object.assign(document.createElement("canvas"), { width, height });
	canvas.getContext("2d").putImageData(new ImageData(data, width, height), 0, 0);
	return canvas.toDataURL();
};
globalThis.pictureKinds = Object.keys(kinds);
