import { cellsOf, type Cell } from "./cells";
import { linesOf } from "./lines";
import { isPhrase, kindOf, looksLikeKey, looksLikePassword, reasons, type Why } from "./no-code";
import { caseOf, charactersOf, hasShape, isNear, isWords, shapeOf } from "./shape";

/** What was read in a pasted text: the codes in their order, what was left out and why, and where there is no code, a sentence why. */
export interface Block {
	codes: string[];
	left: { line: string; why: Why }[];
	reason?: string;
}

/** It is read at every key that is typed; a hundred codes of 64 characters are 6,500. */
const longest = 50_000;

interface Line {
	line: string;
	cells: { cell: Cell; why: Why | null }[];
}

/**
 * Reads backup codes as a service gives them: lines, lists, columns, tables, JSON, CSV, HTML, with words around. Of a code no
 * character changes: only what cannot be seen, and the blanks, numbers, bullets, quotes and marks around it go. Equal codes
 * count once, used ones are left out; both are told.
 */
export function readBlock(text: string): Block {
	if (text.length > longest) return { codes: [], left: [], reason: "This is too long for a list of backup codes. Paste the part with the codes alone." };
	const lines = withoutNumbers(withoutKeys(linesOf(text))).map(readLine);
	const judge = judgeOf(lines);
	const block: Block = { codes: [], left: [] };
	const known = new Set<string>();
	for (const { line, cells } of lines) take(block, known, line, cells.map(({ cell, why }) => ({ cell, why: why ?? judge(cell) })));
	if (block.codes.length > 0) return block;
	return withoutCodes(lines.map(({ line }) => line), block.left);
}

function readLine(line: string): Line {
	const kind = kindOf(line);
	if (kind !== null) return { line, cells: [{ cell: { text: line, isUsed: false, isNamed: false, isGiven: false }, why: kind }] };
	return { line, cells: cellsOf(line).map((cell) => ({ cell, why: cell.isGiven ? null : whyNot(cell.text) })) };
}

function whyNot(text: string): Why | null {
	return kindOf(text) ?? (hasShape(text) && !isWords(text) ? null : "no code");
}

/** Puts the codes of a line into the block; a line without one is left out whole, beside codes words go unsaid. */
function take({ codes, left }: Block, known: Set<string>, line: string, cells: { cell: Cell; why: Why | null }[]): void {
	const before = codes.length;
	const others: Block["left"] = [];
	for (const { cell, why } of cells) {
		const characters = charactersOf(cell.text);
		const mark = cell.isUsed ? "marked as used" : known.has(characters) ? "the same code again" : null;
		if (why === null && mark === null) {
			codes.push(cell.text);
			known.add(characters);
		} else others.push({ line: cell.text, why: (why === null || why === "unlike the other codes" ? mark : null) ?? why ?? "no code" });
	}
	const told = others.filter(({ why }) => why !== "no code");
	if (codes.length > before || told.length > 1) left.push(...told);
	else left.push({ line, why: told[0]?.why ?? "no code" });
}

