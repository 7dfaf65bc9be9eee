import type { TFile } from "obsidian";
import { inOrder, isOn, isSameDevice } from "../../note/lost-device";
import { accountsWords } from "../../note/shown";
import type { Account } from "../notes/accounts";
import { createLostDeviceNote, lostDeviceNotes, progressOf, type LostDeviceNote } from "../notes/lost-device";
import type { Parts } from "../parts";
import { drawButton, drawIcon } from "../views/draw";
import { Dialog } from "./dialog";
import { drawDanger, drawOrder, inDanger } from "./lost-device-danger";
import { LostDeviceSteps } from "./lost-device-steps";

/** Leads through the loss of a device: goes on where a list of steps is begun, else makes one. */
export async function openLostDevice(parts: Parts): Promise<void> {
	const begun = (await lostDeviceNotes(parts)).filter((note) => progressOf(note).done < progressOf(note).all);
	new LostDeviceDialog(parts, begun).open();
}

/** Which device, which accounts are in danger, and what to do first. Needs no secret, so it works while locked. */
class LostDeviceDialog extends Dialog {
	/** "" where the person does not know it. */
	private device = "";
	/** Whether accounts that name no device are dealt with too. */
	private withUnnamed = false;

	constructor(parts: Parts, private readonly begun: readonly LostDeviceNote[]) {
		super(parts);
	}

	override onOpen(): void {
		this.contentEl.addClass("tfn-dialog");
		if (this.begun.length > 0) this.drawBegun();
		else this.drawDevices();
	}

	override onClose(): void {
		this.contentEl.empty();
	}

	private page(title: string): HTMLElement {
		this.setTitle(title);
		this.contentEl.empty();
		return this.contentEl;
	}

	private drawBegun(): void {
		const el = this.page("Lost device");
		el.createEl("p", { cls: "tfn-say", text: "You have begun to deal with a loss. Nothing of it is lost: every step stands in the note." });
		for (const note of this.begun) {
			const { done, all } = progressOf(note);
			const go = el.createEl("button", { cls: note === this.begun[0] ? "tfn-loss-go mod-cta" : "tfn-loss-go", text: `Go on with ${note.file.basename} (${done} of ${all} done)` });
			go.addEventListener("click", () => this.goOn(note.file));
			if (note === this.begun[0]) go.focus();
		}
		const foot = el.createDiv({ cls: "tfn-foot" });
		drawButton(foot, "Another device is lost", () => this.drawDevices(), undefined, "tfn-plain");
	}

	private drawDevices(): void {
		const el = this.page("Which device is lost?");
		const table = el.createDiv({ cls: "tfn-table", attr: { role: "radiogroup", "aria-labelledby": this.titleEl.id } });
		const devices = devicesOf(this.parts.accounts.all());
		const next = (): void => this.drawDanger();
		const foot = el.createDiv({ cls: "tfn-foot" });
		drawButton(foot, "Cancel", () => this.close(), undefined, "tfn-plain");
		const go = foot.createEl("button", { cls: "mod-cta", text: "Next" });
		go.addEventListener("click", next);
		const pick = (device: string, isTyped = false): void => {
			this.device = device;
			this.withUnnamed = isTyped;
			go.disabled = isTyped && device === "";
		};
		for (const [device, count] of devices) drawChoice(table, "monitor-smartphone", device, accountsWords(count), () => pick(device));
		const name = createEl("input", { type: "text", cls: "is-absent", attr: { "aria-label": "Name of the device", placeholder: "Name of the device", spellcheck: "false" } });
		const other = drawChoice(table, "pencil", "Another one: type its name", "", () => {
			name.removeClass("is-absent");
			name.focus();
			pick(name.value.trim(), true);
		});
		other.find("div").append(name);
		name.addEventListener("input", () => pick(name.value.trim(), true));
		name.addEventListener("keydown", (event) => {
			if (event.key !== "Enter" || go.disabled) return;
			// Else it presses the button that has the focus next.
			event.preventDefault();
			next();
		});
		drawChoice(table, "circle-help", "I do not know: all accounts", accountsWords(this.parts.accounts.all().length), () => pick(""));
		table.addEventListener("change", (event) => name.toggleClass("is-absent", event.target !== other.find("input") && event.target !== name));
		const first = table.find("input");
		first.click();
		first.focus();
	}

