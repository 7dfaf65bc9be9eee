/** Markdown to sections on screen, as the reading view, embeds and MarkdownRenderer show it. */
import MarkdownIt from "markdown-it";
import type { App } from "./app";
import { Component } from "./events";
import { getFrontMatterInfo, parseLinktext, readFrontmatter } from "./text";
import type { TFile } from "./vault";
import { complain, Documented, guard, note, pause } from "./watch";

/** A tag in running text: at the begin or after a space, and not a number alone. */
export const tags = /(?<=^|\s)#[\p{L}\p{N}_/-]*[\p{L}_/-][\p{L}\p{N}_/-]*/gu;

const markdown = new MarkdownIt({ html: false, linkify: true });
type Token = ReturnType<typeof markdown.parse>[number];

markdown.inline.ruler.before("link", "wikilink", (state, silent) => {
	const found = /^(!?)\[\[([^\]|\n]+)(?:\|([^\]\n]*))?]]/.exec(state.src.slice(state.pos));
	if (!found) return false;
	if (!silent) {
		const token = state.push(found[1] ? "embed" : "wikilink", "", 0);
		token.meta = { link: found[2] ?? "", text: found[3] ?? found[2] ?? "" };
	}
	state.pos += found[0].length;
	return true;
});
markdown.inline.ruler.after("wikilink", "tag", (state, silent) => {
	const found = /^#[\p{L}\p{N}_/-]*[\p{L}_/-][\p{L}\p{N}_/-]*/u.exec(state.src.slice(state.pos));
	if (!found || (state.pos > 0 && !/\s/.test(state.src[state.pos - 1] ?? ""))) return false;
	if (!silent) state.push("tag", "", 0).content = found[0];
	state.pos += found[0].length;
	return true;
});
// Text rules stop at the characters that begin something.
markdown.inline.ruler.before("text", "stop", (state, silent) => {
	const next = state.src.slice(state.pos + 1).search(/[#![\]\\`*_~<&:\n]/);
	const first = state.src[state.pos] ?? "";
	if (next < 0 || /[#![\]\\`*_~<&:\n]/.test(first)) return false;
	if (!silent) state.pending += state.src.slice(state.pos, state.pos + 1 + next);
	state.pos += 1 + next;
	return true;
});
const escape = markdown.utils.escapeHtml;
const linkOf = (token: Token | undefined): { link: string; text: string } => token?.meta as { link: string; text: string };
markdown.renderer.rules.wikilink = (tokens, index) => {
	const { link, text } = linkOf(tokens[index]);
	return `<a class="internal-link" data-href="${escape(link)}" href="${escape(link)}" target="_blank" rel="noopener nofollow">${escape(text)}</a>`;
};
markdown.renderer.rules.embed = (tokens, index) => `<span class="internal-embed" src="${escape(linkOf(tokens[index]).link)}"></span>`;
markdown.renderer.rules.tag = (tokens, index) => {
	const tag = escape(tokens[index]?.content ?? "");
	return `<a href="${tag}" class="tag" target="_blank" rel="noopener nofollow">${tag}</a>`;
};
markdown.renderer.rules.fence = (tokens, index) => {
	const token = tokens[index];
	const language = token?.info.trim().split(/\s/)[0] ?? "";
	return `<pre><code${language ? ` class="language-${escape(language)}"` : ""}>${escape(token?.content ?? "")}</code></pre>\n`;
};

/** markdown-it's names for blocks that the app's parser names otherwise. */
const names: Record<string, string> = { fence: "code", code_block: "code", bullet_list: "list", ordered_list: "list", hr: "thematicBreak" };

/** A block of a note; lines count from the top of the note, `lineEnd` is its last line. */
export interface Section {
	type: string;
	text: string;
	lineStart: number;
	lineEnd: number;
	tokens: Token[];
}

/** The blocks of a note, its frontmatter left out. */
export function sectionsOf(content: string): Section[] {
	const { contentStart } = getFrontMatterInfo(content);
	const above = content.slice(0, contentStart).split("\n").length - 1;
	const body = content.slice(contentStart);
	const lines = body.split("\n");
	const sections: Section[] = [];
	let open: Token[] = [];
	for (const token of markdown.parse(body, {})) {
		open.push(token);
		if (token.level !== 0 || token.nesting === 1) continue;
		const [from, to] = open[0]?.map ?? [0, 1];
		const text = lines.slice(from, to).join("\n").trimEnd();
		const parsed = (open[0]?.type ?? "").replace(/_open$/, "");
		const type = names[parsed] ?? parsed;
		sections.push({ type, text, lineStart: above + from, lineEnd: above + from + text.split("\n").length - 1, tokens: open });
		open = [];
	}
	return sections;
}

export class MarkdownRenderChild extends Component {
	containerEl: HTMLElement;

	constructor(containerEl: HTMLElement) {
		super();
		this.containerEl = containerEl;
	}
}

export interface MarkdownPostProcessor {
	(el: HTMLElement, ctx: PostProcessorContext): unknown;
	sortOrder?: number;
}
export type CodeBlockHandler = (source: string, el: HTMLElement, ctx: PostProcessorContext) => unknown;

/** What a processor is told about the section it works on. */
export class PostProcessorContext extends Documented {
	docId: string;
	sourcePath: string;
	frontmatter: unknown;
	#owner: Component;
	#info: (el: HTMLElement) => { text: string; lineStart: number; lineEnd: number } | null;
	$children: MarkdownRenderChild[] = [];

	constructor(docId: string, sourcePath: string, frontmatter: unknown, owner: Component, info: PostProcessorContext["getSectionInfo"]) {
		super();
		this.docId = docId;
		this.sourcePath = sourcePath;
		this.frontmatter = frontmatter;
		this.#owner = owner;
		this.#info = info;
	}

	addChild(child: MarkdownRenderChild): void {
		if (!(child instanceof MarkdownRenderChild)) throw new TypeError("addChild takes a MarkdownRenderChild.");
		this.$children.push(child);
		this.#owner.addChild(child);
	}

	getSectionInfo(el: HTMLElement): { text: string; lineStart: number; lineEnd: number } | null {
		return this.#info(el);
	}

	/** A child whose element is not in what was rendered ends, as in the app. */
	$sweep(root: HTMLElement): void {
		for (const child of this.$children.splice(0)) {
			if (root.contains(child.containerEl)) this.$children.push(child);
			else {
				note("misuse", "The containerEl of a MarkdownRenderChild is not inside the rendered section: the child was unloaded.");
				this.#owner.removeChild(child);
			}
		}
	}
}

const processors: MarkdownPostProcessor[] = [];
/** language -> handler; the editor's live preview asks here. */
export const codeBlocks = new Map<string, CodeBlockHandler>();

export class MarkdownPreviewRenderer extends Documented {
	static registerPostProcessor(processor: MarkdownPostProcessor, sortOrder = processor.sortOrder ?? 0): void {
		processor.sortOrder = sortOrder;
		processors.push(processor);
		processors.sort((a, b) => (a.sortOrder ?? 0) - (b.sortOrder ?? 0));
	}

	static unregisterPostProcessor(processor: MarkdownPostProcessor): void {
		processors.remove(processor);
	}

	static createCodeBlockPostProcessor(language: string, handler: CodeBlockHandler): MarkdownPostProcessor {
		return (el, ctx) => {
			for (const code of el.findAll("pre > code")) {
				if (!code.hasClass(`language-${language}`)) continue;
				const block = createDiv(`block-language-${language}`);
				code.parentElement?.replaceWith(block);
				guard(() => handler((code.textContent ?? "").replace(/\n$/, ""), block, ctx));
			}
		};
	}
}

interface Shown {
	section: Section;
	el: HTMLElement;
	component: Component;
}

/** A note drawn into an element: sections whose text did not change stay as they are. */
export class Rendering extends Component {
	readonly #app: App;
	readonly #el: HTMLElement;
	#shown: Shown[] = [];
	#text = "";
	readonly #docId = Math.random().toString(36).slice(2, 18);
	readonly #depth: number;
	sourcePath: string;

	constructor(app: App, el: HTMLElement, sourcePath: string, depth = 0) {
		super();
		this.#app = app;
		this.#el = el;
		this.sourcePath = sourcePath;
		this.#depth = depth;
	}

	update(text: string): void {
		this.#text = text;
		const old = [...this.#shown];
		const sections = sectionsOf(text);
		this.#shown = sections.map((section) => {
			const same = old.find((one) => one.section.text === section.text && one.section.type === section.type);
			if (!same) return this.#draw(section);
			old.remove(same);
			same.section = section;
			return same;
		});
		for (const gone of old) {
			gone.el.remove();
			this.removeChild(gone.component);
		}
		this.#shown.forEach(({ el }, index) => {
			if (this.#el.children[index] !== el) this.#el.insertBefore(el, this.#el.children[index] ?? null);
		});
	}

	#draw(section: Section): Shown {
		const tag = section.tokens[0]?.tag || "pre";
		const el = createDiv({ cls: `el-${section.type === "code" ? "pre" : tag}`, attr: { dir: "auto" } });
		el.innerHTML = markdown.renderer.render(section.tokens, markdown.options, {});
		const component = this.addChild(new Component());
		const shown = { section, el, component };
		const info = (inside: HTMLElement): ReturnType<PostProcessorContext["getSectionInfo"]> =>
			el.contains(inside) && el.isConnected ? { text: this.#text, lineStart: shown.section.lineStart, lineEnd: shown.section.lineEnd } : null;
		const ctx = new PostProcessorContext(this.#docId, this.sourcePath, readFrontmatter(this.#text), component, info);
		for (const processor of processors) guard(() => processor(el, ctx));
		for (const embed of el.findAll(".internal-embed")) void this.#embed(embed, component).catch(complain);
		void pause(0).then(() => ctx.$sweep(el));
		return shown;
	}

	async #embed(el: HTMLElement, component: Component): Promise<void> {
		const link = parseLinktext(el.getAttr("src") ?? "").path;
		const file = this.#app.metadataCache.getFirstLinkpathDest(link, this.sourcePath);
		if (!file || file.extension !== "md" || this.#depth > 4) return void el.addClass("mod-empty");
		el.addClass("markdown-embed", "inline-embed", "is-loaded");
		el.createDiv({ cls: "markdown-embed-title", text: file.basename });
		const inner = el.createDiv("markdown-embed-content").createDiv("markdown-preview-view markdown-rendered show-indentation-guide");
		const rendering = component.addChild(new Rendering(this.#app, inner.createDiv("markdown-preview-sizer"), file.path, this.#depth + 1));
		rendering.update(await this.#app.vault.read(file));
		rendering.registerEvent(this.#app.metadataCache.on("changed", (changed: TFile, data: string) => changed === file && rendering.update(data)));
	}
}

export abstract class MarkdownRenderer extends MarkdownRenderChild {
	declare app: App;

	static async render(app: App, text: string, el: HTMLElement, sourcePath: string, component: Component): Promise<void> {
		if (!(component instanceof Component)) throw new TypeError("MarkdownRenderer.render needs a Component that ends what it draws.");
		if ("manifest" in component) note("misuse", "The plugin was passed as the component of MarkdownRenderer.render: what it draws ends only with the plugin.");
		const into = createDiv();
		const rendering = component.addChild(new Rendering(app, into, sourcePath));
		rendering.update(text);
		el.append(...into.children);
		await pause(0);
	}
}
