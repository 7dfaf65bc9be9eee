import nodes from "lucide-static/icon-nodes.json";
import { note } from "./watch";

type Shape = [tag: string, attributes: Record<string, string>];
const lucide = nodes as unknown as Record<string, Shape[] | undefined>;
const added = new Map<string, string>();
const space = "http://www.w3.org/2000/svg";

export const getIconIds = (): string[] => [...Object.keys(lucide).map((id) => `lucide-${id}`), ...added.keys()];
export const addIcon = (id: string, svgContent: string): void => void added.set(id, svgContent);
export const removeIcon = (id: string): void => void added.delete(id);

/** An icon of Lucide 0.446.0, which the app has, or one that was added; null when there is none. */
export function getIcon(id: string): SVGSVGElement | null {
	const name = id.replace(/^lucide-/, "");
	const own = added.get(id);
	const shapes = lucide[name];
	if (own === undefined && !shapes) return null;
	const svg = document.createElementNS(space, "svg");
	svg.setAttrs({ width: 24, height: 24, viewBox: own === undefined ? "0 0 24 24" : "0 0 100 100", fill: "none", stroke: "currentColor" });
	svg.setAttrs({ "stroke-width": 2, "stroke-linecap": "round", "stroke-linejoin": "round" });
	svg.addClass("svg-icon", own === undefined ? `lucide-${name}` : id);
	if (own !== undefined) svg.innerHTML = own;
	for (const [tag, attributes] of shapes ?? []) {
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
