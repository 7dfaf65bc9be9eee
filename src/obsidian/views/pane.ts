import { ItemView, Platform, type WorkspaceLeaf } from "obsidian";
import type { Account } from "../notes/accounts";
import { Card } from "./card";
import { NewAccountDialog } from "../dialogs/new-account";
import { drawButton, drawIcon, drawTool, titleOf } from "./draw";
import { openPath, paneType } from "../opening";
import type { Parts } from "../parts";
import { Row } from "./row";
import { UnlockForm } from "../locking/unlock-form";
import { hasPassphrase } from "../locking/unlocking";

/** The properties that make a note an account. */
const properties = { seed: "totp_seed", codes: "backup_codes" };

/** The side pane: search, the open note's account in full, and a row for each other account. */
export class Pane extends ItemView {
	override navigation = false;
	override icon = "key-round";
	private search: HTMLInputElement | null = null;
	private lockTool: HTMLElement | null = null;
	private head: HTMLElement = this.contentEl;
	private list: HTMLElement = this.contentEl;
	private said: HTMLElement = this.contentEl;
	private card: Card | null = null;
	private opened: Account | undefined;
	private rows: Row[] = [];
	private form: UnlockForm | null = null;

	constructor(leaf: WorkspaceLeaf, private readonly parts: Parts) {
		super(leaf);
	}

	override getViewType(): string {
		return paneType;
	}

	override getDisplayText(): string {
		return "Two-factor notes";
	}

	protected override async onOpen(): Promise<void> {
		const { accounts, clipboard, clock, session } = this.parts;
		this.contentEl.empty();
		this.contentEl.addClass("tfn", "tfn-pane");
		this.drawBar();
		this.head = this.contentEl.createDiv();
		this.list = this.contentEl.createDiv({ cls: "tfn-list" });
		this.said = this.contentEl.createDiv({ cls: "tfn-said", attr: { role: "status" } });
		this.registerEvent(accounts.on("changed", () => this.draw()));
		this.registerEvent(clipboard.on("changed", () => this.copied()));
		// A click on the pane may come with this event: what is under the finger must not be drawn anew for nothing.
		this.registerEvent(this.app.workspace.on("file-open", () => {
			if (this.findOpened() !== this.opened) this.draw();
		}));
		this.register(session.onChange(() => this.draw()));
		this.register(clock.onTick((now) => this.tick(now)));
		this.registerDomEvent(this.contentEl, "keydown", (event) => this.press(event));
		this.draw();
		return Promise.resolve();
	}

	protected override async onClose(): Promise<void> {
		this.form?.close();
		this.contentEl.empty();
		return Promise.resolve();
	}

	private drawBar(): void {
		const bar = this.contentEl.createDiv({ cls: "tfn-bar" });
		const search = bar.createDiv({ cls: "tfn-search" });
		drawIcon(search, "search");
		this.search = search.createEl("input", { type: "search", placeholder: "Search", attr: { spellcheck: "false" } });
		this.search.addEventListener("input", () => this.draw());
		drawTool(bar, "plus", "New account", () => new NewAccountDialog(this.parts).open());
		this.lockTool = drawTool(bar, "lock", "Lock", () => this.parts.session.lock());
	}

	private draw(): void {
		const { accounts, session } = this.parts;
		this.lockTool?.toggleClass("is-absent", !session.isOpen);
		const all = accounts.all();
		const { words } = this;
		const found = all.filter((account) => matches(account, words)).sort(byName);
		const opened = this.findOpened();
		this.opened = opened;
		this.drawHead(opened);
		const focused = this.rows.find((row) => row.el.contains(row.el.doc.activeElement))?.account.path;
		this.list.empty();
		this.rows = [];
		if (opened !== undefined && this.card === null) this.drawGroup("Open note", [opened]);
		this.drawGroup(opened !== undefined && this.card === null ? "Other accounts" : null, found.filter((account) => account !== opened));
		if (all.length === 0) this.drawEmpty();
		else if (found.length === 0) this.list.createEl("p", { cls: "tfn-none", text: `No account matches “${words}”.` });
		this.rows.find((row) => row.account.path === focused)?.el.find(".tfn-hit").focus();
	}

