/** The host itself, against what is known of the app: what holds here must hold there. */
import { afterAll, describe, expect, it } from "vitest";
import { closeStages, openStage } from "./stage";

afterAll(closeStages);

const note = "---\nissuer: GitHub\ncode: 0012\n---\n\nText with `code`.\n\n```2fa\n[[GitHub]]\n```\n";

describe("the start", () => {
	it("runs onload first, then announces files, then is ready with the layout, then resolved", async () => {
		const main = `
			const { Plugin } = require("obsidian");
			module.exports = class extends Plugin {
				async onload() {
					window.order = ["onload " + this.app.vault.getFiles().length];
					this.registerEvent(this.app.vault.on("create", file => window.order.push("create " + file.path)));
					this.app.workspace.onLayoutReady(() => window.order.push("ready"));
					this.registerEvent(this.app.metadataCache.on("resolved", () => window.order.push("resolved")));
				}
			}`;
		const stage = await openStage({ probe: { main }, files: { "a.md": note } });
		await stage.cached();
		expect(await stage.page.evaluate("window.order")).toEqual(["onload 0", "create a.md", "ready", "resolved"]);
		await stage.screenshot("host-start");
		expect(await stage.noticed()).toEqual({ undocumented: [], misuse: [], network: [], errors: [] });
		await stage.close();
	});
});
