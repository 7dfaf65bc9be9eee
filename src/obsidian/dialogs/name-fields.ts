import { isAccountLink, type UriAccount } from "../../code/uri";
import { lookAlikeWords } from "../views/draw";

type Names = Pick<UriAccount, "issuer" | "username">;

/**
 * The fields for service and user name. A link that lands there holds the secret: it is taken out and given to `link`. Ids begin with
 * `prefix`, as one dialog may lie over another.
 */
export class NameFields {
	private readonly issuer: HTMLInputElement;
	private readonly username: HTMLInputElement;

	private readonly listeners: ((names: Names) => void)[] = [];

	constructor(parent: HTMLElement, private readonly link: (text: string) => void, readonly prefix = "tfn") {
		this.issuer = this.draw(parent, "Service");
		this.username = this.draw(parent, "User name");
	}

	get names(): Names {
		return { issuer: this.issuer.value.trim(), username: this.username.value.trim() };
	}

	/** Tells the names, now and whenever they change. */
	follow(listener: (names: Names) => void): void {
		this.listeners.push(listener);
		listener(this.names);
	}

	/** Says there what may be wrong with the names. */
	drawDoubt(parent: HTMLElement): void {
		const doubt = parent.createEl("p", { cls: "tfn-wrong", attr: { role: "status" } });
		this.follow(({ issuer, username }) => doubt.setText(lookAlikeWords(issuer, username)));
	}

	focus(): void {
		this.issuer.focus();
	}

	/** What is told; the rest stays as it was typed. */
	fill({ issuer, username }: Names): void {
		if (issuer !== "") this.issuer.value = issuer;
		if (username !== "") this.username.value = username;
		this.changed();
	}

	clear(): void {
		this.issuer.value = this.username.value = "";
		this.changed();
	}

	takeLinks(): void {
		for (const input of [this.issuer, this.username]) {
			if (!isAccountLink(input.value)) continue;
			const text = input.value;
			input.value = "";
			this.link(text);
		}
	}

	private changed(): void {
		for (const listener of this.listeners) listener(this.names);
	}

	private draw(parent: HTMLElement, label: string): HTMLInputElement {
		// A label of its own: Obsidian would show an aria-label as a tooltip over the next field.
		const id = `${this.prefix}-${label.toLowerCase().replace(" ", "-")}`;
		parent.createEl("label", { text: label, attr: { for: id } });
		const input = parent.createEl("input", { type: "text", attr: { id, spellcheck: "false", autocomplete: "off" } });
		// A paste is whole at once; typing is looked at when the field is left.
		input.addEventListener("paste", () => window.setTimeout(() => this.takeLinks()));
		input.addEventListener("drop", () => window.setTimeout(() => this.takeLinks()));
		input.addEventListener("change", () => this.takeLinks());
		input.addEventListener("input", () => this.changed());
		return input;
	}
}
