import type { TFile } from "obsidian";
import { copyOf } from "../../note/copies";
import { accountsWords, dayWords, shownName } from "../../note/shown";
import { NoArchive, unpack, type Unpacked } from "../../recovery/archive";
import { backupTime } from "../../recovery/backups";
import { compare, mayRun, putIn, type Comparison, type Former } from "../notes/putting-in";
import type { Parts } from "../parts";
import { drawButton, titleOf, today } from "../views/draw";
import { Dialog } from "./dialog";
import { MergeDialog } from "./merge";
import { drawPick } from "./pick";

/** Compares a backup with the vault and writes back what is chosen. Nothing that stands in the vault is written over. */
export class RestoreDialog extends Dialog {
	/** `from`: the backup to begin with; else one is chosen. */
	constructor(parts: Parts, private readonly from?: TFile) {
		super(parts);
	}

	override onOpen(): void {
		const { from, parts } = this;
		this.setTitle("Restore from a backup");
		this.contentEl.addClass("tfn-dialog");
		if (from === undefined) this.drawChoice("");
		else void this.read(() => parts.backups.read(from));
	}

	override onClose(): void {
		this.contentEl.empty();
	}

	private drawChoice(problem: string): void {
		const { contentEl, parts } = this;
		contentEl.empty();
		contentEl.createEl("p", { cls: "tfn-say", text: "First you see what is missing or different; nothing is written before you choose." });
		if (problem !== "") contentEl.createEl("p", { cls: "tfn-wrong", text: problem, attr: { role: "alert" } });
		const list = contentEl.createDiv({ cls: "tfn-choices" });
		const elsewhere = parts.backups.elsewhere();
		const files = [...parts.backups.all(), ...elsewhere];
		void this.count(files.map((file) => {
			const at = backupTime(file.name);
			const place = elsewhere.includes(file) ? `, in ${file.parent?.path ?? ""}` : "";
			const button = drawButton(list, `${at === null ? file.name : timeWords(at)}${place}`, () => void this.read(() => parts.backups.read(file)), "archive");
			return { file, el: button.createSpan({ cls: "tfn-why" }) };
		}));
		if (files.length === 0) list.createEl("p", { cls: "tfn-why", text: "There is no backup in this vault." });
		const input = parts.picker.draw(this.modalEl, { accept: ".zip,application/zip" }, ([file]) => {
			if (file !== undefined) void this.read(async () => unpack(new Uint8Array(await file.arrayBuffer())));
		});
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		drawButton(foot, "Cancel", () => this.close(), undefined, "tfn-plain");
		drawButton(foot, "Choose a file", () => input.click(), "folder-open", "mod-cta");
		this.modalEl.focus();
	}

	/** Says of each backup how much is in it, one after the other: none waits for that. */
	private async count(backups: readonly { file: TFile; el: HTMLElement }[]): Promise<void> {
		for (const { file, el } of backups) {
			if (!el.isConnected) return;
			el.setText(await this.parts.backups.read(file).then(({ files, damaged }) => accountsWords(files.length) + (damaged.length > 0 ? ", damaged" : ""), () => "cannot be read"));
		}
	}

	private async read(get: () => Promise<Unpacked>): Promise<void> {
		try {
			const comparison = await compare(this.parts, await get());
			if (this.contentEl.isConnected) this.drawComparison(comparison);
		} catch (error) {
			this.drawChoice(error instanceof NoArchive ? error.message : "The backup could not be read. Nothing was changed. Look whether it is still there, then try again.");
		}
	}

	private drawComparison(comparison: Comparison): void {
		const { contentEl } = this;
		const { missing, moved, changed, same, others, damaged } = comparison;
		contentEl.empty();
		const chosen = new Set(missing.filter((former) => !mayRun(former)));
		const say = (text: string): HTMLElement => contentEl.createEl("p", { cls: "tfn-say", text });
		for (const { path, what } of damaged) contentEl.createEl("p", { cls: "tfn-wrong", text: `${shownName(path)}: ${what}` });
		if (same > 0) say(same === 1 ? "1 account is as it was." : `${same} accounts are as they were.`);
		const group = (heading: string, why: string, formers: readonly Former[]): void => this.drawGroup(heading, why, formers, chosen, () => count());
		group("Missing here", "", missing);
		group("Changed since", "What stands here stays. The backup's is put beside it, and you can merge the two.", changed);
		group("Here under another name", "A second note would be the same account twice.", moved);
		if (missing.length + changed.length + moved.length === 0) say(same > 0 ? "Nothing is missing." : "There is no account in this backup.");
		if (others > 0) say(others === 1 ? "1 other file in it is no account." : `${others} other files in it are no accounts.`);
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		drawButton(foot, "Back", () => this.drawChoice(""), undefined, "tfn-plain");
		const go = foot.createEl("button", { cls: "mod-cta" });
		const count = (): void => {
			go.setText(`Restore ${accountsWords(chosen.size)}`);
			go.disabled = chosen.size === 0;
		};
		count();
		go.addEventListener("click", () => void this.restore([...chosen]));
		this.modalEl.focus();
	}

	private drawGroup(heading: string, why: string, formers: readonly Former[], chosen: Set<Former>, changed: () => void): void {
		if (formers.length === 0) return;
		const { contentEl } = this;
		const head = contentEl.createEl("h3", { cls: "tfn-group-head", text: `${heading} ` });
		head.createSpan({ cls: "tfn-why", text: String(formers.length) });
		if (why !== "") contentEl.createEl("p", { cls: "tfn-why", text: why });
		const table = contentEl.createDiv({ cls: "tfn-table" });
		for (const former of formers) {
			const { row, box } = drawPick(table, "checkbox", { ...former, path: former.now === undefined ? former.path : `now ${former.now}` }, titleOf(former));
			row.createSpan({ cls: "tfn-why", text: mayRun(former) ? "Holds commands of Templater, which may run" : shownName(former.entry.username) });
			box.checked = chosen.has(former);
			box.addEventListener("change", () => {
				if (box.checked) chosen.add(former);
				else chosen.delete(former);
				changed();
			});
		}
	}

	private async restore(formers: readonly Former[]): Promise<void> {
		const { contentEl } = this;
		contentEl.empty();
		const line = contentEl.createEl("p", { cls: "tfn-say", text: "Restoring…", attr: { role: "status" } });
		let count = 0;
		for (const former of formers) {
			const put = await putIn(this.parts, former);
			if ("problem" in put) contentEl.createEl("p", { cls: "tfn-wrong", text: put.problem });
			else {
				this.drawPut(put.file, former);
				count++;
			}
		}
		line.setText(`${count === formers.length ? "" : `${count} of `}${accountsWords(formers.length)} restored. Nothing else was changed.`);
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		foot.createSpan();
		this.drawEnd(foot);
	}

	/** Where the same account stands beside it, the two can be merged. */
	private drawPut({ path }: TFile, former: Former): void {
		const { contentEl, parts } = this;
		const line = contentEl.createDiv({ cls: "tfn-offer" });
		line.createSpan({ cls: "tfn-path", text: path });
		const account = parts.accounts.at(path);
		const other = parts.accounts.at(former.now ?? former.path);
		if (account !== undefined && other !== undefined && other !== account && copyOf(account.entry, other.entry)) drawButton(line, "Merge", () => new MergeDialog(parts, other, account).open(), undefined, "tfn-plain");
	}
}

function timeWords(at: Date): string {
	return `${dayWords(today(at.getTime()))}, ${at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })}`;
}
