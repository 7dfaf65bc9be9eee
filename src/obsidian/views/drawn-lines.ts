import { isSameLine, type Line } from "./arrange";
import type { Heights } from "./heights";

/** What is drawn of a line. */
export interface Drawn {
	readonly el: HTMLElement;
	/** What takes the keyboard; null where nothing can be done. */
	readonly target: HTMLElement | null;
	/** Until when what it shows is right, in milliseconds since 1970. */
	readonly until: number;
	tick(now: number): void;
}

/** The lines of a list that are in the page, in their order. A line that says what it said before is not drawn anew. */
export class DrawnLines {
	private readonly byKey = new Map<string, { line: Line; part: Drawn }>();

	/** `draw` appends to `el` what it draws. */
	constructor(private readonly el: HTMLElement, private readonly draw: (parent: HTMLElement, line: Line) => Drawn) {}

	at(key: string): Drawn | undefined {
		return this.byKey.get(key)?.part;
	}

	/** The line that an element of the page belongs to. */
	keyOf(el: Element | null): string | null {
		for (const [key, { part }] of this.byKey) if (part.el.contains(el)) return key;
		return null;
	}

	/** Draws these lines and no others: the part of `all` that begins at `from`. */
	put(lines: readonly Line[], from: number, all: readonly Line[]): void {
		this.dropAllBut(new Set(lines.map(({ key }) => key)));
		const size = all.filter(isAccount).length;
		let count = all.slice(0, from).filter(isAccount).length;
		let last: Element | null = null;
		for (const line of lines) {
			const { el } = this.drawnOf(line);
			const here: Element | null = last === null ? this.el.firstElementChild : last.nextElementSibling;
			if (here !== el) this.el.insertBefore(el, here);
			// Screen readers tell from it where in the whole list a row stands.
			if (isAccount(line)) el.setAttrs({ "aria-setsize": size, "aria-posinset": ++count });
			last = el;
		}
	}

	/** Whether any is higher or lower than was thought. */
	measure(heights: Heights): boolean {
		return [...this.byKey].map(([key, { part }]) => heights.take(key, part.el.getBoundingClientRect().height)).includes(true);
	}

	/** Draws what the time asks for: of the lines that overlap `sight`, and of others only where what they show is over. */
	tick(now: number, sight: DOMRect): void {
		const due = this.parts.filter(({ el, until }) => until <= now || overlap(el.getBoundingClientRect(), sight));
		for (const part of due) part.tick(now);
	}

	tickAll(now: number): void {
		for (const part of this.parts) part.tick(now);
	}

	private get parts(): Drawn[] {
		return [...this.byKey.values()].map(({ part }) => part);
	}

	private dropAllBut(wanted: ReadonlySet<string>): void {
		for (const [key, { part }] of this.byKey) {
			if (wanted.has(key)) continue;
			this.byKey.delete(key);
			part.el.remove();
		}
	}

	private drawnOf(line: Line): Drawn {
		const found = this.byKey.get(line.key);
		if (found !== undefined && isSameLine(found.line, line)) return found.part;
		const part = this.draw(this.el, line);
		found?.part.el.replaceWith(part.el);
		this.byKey.set(line.key, { line, part });
		return part;
	}
}

export function overlap(a: DOMRect, b: DOMRect): boolean {
	return a.bottom > b.top && a.top < b.bottom;
}

function isAccount(line: Line): boolean {
	return "account" in line;
}
