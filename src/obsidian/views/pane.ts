import { ItemView, Platform, type WorkspaceLeaf } from "obsidian";
import type { Account } from "../notes/accounts";
import type { Line } from "./arrange";
import { Card } from "./card";
import { NewAccountDialog } from "../dialogs/new-account";
import { HealthBadge } from "../health/badge";
import { drawSearch, drawTool } from "./draw";
import { drawEmpty } from "./empty";
import { drawHeading } from "./heading";
import type { Drawn } from "./drawn-lines";
import { List } from "./list";
import { walk } from "./keys";
import { openPath, paneType } from "../opening";
import { Order } from "./order";
import type { Parts } from "../parts";
import { pressAccount, Row } from "./row";
import { UnlockForm } from "../locking/unlock-form";
import { hasPassphrase } from "../locking/unlocking";
import { onSized } from "./sized";

/** The side pane: search, the open note's account in full, and a row for each other account. */
export class Pane extends ItemView {
	override navigation = false;
	override icon = "key-round";
	private search: HTMLInputElement | null = null;
	private lockTool: HTMLElement | null = null;
	private head: HTMLElement = this.contentEl;
	private list: List | null = null;
	private empty: HTMLElement = this.contentEl;
	private said: HTMLElement = this.contentEl;
	private card: Card | null = null;
	private cardIsOpen = false;
	private opened: Account | undefined;
	private lines: Line[] = [];
	private readonly order: Order;
	private form: UnlockForm | null = null;
	/** Something changed while nobody could see it. */
	private isStale = false;

	constructor(leaf: WorkspaceLeaf, private readonly parts: Parts) {
		super(leaf);
		this.order = new Order(parts);
	}

	override getViewType(): string {
		return paneType;
	}

	override getDisplayText(): string {
		return "Two-factor notes";
	}

	protected override async onOpen(): Promise<void> {
		const { accounts, clipboard, clock, pending, session } = this.parts;
		this.contentEl.empty();
		this.contentEl.addClass("tfn", "tfn-pane");
		this.drawBar();
		this.head = this.contentEl.createDiv();
		const root = this.contentEl.createDiv({ cls: "tfn-list" });
		this.empty = root.createDiv();
		this.list = new List(this.contentEl, root.createDiv(), clock, (parent, line) => this.drawLine(parent, line));
		this.said = this.contentEl.createDiv({ cls: "tfn-said", attr: { role: "status" } });
		this.registerEvent(accounts.on("changed", () => this.drawIfSeen()));
		this.registerEvent(clipboard.on("changed", () => this.copied()));
		this.registerEvent(pending.on("changed", () => this.card?.refresh()));
		// A click on the pane may come with this event: what is under the finger must not be drawn anew for nothing.
		this.registerEvent(this.app.workspace.on("file-open", () => {
			if (this.findOpened() !== this.opened) this.drawIfSeen();
		}));
		this.registerEvent(this.app.workspace.on("active-leaf-change", () => void window.requestAnimationFrame(() => this.sized(false))));
		this.registerEvent(this.app.workspace.on("layout-change", () => void (this.isStale && window.requestAnimationFrame(() => this.sized(false)))));
		this.registerEvent(this.app.workspace.on("css-change", () => this.list?.remeasure()));
		this.register(session.onChange(() => {
			this.draw();
			// Seen or not: a lock removes every code.
			this.list?.tickAll();
		}));
		this.register(clock.onTick((now) => this.tick(now)));
		this.registerDomEvent(this.contentEl, "keydown", (event) => this.press(event));
		this.registerDomEvent(this.contentEl, "scroll", () => this.list?.fill(), { passive: true });
		onSized(this, [this.contentEl, this.head], (isOtherWidth) => this.sized(isOtherWidth));
		this.drawSorted();
		return Promise.resolve();
	}

	protected override async onClose(): Promise<void> {
		this.form?.close();
		this.contentEl.empty();
		return Promise.resolve();
	}

