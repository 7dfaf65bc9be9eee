import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { greyOf, scaled, sharpened, type Pixels } from "../../src/code/qr-pixels";
import { readQr } from "../../src/code/qr-read";

const link = "otpauth://totp/GitHub:mara%40example.org?secret=JBSWY3DPEHPK3PXP&issuer=GitHub";
const installed = spawnSync("qrencode", ["--version"]).status === 0;

/** What qrencode draws, a character a module, as pixels: dark and light as given, `size` pixels a module. */
function drawn(text: string, { size = 4, dark = [0, 0, 0, 255], light = [255, 255, 255, 255] } = {}): Pixels {
	const rows = execFileSync("qrencode", ["-t", "ASCIIi", "-m", "4", "-o", "-", text], { encoding: "utf8" }).split("\n").filter((row) => row !== "");
	// Two characters a module; inverted, so that a space is dark.
	const width = ((rows[0]?.length ?? 0) / 2) * size;
	const height = rows.length * size;
	const data = new Uint8ClampedArray(width * height * 4);
	for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data.set(rows[Math.floor(y / size)]?.charAt(Math.floor(x / size) * 2) === " " ? dark : light, (y * width + x) * 4);
	return { width, height, data };
}

/** Pictures side by side on white. */
function beside(...pictures: Pixels[]): Pixels {
	const width = pictures.reduce((sum, each) => sum + each.width, 0);
	const height = Math.max(...pictures.map((each) => each.height));
	const data = new Uint8ClampedArray(width * height * 4).fill(255);
	let left = 0;
	for (const each of pictures) {
		for (let y = 0; y < each.height; y++) data.set(each.data.subarray(y * each.width * 4, (y + 1) * each.width * 4), (y * width + left) * 4);
		left += each.width;
	}
	return { width, height, data };
}

describe.skipIf(!installed)("reading what qrencode drew", () => {
	it.each<[string, Parameters<typeof drawn>[1]]>([
		["black on white", {}],
		["white on black", { dark: [255, 255, 255, 255], light: [0, 0, 0, 255] }],
		["black on nothing", { light: [0, 0, 0, 0] }],
		["dark grey on grey", { dark: [70, 70, 70, 255], light: [120, 120, 120, 255] }],
		["blue on yellow", { dark: [30, 30, 160, 255], light: [255, 220, 60, 255] }],
		["at two pixels a module", { size: 2 }],
		["at twelve pixels a module", { size: 12 }],
	])("gives its text: %s", async (_how, how) => expect(await readQr(drawn(link, how))).toEqual([link]));

	it("gives every text of a picture, and one that stands twice once", async () => {
		const texts = [link, "WIFI:T:WPA;S:Guests;P:welcome;;", link.replaceAll("GitHub", "Größe")];
		expect((await readQr(beside(...texts.map((text) => drawn(text)), drawn(link)))).sort()).toEqual([...texts].sort());
	});

	it("stops between two attempts", async () => {
		let pauses = 0;
		const pause = (): Promise<void> => (++pauses > 2 ? Promise.reject(new Error("stopped")) : Promise.resolve());
		await expect(readQr({ width: 300, height: 300, data: new Uint8ClampedArray(360_000).fill(200) }, pause)).rejects.toThrow("stopped");
		expect(pauses).toBe(3);
	});
});

describe("a picture without a QR code", () => {
	it.each([[1, 1], [20, 900], [300, 300]])("gives nothing: %i by %i pixels", async (width, height) => {
		// Noise by Knuth's generator, the same each time.
		let last = 1;
		const data = Uint8ClampedArray.from({ length: width * height * 4 }, () => (last = (Math.imul(last, 1664525) + 1013904223) >>> 0) >>> 24);
		expect(await readQr({ width, height, data })).toEqual([]);
	});
});

describe("pixels", () => {
	const ramp = { width: 4, height: 2, data: Uint8Array.from([0, 40, 80, 120, 0, 40, 80, 120]) };

	it("are grey by how light a colour looks, and white where there is nothing", () => {
		const colours = [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 0, 0, 0, 0, 0, 0, 0, 51];
		expect([...greyOf({ width: 5, height: 1, data: Uint8ClampedArray.from(colours) }).data]).toEqual([76, 149, 29, 255, 204]);
	});

	it("are scaled smoothly", () => {
		expect(scaled(ramp, 2)).toMatchObject({ width: 8, height: 4 });
		expect([...scaled(ramp, 2).data.slice(0, 8)]).toEqual([0, 10, 30, 50, 70, 90, 110, 120]);
		expect(scaled(ramp, 0.5)).toEqual({ width: 2, height: 1, data: Uint8Array.from([20, 100]) });
	});

	it("keep an even ground when sharpened, and part what meets", () => {
		const flat = { width: 9, height: 9, data: new Uint8Array(81).fill(90) };
		expect(sharpened(flat, 2).data).toEqual(flat.data);
		const edge = { width: 8, height: 1, data: Uint8Array.from([90, 90, 90, 90, 150, 150, 150, 150]) };
		expect([...sharpened(edge, 1).data]).toEqual([90, 90, 90, 60, 180, 150, 150, 150]);
	});
});

/** Not installed: then at least the stored pictures, by a reader of the few PNG that qrencode writes (one bit a pixel, no filter). */
describe("reading a stored picture", () => {
	it("gives its text", async () => {
		const file = readFileSync(path.resolve(import.meta.dirname, "fixtures/qr/github.png"));
		const width = file.readUInt32BE(16);
		const chunks: Buffer[] = [];
		for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) if (file.toString("latin1", at + 4, at + 8) === "IDAT") chunks.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
		const rows = inflateSync(Buffer.concat(chunks));
		const stride = Math.ceil(width / 8) + 1;
		const data = new Uint8ClampedArray(width * width * 4).fill(255);
		for (let y = 0; y < width; y++) for (let x = 0; x < width; x++) data.fill((rows[y * stride + 1 + (x >> 3)] ?? 0) & (128 >> (x & 7)) ? 255 : 0, (y * width + x) * 4, (y * width + x) * 4 + 3);
		expect(rows.filter((_, at) => at % stride === 0).every((filter) => filter === 0)).toBe(true);
		expect(await readQr({ width, height: width, data })).toEqual([link]);
	});
});
