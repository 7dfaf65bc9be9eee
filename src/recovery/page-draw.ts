/** The element of a class under another; the page's markup has each of them once. */
export function part<E extends Element = HTMLElement>(parent: ParentNode, name: string): E {
	const found = parent.querySelector<E>(`.tfn-${name}`);
	if (found === null) throw new Error(`The page has no ${name}.`);
	return found;
}

/** The element in a template of the page, once more. */
export function copyOf<E extends Element = HTMLElement>(name: string): E {
	const copy = document.importNode(part<HTMLTemplateElement>(document, name).content, true).querySelector<E>("*");
	if (copy === null) throw new Error(`The page has no ${name}.`);
	return copy;
}

/** Fills a list with sentences. */
export function list(parent: HTMLElement, sentences: readonly string[]): void {
	parent.replaceChildren(...sentences.map((sentence) => {
		const item = copyOf("plain-item");
		item.textContent = sentence;
		return item;
	}));
}

/** Shows and hides with a button. `draw` is called before it is shown. */
export function toggles(button: HTMLElement, shown: Element, draw: () => void): void {
	button.addEventListener("click", () => {
		const opens = shown.hasAttribute("hidden");
		if (opens) draw();
		shown.toggleAttribute("hidden", !opens);
		button.setAttribute("aria-expanded", String(opens));
	});
}

/** Lets the browser save bytes as a file. */
export function download(name: string, bytes: Uint8Array<ArrayBuffer>): void {
	const link = copyOf<HTMLAnchorElement>("download");
	link.href = URL.createObjectURL(new Blob([bytes]));
	link.download = name;
	link.click();
	window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
