import { expect, it } from "vitest";
import { readCodes } from "../../src/backup/read";

it.each([
	["plain lines", "0012-3456\nabcd-efgh\n", ["0012-3456", "abcd-efgh"], 0],
	["CRLF and empty lines", "\r\n00123456\r\n\r\n 12e45678 \r\n", ["00123456", "12e45678"], 0],
	["inner blanks and dashes", "1234 5678\nab-cd-ef\n", ["1234 5678", "ab-cd-ef"], 0],
	["numbers before them", "1. 1234 5678\n 2) abcd\n10.\tefgh\n(3) ijkl", ["1234 5678", "abcd", "efgh", "ijkl"], 0],
	["bullets", "- 1111-2222\n* 3333-4444\n• 5555-6666\n+ 7777-8888", ["1111-2222", "3333-4444", "5555-6666", "7777-8888"], 0],
	["check boxes", "- [ ] 1111\n* [x] 2222\n[ ] 3333\n☐ 4444\n1. [ ] 5555\n[ ] 6. 7777", ["1111", "2222", "3333", "4444", "5555", "7777"], 0],
	["a code that begins with a dash", "-1234\n*abc", ["-1234", "*abc"], 0],
	["a code that looks like a number", "1.5\n2.\n12.3456", ["1.5", "2.", "12.3456"], 0],
	["equal codes", "1111\n2222\n1. 1111\n", ["1111", "2222"], 0],
	["words around them", "Your backup codes:\n1111\n2222\nKeep them safe.\n---\n", ["1111", "2222"], 3],
	["codes of other scripts", "一二三四\n١٢٣٤\n", ["一二三四", "١٢٣٤"], 0],
	["marked codes", "1111 used 2026-02-15\n2222", ["2222"], 1],
	["columns", "9832-3290   1903-4875\n5520-8137\t0741-0096\n", ["9832-3290", "1903-4875", "5520-8137", "0741-0096"], 0],
	["numbered columns", "1. 1234 5678   6. 2345 6789\n2. 3456 7890   7. 4567 8901", ["1234 5678", "2345 6789", "3456 7890", "4567 8901"], 0],
	["headings without a stop", "GitHub recovery codes\nKeep these somewhere safe\n\n9832-3290   1903-4875\nabcd-efgh", ["9832-3290", "1903-4875", "abcd-efgh"], 2],
	["words that are the codes", "amber canoe river\nstone oval lamp", ["amber canoe river", "stone oval lamp"], 0],
	["nothing", " \n\n", [], 0],
])("reads %s", (_, block, codes, left) => expect(readCodes(block)).toEqual({ codes, left }));
