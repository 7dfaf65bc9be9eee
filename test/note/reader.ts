import { parseDocument } from "yaml";

/** A note's properties read by another program than ours: every value as typed. */
export function readWithYaml(text: string): Record<string, unknown> {
	const lines = text.replace(/^\uFEFF/, "").split(/(?<=\n)/);
	const end = lines.findIndex((line, i) => i > 0 && /^---[ \t]*\r?\n?$/.test(line));
	const document = parseDocument(lines.slice(1, end).join(""), { schema: "failsafe", logLevel: "silent" });
	if (document.errors[0]) throw document.errors[0];
	return (document.toJS() ?? {}) as Record<string, unknown>;
}

/** The codes that such a value holds: its texts, one a line. */
export function codesIn(value: unknown): string[] {
	const texts = Array.isArray(value) ? value : [value];
	return texts.flatMap((text) => (typeof text === "string" ? text.split("\n") : [])).map((line) => line.trim()).filter((line) => line !== "");
}