	private drawDanger(): void {
		const { device } = this;
		const el = this.page(device === "" ? "A lost device" : `Lost: ${device}`);
		const all = this.parts.accounts.all();
		const on = device === "" ? all : all.filter(({ entry }) => isOn(entry, device));
		const unnamed = device === "" ? [] : all.filter(({ entry }) => entry.devices.length === 0);
		const chosen = this.withUnnamed ? [...on, ...unnamed] : on;
		el.createEl("p", { cls: "tfn-say", text: "Nothing has to be done all at once. The steps are kept in a note, and you can go on at any time." });
		const accounts = inOrder(chosen.map(inDanger), device);
		drawDanger(el, accounts, device);
		if (accounts.length === 0) el.createEl("p", { text: `No account says that it is set up on ${device}.` });
		if (unnamed.length > 0) this.drawUnnamed(el, unnamed.length);
		if (accounts.length > 0) drawOrder(el, accounts, device);
		const message = el.createEl("p", { cls: "tfn-wrong", attr: { role: "alert" } });
		const foot = el.createDiv({ cls: "tfn-foot" });
		drawButton(foot, "Back", () => this.drawDevices(), undefined, "tfn-plain");
		const make = foot.createEl("button", { cls: "mod-cta", text: `Make the list for ${accountsWords(accounts.length)}` });
		make.disabled = accounts.length === 0;
		make.addEventListener("click", () => {
			// A second click would make a second note.
			make.disabled = true;
			void this.make(accounts.map(({ account }) => account)).then((problem) => {
				message.setText(problem ?? "");
				make.disabled = false;
			});
		});
		// The page is read from its top: on a phone the button is below what is seen.
		(make.disabled ? foot.find("button") : make).focus({ preventScroll: true });
	}

	private drawUnnamed(el: HTMLElement, count: number): void {
		const label = el.createDiv({ cls: "tfn-loss-step" }).createEl("label");
		const box = label.createEl("input", { type: "checkbox" });
		box.checked = this.withUnnamed;
		label.createSpan({ text: `${count === 1 ? "1 account does" : `${count} accounts do`} not say where ${count === 1 ? "it is" : "they are"} set up, and may be on it too. Add ${count === 1 ? "it" : "them"}.` });
		box.addEventListener("change", () => {
			this.withUnnamed = box.checked;
			this.drawDanger();
		});
	}

	/** Writes the note and goes on with it; a sentence where that failed. */
	private async make(accounts: Account[]): Promise<string | null> {
		const file = await createLostDeviceNote(this.parts, this.device, accounts);
		if (file === null) return "The note could not be written, so nothing was saved. Check that the folder can be written and that there is room.";
		this.goOn(file);
		return null;
	}

	private goOn(file: TFile): void {
		this.close();
		new LostDeviceSteps(this.parts, file).open();
	}
}

/** The devices that accounts name, however they spell them, with how many name each: the most named first. */
function devicesOf(accounts: readonly Account[]): [string, number][] {
	const names = accounts.flatMap(({ entry }) => entry.devices);
	const once = names.filter((name, i) => names.findIndex((other) => isSameDevice(other, name)) === i);
	return once.map((name): [string, number] => [name, accounts.filter(({ entry }) => isOn(entry, name)).length]).sort(([one, n], [other, m]) => m - n || one.localeCompare(other));
}

function drawChoice(table: HTMLElement, icon: string, words: string, more: string, chosen: () => void): HTMLElement {
	const row = table.createEl("label", { cls: "tfn-pick" });
	row.createEl("input", { type: "radio", attr: { name: "tfn-device" } }).addEventListener("change", chosen);
	drawIcon(row, icon);
	row.createDiv({ text: words });
	row.createSpan({ cls: "tfn-why", text: more });
	return row;
}
