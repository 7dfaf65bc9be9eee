import { readKey, writeKey } from "../../code/key";
import { keylessIn, type Keyless } from "../../code/keyless";
import { nameKnown } from "../../code/other";
import { isLink, readUri, type UriAccount } from "../../code/uri";
import type { Seed } from "../../entry";

/** What was read in the field: a link, which tells how its codes are made, a bare key, nothing, or what is wrong; with the account that it sets up without a key, if it does. */
export type Given = { link: UriAccount; warnings: string[] } | { key: string; warnings: string[] } | { problem: string; keyless?: Keyless };

const mask = "•";

/**
 * The field for a link or a secret key, in `drop`. What was read is masked at once, and can be replaced but not edited. `typeOf` says how a
 * bare key is written; `taken` is told whether the text is another one than before.
 */
export class SecretField {
	private readonly input: HTMLTextAreaElement;
	/** What stands in the field for the key that was taken. */
	private masked = "";
	/** What was typed, behind the mask: a bare key is read anew where another type is chosen. */
	private text = "";

	constructor(drop: HTMLElement, private readonly typeOf: () => Seed["type"], private readonly taken: (given: Given, isNew: boolean) => void) {
		this.input = drop.createEl("textarea", { cls: "tfn-pasted", attr: { "aria-label": "Link or secret key", rows: "2", spellcheck: "false", autocomplete: "off", autocapitalize: "off", autocorrect: "off" } });
		// A paste is whole at once and is masked at once; typing is read when the field is left.
		this.input.addEventListener("change", () => this.take());
		this.input.addEventListener("input", () => {
			if (!this.isEmpty) return;
			this.clear();
			this.taken({ key: "", warnings: [] }, true);
		});
		this.input.addEventListener("paste", (event) => this.paste(event));
		this.input.addEventListener("focus", () => this.select());
	}

	get isEmpty(): boolean {
		return this.input.value.trim() === "";
	}

	focus(): void {
		this.input.focus();
	}

	/** Takes a text that came another way, in place of what stands there. What cannot be read is not shown. */
	give(text: string): void {
		this.clear();
		this.text = text;
		this.read(true);
		if (this.masked === "") this.clear();
	}

	/** Reads what stands there, unless it is the mask of what was taken. */
	take(): void {
		const text = this.input.value;
		if (this.isEmpty || text === this.masked) return;
		if (text.includes(mask)) return this.taken({ problem: "A masked key cannot be changed in part. Paste or type the whole key again." }, true);
		this.text = text;
		this.read(true);
	}

	/** Reads the text anew, after another type was chosen. */
	read(isNew = false): void {
		if (this.text === "") return;
		const read = readGiven(this.text, this.typeOf());
		if (!("problem" in read)) this.input.value = this.masked = maskedText(this.text, "link" in read);
		this.taken(read, isNew);
	}

	/** Locked, so nobody may be there: what was typed is taken and masked, what cannot be read is forgotten. */
	hide(): void {
		this.take();
		if (this.input.value !== this.masked) this.clear();
		if (this.input.doc.activeElement === this.input) this.select();
	}

	clear(): void {
		this.input.value = this.masked = this.text = "";
	}

	/** What is pasted into an empty or masked field takes its place as a whole. */
	private paste(event: ClipboardEvent): void {
		// A picture is taken by the dialog.
		if (event.defaultPrevented) return;
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

/** The text with its secrets replaced by dots. */
function maskedText(text: string, isLink: boolean): string {
	const dots = mask.repeat(12);
	if (!isLink) return dots;
	return /[?&]secret=/i.test(text) ? text.trim().replace(/([?&](?:secret|pin)=)[^&#]*/gi, `$1${dots}`) : `steam://${dots}`;
}

/** A link, or else a bare key. */
function readGiven(text: string, type: Seed["type"]): Given {
	const other = nameKnown(text);
	const keyless = keylessIn(text);
	const withKeyless = keyless === undefined ? {} : { keyless };
	if (other !== undefined) return { problem: other, ...withKeyless };
	if (isLink(text)) {
		const read = readUri(text);
		return "problem" in read ? { ...read, ...withKeyless } : { link: read.account, warnings: read.warnings };
	}
	const read = readKey(text, type);
	return "problem" in read ? read : { key: writeKey(read.secret, type), warnings: read.warnings };
}
