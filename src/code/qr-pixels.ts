/** A picture in grey, a byte a pixel, row by row. */
export interface Grey {
	width: number;
	height: number;
	data: Uint8Array;
}

/** A picture as a canvas gives it: red, green, blue and opacity, a byte each. */
export interface Pixels {
	width: number;
	height: number;
	data: Uint8ClampedArray;
}

/** What is transparent is white: pictures of QR codes often have no ground of their own. Weights: ITU-R BT.601. */
export function greyOf({ width, height, data }: Pixels): Grey {
	const grey = new Uint8Array(width * height);
	for (let at = 0, from = 0; at < grey.length; at++, from += 4) {
		const light = 0.299 * (data[from] ?? 0) + 0.587 * (data[from + 1] ?? 0) + 0.114 * (data[from + 2] ?? 0);
		grey[at] = 255 + ((light - 255) * (data[from + 3] ?? 0)) / 255;
	}
	return { width, height, data: grey };
}

/** Smoothly larger or a little smaller, between the middles of the pixels. */
export function scaled(from: Grey, factor: number): Grey {
	const width = Math.floor(from.width * factor);
	const height = Math.floor(from.height * factor);
	const data = new Uint8Array(width * height);
	const columns = stepsOf(from.width, width);
	const rows = stepsOf(from.height, height);
	for (let y = 0, at = 0; y < height; y++) {
		const row = rows.at[y] ?? 0;
		const above = row * from.width;
		const below = Math.min(row + 1, from.height - 1) * from.width;
		const down = rows.part[y] ?? 0;
		for (let x = 0; x < width; x++, at++) {
			const column = columns.at[x] ?? 0;
			const beside = Math.min(column + 1, from.width - 1);
			const across = columns.part[x] ?? 0;
			const top = mixed(from.data[above + column] ?? 0, from.data[above + beside] ?? 0, across);
			data[at] = mixed(top, mixed(from.data[below + column] ?? 0, from.data[below + beside] ?? 0, across), down);
		}
	}
	return { width, height, data };
}

/** For each new place the old one before it, and how far it lies towards the next. */
function stepsOf(from: number, to: number): { at: Int32Array; part: Float32Array } {
	const at = new Int32Array(to);
	const part = new Float32Array(to);
	for (let n = 0; n < to; n++) {
		const place = Math.max(0, ((n + 0.5) * from) / to - 0.5);
		at[n] = Math.floor(place);
		part[n] = place - Math.floor(place);
	}
	return { at, part };
}

function mixed(a: number, b: number, part: number): number {
	return a + (b - a) * part;
}

/** An unsharp mask: what differs from the mean around it differs by 2.5 times as much. `radius` is in pixels. */
export function sharpened({ width, height, data }: Grey, radius: number): Grey {
	const soft = blurred(blurred(data, width, height, 1, width, radius), height, width, width, 1, radius);
	const sharp = new Uint8Array(data.length);
	for (let at = 0; at < data.length; at++) {
		const own = data[at] ?? 0;
		sharp[at] = Math.max(0, Math.min(255, own + 1.5 * (own - (soft[at] ?? 0))));
	}
	return { width, height, data: sharp };
}

/** The mean along lines: `length` places a line, `step` apart, in `lines` lines that begin `next` apart. */
function blurred(data: Uint8Array, length: number, lines: number, step: number, next: number, radius: number): Uint8Array {
	const soft = new Uint8Array(data.length);
	const place = (start: number, n: number) => data[start + Math.max(0, Math.min(length - 1, n)) * step] ?? 0;
	for (let line = 0; line < lines; line++) {
		const start = line * next;
		let sum = 0;
		for (let n = -radius; n <= radius; n++) sum += place(start, n);
		for (let n = 0; n < length; n++) {
			soft[start + n * step] = sum / (2 * radius + 1);
			sum += place(start, n + radius + 1) - place(start, n - radius);
		}
	}
	return soft;
}
