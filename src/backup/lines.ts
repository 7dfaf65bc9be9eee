/** Marks a code as used where the pasted text said so by its form alone. */
const used = " (used)";

/** The lines of what was pasted: of a list in JSON its texts, of HTML what a page would show, else the text as it is. */
export function linesOf(pasted: string): string[] {
	const text = textOf(pasted.trim());
	// What cannot be seen cannot be part of a code: marks of direction, of joining, of colour.
	return text.split(/[\r\n\v\f\u0085\u2028\u2029]+/).map((line) => line.replace(/[\p{Cf}\ufe0f]/gu, "").replace(/^(?:\s*>)+\s/, "").trim()).filter((line) => /[\p{L}\p{N}]/u.test(line));
}

function textOf(text: string): string {
	if (/^[[{][^]*[\]}]$/.test(text)) return fromJson(text)?.join("\n") ?? text;
	return /<\/?(?:li|ul|ol|p|div|td|tr|br|code|pre|span|s|del|b|strong)\b[^<>]*>/i.test(text) ? fromHtml(text) : text;
}

function fromJson(text: string): string[] | null {
	try {
		return textsIn(JSON.parse(text), "");
	} catch {
		return null;
	}
}

/** The texts of a value, each behind its key where it has one: `code: 1234`. Numbers too long to be read exactly are none. */
function textsIn(value: unknown, key: string): string[] {
	if (typeof value === "string" || Number.isSafeInteger(value)) return [key === "" ? String(value) : `${key}: ${String(value)}`];
	if (Array.isArray(value)) return value.flatMap((item) => textsIn(item, ""));
	if (typeof value !== "object" || value === null) return [];
	const pairs = Object.entries(value);
	const texts = pairs.filter(([name]) => !saysUsed.test(name)).flatMap(([name, inner]) => textsIn(inner, name));
	return pairs.some(([name, inner]) => saysUsed.test(name) && Boolean(inner)) ? texts.map((each) => each + used) : texts;
}

const saysUsed = /^(?:is_?)?(?:used|redeemed|consumed)(?:_?(?:at|on))?$/i;

const entities: Record<string, string> = { nbsp: "\u00a0", amp: "&", lt: "<", gt: ">", quot: "\"", apos: "'", ndash: "–", mdash: "—", bull: "•", check: "✓" };

function fromHtml(html: string): string {
	let shown = withPairs(html, /<!--/g, /-->/g, () => "");
	for (const tag of ["script", "style", "head"]) shown = withTags(shown, tag, () => "");
	// Line ends in the source of a page are blanks on it.
	shown = withTags(shown, "pre", (inner) => `<br>${inner.replace(/\r\n?|\n/g, "<br>")}<br>`).replace(/\s+/g, (blanks) => (/[\r\n]/.test(blanks) ? " " : blanks));
	for (const tag of ["s", "del", "strike"]) shown = withTags(shown, tag, (inner) => inner + used);
	return shown
		.replace(/<\/?(?:li|ul|ol|p|div|tr|br|h\d|pre|table|dd|dt)\b[^<>]*>/gi, "\n")
		.replace(/<\/?t[dh]\b[^<>]*>/gi, "\t")
		.replace(/<[^<>]*>/g, "")
		.replace(/&#(\d{2,6});/g, (_, number: string) => String.fromCodePoint(Math.min(Number(number), 0x10ffff)))
		.replace(/&(\w+);/g, (whole, name: string) => entities[name.toLowerCase()] ?? whole);
}

function withTags(html: string, tag: string, put: (inner: string) => string): string {
	return withPairs(html, new RegExp(`<${tag}\\b[^<>]*>`, "gi"), new RegExp(`</${tag}>`, "gi"), put);
}

/** A text with something else in the place of all that stands between a beginning and its end. Where one has no end, none behind it has. */
function withPairs(text: string, begins: RegExp, ends: RegExp, put: (inner: string) => string): string {
	const made: string[] = [];
	let at = 0;
	for (let begin = begins.exec(text); begin !== null; begin = begins.exec(text)) {
		ends.lastIndex = begins.lastIndex;
		const end = ends.exec(text);
		if (end === null) break;
		made.push(text.slice(at, begin.index), put(text.slice(begins.lastIndex, end.index)));
		at = begins.lastIndex = ends.lastIndex;
	}
	return made.join("") + text.slice(at);
}
