// In the page: pictures of QR codes as people have them, made of what qrencode drew. Chance is seeded: every run makes the same ones.

/** What is done to the pictures of each kind. `tuned`: what the ladder was chosen by. `apart`: other amounts, fixed before the ladder was tried on them. */
export const kinds = {
	"plain, 1 to 3 pixels a module": { tuned: { module: [1, 3] }, apart: { module: [1.2, 2.6] } },
	"plain, 4 to 9 pixels a module": { tuned: { module: [4, 9] }, apart: { module: [3.4, 10] } },
	"turned": { tuned: { module: [3, 7], turn: [3, 180] }, apart: { module: [2.5, 6], turn: [5, 175] } },
	"cut at the edge of the code": { tuned: { module: [3, 7], quiet: 0 }, apart: { module: [2.5, 6], quiet: 1 } },
	"blurred": { tuned: { module: [4, 8], blur: [0.3, 0.7] }, apart: { module: [5, 9], blur: [0.35, 0.65] } },
	"seen from the side": { tuned: { module: [4, 7], tilt: [0.1, 0.35], turn: [0, 30] }, apart: { module: [4.5, 8], tilt: [0.15, 0.4], turn: [0, 60] } },
	"off a screen (moiré)": { tuned: { module: [4, 8], tilt: [0, 0.15], moire: [0.3, 0.7], blur: [0.05, 0.15] }, apart: { module: [5, 9], tilt: [0.02, 0.2], moire: [0.4, 0.8], blur: [0.03, 0.12] } },
	"with glare": { tuned: { module: [4, 8], tilt: [0, 0.15], glare: [0.3, 0.7], blur: [0.05, 0.15] }, apart: { module: [4, 9], tilt: [0.02, 0.2], glare: [0.4, 0.8], blur: [0.03, 0.12] } },
	"noisy": { tuned: { module: [3, 7], noise: [20, 60] }, apart: { module: [3.5, 8], noise: [25, 70] } },
	"in low light": { tuned: { module: [4, 8], light: [0.1, 0.3], noise: [4, 12], blur: [0.1, 0.3] }, apart: { module: [4.5, 9], light: [0.08, 0.25], noise: [3, 10], blur: [0.1, 0.25] } },
	"JPEG of low quality": { tuned: { module: [3, 6], jpeg: [0.05, 0.3] }, apart: { module: [2.5, 7], jpeg: [0.04, 0.25] } },
	"photograph, some of all": { tuned: { module: [5, 10], tilt: [0.05, 0.25], turn: [0, 20], blur: [0.15, 0.35], glare: [0, 0.3], noise: [3, 12], light: [0.4, 0.9], jpeg: [0.4, 0.8] }, apart: { module: [4, 11], tilt: [0.05, 0.3], turn: [0, 45], blur: [0.12, 0.4], glare: [0, 0.4], noise: [4, 15], light: [0.3, 0.95], jpeg: [0.3, 0.85] } },
	"six in one picture": { tuned: { module: [3, 5], several: 6 }, apart: { module: [2.6, 6], several: 6 } },
	"no QR code": { tuned: { none: true, noise: [5, 40] }, apart: { none: true, noise: [10, 60] } },
};

function chanceOf(seed) {
	let state = seed >>> 0;
	// mulberry32
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), state | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

