import type { Component } from "obsidian";

/** Calls back when one of the elements has another size, coming into sight included; tells whether the first has another width. */
export function onSized(owner: Component, els: [HTMLElement, ...HTMLElement[]], changed: (isOtherWidth: boolean) => void): void {
	let width = 0;
	const tell = (): void => {
		const before = width;
		width = els[0].clientWidth;
		changed(before !== width);
	};
	// In a frame of its own: what is drawn then may change what is being watched.
	const watch = new ResizeObserver(() => window.requestAnimationFrame(tell));
	for (const el of els) watch.observe(el);
	owner.register(() => watch.disconnect());
}
