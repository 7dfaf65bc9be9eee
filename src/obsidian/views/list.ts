import type { Line } from "./arrange";
import { DrawnLines, overlap, type Drawn } from "./drawn-lines";
import { Heights } from "./heights";

/** A line in sight, and how far from the top of the page it stood. */
interface Anchor {
	key: string;
	top: number;
}

/** Down the list, or up. */
type Way = 1 | -1;

/** What of the window a page moves on by: a row or two stay in sight. */
const pageful = 0.8;
/** A list of up to so many lines is drawn whole. */
const whole = 50;
/** Pixels above and below the window that are drawn too, so that the next line is there before it is scrolled to. */
const margin = 240;

/** A list of any length that draws the lines in sight. Lines may differ in height: those that were drawn are measured. */
export class List {
	private readonly before: HTMLElement;
	private readonly el: HTMLElement;
	private readonly after: HTMLElement;
	private lines: readonly Line[] = [];
	private readonly drawn: DrawnLines;
	private readonly heights = new Heights();
	/** The line the keyboard is at while it is not drawn: the list itself has the focus then. */
	private kept: string | null = null;

	/** Fills `root`, which scrolls in `scroller`; `draw` appends what it draws. */
	constructor(private readonly scroller: HTMLElement, private readonly root: HTMLElement, private readonly clock: { readonly now: number }, draw: (parent: HTMLElement, line: Line) => Drawn) {
		this.before = root.createDiv({ cls: "tfn-space" });
		// Without its marks a list is none to some screen readers, unless that is said.
		this.el = root.createEl("ul", { attr: { role: "list", tabindex: "-1" } });
		this.after = root.createDiv({ cls: "tfn-space" });
		this.drawn = new DrawnLines(this.el, draw);
	}

	/** Shows these lines; what is in sight stays where it is. */
	show(lines: readonly Line[]): void {
		const { at } = this;
		const anchor = this.anchor();
		const focused = this.focused();
		this.lines = lines;
		const isGone = focused !== null && this.indexOf(focused) < 0;
		this.fill(anchor, isGone ? (lines[Math.min(at, lines.length - 1)]?.key ?? null) : focused);
	}

	/** Draws what has come into sight and lets go of what has left it. */
	fill(anchor = this.anchor(), focused = this.focused()): void {
		if (!this.root.isShown()) return;
		// Heights that were not as thought make room for more lines, or for fewer.
		for (let round = 0; round < 3; round++) {
			this.place(anchor);
			this.hold(anchor);
			if (this.isWhole || !this.drawn.measure(this.heights)) break;
		}
		this.focusAgain(focused);
		this.tick();
	}

	/** Scrolls so that the line stands where it stood, whatever became of the heights above it. */
	private hold(anchor: Anchor | null): void {
		const el = anchor === null ? undefined : this.drawn.at(anchor.key)?.el;
		if (anchor === null || el === undefined) return;
		const moved = el.getBoundingClientRect().top - anchor.top;
		if (Math.abs(moved) > 0.5) this.scroller.scrollTop += moved;
	}

	/** After what changes the height of lines: the width of the pane, the size of text, the theme. */
	remeasure(): void {
		this.heights.forget();
		this.fill();
	}

	/** Draws what the time asks for. */
	tick(): void {
		this.drawn.tick(this.clock.now, this.scroller.getBoundingClientRect());
	}

	/** Draws all there is, seen or not: a lock removes every code. */
	tickAll(): void {
		this.drawn.tickAll(this.clock.now);
	}

	/** Whether the keyboard is in the list. */
	get hasFocus(): boolean {
		return this.el.contains(this.el.doc.activeElement);
	}

	/** Moves the keyboard on to the next line that takes it; false at the end. */
	move(by: Way): boolean {
		return this.walk(this.at + by, by);
	}

	/** Moves the keyboard to the last line that takes it, or to the first. */
	moveToEnd(way: Way): boolean {
		return this.walk(way === 1 ? this.lines.length - 1 : 0, way === 1 ? -1 : 1);
	}

