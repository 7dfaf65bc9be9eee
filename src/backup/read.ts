/** What stands before a code in a list: a number, a bullet, a check box. */
const before = [/^\(?\d{1,3}[.)][ \t\u00a0]+/, /^[-*+•·–][ \t\u00a0]+/, /^(?:\[[ xX]?\]|[☐☑☒✓✔])[ \t\u00a0]*/];

/**
 * Reads a pasted list of backup codes, one a line, as typed: leading zeros, inner blanks and dashes stay, equal codes are
 * kept once. `left` = how many lines were left out because they do not look like a code.
 */
export function readCodes(block: string): { codes: string[]; left: number } {
	const lines = block.split(/\r\n|\n|\r/).map(bare).filter((line) => line !== "");
	const codes = lines.filter(looksLikeCode);
	return { codes: [...new Set(codes)], left: lines.length - codes.length };
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
