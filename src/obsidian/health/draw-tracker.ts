import { isUnused } from "../../entry";
import type { HealthAccount } from "../../health/kinds";
import { dayWords, shownName } from "../../note/shown";
import type { Parts } from "../parts";
import { drawButton } from "../views/draw";
import { basePath, saveBase } from "./base-file";
import { keyed } from "./draw-finding";
import type { Mend } from "./mends";

const columns = ["Made on", "Renew by", "Used", "Left", "Copies kept in"];

/** The table of all backup codes, and the offer to keep it as a Base. */
export function drawTracker(parent: HTMLElement, parts: Parts, accounts: readonly HealthAccount[], does: { open: (path: string) => void; mend: (mend: Mend) => void }): void {
	const table = parent.createEl("table", { cls: "tfn-tracker" });
	table.createEl("caption", { cls: "tfn-said", text: "Backup codes of all accounts" });
	const head = table.createEl("thead").createEl("tr");
	for (const text of ["Account", ...columns]) head.createEl("th", { text, attr: { scope: "col" } });
	const body = table.createEl("tbody");
	for (const { path, title, entry } of accounts) {
		const row = body.createEl("tr");
		const name = row.createEl("th", { attr: { scope: "row" } });
		drawButton(name, title, () => does.open(path), undefined, "tfn-plain").setAttribute("data-key", `table ${path}`);
		if (shownName(entry.username) !== "") name.createDiv({ cls: "tfn-why", text: shownName(entry.username) });
		// In a narrow dialog each stands beside its name.
		for (const [n, text] of cells(entry).entries()) row.createEl("td", { text, attr: { "data-name": columns[n] ?? "" } });
	}
	if (parts.app.vault.getFileByPath(basePath(parts)) !== null) return;
	const offer = parent.createDiv({ cls: "tfn-offer" });
	offer.createSpan({ text: "As a table of Obsidian's own:" });
	keyed(drawButton(offer, `Make ${basePath(parts)}`, () => does.mend({ words: "", run: () => saveBase(parts) })), "table base", "a file for Bases");
}

function cells({ backupCodesGenerated, backupCodesRenew, backupCodes, copies }: HealthAccount["entry"]): string[] {
	const used = backupCodes.filter((code) => code.used !== null).length;
	const left = backupCodes.filter(isUnused).length;
	const counts = used + left === 0 ? ["", ""] : [String(used), String(left)];
	return [backupCodesGenerated, backupCodesRenew].map((day) => (day === null ? "" : dayWords(day))).concat(counts, copies.join(", "));
}
