import type { Seed } from "../../entry";
import type { FilePicker } from "../locking/file-picker";
import type { Dialog } from "./dialog";
import { PictureInput } from "./picture-input";
import { SecretField, type Given } from "./secret-field";
import { followTransfers, keepPressed } from "./transfers";

const scheme = "otpauth://";

export interface Takes {
	/** How a bare key is written. */
	typeOf: () => Seed["type"];
	/** What was typed or pasted into the field, or given to it; whether it is another text than before. */
	given: (read: Given, isNew: boolean) => void;
	/** What pictures held, or was dropped; with several at least one picture, with none the sentence on why. */
	found: (texts: readonly string[], problem: string) => void;
}

/** Where a secret key is given: a link or the key itself, or a picture of its QR code pasted or dropped anywhere in the dialog, chosen or photographed. */
export class KeyPlace {
	readonly field: SecretField;
	private readonly pictures: PictureInput;
	private readonly end = new AbortController();

	constructor(dialog: Dialog, parent: HTMLElement, picker: FilePicker, { typeOf, given, found }: Takes) {
		const drop = parent.createDiv({ cls: "tfn-drop" });
		this.field = new SecretField(drop, typeOf, given);
		this.pictures = new PictureInput(drop, dialog.containerEl, picker, found);
		const hint = drop.createEl("p", { cls: "tfn-small tfn-muted", text: "A picture, an " });
		hint.createEl("code", { text: scheme });
		hint.appendText(" link or the secret key itself");
		keepPressed(parent);
		followTransfers(dialog, drop, this.end.signal, { files: (files) => void this.pictures.read(files), text: (text) => found([text], "") });
	}

	/** Ends reading, and forgets what was given. */
	stop(): void {
		this.end.abort();
		this.pictures.stop();
		this.field.clear();
	}
}
