import type { Problem } from "../entry";
import { SCALAR_STYLE, YAMLException, readEvents } from "./events";
import type { Parsed } from "./events";
import type { Frontmatter } from "./frontmatter";
import { readTree } from "./tree";
import type { Mapping, Node, Pair } from "./tree";

/** A note's text with its frontmatter parsed. `problems` say why it must not be edited; none = it may be. */
export interface Note extends Parsed {
	text: string;
	front: Frontmatter;
	/** The properties; null when the frontmatter is empty or no mapping. */
	root: Mapping | null;
	problems: Problem[];
}

/** Parses the frontmatter found at `front`, or tells in a sentence why it cannot be read. */
export function parseNote(text: string, front: Frontmatter): Note | Problem {
	const source = text.slice(front.from, front.to);
	try {
		const parsed = readEvents(source);
		const documents = readTree(parsed, front.from);
		const root = documents[0]?.kind === "mapping" ? documents[0] : null;
		return { ...parsed, text, front, root, problems: readOnly(text, source, documents) };
	} catch (error) {
		return hasConflict(source) ? conflict : { what: unreadable(source, error) };
	}
}

/** The first pair with this key among the note's properties. */
export function property(note: Note, key: string): Pair | null {
	return properties(note, key)[0] ?? null;
}

/** Every pair with this key: more than one only in a note that is read-only for it. */
export function properties(note: Note, key: string): Pair[] {
	return note.root?.pairs.filter((pair) => pair.key.kind === "scalar" && pair.key.value === key) ?? [];
}

const advice = "Text with a colon or # in it, or beginning with a sign such as @, * or &, must stand in quotes.";

/** Our own words: the parser's reasons can quote the text, and that may be a secret. */
function unreadable(source: string, error: unknown): string {
	if (!(error instanceof YAMLException) || !error.mark) return `The properties of this note cannot be read as YAML. ${advice}`;
	const line = source.slice(0, error.mark.position).split("\n").length + 1;
	if (error.reason.startsWith("nesting exceeded")) return `Line ${line} is nested more than 100 levels deep. The note is not changed until that is put right.`;
	if (error.reason.startsWith("tab characters")) return `Line ${line} is indented with a tab. Use spaces there.`;
	if (error.reason.startsWith("null byte") || error.reason.includes("non-printable")) return `Line ${line} holds a control character. Delete it.`;
	return `Line ${line} is not valid YAML. ${advice}`;
}

/** What is said of git's markers. */
export const conflict: Problem = { what: "Git left a merge conflict in the properties of this note. Keep the lines of both sides and delete the lines that begin with <<<<<<<, ======= and >>>>>>>." };

function hasConflict(source: string): boolean {
	return /(?:^|[\r\n])(?:<{7}|>{7}|\|{7}|={7})(?![^ \t\r\n])/.test(source);
}

/** What makes a frontmatter read-only wherever it stands in it. */
const signs: [RegExp, string][] = [
	[/(?:^|[\r\n])(?:---|\.\.\.)(?![^ \t\r\n])/, "The properties of this note hold several YAML documents."],
	[/(?:^|[\r\n])%/, "The properties of this note hold a YAML directive (%)."],
	[/\r(?!\n)/, "The properties of this note hold a line ending of an old kind (a carriage return alone)."],
	[/[^\P{Cc}\t\r\n]/u, "The properties of this note hold a control character."],
	[/\p{Cs}/u, "The properties of this note hold half of a character (a lone surrogate)."],
];

function readOnly(text: string, source: string, documents: Node[]): Problem[] {
	const found = signs.filter(([sign]) => sign.test(source)).map(([, what]) => what);
	for (const document of documents) collectKeyProblems(text, document, found);
	const problems = [...new Set(found)].map((what) => ({ what: `${what} The note is read, but not changed until that is put right.` }));
	return hasConflict(source) ? [conflict, ...problems] : problems;
}

function collectKeyProblems(text: string, node: Node, found: string[]): void {
	if (node.kind === "list") for (const item of node.items) collectKeyProblems(text, item, found);
	if (node.kind !== "mapping") return;
	const seen = new Set<string>();
	for (const { key, value } of node.pairs) {
		found.push(...keyProblems(text, key, seen));
		collectKeyProblems(text, value, found);
	}
}

function keyProblems(text: string, key: Node, seen: Set<string>): string[] {
	if (key.kind !== "scalar" || isExplicit(text, key.from)) return ["The properties of this note have a complex key (a list, an alias, or one after ?)."];
	if (key.value === "<<" && key.style === SCALAR_STYLE.PLAIN) return ["The properties of this note merge others with <<."];
	const twice = seen.has(key.value);
	seen.add(key.value);
	return twice ? ["The properties of this note have the same key twice."] : [];
}

/** Whether `? ` stands before a key. */
function isExplicit(text: string, from: number): boolean {
	const line = text.slice(Math.max(text.lastIndexOf("\n", from - 1), 0), Math.max(from, 0));
	return /(?:^|[\s,[{])\?[ \t]+(?:[&!]\S*[ \t]+)*["']?$/.test(line);
}
