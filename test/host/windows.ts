/** The app's windows: the main one, and pop-outs, each with a document and constructors of its own. */
import { extendWindow } from "./dom";
import { forgetListeners, watchListeners } from "./watch";

export type Win = Window & typeof globalThis;

/** The pop-outs that are open. */
export const popouts = new Set<Win>();
const hidden = new WeakSet<Window>();
const each: ((win: Win) => void)[] = [];
let front: Win | null = window;
/** The browser's own focus and visibility, which tests do without: every page of theirs has the focus always. */
let isReal = false;

/** Calls `run` for the main window now, and for each pop-out when it opens. */
export function eachWindow(run: (win: Win) => void): void {
	each.push(run);
	for (const win of [window, ...popouts]) run(win);
}

/** Puts focus and visibility under the host's rule. */
export function ruleWindows(real: boolean): void {
	isReal = real;
	eachWindow((win) => {
		const { document } = win;
		const isHidden = Object.getOwnPropertyDescriptor(win.Document.prototype, "hidden")?.get?.bind(document) as () => boolean;
		const hasFocus = document.hasFocus.bind(document);
		const hides = (): boolean => hidden.has(win) || (isReal && isHidden());
		Object.defineProperty(document, "hidden", { get: hides });
		Object.defineProperty(document, "visibilityState", { get: () => (hides() ? "hidden" : "visible") });
		document.hasFocus = () => (isReal ? hasFocus() : front === win);
		// A person's hand is in one window at a time.
		for (const type of ["focus", "pointerdown", "keydown"]) win.addEventListener(type, (event) => event.isTrusted && bringToFront(win), true);
	});
}

/** Gives a window the focus; `activeWindow` and `activeDocument` follow it. */
export function bringToFront(win: Win): void {
	if (front === win) return;
	const before = front;
	front = win;
	Object.assign(window, { activeWindow: win, activeDocument: win.document });
	if (isReal) return win.focus();
	before?.dispatchEvent(new Event("blur"));
	win.dispatchEvent(new Event("focus"));
}

/** Another program comes to the front. The active window stays what it was. */
export function leaveFront(win: Win): void {
	if (front !== win) return;
	front = null;
	win.dispatchEvent(new Event("blur"));
}

export function setHidden(win: Win, isHidden: boolean): void {
	if (isHidden) hidden.add(win);
	else hidden.delete(win);
	win.document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
	if (isHidden) leaveFront(win);
	else bringToFront(win);
}

/** Opens an empty window that looks as the main one does. `closed` is called when a person closes it. */
export function openWindow({ width, height }: { width: number; height: number }, closed: () => void): Win {
	const win = window.open("", "_blank", `popup,width=${width},height=${height}`) as Win | null;
	if (win === null) throw new Error("The browser opened no window.");
	popouts.add(win);
	extendWindow(win);
	watchListeners(win);
	for (const run of each) run(win);
	restyle();
	win.document.body.className = `${document.body.className} is-popout-window`;
	win.addEventListener("pagehide", closed);
	bringToFront(win);
	return win;
}

export function closeWindow(win: Win): void {
	popouts.delete(win);
	forgetListeners(win);
	if (front === win) bringToFront(window);
	win.close();
}

/** Pop-outs have the style sheets of the main window. */
export function restyle(): void {
	for (const { document: doc } of popouts) {
		doc.head.empty();
		for (const sheet of document.styleSheets) doc.head.createEl("style", { text: [...sheet.cssRules].map(({ cssText }) => cssText).join("\n") });
	}
}
