/** Paths, YAML, searches: the functions of the `obsidian` module that work on text. */
import { parse, stringify } from "yaml";

export function normalizePath(path: string): string {
	const clean = path.replace(/[\\/]+/g, "/").replace(/^\/+|\/+$/g, "").replace(/\u00A0|\u202F/g, " ").normalize("NFC");
	return clean === "" ? "/" : clean;
}

/** Errors are thrown; warnings, as of a list as a key, stay unsaid. */
export const parseYaml = (text: string): unknown => parse(text, { logLevel: "error" }) as unknown;
export const stringifyYaml = (value: unknown): string => stringify(value);

export interface FrontMatterInfo {
	exists: boolean;
	frontmatter: string;
	from: number;
	to: number;
	contentStart: number;
}

export function getFrontMatterInfo(content: string): FrontMatterInfo {
	const open = /^\uFEFF?---[ \t]*\r?\n/.exec(content);
	const close = open && /^---[ \t]*(\r?\n|$)/m.exec(content.slice(open[0].length));
	if (!open || !close) return { exists: false, frontmatter: "", from: 0, to: 0, contentStart: 0 };
	const from = open[0].length;
	const to = from + close.index;
	return { exists: true, frontmatter: content.slice(from, to), from, to, contentStart: to + close[0].length };
}

type Front = Record<string, unknown>;
const isFront = (value: unknown): value is Front => typeof value === "object" && value !== null && !Array.isArray(value);

/** The frontmatter as the app's cache has it: absent when the YAML is invalid or is not a map. */
export function readFrontmatter(content: string): Front | undefined {
	const info = getFrontMatterInfo(content);
	if (!info.exists) return undefined;
	try {
		const value = parseYaml(info.frontmatter);
		return isFront(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** The note with its frontmatter written anew, as lossy as the app: comments and quotes go, long values are folded. */
export function rewriteFrontmatter(content: string, change: (frontmatter: Front) => void): string {
	const info = getFrontMatterInfo(content);
	const before = info.exists ? parseYaml(info.frontmatter) : {};
	const front = isFront(before) ? before : {};
	const result: unknown = change(front);
	if (result instanceof Promise) throw new TypeError("The callback of processFrontMatter must not be async.");
	const body = content.slice(info.contentStart).replace(/^\uFEFF/, "");
	const mark = content.startsWith("\uFEFF") ? "\uFEFF" : "";
	return Object.keys(front).length === 0 ? mark + body : `${mark}---\n${stringifyYaml(front)}---\n${body}`;
}

export function parseFrontMatterEntry(frontmatter: unknown, key: string | RegExp): unknown {
	if (!isFront(frontmatter)) return null;
	const name = Object.keys(frontmatter).find((one) => (typeof key === "string" ? one === key : key.test(one)));
	return name === undefined ? null : (frontmatter[name] ?? null);
}

export function parseFrontMatterStringArray(frontmatter: unknown, key: string | RegExp): string[] | null {
	const value = parseFrontMatterEntry(frontmatter, key);
	if (Array.isArray(value)) return value.filter((one) => one !== null).map(String);
	return typeof value === "string" ? value.split(",").map((one) => one.trim()).filter(Boolean) : null;
}

export function parseFrontMatterTags(frontmatter: unknown): string[] | null {
	const tags = parseFrontMatterStringArray(frontmatter, /^tags?$/i);
	return tags && tags.flatMap((tag) => tag.split(/[\s,]+/)).filter(Boolean).map((tag) => (tag.startsWith("#") ? tag : `#${tag}`));
}

export function parseLinktext(linktext: string): { path: string; subpath: string } {
	const at = linktext.indexOf("#");
	return at < 0 ? { path: linktext, subpath: "" } : { path: linktext.slice(0, at), subpath: linktext.slice(at) };
}

export const getLinkpath = (linktext: string): string => parseLinktext(linktext).path;

export interface SearchResult {
	score: number;
	matches: [number, number][];
}

/** Every word of the query must stand in the text. */
export function prepareSimpleSearch(query: string): (text: string) => SearchResult | null {
	const words = query.toLowerCase().split(/\s+/).filter(Boolean);
	return (text) => {
		const low = text.toLowerCase();
		const places = words.map((word) => low.indexOf(word));
		if (places.includes(-1)) return null;
		const matches = words.map((word, index): [number, number] => [places[index] ?? 0, (places[index] ?? 0) + word.length]);
		return { score: -(places[0] ?? 0), matches };
	};
}

/** Every letter of the query must stand in the text, in order; together and early is better. */
export function prepareFuzzySearch(query: string): (text: string) => SearchResult | null {
	const letters = [...query.toLowerCase().replace(/\s+/g, "")];
	const simple = prepareSimpleSearch(query);
	return (text) => {
		const whole = simple(text);
		if (whole) return whole;
		const low = text.toLowerCase();
		const matches: [number, number][] = [];
		let at = 0;
		for (const letter of letters) {
			const found = low.indexOf(letter, at);
			if (found < 0) return null;
			const last = matches.at(-1);
			if (last && last[1] === found) last[1]++;
			else matches.push([found, found + 1]);
			at = found + 1;
		}
		return { score: -100 * matches.length - (matches[0]?.[0] ?? 0), matches };
	};
}

export function sortSearchResults(results: { match: SearchResult }[]): void {
	results.sort((a, b) => b.match.score - a.match.score);
}

export function renderMatches(el: HTMLElement | DocumentFragment, text: string, matches: [number, number][] | null, offset = 0): void {
	let at = 0;
	for (const [from, to] of [...(matches ?? [])].sort((a, b) => a[0] - b[0])) {
		if (to - offset <= at) continue;
		const start = Math.max(from - offset, at);
		el.appendText(text.slice(at, start));
		el.createSpan({ cls: "suggestion-highlight", text: text.slice(start, to - offset) });
		at = to - offset;
	}
	el.appendText(text.slice(at));
}

export const renderResults = (el: HTMLElement, text: string, result: SearchResult, offset?: number): void => renderMatches(el, text, result.matches, offset);