	private get words(): string {
		return (this.search?.value ?? "").trim().toLowerCase();
	}

	/** The account of the open note; a search is for all of them. */
	private findOpened(): Account | undefined {
		const open = openPath(this.app);
		return this.words === "" && open !== undefined ? this.parts.accounts.at(open) : undefined;
	}

	private drawHead(opened: Account | undefined): void {
		const { session } = this.parts;
		const asks = !session.isOpen && hasPassphrase(this.parts);
		if (asks && this.form === null) {
			this.head.empty();
			// On a phone the keyboard would cover the codes.
			this.form = new UnlockForm(this.head.createDiv({ cls: "tfn-lock" }), this.parts, () => Platform.isMobile || this.search?.focus());
		}
		if (asks) {
			this.card = null;
			return;
		}
		this.form = null;
		this.head.empty();
		const before = this.card?.account.path === opened?.path ? this.card : null;
		this.card = opened === undefined ? null : new Card(this.head, this.parts, opened, "pane", before ?? undefined);
	}

	private drawGroup(heading: string | null, accounts: Account[]): void {
		if (accounts.length === 0) return;
		if (heading !== null) this.list.createEl("h4", { cls: "tfn-group", text: heading });
		const list = this.list.createEl("ul");
		for (const account of accounts) this.rows.push(new Row(list, this.parts, account));
	}

	private drawEmpty(): void {
		if (!this.parts.accounts.isComplete) {
			this.list.createEl("p", { cls: "tfn-none", text: "Reading your notes…" });
			return;
		}
		const empty = this.list.createDiv({ cls: "tfn-empty" });
		drawIcon(empty, "key-round", "tfn-empty-mark");
		empty.createEl("h3", { text: "No accounts yet" });
		empty.createEl("p", { text: "Add the first one with the secret key or the link that the service shows you." });
		const actions = empty.createDiv({ cls: "tfn-empty-actions" });
		drawButton(actions, "New account", () => new NewAccountDialog(this.parts).open(), undefined, "mod-cta");
		const hint = empty.createEl("p", { cls: "tfn-small", text: "Notes that already hold " });
		hint.createEl("code", { text: properties.seed });
		hint.appendText(" or ");
		hint.createEl("code", { text: properties.codes });
		hint.appendText(" show up here by themselves.");
	}

	private tick(now: number): void {
		if (!this.contentEl.isShown()) return;
		this.card?.tick(now);
		for (const row of this.rows) row.tick(now);
	}

	/** Shows at once what was copied, and says it to screen readers. */
	private copied(): void {
		const { clipboard, clock } = this.parts;
		this.card?.refresh();
		this.tick(clock.now);
		if (clipboard.last !== null) this.said.setText(clipboard.last.failed ? "Clipboard not cleared" : "Copied");
	}

	/** Arrows walk through the rows, Enter copies, Esc clears the search. */
	private press(event: KeyboardEvent): void {
		const at = this.rows.findIndex((row) => row.el.contains(row.el.doc.activeElement));
		const isSearch = this.search === this.contentEl.doc.activeElement;
		if (event.key === "ArrowDown" || event.key === "ArrowUp") {
			if (at < 0 && !isSearch) return;
			event.preventDefault();
			const next = this.rows[at + (event.key === "ArrowDown" ? 1 : -1)];
			if (next === undefined) this.search?.focus();
			else next.el.find(".tfn-hit").focus();
		} else if (event.key === "Enter" && isSearch) {
			event.preventDefault();
			void this.rows[0]?.press();
		} else if (event.key === "Escape" && this.search !== null && this.search.value !== "") {
			this.search.value = "";
			this.draw();
		}
	}
}

function matches(account: Account, words: string): boolean {
	const { entry, name } = account;
	return `${titleOf(account)} ${entry.username} ${name} ${entry.tags.join(" ")}`.toLowerCase().includes(words);
}

function byName(a: Account, b: Account): number {
	return Number(b.entry.favourite) - Number(a.entry.favourite) || titleOf(a).localeCompare(titleOf(b)) || a.entry.username.localeCompare(b.entry.username);
}
