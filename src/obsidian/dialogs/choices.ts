/** One of several ways, and what it means. */
export interface Choice<Name extends string> {
	name: Name;
	words: string;
	why: string;
}

/** Draws ways of which one is chosen, at first `current`. */
export function drawChoices<Name extends string>(parent: HTMLElement, legend: string, choices: readonly Choice<Name>[], current: Name, chosen: (name: Name) => void): void {
	const group = parent.createEl("fieldset", { cls: "tfn-choices" });
	group.createEl("legend", { text: legend });
	for (const { name, words, why } of choices) {
		const line = group.createEl("label", { cls: "tfn-choice" });
		const radio = line.createEl("input", { type: "radio", attr: { name: "tfn-choice" } });
		radio.checked = name === current;
		radio.addEventListener("change", () => chosen(name));
		const text = line.createDiv();
		text.createSpan({ text: words });
		text.createSpan({ cls: "tfn-why", text: why });
	}
}
