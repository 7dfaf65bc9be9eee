/** What stands before a code in a list: a number, a bullet, a check box. */
const before = [/^\(?\d{1,3}[.)][ \t\u00a0]+/, /^[-*+•·–][ \t\u00a0]+/, /^(?:\[[ xX]?\]|[☐☑☒✓✔])[ \t\u00a0]*/];

/**
 * Reads a pasted list of backup codes, one a line or in columns, as typed: leading zeros, inner blanks and dashes stay, equal
 * codes are kept once. `left` = how many lines were left out because they do not look like a code.
 */
export function readCodes(block: string): { codes: string[]; left: number } {
	const lines = block.split(/\r\n|\n|\r/).map(bare).filter((line) => line !== "");
	const found = lines.map((line) => columnsOf(line).filter(looksLikeCode));
	const isCode = likeTheOthers(found.flat());
	const codes = found.map((line) => line.filter(isCode));
	return { codes: [...new Set(codes.flat())], left: codes.filter((line) => line.length === 0).length };
}

/** Two blanks or a tab part columns; one blank belongs to a code. */
function columnsOf(line: string): string[] {
	return line.split(/[ \u00a0]{2,}|[ \u00a0]*\t\s*/).map(bare);
}

/** Beside codes with digits, a line of several words is a heading or a word of thanks; where there are none, words are the codes. */
function likeTheOthers(found: string[]): (text: string) => boolean {
	const haveDigits = found.some((text) => /\p{Nd}/u.test(text) && !isWordy(text));
	return (text) => !haveDigits || !isWordy(text);
}

function isWordy(text: string): boolean {
	return text.split(/\s+/).filter((word) => /^\p{L}{3,}$/u.test(word)).length >= 2;
}

function bare(line: string): string {
	let text = line.replace(/[\u200b\ufeff]/g, "").trim();
	for (const sign of [...before, ...before]) text = text.replace(sign, "");
	return text.trim();
}

/** No sentence or heading, no rule, no code with its mark of use. */
function looksLikeCode(text: string): boolean {
	const isLong = text.length > 200;
	const isProse = /[:.!?]$/.test(text) && /\p{L}/u.test(text);
	return !isLong && !isProse && /[\p{L}\p{N}]/u.test(text) && !/\sused(?!\S)/.test(text) && !/\p{Cc}/u.test(text);
}
