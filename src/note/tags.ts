import type { Fields } from "./fields";

/** The tags of a note's properties without their `#`: a list, or one text parted at commas and blanks. */
export function readTags(fields: Fields): string[] {
	const tags = ["tags", "tag"].flatMap((key) => fields.texts(key, /[,\s]/));
	return [...new Set(tags.map(bare))].filter((tag) => tag !== "");
}

/** Whether the tag, or one nested in it, is among the tags. Capitals make no difference, as in Obsidian. */
export function hasTag(tags: string[], wanted: string): boolean {
	const name = bare(wanted).toLowerCase();
	return tags.some((tag) => tag.toLowerCase() === name || tag.toLowerCase().startsWith(`${name}/`));
}

/** A tag without its `#`. */
export function bare(tag: string): string {
	return tag.replace(/^#+/, "");
}
