import { setIcon } from "./icons";

const icons: Record<string, string> = { text: "lucide-text", multitext: "lucide-list", number: "lucide-binary", date: "lucide-calendar", checkbox: "lucide-square-check", tags: "lucide-tags", aliases: "lucide-forward", unknown: "lucide-file-question" };

function typeOf(key: string, value: unknown): string {
	if (key === "tags" || key === "aliases") return key;
	if (Array.isArray(value)) return value.some((one) => typeof one === "object" && one !== null) ? "unknown" : "multitext";
	if (typeof value === "boolean") return "checkbox";
	if (typeof value === "number") return "number";
	if (typeof value === "string") return /^\d{4}-\d\d-\d\d$/.test(value) ? "date" : "text";
	return value === null || value === undefined ? "text" : "unknown";
}

/** The properties above a note, as the app shows them; they cannot be edited here. */
export function drawProperties(el: HTMLElement, frontmatter: Record<string, unknown> | undefined): void {
	el.empty();
	el.toggle(frontmatter !== undefined);
	if (!frontmatter) return;
	const heading = el.createDiv("metadata-properties-heading");
	heading.createDiv({ cls: "metadata-properties-title", text: "Properties" });
	const list = el.createDiv("metadata-content").createDiv("metadata-properties");
	for (const [key, value] of Object.entries(frontmatter)) {
		const type = typeOf(key, value);
		const row = list.createDiv({ cls: "metadata-property", attr: { "data-property-key": key, "data-property-type": type } });
		const name = row.createDiv("metadata-property-key");
		setIcon(name.createSpan("metadata-property-icon"), icons[type] ?? "lucide-text");
		name.createDiv({ cls: "metadata-property-key-input", text: key });
		drawValue(row.createDiv("metadata-property-value"), type, value);
	}
}

function drawValue(el: HTMLElement, type: string, value: unknown): void {
	if (Array.isArray(value) && type !== "unknown") {
		const pills = el.createDiv("multi-select-container");
		for (const one of value as unknown[]) {
			const pill = pills.createDiv({ cls: "multi-select-pill", attr: { tabindex: "0" } });
			pill.createDiv("multi-select-pill-content").createSpan({ text: String(one) });
			setIcon(pill.createDiv("multi-select-pill-remove-button"), "lucide-x");
		}
	} else if (type === "checkbox") {
		const box = el.createEl("input", { type: "checkbox", cls: "metadata-input-checkbox" });
		box.checked = value === true;
		box.disabled = true;
	} else if (type === "unknown") el.createDiv({ cls: "metadata-property-value-item mod-unknown", text: JSON.stringify(value) });
	else el.createDiv({ cls: `metadata-input-longtext mod-truncate ${type === "text" ? "" : `metadata-input-${type}`}`, text: typeof value === "string" || typeof value === "number" ? String(value) : "" });
}
