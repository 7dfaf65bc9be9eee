import type { BitMatrix } from "qrcode";
import { create } from "qrcode/lib/core/qrcode.js";

/** The light border in modules that readers need. ISO/IEC 18004. */
const quiet = 4;

/**
 * A QR code as SVG path data of its dark modules, one unit a module. `size` is the side with the light border around it, so
 * the view box is `0 0 size size`. Level M is for screens, Q or H for paper.
 */
export function squareOf(text: string, level: "L" | "M" | "Q" | "H"): { size: number; path: string } | { problem: string } {
	if (text === "") return { problem: "There is nothing to show as a QR code." };
	try {
		const { modules } = create(text, { errorCorrectionLevel: level });
		return { size: modules.size + 2 * quiet, path: pathOf(modules) };
	} catch {
		// With a text and a level given, qrcode throws for its length alone.
		return { problem: "This is too long for a QR code. Shorten the service or user name, or copy the text instead." };
	}
}

function pathOf(modules: BitMatrix): string {
	let path = "";
	for (let y = 0; y < modules.size; y++) {
		for (let x = 0; x < modules.size; x++) {
			if (!modules.get(y, x)) continue;
			const from = x;
			while (x < modules.size && modules.get(y, x)) x++;
			path += `M${from + quiet} ${y + quiet}h${x - from}v1h${from - x}z`;
		}
	}
	return path;
}