	/** The pane came into sight, perhaps within the frame in which it was hidden, or it or what stands above the list has another size. */
	private sized(isOtherWidth: boolean): void {
		if (this.isStale) this.drawIfSeen();
		if (isOtherWidth) this.list?.remeasure();
		else this.list?.fill();
	}

	private drawBar(): void {
		const bar = this.contentEl.createDiv({ cls: "tfn-bar" });
		this.search = drawSearch(bar, () => this.drawSorted());
		new HealthBadge(bar, this.parts, this);
		drawTool(bar, "arrow-up-narrow-wide", "Sort and group", (event) => this.order.openMenu(event, () => this.drawSorted())).setAttribute("aria-haspopup", "menu");
		drawTool(bar, "plus", "New account", () => new NewAccountDialog(this.parts).open());
		this.lockTool = drawTool(bar, "lock", "Lock", () => this.parts.session.lock());
	}

	private fold(key: string): void {
		this.order.fold(key);
		this.draw();
	}

	private drawIfSeen(): void {
		if (this.contentEl.isShown()) this.draw();
		else this.isStale = true;
	}

	/** Draws the list from its top, sorted by what is known now. */
	private drawSorted(): void {
		this.order.renew();
		this.contentEl.scrollTop = 0;
		this.draw();
	}

	private draw(): void {
		const { accounts, session } = this.parts;
		this.isStale = false;
		this.lockTool?.toggleClass("is-absent", !session.isOpen);
		this.opened = this.findOpened();
		this.drawHead(this.opened);
		const others = this.order.linesFor(this.words, this.opened);
		this.lines = this.card === null && this.opened !== undefined ? this.order.withFirst(this.opened, others) : others;
		this.empty.empty();
		if (!accounts.isComplete || accounts.all().length === 0 || (this.words !== "" && others.length === 0)) drawEmpty(this.empty, this.parts, this.words);
		this.list?.show(this.lines);
	}

	private drawLine(parent: HTMLElement, line: Line): Drawn {
		return "account" in line ? new Row(parent, this.parts, line.account) : drawHeading(parent, line, () => this.fold(line.key));
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
		if (!session.isOpen && hasPassphrase(this.parts)) return this.askPassphrase();
		if (this.form === null && this.card !== null && this.card.account === opened && this.cardIsOpen === session.isOpen) return this.card.tick(this.parts.clock.now);
		this.form = null;
		this.head.empty();
		const before = this.card?.account.path === opened?.path ? this.card : null;
		this.card = opened === undefined ? null : new Card(this.head, this.parts, opened, "pane", before ?? undefined);
		this.cardIsOpen = session.isOpen;
	}

	private askPassphrase(): void {
		this.card = null;
		if (this.form !== null) return;
		this.head.empty();
		// On a phone the keyboard would cover the codes.
		this.form = new UnlockForm(this.head.createDiv({ cls: "tfn-lock" }), this.parts, () => Platform.isMobile || this.search?.focus());
	}

	private tick(now: number): void {
		if (!this.contentEl.isShown() || this.contentEl.doc.hidden) return;
		// It may have come into sight without a word.
		if (this.isStale) return this.draw();
		this.card?.tick(now);
		this.list?.tick();
	}

	/** Shows at once what was copied, and says it to screen readers. */
	private copied(): void {
		const { clipboard, clock } = this.parts;
		this.card?.refresh();
		this.tick(clock.now);
		if (clipboard.last !== null) this.said.setText(clipboard.last.failed ? "Clipboard not cleared" : "Copied");
	}

	/** Arrows and their like walk through the list, Enter copies, Esc clears the search. */
	private press(event: KeyboardEvent): void {
		if (this.list !== null && walk(this.list, event.key, this.search)) event.preventDefault();
		else if (event.key === "Enter" && this.search === this.contentEl.doc.activeElement) {
			event.preventDefault();
			const first = this.lines.find((line) => "account" in line);
			if (first !== undefined) void pressAccount(this.parts, first.account);
		} else if (event.key === "Escape" && this.search !== null && this.search.value !== "") {
			this.search.value = "";
			this.drawSorted();
		}
	}
}
