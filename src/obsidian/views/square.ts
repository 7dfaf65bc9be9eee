import { squareOf } from "../../code/square";

/** Draws a QR: dark on white in every theme, for the scanner. Says so where the text is too long for one. */
export function drawSquare(parent: HTMLElement, text: string): void {
	const square = squareOf(text, "M");
	if ("problem" in square) {
		parent.createEl("p", { cls: "tfn-wrong", text: square.problem });
		return;
	}
	const el = parent.createDiv({ cls: "tfn-qr" });
	el.createSpan({ cls: "tfn-said", text: "QR code of this account" });
	const svg = el.createSvg("svg", { attr: { viewBox: `0 0 ${square.size} ${square.size}`, "shape-rendering": "crispEdges", "aria-hidden": "true" } });
	svg.createSvg("path", { attr: { d: square.path } });
}
