import { Platform, setIcon, setTooltip, type Plugin } from "obsidian";
import { openPane } from "./opening";
import type { Parts } from "./parts";
import { ensureOpen } from "./locking/unlocking";

/** The ribbon's key, which opens the pane, and on desktop the lock in the status bar. */
export function registerStatus(plugin: Plugin, parts: Parts): void {
	plugin.addRibbonIcon("key-round", "Open two-factor notes", () => void openPane(parts.app));
	// Phones have no status bar.
	if (Platform.isMobile) return;
	const item = plugin.addStatusBarItem();
	item.addClass("mod-clickable", "tfn-status");
	const { session } = parts;
	const draw = (): void => {
		setIcon(item, session.isOpen ? "lock-open" : "lock");
		setTooltip(item, session.isOpen ? "Two-factor notes: unlocked. Click to lock" : "Two-factor notes: locked. Click to unlock", { placement: "top" });
	};
	plugin.registerDomEvent(item, "click", () => {
		if (session.isOpen) session.lock();
		else void ensureOpen(parts);
	});
	plugin.register(session.onChange(draw));
	draw();
}
