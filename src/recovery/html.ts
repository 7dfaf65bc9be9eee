import { digestOf } from "../note/digest";
import type { Kept } from "./archive";
import { notesStart, pageStart, title, writeNotes } from "./inside";

/** What the page is made of: the function it shares with the plugin, and its own script, style and markup. */
export interface PageParts {
	shared: () => unknown;
	script: string;
	style: string;
	markup: string;
}

/**
 * The recovery page: one file that needs nothing else. `notes` are carried inside, as they stand: what is not encrypted in them is
 * not encrypted here. Equal parts and notes give equal bytes.
 */
export function recoveryPage({ shared, script, style, markup }: PageParts, notes: readonly Kept[], goesOn = title): string {
	const program = inScript(`(() => {\n"use strict";\nconst sharedWithPlugin = ${shared.toString()};\n${script}})();`);
	// Workers are made of the page's own text, and derive keys in WebAssembly.
	const policy = ["default-src 'none'", `script-src '${hashOf(program)}' 'wasm-unsafe-eval'`, `style-src '${hashOf(style)}'`, "worker-src blob:", "base-uri 'none'", "form-action 'none'"];
	return `${pageStart}${goesOn}</title>
<meta http-equiv="Content-Security-Policy" content="${policy.join("; ")}">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<style>${style}</style>
${markup}${notesStart}${writeNotes(notes)}</script>
<script>${program}</script>
`;
}

/** What would begin or end a script element stands in texts and patterns alone, where it may be written so. HTML, section 4.12.1.3. */
function inScript(program: string): string {
	return program.replace(/<(?=!--|\/?script)/gi, "\\x3C");
}

/** CSP Level 3, section 2.3.1: of the text between the tags. */
function hashOf(text: string): string {
	return `sha256-${btoa(String.fromCharCode(...digestOf(text)))}`;
}
