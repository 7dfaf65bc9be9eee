/** The additions to the page's own classes that obsidian.d.ts declares. */
import type {} from "obsidian";
import { guard } from "./watch";

type Win = Window & typeof globalThis;

/** Gives a class more members, as the app does: not enumerable, on the prototype. */
function extend<T extends object>(target: T, members: Record<string, unknown> & ThisType<T>): void {
	for (const [name, value] of Object.entries(Object.getOwnPropertyDescriptors(members))) {
		Object.defineProperty(target, name, { ...value, enumerable: false, configurable: true });
	}
}

function fill(el: Element, o: DomElementInfo | SvgElementInfo | string | undefined, parent: Node | null): void {
	const info: DomElementInfo = typeof o === "string" ? { cls: o } : ((o as DomElementInfo | undefined) ?? {});
	const classes = Array.isArray(info.cls) ? info.cls : (info.cls ?? "").split(" ");
	el.classList.add(...classes.filter(Boolean));
	if (info.text !== undefined) el.setText(info.text);
	if (info.attr) el.setAttrs(info.attr);
	for (const name of ["title", "value", "type", "placeholder", "href"] as const) {
		const value = info[name];
		if (value === undefined) continue;
		if (name === "title" || !(name in el)) el.setAttribute(name, value);
		else Reflect.set(el, name, value);
	}
	const into = parent ?? info.parent;
	if (!into) return;
	if (info.prepend) into.insertBefore(el, into.firstChild);
	else into.appendChild(el);
}

type Info = DomElementInfo | string | undefined;

function makeEl(parent: Node | null, tag: string, o: Info, callback?: (el: HTMLElement) => void): HTMLElement {
	const el = (parent?.doc ?? document).createElement(tag);
	fill(el, o, parent);
	callback?.(el);
	return el;
}

/** Whether something is of a class of its own window, whichever window the class was asked of. */
function isOf(object: object, win: object, type: { name: string }): boolean {
	return [type, Reflect.get(win, type.name) as unknown].some((one) => typeof one === "function" && object instanceof one);
}

const migrating = new Set<{ el: HTMLElement; from: Window; listener: (win: Window) => unknown }>();

/** Tells those who asked that their element is in another window now. */
export function tellMigrated(): void {
	for (const asked of migrating) {
		const { win } = asked.el;
		if (win === asked.from) continue;
		asked.from = win;
		guard(() => asked.listener(win));
	}
}

function extendNodes({ Node, UIEvent }: Win): void {
	extend(UIEvent.prototype, {
		get doc(): Document {
			return this.view?.document ?? activeDocument;
		},
		get win(): Window {
			return this.view ?? activeWindow;
		},
		instanceOf(type: { name: string }) {
			return isOf(this, this.win, type);
		},
	});
	extend(Node.prototype, {
		detach() {
			this.parentNode?.removeChild(this);
		},
		empty() {
			while (this.lastChild) this.removeChild(this.lastChild);
		},
		appendText(text: string) {
			this.appendChild(this.doc.createTextNode(text));
		},
		get doc(): Document {
			return this.nodeType === Node.DOCUMENT_NODE ? (this as unknown as Document) : (this.ownerDocument ?? document);
		},
		get win(): Window {
			return this.doc.defaultView ?? window;
		},
		instanceOf(type: { name: string }) {
			return isOf(this, this.win, type);
		},
		createEl(tag: string, o?: Info, callback?: (el: HTMLElement) => void) {
			return makeEl(this, tag, o, callback);
		},
		createDiv(o?: Info, callback?: (el: HTMLElement) => void) {
			return makeEl(this, "div", o, callback);
		},
		createSpan(o?: Info, callback?: (el: HTMLElement) => void) {
			return makeEl(this, "span", o, callback);
		},
		createSvg(tag: string, o?: SvgElementInfo | string, callback?: (el: SVGElement) => void) {
			const el = this.doc.createElementNS("http://www.w3.org/2000/svg", tag);
			fill(el, o, this);
			callback?.(el);
			return el;
		},
	});
}

function extendElements({ Element, HTMLElement, SVGElement }: Win): void {
	extend(Element.prototype, {
		getText() {
			return this.textContent ?? "";
		},
		setText(text: string | DocumentFragment) {
			this.replaceChildren(text);
		},
		addClass(...classes: string[]) {
			this.classList.add(...classes);
		},
		removeClass(...classes: string[]) {
			this.classList.remove(...classes);
		},
		toggleClass(classes: string | string[], value: boolean) {
			for (const name of [classes].flat()) this.classList.toggle(name, value);
		},
		hasClass(name: string) {
			return this.classList.contains(name);
		},
		setAttr(name: string, value: string | number | boolean | null) {
			if (value === null) this.removeAttribute(name);
			else this.setAttribute(name, String(value));
		},
		setAttrs(attributes: Record<string, string | number | boolean | null>) {
			for (const [name, value] of Object.entries(attributes)) this.setAttr(name, value);
		},
		getAttr(name: string) {
			return this.getAttribute(name);
		},
		find(selector: string) {
			return this.querySelector(selector);
		},
		findAll(selector: string) {
			return [...this.querySelectorAll(selector)];
		},
	});
	const styles = {
		setCssStyles(this: HTMLElement, given: Record<string, string>) {
			Object.assign(this.style, given);
		},
		setCssProps(this: HTMLElement, props: Record<string, string>) {
			for (const [name, value] of Object.entries(props)) this.style.setProperty(name, value);
		},
	};
	extend(SVGElement.prototype, styles);
	extend(HTMLElement.prototype, styles);
}

function extendHtmlElements({ HTMLElement }: Win): void {
	extend(HTMLElement.prototype, {
		show() {
			if (this.style.display === "none") this.style.display = "";
		},
		hide() {
			this.style.display = "none";
		},
		toggle(show: boolean) {
			if (show) this.show();
			else this.hide();
		},
		isShown() {
			return this.offsetParent !== null;
		},
		onWindowMigrated(listener: (win: Window) => unknown) {
			const asked = { el: this, from: this.win, listener };
			migrating.add(asked);
			return () => migrating.delete(asked);
		},
	});
}

function extendLanguage(): void {
	extend(Array.prototype as unknown[], {
		remove(one: unknown) {
			const at = this.indexOf(one);
			if (at >= 0) this.splice(at, 1);
		},
	});
	extend(Math, { clamp: (value: number, min: number, max: number) => Math.min(Math.max(value, min), max) });
}

/** What each window needs. */
export function extendWindow(win: Win): void {
	extendNodes(win);
	extendElements(win);
	extendHtmlElements(win);
}

/** Puts everything in place; called once. */
export function extendPage(): void {
	extendWindow(window);
	extendLanguage();
	Object.assign(window, {
		activeWindow: window,
		activeDocument: document,
		createEl: (tag: string, o?: Info, callback?: (el: HTMLElement) => void) => makeEl(null, tag, o, callback),
		createDiv: (o?: Info, callback?: (el: HTMLElement) => void) => makeEl(null, "div", o, callback),
		createSpan: (o?: Info, callback?: (el: HTMLElement) => void) => makeEl(null, "span", o, callback),
		sleep: (ms: number) => new Promise<void>((done) => window.setTimeout(done, ms)),
	});
}
