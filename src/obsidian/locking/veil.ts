interface Taken {
	nodes: ChildNode[];
	/** Where what scrolls stood. */
	scrolled: [el: Element, top: number][];
	focused: HTMLElement | null;
}

/**
 * Takes all that the plugin drew in a window out of its document, so that no picture of the window shows a secret, and puts the
 * same nodes back afterwards. What is drawn anew in between goes the same way before it can be painted.
 */
export class Veil {
	private readonly taken = new Map<HTMLElement, Taken>();
	private readonly observer = new MutationObserver(() => this.cover());
	private down = false;

	constructor(private readonly doc: Document) {}

	get isDown(): boolean {
		return this.down;
	}

	drop(): void {
		if (this.down) return;
		this.down = true;
		this.cover();
		this.observer.observe(this.doc.body, { childList: true, subtree: true });
	}

	lift(): void {
		if (!this.down) return;
		this.down = false;
		this.observer.disconnect();
		for (const [el, taken] of this.taken) putBack(el, taken);
		this.taken.clear();
	}

	private cover(): void {
		for (const el of this.doc.querySelectorAll<HTMLElement>(".tfn")) {
			if (el.isConnected && el.hasChildNodes()) this.taken.set(el, take(el, this.taken.get(el)));
		}
	}
}

/** Empties the element, which keeps its size; `before` is what was taken from it already, and was drawn anew since. */
function take(el: HTMLElement, before?: Taken): Taken {
	const { activeElement } = el.doc;
	const scrolled = before?.scrolled ?? [el, ...el.findAll("*")].filter(({ scrollTop }) => scrollTop > 0).map((each): [Element, number] => [each, each.scrollTop]);
	const focused = activeElement !== el && el.contains(activeElement) && activeElement?.instanceOf(HTMLElement) === true ? activeElement : null;
	if (before === undefined) el.setCssProps({ "--tfn-width": `${el.offsetWidth}px`, "--tfn-height": `${el.offsetHeight}px` });
	const nodes = [...el.childNodes];
	el.addClass("is-veiled");
	el.replaceChildren();
	return { nodes, scrolled, focused };
}

function putBack(el: HTMLElement, { nodes, scrolled, focused }: Taken): void {
	// Drawn anew in this very moment: that is newer.
	if (!el.hasChildNodes()) el.append(...nodes);
	el.removeClass("is-veiled");
	for (const [each, top] of scrolled) each.scrollTop = top;
	focused?.focus({ preventScroll: true });
}
