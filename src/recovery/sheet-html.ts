/** A piece of HTML. What is put into one is text, and acts as nothing else. */
export class Html {
	constructor(readonly text: string) {}
}

type Value = string | number | Html | readonly Html[];

/** HTML from a template: strings in it are escaped, pieces stay as they are. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
	return new Html(parts.map((part, at) => part + (at < values.length ? written(values[at] ?? "") : "")).join(""));
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function written(value: Value): string {
	if (value instanceof Html) return value.text;
	if (typeof value === "object") return value.map(({ text }) => text).join("");
	return String(value).replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

/** A text as a string of CSS: whatever is no plain letter or digit is written by its number, with the blank that ends one (CSS Syntax, 4.3.7). */
export function cssString(text: string): string {
	return `"${text.replace(/[^\w ,.]/gu, (sign) => `\\${(sign.codePointAt(0) ?? 32).toString(16)} `)}"`;
}
