import { isAccountLink, type UriAccount } from "../../code/uri";

type Names = Pick<UriAccount, "issuer" | "username">;

/** The fields for service and user name. A link that lands there holds the secret: it is taken out and given to `link`. */
export class NameFields {
	private readonly issuer: HTMLInputElement;
	private readonly username: HTMLInputElement;

	constructor(parent: HTMLElement, private readonly changed: () => void, private readonly link: (text: string) => void) {
		this.issuer = this.draw(parent, "Service");
		this.username = this.draw(parent, "User name");
	}

	get names(): Names {
		return { issuer: this.issuer.value.trim(), username: this.username.value.trim() };
	}

	/** What is told; the rest stays as it was typed. */
	fill({ issuer, username }: Names): void {
		if (issuer !== "") this.issuer.value = issuer;
		if (username !== "") this.username.value = username;
	}

	clear(): void {
		this.issuer.value = this.username.value = "";
	}

	takeLinks(): void {
		for (const input of [this.issuer, this.username]) {
			if (!isAccountLink(input.value)) continue;
			const text = input.value;
			input.value = "";
			this.link(text);
		}
	}

	private draw(parent: HTMLElement, label: string): HTMLInputElement {
		// A label of its own: Obsidian would show an aria-label as a tooltip over the next field.
		const id = `tfn-${label.toLowerCase().replace(" ", "-")}`;
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
