import { MarkdownRenderChild, setTooltip } from "obsidian";
import { shownName } from "../../note/shown";
import { copyCode } from "../actions";
import type { Account } from "../notes/accounts";
import { drawCode, drawIcon, Ring, titleOf } from "./draw";
import { Face } from "./face";
import type { Parts } from "../parts";

/** The account that inline code names, as in `2fa: GitHub`; null for any other inline code. */
export function inlineName(text: string): string | null {
	return /^2fa:\s*(\S.*)$/.exec(text.trim())?.[1]?.trim() ?? null;
}

/** The accounts that a name fits: by path or file name, else by issuer:username, else by issuer or user name alone. */
export function namedAccounts({ accounts }: Parts, name: string): Account[] {
	const wanted = name.toLowerCase();
	const kinds: ((account: Account) => string[])[] = [
		({ path, name: file }) => [path, file],
		({ entry }) => [`${entry.issuer}:${entry.username}`],
		({ entry }) => [entry.issuer, entry.username],
	];
	const found = kinds.map((namesOf) => accounts.all().filter((account) => namesOf(account).some((each) => each.toLowerCase() === wanted)));
	return found.find((some) => some.length > 0) ?? [];
}

/** A live code in a sentence: code and ring; a click copies. */
export class InlineCode extends MarkdownRenderChild {
	private face: Face | null = null;
	private said: HTMLElement | null = null;
	private account: Account | null = null;

	constructor(el: HTMLElement, private readonly parts: Parts, private readonly name: string) {
		super(el);
	}

	override onload(): void {
		const { accounts, clipboard, clock, session } = this.parts;
		this.containerEl.addClass("tfn", "tfn-inline");
		this.containerEl.setAttrs({ role: "button", tabindex: "0" });
		this.registerDomEvent(this.containerEl, "click", () => this.press());
		this.registerDomEvent(this.containerEl, "keydown", (event) => {
			if (event.key === "Enter") this.press();
		});
		this.registerEvent(accounts.on("changed", () => this.draw()));
		this.registerEvent(clipboard.on("changed", () => this.tick(clock.now)));
		this.register(session.onChange(() => this.draw()));
		this.register(clock.onTick((now) => this.tick(now)));
		this.draw();
	}

	override onunload(): void {
		// What the note says stays readable where the plugin was switched off.
		this.containerEl.removeClass("tfn", "tfn-inline");
		this.containerEl.replaceChildren(createEl("code", { text: `2fa: ${this.name}` }));
	}

	private press(): void {
		if (this.account !== null) void copyCode(this.parts, this.account);
	}

	private draw(): void {
		const { containerEl, parts, name } = this;
		const found = namedAccounts(parts, name);
		containerEl.empty();
		this.account = found.length === 1 ? (found[0] ?? null) : null;
		if (this.account === null) {
			containerEl.setText(name);
			drawIcon(containerEl, "circle-help");
			setTooltip(containerEl, found.length === 0 ? `No account is called ${shownName(name)}.` : `${found.length} accounts are called ${shownName(name)}: write the name of the note.`);
			return;
		}
		this.face = new Face(parts, this.account, drawCode(containerEl), new Ring(containerEl));
		this.said = containerEl.createSpan({ cls: "tfn-said" });
		containerEl.removeAttribute("aria-label");
		this.tick(parts.clock.now);
	}

	private tick(now: number): void {
		const { account, face } = this;
		if (account === null || face === null) return;
		const { shown, isCopied } = face.draw(now);
		this.containerEl.toggleClass("is-copied", isCopied);
		this.say(isCopied ? "Copied" : `${titleOf(account)}${shown.kind === "locked" ? ", locked" : ""}. Copy`);
	}

	/** For screen readers, beside the digits; no tooltip, which might outlive the lock. */
	private say(words: string): void {
		if (this.said !== null && this.said.textContent !== words) this.said.setText(words);
	}
}
