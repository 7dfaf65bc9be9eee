/** What turns the direction of text, and what is not seen at all: two names that differ in it look the same. Joiners stay, as words and emoji need them. */
const unseen = /[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0]/g;

/** Text from outside on one line: without line ends, control characters and signs that are not seen. */
export function oneLine(text: string): string {
	return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]+/gu, " ").replace(unseen, "").trim();
}

/**
 * The same for the body of a note: every sign by which Markdown, Templater, inline code or our own templates could act on
 * it becomes an entity, which shows as the sign and does nothing anywhere.
 */
export function inMarkdown(text: string): string {
	return oneLine(text)
		.replace(/[^\p{L}\p{M}\p{N} .,@_/+\-\p{Extended_Pictographic}\u200c\u200d]/gu, entity)
		.replace(/^[-+]|(?:^|[^\p{L}\p{N}])_+|_+(?![\p{L}\p{N}_])/gu, (signs) => signs.replace(/[-+_]/g, entity))
		.replace(/^(\d+)\.(?= |$)/, "$1&#46;");
}

/** The same inside a command of the person's own template, where it could be taken for program text: letters and digits alone. */
export function inCommand(text: string): string {
	return oneLine(text).replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim();
}

function entity(sign: string): string {
	return `&#${sign.codePointAt(0) ?? 32};`;
}
