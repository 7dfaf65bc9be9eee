import { decodeSecret, encodeSecret } from "../../code/secret";
import { readUri, type UriAccount } from "../../code/uri";

/** What was read in the field: an account as far as it is told, or what is wrong. A link tells how its codes are made, a bare key does not. */
export type Given = { given: Partial<UriAccount>; warnings: string[]; isLink: boolean } | { problem: string };

const mask = "•";
const scheme = "otpauth://";

/** The field for a link or a secret key. What was read is masked at once, and can be replaced but not edited. */
export class SecretField {
	private readonly input: HTMLTextAreaElement;
	/** What stands in the field for the key that was taken. */
	private masked = "";

	constructor(parent: HTMLElement, private readonly taken: (given: Given) => void) {
		const drop = parent.createDiv({ cls: "tfn-drop" });
		this.input = drop.createEl("textarea", { cls: "tfn-pasted", attr: { "aria-label": "Link or secret key", rows: "2", spellcheck: "false", autocomplete: "off", autocapitalize: "off", autocorrect: "off" } });
		// A paste is whole at once and is masked at once; typing is read when the field is left.
		this.input.addEventListener("change", () => this.take());
		this.input.addEventListener("input", () => {
			if (this.isEmpty) this.taken({ given: {}, warnings: [], isLink: false });
		});
		this.input.addEventListener("paste", (event) => this.paste(event));
		this.input.addEventListener("focus", () => this.select());
		const hint = drop.createEl("p", { cls: "tfn-small tfn-muted", text: "An " });
		hint.createEl("code", { text: scheme });
		hint.appendText(" link or the secret key itself");
	}

	get isEmpty(): boolean {
		return this.input.value.trim() === "";
	}

	focus(): void {
		this.input.focus();
	}

	/** Reads what stands there, unless it is the mask of what was taken. */
	take(): void {
		const text = this.input.value;
		if (this.isEmpty || text === this.masked) return;
		const read = text.includes(mask) ? { problem: "A masked key cannot be changed in part. Paste or type the whole key again." } : readGiven(text);
		if (!("problem" in read)) this.input.value = this.masked = maskedText(text, read.isLink);
		this.taken(read);
	}

	/** Locked, so nobody may be there: what was typed is taken and masked, what cannot be read is forgotten. */
	hide(): void {
		this.take();
		if (this.input.value !== this.masked) this.clear();
		if (this.input.doc.activeElement === this.input) this.select();
	}

	clear(): void {
		this.input.value = this.masked = "";
	}

	/** What is pasted into an empty or masked field takes its place as a whole. */
	private paste(event: ClipboardEvent): void {
		const text = event.clipboardData?.getData("text/plain") ?? "";
		if ((this.isEmpty || this.input.value.includes(mask)) && text !== "") {
			event.preventDefault();
			this.input.value = text;
		}
		window.setTimeout(() => this.take());
	}

	private select(): void {
		if (this.input.value.includes(mask)) this.input.select();
	}
}

/** The text with its secret replaced by dots. */
function maskedText(text: string, isLink: boolean): string {
	if (!isLink) return mask.repeat(12);
	return /[?&]secret=/i.test(text) ? text.trim().replace(/([?&]secret=)[^&#]*/gi, `$1${mask.repeat(12)}`) : `steam://${mask.repeat(12)}`;
}

/** A link, or else a bare key. */
function readGiven(text: string): Given {
	if (/^[\s"'`<]*[a-z][a-z0-9+.-]*:/i.test(text)) {
		const read = readUri(text);
		return "problem" in read ? read : { given: read.account, warnings: read.warnings, isLink: true };
	}
	const read = decodeSecret(text);
	return "problem" in read ? read : { given: { secret: encodeSecret(read.secret) }, warnings: [], isLink: false };
}
