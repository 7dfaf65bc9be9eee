import { hasShape, isWords, longest, shapeOf } from "./shape";

/** A text of a line that may be a code, and what was said beside it. */
export interface Cell {
	text: string;
	/** It was marked as used or struck through. */
	isUsed: boolean;
	/** The line calls it a code: `Recovery code: R12345`. */
	isNamed: boolean;
	/** The person wrote `Code:` in front, so it is one whatever it looks like. */
	isGiven: boolean;
}

/** What stands before a code in a list: a number, a bullet, an empty box, the sign of a quotation. */
const before = /^(?:\(?#?\d{1,3}[.):\]](?:\s+|$)|[-*+–—>](?:\s+|$)|[•·‣◦▪●○◯☐□▢❏]\s*|\[ ?\]\s*)+/;
const ticked = [/^(?:[✓✔✅☑☒✗✘❌🗹]|\[[xX✓✔]\])\s*/u, /[✓✔✅☑☒✗✘❌]$/u];
const usedWords = "(?:already |bereits )?(?:used|redeemed|spent|benutzt|verwendet|utilis[ée]e?|usado|usato|gebruikt)";
const usedBehind = new RegExp(`(?:^|[\\s(,[–-]+)${usedWords}(?:\\s*(?:on|am|le|:)?\\s*[\\d./-]{6,10})?[)\\]]*$`, "i");
const unusedBehind = /[\s([,–-]+(?:unused|not (?:yet )?used|never used|available|unbenutzt|nicht verwendet)[)\]]*$/i;
/** What a service calls a code, up to the sign behind it; what it calls something else is no name of a code. */
const name = /^([^:=]*?(?:codes?|key|token|backup|recovery|c[óo]digo|wiederherstellung)[^:=]{0,40}?)(?:\s*[:=→]|\s+is:?|\s+[-–—]|\s+#\d{1,2}[.)]?)\s+(\S.*)$/i;
const otherName = /verif|secret|setup|one-time|serial|user|account|phone|mail|generated|created|remaining|left|подтвержд|провер|секрет|одноразов|почтов|אימות|סודי|تحقق|سري|بريد|確認|認証|秘密|郵便|验证|驗證|密码|密碼|인증|확인|우편/i;
/** The word for a code in other alphabets, where often no blank parts it from what follows. */
const otherWords = "код|קוד|コード|رمز|رموز|كود|码|碼|코드|κωδικ|รหัส|कोड";
const nameElsewhere = new RegExp(`^([^:：=\\d]{0,40}?(?:${otherWords})[^:：=\\d]{0,40}?\\d{0,2}\\s*?)(?:[:：=→]\\s*|\\s+(?=[^\\s:：=]*\\d[^:：=]*$))(\\S.*)$`, "iu");
/** Where the next of several codes on a line begins: `code1: 8f3k2m, code2: 9dk2l1`. */
const nextName = new RegExp(`[,;\\s](?=(?:code|${otherWords})\\s?\\d{1,2}\\s?[:：=])`, "iu");

/** The cells of a line: tabs, two blanks, pipes and commas part them; one blank belongs to a code. */
export function cellsOf(line: string): Cell[] {
	const given = /^code:\s*(\S.*)$/i.exec(line)?.[1];
	if (given !== undefined) return [{ ...marked(given), isNamed: true, isGiven: true }];
	const each = line.split(nextName).filter((part) => part.trim() !== "");
	if (each.length > 1) return each.flatMap((part) => cellsOf(part.trim()));
	const named = name.exec(line) ?? (line.length > 2 * longest ? null : nameElsewhere.exec(line));
	const isNamed = named !== null && !otherName.test(named[1] ?? "");
	// A sentence may go on behind the code that it names.
	const texts = (isNamed ? (named[2] ?? "").replace(/[.!]\s+\p{Lu}\p{Ll}*\s.*$/u, "") : line).split(/\t|[ \u00a0]{2,}|[|│┃]/).flatMap(atCommas).flatMap(atBlanks);
	const cells = texts.map((text) => ({ ...marked(text), isNamed, isGiven: false })).filter(({ text, isUsed }) => text !== "" || isUsed);
	return cells.some(({ text }) => text === "") ? markedBeside(cells) : cells;
}

/** A list of codes is parted at its commas, a sentence is not. */
function atCommas(text: string): string[] {
	const parts = text.split(/[,;]/).map((part) => part.trim());
	return parts.every((part) => !/\s/.test(part) || hasShape(marked(part).text)) ? parts : [text];
}

/** Codes with a dash inside, or of eight and more characters, that one blank parts: they have no blank inside as well. */
function atBlanks(text: string): string[] {
	const parts = text.trim().split(/\s+/);
	const [first = ""] = parts;
	const isRow = parts.length > 1 && (first.includes("-") || first.length >= 8) && parts.every((part) => /\d/.test(part) && hasShape(part) && shapeOf(part) === shapeOf(first));
	if (isRow) return parts;
	return /^\d{1,2}[.)]\s/.test(text.trim()) ? text.trim().split(/\s(?=\d{1,2}[.)]\s)/) : [text];
}

/** A mark in a cell of its own belongs to the one code of its line, or to the code before it. */
function markedBeside(cells: Cell[]): Cell[] {
	const texts = cells.filter(({ text }) => text !== "");
	const codes = texts.filter(({ text }) => hasShape(text) && !isWords(text));
	if (codes.length === 1) return texts.map((cell) => (cell === codes[0] ? { ...cell, isUsed: true } : cell));
	return cells.flatMap((cell, n) => (cell.text === "" ? [] : [{ ...cell, isUsed: cell.isUsed || cells[n + 1]?.text === "" }]));
}

/** A text without what stands around it, and whether that said that it was used. */
function marked(given: string): { text: string; isUsed: boolean } {
	let text = given;
	let isUsed = false;
	// Too long for a code, and for going through it again and again.
	if (text.length > longest) return { text, isUsed };
	for (let last = ""; last !== text;) {
		last = text;
		text = without(text);
		const plain = struck(text);
		isUsed ||= plain !== text;
		text = plain;
	}
	return { text, isUsed };
}

function without(given: string): string {
	const text = given.trim().replace(unusedBehind, "").replace(before, "").replace(/^(["'`“„«‘]|\*\*|__)(.*?)(["'`”“»’]|\*\*|__)$/u, "$2").replace(/^\((.*)\)$/, "$1").replace(/^(?:["'`{]|\[(?!.?\]))+|["'`\]}]+$/g, "");
	return text.replace(/[,;.]$/, "").trim();
}

/** Without a tick, a line through it, or a word that says that it was used. */
function struck(given: string): string {
	let text = given.replace(usedBehind, "").replace(/^~~(.*)~~$/, "$1").replace(/[\u0335\u0336\u0338]/g, "");
	for (const sign of ticked) text = text.replace(sign, "");
	return text;
}
