/** Gives a file to the person, outside of the vault, as the browser does. Phones have no such place: not to be offered there. */
export function download(doc: Document, name: string, content: BlobPart, type: string): void {
	const url = URL.createObjectURL(new Blob([content], { type }));
	const link = doc.body.createEl("a", { attr: { href: url, download: name } });
	link.click();
	link.remove();
	// The browser reads it when it gets to it.
	window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
