import type { HealthAccount } from "../../health/kinds";
import { tracker } from "../../health/tracker";
import { dayWords, shownName } from "../../note/shown";
import type { Parts } from "../parts";
import { drawButton } from "../views/draw";
import { basePath, saveBase } from "./base-file";
import { keyed } from "./draw-finding";
import type { Mend } from "./mends";

/** The table of all backup codes, and the offer to keep it as a Base. */
export function drawTracker(parent: HTMLElement, parts: Parts, accounts: readonly HealthAccount[], does: { open: (path: string) => void; mend: (mend: Mend) => void }): void {
	// Where it is wider than the dialog it is scrolled, by keyboard too. A label of its own would be a tooltip over the whole table.
	const scroll = parent.createDiv({ cls: "tfn-tracker", attr: { tabindex: "0", role: "group", "aria-labelledby": "tfn-tracker" } });
	const table = scroll.createEl("table");
	table.createEl("caption", { cls: "tfn-said", text: "Backup codes of all accounts", attr: { id: "tfn-tracker" } });
	const head = table.createEl("thead").createEl("tr");
	for (const words of ["Account", "Generated", "Renew by", "Used", "Left", "Copies kept in"]) head.createEl("th", { text: words, attr: { scope: "col" } });
	const body = table.createEl("tbody");
	for (const { path, service, username, generated, renewBy, used, left, copies } of tracker(accounts)) {
		const row = body.createEl("tr");
		const name = row.createEl("th", { attr: { scope: "row" } });
		drawButton(name, service, () => does.open(path), undefined, "tfn-plain").setAttribute("data-key", `table ${path}`);
		if (shownName(username) !== "") name.createDiv({ cls: "tfn-why", text: shownName(username) });
		for (const words of [generated === null ? "" : dayWords(generated), renewBy === null ? "" : dayWords(renewBy), used + left === 0 ? "" : String(used), used + left === 0 ? "" : String(left), copies.join(", ")]) row.createEl("td", { text: words });
	}
	if (parts.app.vault.getFileByPath(basePath(parts)) !== null) return;
	const offer = parent.createDiv({ cls: "tfn-offer" });
	offer.createSpan({ text: "The same as a table of Obsidian's own, which needs no plugin:" });
	keyed(drawButton(offer, `Make ${basePath(parts)}`, () => does.mend({ words: "", run: () => saveBase(parts) })), "table base", "a file for Bases");
}