/** Tells codes from what only looks like one, by what most of them look like. */
function judgeOf(lines: Line[]): (cell: Cell) => Why | null {
	const cells = lines.flatMap((line) => line.cells).filter(({ why }) => why === null).map(({ cell }) => cell);
	const sure = cells.filter(({ text }) => hasDigit(text));
	const counts = new Map<string, number>();
	const count = (shape: string) => counts.get(shape) ?? 0;
	for (const { text } of sure) counts.set(shapeOf(text), count(shapeOf(text)) + 1);
	const usual = [...counts.keys()].reduce((best, shape) => (count(shape) > count(best) ? shape : best), "");
	const hasUsual = count(usual) > 1 && count(usual) * 2 > sure.length;
	const isCalledCode = lines.some(({ line }) => /(?:recovery|backup|reset|emergency)[ -]?(?:code|key)/i.test(line));
	const areLetters = sure.length === 0 && areOfLetters(cells.map(({ text }) => text));
	const cases = new Set(sure.map(({ text }) => caseOf(text)));
	return (cell) => {
		const { text, isNamed, isGiven } = cell;
		const shape = shapeOf(text);
		if (isGiven) return null;
		if (lines.length === 1 && cells.length === 1 && !isNamed && looksLikePassword(text)) return "looks like a password";
		if (looksLikeKey(text) && !isNamed && count(shape) < 2 && (cells.length > 1 || !isCalledCode)) return "looks like the secret key";
		if (!hasDigit(text)) return areLetters || (count(shape) > 0 && cases.has(caseOf(text))) ? null : "no code";
		if (isNamed || shape === usual) return charactersOf(text).length < 6 && cells.length === 1 ? "no code" : null;
		if (hasUsual) return isNear(shape, usual) ? null : "unlike the other codes";
		return charactersOf(text).length < 6 ? "no code" : null;
	};
}

function hasDigit(text: string): boolean {
	return /\p{Nd}/u.test(text);
}

/** Whether texts without any digit are codes: several of them alike, in groups or long. */
function areOfLetters(texts: string[]): boolean {
	const [first = ""] = texts;
	const groups = (text: string) => text.split("-").length;
	if (!texts.every((text) => !text.includes(" ") && groups(text) === groups(first) && caseOf(text) === caseOf(first))) return false;
	if (groups(first) > 1) return texts.length > 1 || groups(first) > 2;
	return texts.length > 2 && first.length >= 6 && texts.every(({ length }) => length === first.length);
}

/** Numbers that count the lines go, also where nothing but a blank parts them from the codes; so do dashes and stars that begin every line with a digit. */
function withoutNumbers(lines: string[]): string[] {
	const number = /^\(?#?(\d{1,3})(?:[.):\]]+\s*|\s+[-–—]\s+|\s+)(?=[^\s\d.]|\d[^.])/;
	const numbers = lines.map((line) => number.exec(line)?.[1]).filter((found) => found !== undefined).map(Number);
	const isCount = numbers.length > 2 && (numbers[0] ?? 2) < 2 && numbers.every((each, n) => each === (numbers[0] ?? 0) + n);
	if (isCount) return lines.map((line) => line.replace(number, ""));
	const filled = lines.filter((line) => /\d/.test(line));
	return filled.length > 1 && filled.every((line) => /^[-*+]/.test(line)) ? lines.map((line) => line.replace(/^[-*+](?=[\p{L}\p{N}])/u, "")) : lines;
}

/** The lines inside a private key look like codes: of such a key the first line alone stays, to be told. */
function withoutKeys(lines: string[]): string[] {
	let isInside = false;
	return lines.filter((line) => {
		const wasInside = isInside;
		if (line.includes("-----BEGIN")) isInside = true;
		if (line.includes("-----END")) isInside = false;
		return !wasInside;
	});
}

/** Without any code it is a recovery phrase on one line, which is one code, or there is a reason. */
function withoutCodes(lines: string[], left: Block["left"]): Block {
	if (lines.length === 0) return { codes: [], left, reason: "There is nothing in it yet. Paste the codes as the service shows them." };
	const [only = ""] = lines;
	const words = lines.flatMap((line) => line.replace(/\d+[.):]?/g, " ").trim().split(/[\s,]+/));
	if (isPhrase(words)) {
		if (lines.length === 1 && !/\d/.test(only)) return { codes: [only], left: [] };
		return refused(lines.map((line) => ({ line, why: "words of a recovery phrase" })));
	}
	if (lines.length === 1 && left[0]?.why === "no code" && looksLikePassword(only)) return refused([{ line: only, why: "looks like a password" }]);
	return refused(left);
}

function refused(left: Block["left"]): Block {
	const reason = reasons.find(([why]) => left.some((each) => each.why === why))?.[1] ?? "No backup codes were found in this.";
	return { codes: [], left, reason };
}
