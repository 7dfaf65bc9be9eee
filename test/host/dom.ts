/** The additions to the page's own classes that obsidian.d.ts declares. */
import type {} from "obsidian";
import { native, noticed } from "./watch";

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

function makeSvg(parent: Node | null, tag: string, o?: SvgElementInfo | string, callback?: (el: SVGElement) => void): SVGElement {
	const el = document.createElementNS("http://www.w3.org/2000/svg", tag);
	fill(el, o, parent);
	callback?.(el);
	return el;
}

type Delegated = (this: HTMLElement, event: Event, target: HTMLElement) => unknown;
const delegations = new WeakMap<EventTarget, { type: string; selector: string; listener: Delegated; run: EventListener }[]>();

function delegate(this: EventTarget & Node, type: string, selector: string, listener: Delegated, options?: boolean | AddEventListenerOptions): void {
	const run = (event: Event): void => {
		const target = event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null;
		if (target && this.contains(target)) listener.call(target, event, target);
	};
	delegations.set(this, [...(delegations.get(this) ?? []), { type, selector, listener, run }]);
	this.addEventListener(type, run, options);
}

function undelegate(this: EventTarget, type: string, selector: string, listener: Delegated, options?: boolean | AddEventListenerOptions): void {
	for (const one of delegations.get(this) ?? []) {
		if (one.type === type && one.selector === selector && one.listener === listener) this.removeEventListener(type, one.run, options);
	}
}

function content(el: HTMLElement, side: "Width" | "Height"): number {
	const style = getComputedStyle(el);
	const padding = side === "Width" ? [style.paddingLeft, style.paddingRight] : [style.paddingTop, style.paddingBottom];
	return el[`client${side}`] - padding.reduce((sum, one) => sum + parseFloat(one), 0);
}

function extendNodes(): void {
	extend(Node.prototype, {
		detach() {
			this.parentNode?.removeChild(this);
		},
		empty() {
			while (this.lastChild) this.removeChild(this.lastChild);
		},
		insertAfter<T extends Node>(node: T, child: Node | null): T {
			return this.insertBefore(node, child ? child.nextSibling : this.firstChild);
		},
		indexOf(other: Node) {
			return [...this.childNodes].indexOf(other as ChildNode);
		},
		setChildrenInPlace(children: Node[]) {
			for (const old of [...this.childNodes]) if (!children.includes(old)) this.removeChild(old);
			for (const child of children) this.appendChild(child);
		},
		appendText(text: string) {
			this.appendChild(document.createTextNode(text));
		},
		instanceOf(type: new () => unknown) {
			return this instanceof type;
		},
		get doc(): Document {
			return this instanceof Document ? this : (this.ownerDocument ?? document);
		},
		get win(): Window {
			return this.doc.defaultView ?? window;
		},
		get constructorWin() {
			return window;
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
			return makeSvg(this, tag, o, callback);
		},
	});
}

