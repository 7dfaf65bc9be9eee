import type { Plugin } from "obsidian";
import type { Session } from "../../lock/session";
import type { FilePicker } from "./file-picker";
import type { Windows } from "./windows";

/** Every so many milliseconds the clock is compared: a sleeping computer runs no timers, but its clock goes on. */
const interval = 5_000;

/** Locks after the given idle minutes by the clock, not by counting; 0 minutes = never. Time in a file picker of ours is not idle. */
export function registerIdleLock(plugin: Plugin, windows: Windows, { session, picker }: { session: Session; picker: FilePicker }, minutes: () => number): void {
	let last = Date.now();
	const check = (): void => {
		// A clock set back would else put the lock off for as long.
		last = Math.min(last, Date.now());
		if (session.isOpen && minutes() > 0 && Date.now() - picker.awayUntil(last) >= minutes() * 60_000) session.lock();
	};
	const touched = (): void => {
		// The first move after a long sleep must lock, not count as activity.
		check();
		last = Date.now();
	};
	plugin.register(session.onChange(() => {
		if (session.isOpen) last = Date.now();
	}));
	plugin.registerInterval(window.setInterval(check, interval));
	windows.each((win, lifetime) => {
		for (const event of ["pointerdown", "keydown", "wheel"] as const) lifetime.registerDomEvent(win, event, touched, { capture: true, passive: true });
		// Whoever chose a file, or none, was there all the time. Before the picker hears of it, while it still counts as open.
		for (const event of ["change", "cancel"] as const) lifetime.registerDomEvent(win, event, () => picker.isOpen && touched(), { capture: true });
		lifetime.registerDomEvent(win.document, "visibilitychange", check);
	});
}
