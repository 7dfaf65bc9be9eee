import type { Entry, Problem } from "../entry";
import { namesOf, readType } from "./fields";
import { findFrontmatter } from "./frontmatter";
import { hasTag } from "./tags";

/** An account whose properties cannot be parsed: named from its lines, without any secret; null when no key of ours begins a line. */
export function readBroken(text: string, tag: string, problem: Problem): { entry: Entry | null; problems: Problem[] } {
	const lines = propertyLines(text);
	const type = readType(lines.get("type") ?? "");
	const isTagged = type !== null && tagged(text, tag);
	if (!isTagged && ![...lines.keys()].some((key) => /^(?:totp_seed|backup_codes)/.test(key))) return { entry: null, problems: [] };
	return { entry: namedEntry(lines, type ?? "TOTP"), problems: [problem] };
}

/** An account in a file that gives no text: it is listed all the same, and named by its file. */
export const unread = readBroken("---\ntotp_seed:\n---\n", "", { what: "This note could not be read. Nothing was changed. See that its file is on this device, then restart the app." });

/** The lines at column 0 that look like a property with a plain or quoted text. */
function propertyLines(text: string): Map<string, string> {
	const found = new Map<string, string>();
	for (const line of brokenPart(text).split(/\r\n|\n|\r/)) {
		const [, , key, value] = /^(["']?)([a-z_]+)\1[ \t]*:(.*)$/.exec(line) ?? [];
		if (key && !found.has(key)) found.set(key, unquoted(value ?? ""));
	}
	return found;
}

/** The frontmatter; where it is not closed, the paragraph that begins the note. */
function brokenPart(text: string): string {
	const front = findFrontmatter(text);
	if (front === "open") return text.split(/(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)/, 1)[0] ?? "";
	return front ? text.slice(front.from, front.to) : "";
}

function unquoted(value: string): string {
	const quoted = /^(["'])(.*?)\1[ \t]*(?:#.*)?$/.exec(value.trim());
	return (quoted?.[2] ?? value.replace(/(?:^|[ \t])#.*$/, "")).trim();
}

function tagged(text: string, tag: string): boolean {
	const block = /(?:^|[\r\n])["']?tags?["']?[ \t]*:([^\r\n]*(?:(?:\r\n|\n|\r)[ \t]*-[^\r\n]*)*)/.exec(brokenPart(text));
	return hasTag((block?.[1] ?? "").split(/[^\p{L}\p{N}/_-]+/u), tag);
}

function namedEntry(lines: Map<string, string>, type: Entry["type"]): Entry {
	return {
		type, ...namesOf((key) => lines.get(key) || null), seed: null, algorithm: "SHA1", digits: 6, period: 30, counter: 0, pin: null, verified: null,
		devices: [], copies: [], backupCodes: [], backupCodesGenerated: null, backupCodesRenew: null, backupCodesTested: null,
		formerBackupCodes: [], nextSeed: null, sheetPrinted: null, favourite: false, healthIgnore: [], tags: [],
	};
}
