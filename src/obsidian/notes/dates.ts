import { moment } from "obsidian";

/** Fills a template's dates and times as the core Templates plugin does: `{{date:DD.MM.YYYY}}`, `{{time}}`, `{{time:HH}}`. `now` in milliseconds since 1970. A bare `{{date}}` is left to the note. */
export function withDates(template: string, now: number): string {
	return template.replace(/\{\{\s*(?:(time)|date(?=\s*:))\s*(?::([^{}\r\n]*))?\}\}/gi, (_, time?: string, format?: string) =>
		moment.unix(now / 1000).format(format?.trim() || (time === undefined ? "YYYY-MM-DD" : "HH:mm")));
}
