/** The strip below the app by which a person sets the host. Not part of the app. */
import type { Host } from "./boot";
import { MarkdownView } from "./markdown-view";

export function drawBar(host: Host): void {
	const bar = document.body.createDiv({ cls: "host-bar", attr: { "data-host": "" } });
	bar.createSpan({ cls: "host-bar-title", text: "A stand-in for Obsidian, to try the plugin in" });
	const add = (text: string, run: () => unknown): void => {
		bar.createEl("button", { text }).addEventListener("click", () => void run());
	};
	const reload = async (change: Record<string, string>): Promise<void> => {
		const address = new URL(location.href);
		for (const [key, value] of Object.entries(change)) address.searchParams.set(key, value);
		history.replaceState(null, "", address);
		await host.restart();
	};
	add("Light / dark", () => {
		host.setTheme(host.app.isDarkMode() ? "light" : "dark");
		sessionStorage.setItem("theme", host.app.isDarkMode() ? "dark" : "light");
	});
	add("Desktop / phone", () => reload({ phone: host.app.$isPhone ? "" : "1" }));
	add("Reading / editing", () => {
		const view = host.app.workspace.activeEditor ?? host.app.workspace.getMostRecentLeaf()?.view;
		if (view instanceof MarkdownView) return host.setMode(view.getMode() === "preview" ? "live" : "reading");
		return undefined;
	});
	add("Plugin on / off", () => (host.runner.plugin ? host.runner.disable() : host.runner.enable(true)));
	add("Restart", () => host.restart());
	add("Reset vault", () => host.reset());
}
