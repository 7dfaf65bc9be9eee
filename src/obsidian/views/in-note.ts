import { MarkdownRenderChild, type App, type MarkdownPostProcessorContext, type Plugin } from "obsidian";
import type { Account } from "../notes/accounts";
import { Card } from "./card";
import { titleOf } from "./draw";
import { InlineCode, inlineName } from "./inline-code";
import type { Parts } from "../parts";
import { Row } from "./row";

/** What a `2fa` code block names: the note it stands in, another note, or a list by tag, folder or issuer. */
export function accountsFor(parts: Parts, source: string, sourcePath: string): Account[] | string {
	const words = source.trim();
	const all = parts.accounts.all();
	if (words === "") return found(parts.accounts.at(sourcePath), "This note is no account: its properties have neither totp_seed nor backup_codes.");
	const filter = /^(tag|folder|issuer)\s*:\s*(.+)$/i.exec(words);
	if (filter === null) return found(linked(parts, words, sourcePath), `No account at ${words}. Check the link, or the name of the note.`);
	const [, key = "", value = ""] = filter;
	const listed = all.filter((account) => belongs(account, key.toLowerCase(), value.trim().toLowerCase()));
	return listed.length > 0 ? listed.sort((a, b) => titleOf(a).localeCompare(titleOf(b))) : `No account with ${key.toLowerCase()} ${value}.`;
}

/** Registers the code block and the inline code of the reading view; what they drew goes away with the plugin. */
export function registerInNote(plugin: Plugin, parts: Parts): void {
	// Rendered parts belong to the note's renderer and would outlive the plugin.
	const alive = new Set<MarkdownRenderChild>();
	plugin.register(() => {
		for (const child of [...alive]) child.unload();
	});
	const add = (child: MarkdownRenderChild, ctx: MarkdownPostProcessorContext): void => {
		alive.add(child);
		child.register(() => alive.delete(child));
		ctx.addChild(child);
	};
	plugin.registerMarkdownCodeBlockProcessor("2fa", (source, el, ctx) => add(new Block(el, parts, source, ctx.sourcePath), ctx));
	plugin.registerMarkdownPostProcessor((el, ctx) => {
		for (const code of el.findAll("code")) {
			const name = code.closest("pre") === null ? inlineName(code.getText()) : null;
			if (name === null) continue;
			const span = createSpan();
			code.replaceWith(span);
			add(new InlineCode(span, parts, name), ctx);
		}
	});
}

/** A code block: one account as a card, several as rows. Drawn anew when the note, the lock or the vault changes. */
class Block extends MarkdownRenderChild {
	private drawn: { tick(now: number): void }[] = [];

	constructor(el: HTMLElement, private readonly parts: Parts, private readonly source: string, private readonly sourcePath: string) {
		super(el);
	}

	override onload(): void {
		const { accounts, clipboard, clock, pending, session } = this.parts;
		this.containerEl.addClass("tfn", "tfn-block");
		this.registerEvent(accounts.on("changed", () => this.draw()));
		this.registerEvent(clipboard.on("changed", () => this.refresh()));
		this.registerEvent(pending.on("changed", () => this.refresh()));
		this.register(session.onChange(() => this.draw()));
		this.register(clock.onTick((now) => this.tick(now)));
		this.draw();
	}

	override onunload(): void {
		this.containerEl.empty();
	}

	private draw(): void {
		const { containerEl, parts } = this;
		const listed = accountsFor(parts, this.source, this.sourcePath);
		const before = this.drawn[0] instanceof Card && this.drawn[0].account.path === (typeof listed === "string" ? undefined : listed[0]?.path) ? this.drawn[0] : undefined;
		containerEl.empty();
		this.drawn = [];
		if (typeof listed === "string") {
			containerEl.createEl("p", { cls: "tfn-none", text: parts.accounts.isComplete ? listed : "Reading your notes…" });
			return;
		}
		const [first] = listed;
		if (listed.length === 1 && first !== undefined) {
			this.drawn = [new Card(containerEl, parts, first, "note", before)];
			return;
		}
		const list = containerEl.createEl("ul", { cls: "tfn-rows" });
		this.drawn = listed.map((account) => new Row(list, parts, account));
	}

	private refresh(): void {
		for (const each of this.drawn) if (each instanceof Card) each.refresh();
		this.tick(this.parts.clock.now);
	}

	private tick(now: number): void {
		if (!this.containerEl.isShown()) return;
		for (const each of this.drawn) each.tick(now);
	}
}

function found(account: Account | undefined, otherwise: string): Account[] | string {
	return account === undefined ? otherwise : [account];
}

function linked({ app, accounts }: Parts, words: string, sourcePath: string): Account | undefined {
	const link = words.replace(/^!?\[\[|\]\]$/g, "").replace(/[|#].*$/, "").trim();
	const file = fileAt(app, link, sourcePath);
	return file === null ? undefined : accounts.at(file);
}

function fileAt(app: App, link: string, sourcePath: string): string | null {
	return app.metadataCache.getFirstLinkpathDest(link, sourcePath)?.path ?? null;
}

function belongs({ entry, path }: Account, key: string, value: string): boolean {
	if (key === "issuer") return entry.issuer.toLowerCase() === value;
	if (key === "folder") return path.toLowerCase().startsWith(`${value.replace(/\/+$/, "")}/`);
	const tag = value.replace(/^#/, "");
	return entry.tags.some((each) => each.toLowerCase() === tag || each.toLowerCase().startsWith(`${tag}/`));
}
