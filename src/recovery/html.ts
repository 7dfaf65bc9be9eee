import { digestOf } from "../note/digest";
import type { Kept } from "./archive";

/** What the page is made of: the function it shares with the plugin, and its own script, style and markup. */
export interface PageParts {
	shared: () => unknown;
	script: string;
	style: string;
	markup: string;
}

/** How every recovery page begins. */
export const pageStart = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Two-Factor Notes: recovery</title>
`;
const before = '<script class="tfn-notes-inside" type="application/json">';

/**
 * The recovery page: one file that needs nothing else. `notes` are carried inside, as they stand: what is not encrypted in them is
 * not encrypted here. Equal parts and notes give equal bytes.
 */
export function recoveryPage({ shared, script, style, markup }: PageParts, notes: readonly Kept[]): string {
	const program = `(() => {\n"use strict";\nconst sharedWithPlugin = ${shared.toString()};\n${script}})();`;
	// Workers are made of the page's own text, and derive keys in WebAssembly.
	const policy = ["default-src 'none'", `script-src '${hashOf(program)}' 'wasm-unsafe-eval'`, `style-src '${hashOf(style)}'`, "worker-src blob:", "base-uri 'none'", "form-action 'none'"];
	return `${pageStart}<meta http-equiv="Content-Security-Policy" content="${policy.join("; ")}">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<style>${style}</style>
${markup}${before}${jsonOf(notes)}</script>
<script>${program}</script>
`;
}

/** The notes that a page carries; none where it is no page of ours. */
export function notesInside(page: string): Kept[] {
	const from = page.indexOf(before) + before.length;
	return page.startsWith(pageStart) && from > before.length ? readNotes(page.slice(from, page.indexOf("</script>", from))) : [];
}

/** The notes of such a list; none where it is not one. */
export function readNotes(json: string): Kept[] {
	try {
		const notes: unknown = JSON.parse(json);
		return Array.isArray(notes) ? notes.filter(isKept) : [];
	} catch {
		return [];
	}
}

function isKept(note: unknown): note is Kept {
	return typeof note === "object" && note !== null && "path" in note && typeof note.path === "string" && "text" in note && typeof note.text === "string";
}

/** Without `<`, which alone could end the element that holds it. */
function jsonOf(notes: readonly Kept[]): string {
	return JSON.stringify(notes.map(({ path, text }) => ({ path, text }))).replaceAll("<", "\\u003c");
}

/** CSP Level 3, section 2.3.1: of the text between the tags. */
function hashOf(text: string): string {
	return `sha256-${btoa(String.fromCharCode(...digestOf(text)))}`;
}