	/** Moves the keyboard on by as much as the window shows, at least by a line. */
	movePage(by: Way): boolean {
		const tops = this.heights.tops(this.lines);
		const from = Math.max(this.at, 0);
		const to = (tops[from] ?? 0) + by * pageful * this.scroller.clientHeight;
		const index = by === 1 ? tops.findIndex((_, at) => at > from && (tops[at + 1] ?? Infinity) > to) : tops.findIndex((top, at) => top >= to || at === from - 1);
		return this.walk(index, by) || this.moveToEnd(by);
	}

	private walk(from: number, by: Way): boolean {
		for (let next = from; next >= 0 && next < this.lines.length; next += by) {
			if (this.focusLine(next)) return true;
		}
		return false;
	}

	private focusLine(index: number): boolean {
		const key = this.lines[index]?.key ?? "";
		if (this.drawn.at(key) === undefined) this.scrollTo(index);
		const part = this.drawn.at(key);
		if (part === undefined || part.target === null) return false;
		part.target.focus({ preventScroll: true });
		part.el.scrollIntoView({ block: "nearest" });
		return true;
	}

	private scrollTo(index: number): void {
		this.scroller.scrollTop += (this.heights.tops(this.lines)[index] ?? 0) - this.offset() - this.scroller.clientHeight / 2;
		this.fill(null);
	}

	/** Which line the keyboard is at; -1 when at none. */
	private get at(): number {
		return this.indexOf(this.focused());
	}

	private indexOf(key: string | null): number {
		return key === null ? -1 : this.lines.findIndex((line) => line.key === key);
	}

	private focused(): string | null {
		const { activeElement } = this.el.doc;
		return activeElement === this.el ? this.kept : this.drawn.keyOf(activeElement);
	}

	/** Gives the keyboard back to its line, or keeps its place while that is not drawn. */
	private focusAgain(key: string | null): void {
		if (key === null) return;
		const part = this.drawn.at(key);
		this.kept = part === undefined ? key : null;
		if (part?.el.contains(this.el.doc.activeElement) !== true) (part?.target ?? this.el).focus({ preventScroll: true });
	}

	/** How far the top of the scroller is below the top of the list, in pixels. */
	private offset(): number {
		return this.scroller.getBoundingClientRect().top - this.root.getBoundingClientRect().top;
	}

	/** At the very top nothing is held, so that what is new there shows. */
	private anchor(): Anchor | null {
		if (this.scroller.scrollTop <= 0) return null;
		const edge = this.scroller.getBoundingClientRect();
		for (const el of this.el.children) {
			const box = el.getBoundingClientRect();
			const key = overlap(box, edge) ? this.drawn.keyOf(el) : null;
			if (key !== null) return { key, top: box.top };
		}
		return null;
	}

	private get isWhole(): boolean {
		return this.lines.length <= whole;
	}

	/** The lines in sight: the first, and the one after the last. */
	private inSight(tops: readonly number[], anchor: Anchor | null): [from: number, to: number] {
		const { length } = this.lines;
		if (this.isWhole) return [0, length];
		// Reckoned from the line that holds: what stands in the page above it may be of other heights by now.
		const held = anchor === null ? undefined : tops[this.indexOf(anchor.key)];
		const top = (anchor === null || held === undefined ? this.offset() : held - anchor.top + this.scroller.getBoundingClientRect().top) - margin;
		const bottom = top + this.scroller.clientHeight + 2 * margin;
		const from = tops.findIndex((_, at) => (tops[at + 1] ?? Infinity) > top);
		const to = tops.findIndex((start) => start >= bottom);
		return [Math.min(from, length), to < 0 ? length : Math.min(to, length)];
	}

	private place(anchor: Anchor | null): void {
		const tops = this.heights.tops(this.lines);
		const [from, to] = this.inSight(tops, anchor);
		this.drawn.put(this.lines.slice(from, to), from, this.lines);
		const height = tops[this.lines.length] ?? 0;
		this.before.setCssProps({ "--tfn-space": `${tops[from] ?? 0}px` });
		this.after.setCssProps({ "--tfn-space": `${height - (tops[to] ?? height)}px` });
	}
}
