import type { Node, Scalar } from "./tree";

/** A code as it stands in the note: in which scalar, and on which of its lines that are not empty. */
export interface Item {
	text: string;
	scalar: Scalar;
	line: number;
}

/** The codes of a property: the items of its list, or the lines of its text. Empty ones are left out. */
export function codeItems(value: Node): Item[] {
	return textNodes(value).flatMap((scalar) => filledLines(scalar.value).map((text, line) => ({ text, scalar, line })));
}

/** The lines of a text that are not empty, without the blanks around them. */
export function filledLines(value: string): string[] {
	return value.split("\n").map((line) => line.trim()).filter((line) => line !== "");
}

/** The scalars that a property's value consists of; aliases stand for what they name. */
export function textNodes(value: Node): Scalar[] {
	const node = resolved(value);
	if (node?.kind === "scalar") return [node];
	if (node?.kind !== "list") return [];
	return node.items.map(resolved).filter((item) => item?.kind === "scalar");
}

/** The node itself, or what an alias names. */
export function resolved(node: Node): Exclude<Node, { kind: "alias" }> | null {
	if (node.kind !== "alias") return node;
	return node.target?.kind === "alias" ? null : node.target;
}
