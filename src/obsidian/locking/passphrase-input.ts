/** A field for a passphrase: nothing learns from it, corrects it or keeps it. */
export function drawPassphraseInput(parent: HTMLElement, label: string): HTMLInputElement {
	return parent.createEl("input", {
		type: "password", placeholder: label,
		attr: { autocomplete: "off", autocapitalize: "off", autocorrect: "off", spellcheck: "false" },
	});
}