function extendElements(): void {
	extend(Element.prototype, {
		getText() {
			return this.textContent ?? "";
		},
		setText(text: string | DocumentFragment) {
			if (typeof text !== "string" && !(text instanceof DocumentFragment)) this.textContent = String(text);
			else this.replaceChildren(text);
		},
		addClass(...classes: string[]) {
			this.classList.add(...classes);
		},
		addClasses(classes: string[]) {
			this.classList.add(...classes);
		},
		removeClass(...classes: string[]) {
			this.classList.remove(...classes);
		},
		removeClasses(classes: string[]) {
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
		matchParent(selector: string, last?: Element) {
			const found = this.closest(selector);
			return found && last && !last.contains(found) ? null : found;
		},
		getCssPropertyValue(property: string, pseudo?: string) {
			return getComputedStyle(this, pseudo).getPropertyValue(property).trim();
		},
		isActiveElement() {
			return this.doc.activeElement === this;
		},
		find(selector: string) {
			return this.querySelector(selector);
		},
		findAll(selector: string) {
			return [...this.querySelectorAll(selector)];
		},
		findAllSelf(selector: string) {
			return [...(this.matches(selector) ? [this] : []), ...this.querySelectorAll(selector)];
		},
	});
	extend(DocumentFragment.prototype, {
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

function extendHtmlElements(): void {
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
		toggleVisibility(visible: boolean) {
			this.style.visibility = visible ? "" : "hidden";
		},
		isShown() {
			return this.offsetParent !== null;
		},
		get innerWidth() {
			return content(this, "Width");
		},
		get innerHeight() {
			return content(this, "Height");
		},
		on: delegate,
		off: undelegate,
		onClickEvent(listener: EventListener, options?: boolean | AddEventListenerOptions) {
			this.addEventListener("click", listener, options);
			this.addEventListener("auxclick", listener, options);
		},
		onNodeInserted(listener: () => unknown, once = false) {
			let inside = false;
			const look = (): void => {
				if (this.isConnected && !inside) {
					if (once) stop.disconnect();
					listener();
				}
				inside = this.isConnected;
			};
			const stop = new MutationObserver(look);
			stop.observe(this.doc, { childList: true, subtree: true });
			return () => stop.disconnect();
		},
		onWindowMigrated: () => () => undefined,
		trigger(type: string) {
			this.dispatchEvent(new Event(type, { bubbles: true }));
		},
	});
	extend(Document.prototype, { on: delegate, off: undelegate });
	extend(UIEvent.prototype, {
		get targetNode(): Node | null {
			return this.target instanceof Node ? this.target : null;
		},
		get win(): Window {
			return this.view ?? window;
		},
		get doc() {
			return document;
		},
		instanceOf(type: new () => unknown) {
			return this instanceof type;
		},
	});
}

function extendLanguage(): void {
	extend(Array.prototype as unknown[], {
		first() {
			return this[0];
		},
		last() {
			return this[this.length - 1];
		},
		contains(one: unknown) {
			return this.includes(one);
		},
		remove(one: unknown) {
			const at = this.indexOf(one);
			if (at >= 0) this.splice(at, 1);
		},
		shuffle() {
			return this.sort(() => Math.random() - 0.5);
		},
		unique() {
			return [...new Set(this)];
		},
	});
	extend(Array, { combine: (arrays: unknown[][]) => arrays.flat() });
	extend(Math, { clamp: (value: number, min: number, max: number) => Math.min(Math.max(value, min), max), square: (value: number) => value * value });
	extend(String, { isString: (one: unknown) => typeof one === "string" });
	extend(Number, { isNumber: (one: unknown) => typeof one === "number" });
	extend(String.prototype, {
		contains(text: string) {
			return this.includes(text);
		},
		format(...args: string[]) {
			return this.replace(/\{(\d+)\}/g, (all, index: string) => args[Number(index)] ?? all);
		},
	});
	extend(Object, {
		isEmpty: (one: object) => Object.keys(one).length === 0,
		each: (one: Record<string, unknown>, callback: (value: unknown, key: string) => boolean | void) =>
			Object.entries(one).every(([key, value]) => callback(value, key) !== false),
	});
}

/** Puts everything in place; called once. */
export function extendPage(): void {
	extendNodes();
	extendElements();
	extendHtmlElements();
	extendLanguage();
	Object.assign(window, {
		activeWindow: window,
		activeDocument: document,
		createEl: (tag: string, o?: Info, callback?: (el: HTMLElement) => void) => makeEl(null, tag, o, callback),
		createDiv: (o?: Info, callback?: (el: HTMLElement) => void) => makeEl(null, "div", o, callback),
		createSpan: (o?: Info, callback?: (el: HTMLElement) => void) => makeEl(null, "span", o, callback),
		createSvg: (tag: string, o?: SvgElementInfo, callback?: (el: SVGElement) => void) => makeSvg(null, tag, o, callback),
		createFragment: (callback?: (el: DocumentFragment) => void) => {
			const fragment = document.createDocumentFragment();
			callback?.(fragment);
			return fragment;
		},
		isBoolean: (one: unknown) => typeof one === "boolean",
		fish: (selector: string) => document.querySelector(selector),
		fishAll: (selector: string) => [...document.querySelectorAll(selector)],
		ready: (fn: () => unknown) => native.setTimeout(fn, 0),
		sleep: (ms: number) => new Promise<void>((done) => window.setTimeout(done, ms)),
		nextFrame: () => new Promise<void>((done) => requestAnimationFrame(() => done())),
		ajax: (request: AjaxOptions) => refuse(request.url),
		ajaxPromise: (request: AjaxOptions) => Promise.resolve().then(() => refuse(request.url)),
	});
}

function refuse(url: string): never {
	noticed.network.push(`ajax ${url}`);
	throw new TypeError("ajax is refused: the plugin must not use the network.");
}
