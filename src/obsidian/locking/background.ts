import { Platform, type Plugin } from "obsidian";
import type { Session } from "../../lock/session";
import type { Clock } from "../clock";
import type { FilePicker } from "./file-picker";
import { Veil } from "./veil";
import type { Windows } from "./windows";

/** Every so many milliseconds the clock is compared, where timers run in the background at all. */
const interval = 5_000;

/**
 * What happens when the app goes to the background: secrets leave each window that is hidden, at once, and come back with it.
 * After the given seconds by the clock the lock comes; it comes before they do. Below 0 seconds: never. Time in a file picker of
 * ours is not counted.
 */
export function registerBackground(plugin: Plugin, windows: Windows, { session, clock, picker }: { session: Session; clock: Clock; picker: FilePicker }, seconds: () => number): void {
	let since: number | null = null;
	const check = (): void => {
		const now = Date.now();
		if (!windows.all.every(({ document }) => document.hidden)) {
			lockAfter(now);
			picker.seen();
			since = null;
			return;
		}
		since ??= now;
		lockAfter(now);
	};
	/** A key that is on its way is dropped too. A clock that was set back does not tell how long it was: then it was too long. */
	const lockAfter = (now: number): void => {
		if (since === null || seconds() < 0) return;
		const away = now - picker.awayUntil(since);
		if (now < since || away >= seconds() * 1000) session.lock();
	};
	plugin.registerInterval(window.setInterval(check, interval));
	windows.each((win, lifetime) => {
		const { document } = win;
		const veil = new Veil(document);
		let isLeft = false;
		const look = (): void => {
			check();
			if (document.hidden || isLeft) return veil.drop();
			if (!veil.isDown) return;
			veil.lift();
			clock.tick();
		};
		const come = (): void => {
			isLeft = false;
			look();
		};
		lifetime.registerDomEvent(document, "visibilitychange", come);
		// Whoever touches the page is in no picker. Before `come`, which counts.
		for (const event of ["pointerdown", "keydown"] as const) lifetime.registerDomEvent(win, event, () => picker.close(document), { capture: true });
		for (const event of ["focus", "pageshow", "pointerdown"] as const) lifetime.registerDomEvent(win, event, come, { capture: true });
		// A phone takes its picture for the app switcher before it says that the app is hidden.
		lifetime.registerDomEvent(win, "blur", () => {
			isLeft = Platform.isMobile && !document.hasFocus();
			look();
		});
		lifetime.register(() => veil.lift());
		look();
	});
}
