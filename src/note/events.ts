import { EVENT_ID, parseEvents, YAMLException } from "js-yaml";
import type { Event } from "js-yaml";

export { COLLECTION_STYLE, EVENT_ID, getScalarValue, SCALAR_STYLE, YAMLException } from "js-yaml";

/** YAML parsed: the events, and the text they point into, which is as long as the one given. */
export interface Parsed {
	events: Event[];
	source: string;
}

/**
 * Parses YAML into events. Two things that this parser refuses in flow lists are fine for Obsidian: a tab between tokens
 * is read as a blank; a closing bracket that is not indented, as in `tags: [` … `]` over several lines, as if it stood
 * on the line before. Throws js-yaml's error.
 */
export function readEvents(source: string): Parsed {
	try {
		return { events: parseEvents(source, {}), source };
	} catch (error) {
		const eased = readEased(source, error, 100);
		if (eased === null || !sameScalars(source, eased)) throw error;
		return eased;
	}
}

function readEased(source: string, error: unknown, tries: number): Parsed | null {
	const text = tries > 0 ? eased(source, error) : null;
	if (text === null) return null;
	try {
		return { events: parseEvents(text, {}), source: text };
	} catch (next) {
		return readEased(text, next, tries - 1);
	}
}

/** Whether every scalar still has its own characters: the bracket may have stood in one. */
function sameScalars(source: string, { events, source: eased }: Parsed): boolean {
	return events.every((event) => event.type !== EVENT_ID.SCALAR
		|| source.slice(event.valueStart, event.valueEnd) === eased.slice(event.valueStart, event.valueEnd));
}

/** The text with blanks for what the error is about; null when it is about something else. */
function eased(source: string, error: unknown): string | null {
	if (!(error instanceof YAMLException) || error.reason !== "deficient indentation") return null;
	const at = error.mark?.position ?? 0;
	const text = withoutTabs(source, at);
	return text !== source ? text : withBracketJoined(source, at);
}

/** Blanks for the tabs on the line before `at` that stand beside a sign. */
function withoutTabs(source: string, at: number): string {
	const start = source.lastIndexOf("\n", at - 1) + 1;
	const line = source.slice(start, at).replace(/[ \t]+/g, (blanks, index: number, whole: string) => {
		const beside = [whole[index - 1], whole[index + blanks.length]];
		return beside.some((sign) => sign === undefined || /[-,:?[\]{}"']/.test(sign)) ? " ".repeat(blanks.length) : blanks;
	});
	return source.slice(0, start) + line + source.slice(at);
}

/** Blanks for the line end, and a comment, before the bracket at `at`. */
function withBracketJoined(source: string, at: number): string | null {
	if (!/[\]}]/.test(source.charAt(at))) return null;
	const kept = source.slice(0, at).replace(/(?:(?:^|[ \t]+)#[^\r\n"']*)?\s+$/, "").length;
	return kept === at ? null : source.slice(0, kept) + " ".repeat(at - kept) + source.slice(at);
}