/** Homography that takes the unit square to four points (Heckbert 1989), inverted: from the picture to the code. */
function inverseOf([[x0, y0], [x1, y1], [x2, y2], [x3, y3]]) {
	const dx1 = x1 - x2, dx2 = x3 - x2, dx3 = x0 - x1 + x2 - x3;
	const dy1 = y1 - y2, dy2 = y3 - y2, dy3 = y0 - y1 + y2 - y3;
	const den = dx1 * dy2 - dx2 * dy1;
	const g = (dx3 * dy2 - dx2 * dy3) / den, h = (dx1 * dy3 - dx3 * dy1) / den;
	const [a, b, c, d, e, f] = [x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0];
	const m = [e - f * h, c * h - b, b * f - c * e, f * g - d, a - c * g, c * d - a * f, d * h - e * g, b * g - a * h, a * e - b * d];
	return (x, y) => {
		const w = m[6] * x + m[7] * y + m[8];
		return [(m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w];
	};
}

/** The light of one code seen so, into `light`; several rays a pixel. */
function cast(light, width, height, rows, corners, quiet, moire, phase) {
	const side = rows.length + 2 * quiet;
	const inverse = inverseOf(corners);
	const rays = moire > 0 ? 1 : 4;
	const [left, right] = [Math.min(...corners.map(([x]) => x)), Math.max(...corners.map(([x]) => x))];
	const [top, bottom] = [Math.min(...corners.map(([, y]) => y)), Math.max(...corners.map(([, y]) => y))];
	for (let y = Math.max(0, Math.floor(top)); y < Math.min(height, Math.ceil(bottom)); y++)
		for (let x = Math.max(0, Math.floor(left)); x < Math.min(width, Math.ceil(right)); x++) {
			let sum = 0;
			for (let ray = 0; ray < rays * rays; ray++) {
				const [u, v] = inverse(x + ((ray % rays) + 0.5) / rays, y + (Math.floor(ray / rays) + 0.5) / rays);
				if (u < 0 || u >= 1 || v < 0 || v >= 1) {
					sum += light[y * width + x];
					continue;
				}
				const dark = rows[Math.floor(v * side - quiet)]?.[Math.floor(u * side - quiet)] === "1";
				// A screen's lines of light, close to one a pixel of the camera.
				const lines = moire * (0.5 + 0.5 * Math.cos(phase + u * (right - left) * 2 * Math.PI * 0.93)) * (0.7 + 0.3 * Math.cos(v * (bottom - top) * 2 * Math.PI * 0.96));
				sum += dark ? 25 : 245 * (1 - lines);
			}
			light[y * width + x] = sum / (rays * rays);
		}
}

function softened(light, width, height, sigma) {
	if (sigma < 0.15) return light;
	const reach = Math.ceil(sigma * 3);
	const weights = Array.from({ length: 2 * reach + 1 }, (_, n) => Math.exp(-((n - reach) ** 2) / (2 * sigma * sigma)));
	const all = weights.reduce((sum, each) => sum + each, 0);
	const along = (from, dx, dy) => {
		const to = new Float32Array(from.length);
		for (let y = 0; y < height; y++)
			for (let x = 0; x < width; x++) {
				let sum = 0;
				for (let n = -reach; n <= reach; n++) sum += weights[n + reach] * from[Math.min(height - 1, Math.max(0, y + n * dy)) * width + Math.min(width - 1, Math.max(0, x + n * dx))];
				to[y * width + x] = sum / all;
			}
		return to;
	};
	return along(along(light, 1, 0), 0, 1);
}

async function throughJpeg(canvas, quality) {
	const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
	const image = await createImageBitmap(blob);
	canvas.getContext("2d").drawImage(image, 0, 0);
}

/** One picture: its pixels and the texts in it. `codes` are { text, rows }, rows of 0 and 1. */
export async function picture(how, codes, seed) {
	const chance = chanceOf(seed);
	const between = (range) => (range === undefined ? 0 : range[0] + (range[1] - range[0]) * chance());
	const count = how.none ? 0 : (how.several ?? 1);
	const chosen = Array.from({ length: count }, () => codes[Math.floor(chance() * codes.length)]);
	const module = between(how.module) || 5;
	const quiet = how.quiet ?? 4;
	const largest = Math.max(300, ...chosen.map(({ rows }) => (rows.length + 2 * quiet) * module));
	const cell = largest * 1.5;
	const width = Math.ceil(cell * (count > 1 ? 3 : 1)), height = Math.ceil(cell * (count > 1 ? 2 : 1));
	// A ground that is neither black nor white; a code cut at its edge has none.
	let light = new Float32Array(width * height).fill(how.quiet === undefined ? 215 : 60);
	for (let n = 0; n < (how.none ? 60 : 0); n++) {
		const [x, y, w, h, value] = [chance() * width, chance() * height, 8 + chance() * 60, 8 + chance() * 60, chance() * 255].map(Math.floor);
		for (let row = y; row < Math.min(height, y + h); row++) light.fill(value, row * width + x, row * width + Math.min(width, x + w));
	}
	const moire = between(how.moire);
	for (const [index, { rows }] of chosen.entries()) {
		const side = ((rows.length + 2 * quiet) * module) / 2;
		const [cx, cy] = [cell * ((index % 3) + 0.5) + chance(), cell * (Math.floor(index / 3) + 0.5) + chance()];
		const angle = (between(how.turn) * Math.PI) / 180, tilt = between(how.tilt), way = chance() * 2 * Math.PI;
		const corners = [[-side, -side], [side, -side], [side, side], [-side, side]].map(([x, y]) => {
			// A plane tilted by `tilt` towards `way`, seen from 3 sides away.
			const depth = 1 + tilt * ((x * Math.cos(way) + y * Math.sin(way)) / side);
			return [cx + (x * Math.cos(angle) - y * Math.sin(angle)) / depth, cy + (x * Math.sin(angle) + y * Math.cos(angle)) / depth];
		});
		cast(light, width, height, rows, corners, quiet, moire, chance() * 6);
	}
	light = softened(light, width, height, between(how.blur) * module);
	const [glare, gx, gy] = [between(how.glare), width * (0.3 + 0.4 * chance()), height * (0.3 + 0.4 * chance())];
	const [dim, noise] = [between(how.light) || 1, between(how.noise)];
	const canvas = Object.assign(document.createElement("canvas"), { width, height });
	const context = canvas.getContext("2d", { willReadFrequently: true });
	const image = context.createImageData(width, height);
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const at = y * width + x;
			const shine = glare * Math.exp(-((x - gx) ** 2 + (y - gy) ** 2) / (2 * (largest * 0.22) ** 2));
			const shade = dim * (1 - (how.light === undefined ? 0 : 0.35 * (x / width)));
			const value = (light[at] + (255 - light[at]) * shine) * shade;
			for (let channel = 0; channel < 3; channel++) image.data[at * 4 + channel] = value + noise * (chance() + chance() + chance() - 1.5);
			image.data[at * 4 + 3] = 255;
		}
	context.putImageData(image, 0, 0);
	if (how.jpeg !== undefined) await throughJpeg(canvas, between(how.jpeg));
	const { data } = context.getImageData(0, 0, width, height);
	return { width, height, data, texts: [...new Set(chosen.map(({ text }) => text))] };
}
