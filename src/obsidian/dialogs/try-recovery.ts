import { Platform } from "obsidian";
import { dayWords } from "../../note/shown";
import { isTimed, stepsOff } from "../../code/totp";
import { download } from "../download";
import { ensureOpen } from "../locking/unlocking";
import type { Parts } from "../parts";
import { fileAddress } from "../opening";
import { makePage, pagePath, recoveryPageState } from "../recovery-page";
import { drawButton, drawList, titleOf, today } from "../views/draw";
import { Dialog } from "./dialog";

/** So many periods a code may be off: it takes a moment to type it here. */
const reach = 2;

/** The drill: the person opens the page somewhere else, and types here a code that it shows. */
export class TryRecoveryDialog extends Dialog {
	override onOpen(): void {
		const { contentEl } = this;
		this.setTitle("Try your recovery");
		contentEl.addClass("tfn-dialog");
		contentEl.createEl("p", { cls: "tfn-say", text: "A recovery that was never tried may not work when it must. Do it as if Obsidian were gone:" });
		drawList(contentEl, "ol", "tfn-todo", [
			"Open recovery.html in a browser: from your files, or from where you keep its copy.",
			"Add your accounts' folder, unless they are inside, and type your passphrase.",
			"Type here one of the codes that it shows, of any account.",
		]);
		const input = contentEl.createEl("input", { cls: "tfn-type", type: "text", attr: { "aria-label": "Code on the page", autocomplete: "off", autocapitalize: "off", autocorrect: "off", spellcheck: "false" } });
		const verdict = contentEl.createEl("p", { cls: "tfn-say", attr: { role: "status" } });
		const foot = contentEl.createDiv({ cls: "tfn-foot" });
		const page = foot.createSpan();
		const check = foot.createEl("button", { cls: "mod-cta", text: "Check code" });
		check.addEventListener("click", () => void this.check(input, verdict));
		input.addEventListener("keydown", (event) => {
			if (event.key === "Enter") check.click();
		});
		input.focus();
		void this.drawPage(page);
	}

	/** A page that is not ours is not to be opened from here. */
	private async drawPage(parent: HTMLElement): Promise<void> {
		const { app, parts, contentEl: { doc } } = this;
		const state = await recoveryPageState(parts);
		const address = state === "same" || state === "other accounts" ? fileAddress(app, pagePath(parts)) : null;
		if (address !== null) drawButton(parent, "Open the page", () => void doc.win.open(address), "external-link", "tfn-plain");
		else if (Platform.isDesktop) drawButton(parent, "Download the page", () => download(doc, "recovery.html", makePage([]), "text/html"), "download", "tfn-plain");
	}

	override onClose(): void {
		this.contentEl.empty();
	}

	private async check(input: HTMLInputElement, verdict: HTMLElement): Promise<void> {
		if (input.value.trim() === "" || !(await ensureOpen(this.parts))) return;
		const found = whose(this.parts, input.value);
		verdict.className = found === null ? "tfn-wrong" : "tfn-ok";
		if (found === null) return verdict.setText("No account here has this code now. Nothing was noted. Type the one that the page shows at this moment; if it goes on so, compare the clocks of both devices.");
		this.parts.device.set("recovery-tried", this.parts.clock.now);
		input.value = "";
		verdict.setText(`Right: this is a code of ${found}. Where the page showed it, your recovery works. The day is noted on this device.`);
	}
}

/** When a code of the page was last right on this device, in words. */
export function triedWords({ device }: Parts): string {
	const at = device.get("recovery-tried");
	return at === 0 ? "It was not tried on this device yet." : `Last tried on this device: ${dayWords(today(at))}.`;
}

/** The account that a typed code is of, by the clock. */
function whose({ accounts, codes, clock }: Parts, typed: string): string | null {
	const account = accounts.all().find(({ entry }) => {
		const opened = codes.openSeed(entry);
		return "seed" in opened && isTimed(opened.seed) && stepsOff(opened.seed, typed, clock.now, reach) !== null;
	});
	return account === undefined ? null : titleOf(account);
}
