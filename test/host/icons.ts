import nodes from "lucide-static/icon-nodes.json";
import { note } from "./watch";

type Shape = [tag: string, attributes: Record<string, string>];
const lucide = nodes as unknown as Record<string, Shape[] | undefined>;
const space = "http://www.w3.org/2000/svg";

/** An icon of Lucide 0.446.0, which the app has; null when there is none. */
export function getIcon(id: string): SVGSVGElement | null {
	const name = id.replace(/^lucide-/, "");
	const shapes = lucide[name];
	if (!shapes) return null;
	const svg = document.createElementNS(space, "svg");
	svg.setAttrs({ width: 24, height: 24, viewBox: "0 0 24 24", fill: "none", stroke: "currentColor" });
	svg.setAttrs({ "stroke-width": 2, "stroke-linecap": "round", "stroke-linejoin": "round" });
	svg.addClass("svg-icon", `lucide-${name}`);
	for (const [tag, attributes] of shapes) {
		const el = document.createElementNS(space, tag);
		el.setAttrs(attributes);
		svg.appendChild(el);
	}
	return svg;
}

export function setIcon(parent: HTMLElement, id: string): void {
	parent.empty();
	const icon = getIcon(id);
	if (icon) parent.appendChild(icon);
	else note("misuse", `There is no icon "${id}": nothing is drawn.`);
}
