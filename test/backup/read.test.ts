import { describe, expect, it } from "vitest";
import { readBlock } from "../../src/backup/read";
import { growth, quadratic } from "../growth";
import { layouts } from "./layouts";

describe("a list of backup codes", () => {
	it.each(layouts)("is read as $service gives it", ({ text, codes, left }) => {
		const block = readBlock(text);
		expect(block.codes).toEqual(codes);
		expect(block.reason).toBeUndefined();
		if (left !== undefined) expect(block.left.map(({ line, why }) => [line, why])).toEqual(left);
	});

	it("says where each layout comes from", () => {
		expect(layouts.length).toBeGreaterThanOrEqual(25);
		for (const { source } of layouts) expect(source).toMatch(/^(?:seen|from memory|made up): /);
	});

	it.each(layouts)("is the same for $service with the line ends of Windows", ({ text, codes }) => expect(readBlock(text.replace(/\r?\n/g, "\r\n")).codes).toEqual(codes));

	it.each(layouts.filter(({ text, codes }) => codes.length > 1 && !/[<{]/.test(text)))("is the same for $service, quoted in an e-mail", ({ text, codes }) => expect(readBlock(text.replace(/^/gm, "> ")).codes).toEqual(codes));
});

describe("a code", () => {
	it.each([
		["leading zeros", "00123456\n00000042", ["00123456", "00000042"]],
		["zeros lost by a sheet", "12345678\n1234567\n00345678", ["12345678", "1234567", "00345678"]],
		["the look of a number", "12e45678\n0x1F2b3c\n1_234_56\n1_234_5e", ["12e45678", "0x1F2b3c", "1_234_56", "1_234_5e"]],
		["inner blanks", "1234 5678\n7x3k9 q2w8e", ["1234 5678", "7x3k9 q2w8e"]],
		["a blank that does not break", "1234\u00a05678\n2345\u00a06789", ["1234\u00a05678", "2345\u00a06789"]],
		["no digit, beside others", "a1b2c-d3e4f\nabcde-fghij", ["a1b2c-d3e4f", "abcde-fghij"]],
		["digits of other scripts", "١٢٣٤٥٦٧٨\n٢٣٤٥٦٧٨٩", ["١٢٣٤٥٦٧٨", "٢٣٤٥٦٧٨٩"]],
		["signs that cannot be seen around it", "\ufeff1234-5678\u200b\n\u200e2345-6789", ["1234-5678", "2345-6789"]],
		["the word of the person", "Code: JBSWY3DPEHPK3PXP", ["JBSWY3DPEHPK3PXP"]],
		["words, by the word of the person", "Code: correct horse staple", ["correct horse staple"]],
		["one blank between it and the next", "9832-3290 1903-4875\n5520-8137 7741-0096", ["9832-3290", "1903-4875", "5520-8137", "7741-0096"]],
		["numbers in columns that one blank parts", "1. 1234 5678 3. 3456 7890\n2. 2345 6789 4. 4567 8901", ["1234 5678", "3456 7890", "2345 6789", "4567 8901"]],
		["numbers that touch it", "1.1234-5678\n2.2345-6789\n3.3456-7890", ["1234-5678", "2345-6789", "3456-7890"]],
		["dashes that touch it", "-1234-5678\n-2345-6789\n- 3456-7890", ["1234-5678", "2345-6789", "3456-7890"]],
		["a name with a number", "Backup code #1 1234-5678\nBackup code #2 2345-6789", ["1234-5678", "2345-6789"]],
		["numbers with a colon", "01: 12345678\n02: 23456789", ["12345678", "23456789"]],
	])("is kept with %s", (_, text, codes) => expect(readBlock(text).codes).toEqual(codes));

	it("is told where it stands twice, also with other blanks", () => {
		expect(readBlock("1234 5678\n12345678\n2345 6789")).toEqual({ codes: ["1234 5678", "2345 6789"], left: [{ line: "12345678", why: "the same code again" }] });
	});

	it("is told where it is unlike all others", () => {
		expect(readBlock("1234-5678\n2345-6789\n3456-7890\nada1815").left).toEqual([{ line: "ada1815", why: "unlike the other codes" }]);
	});
});

describe("what is no list of backup codes", () => {
	const phrase = "amber canoe river stone oval lamp hazard pretty ticket unfold winter zebra".split(" ");

	it.each([
		["a password", "Tr0ub4dor&3", "This looks like a password"],
		["a name with a year", "Summer2026", "This looks like a password"],
		["a link with a secret key", "otpauth://totp/GitHub:ada?secret=JBSWY3DPEHPK3PXP&issuer=GitHub", "This is the link with the secret key"],
		["a secret key", "JBSWY3DPEHPK3PXP", "This looks like the secret key"],
		["a secret key in groups", "jbsw y3dp ehpk 3pxp jbsw y3dp ehpk 3pxp", "This looks like the secret key"],
		["a secret key with its name", "Setup key: JBSW Y3DP EHPK 3PXP", "This looks like the secret key"],
		["an e-mail address", "ada@example.org", "This is an e-mail address"],
		["a recovery phrase, a word a line", phrase.join("\n"), "This looks like a recovery phrase"],
		["a recovery phrase with numbers", phrase.map((word, n) => `${n + 1}. ${word}`).join(" "), "This looks like a recovery phrase"],
		["a private key", "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtz\nc2gtZWQyNTUxOQAAACB3Zk3m0Q5x8d1f7a9c2e4b6d8f0a1b3c5d7e9f1a2b4c6d8e\n-----END OPENSSH PRIVATE KEY-----", "This is a private key"],
		["a web page", "Two-factor authentication\nAdds a layer of security to your account in 2026.\nTop 10 posts\niOS 18 and Windows11\nPrice: 19.99 EUR\n5120 people like this\nRead more", "No backup codes were found"],
		["phone numbers", "+49 170 1234567\n(555) 123-4567\n555-123-4567\nHome: +1 555 123 4567", "These look like phone numbers"],
		["dates", "2026-01-10\n10.01.2026\nJan 10, 2026\n10 January 2026, 09:12\n3/4/26", "These are dates"],
		["a web address", "https://github.com/settings/auth/recovery-codes", "This is a link"],
		["an encrypted text", "tfn1.65536.3.4.ABEiM0RVZneImaq7zN3u_w.5WuJJmHcv66CoZx1iEs5Kp4vEP4zXNPE-XbsE-78EjUKus4ZJo8BYsnXr6zp8MVnEG9NWVhVa1TxIj7hFD", "This is encrypted already"],
		["a shopping list", "- milk\n- bread\n- eggs\n", "No backup codes were found"],
		["codes that are all used", "~~1234-5678~~\n✓ 2345-6789\n3456-7890 (used)", "All of these are marked as used"],
		["nothing", " \n\n", "There is nothing in it yet"],
		["a whole book", "1234-5678\n".repeat(6000), "This is too long"],
		["rules and signs", "-----\n* * *\n", "There is nothing in it yet"],
	])("is refused: %s", (_, text, reason) => {
		const block = readBlock(text);
		expect(block.codes).toEqual([]);
		expect(block.reason).toContain(reason);
		// A reason is shown, and may be read aloud: nothing of what was pasted stands in it.
		expect(text.split(/\s+/).filter((word) => word.length > 5 && block.reason?.includes(word))).toEqual([]);
	});

	it.each([
		["Hebrew", "קוד 3333-4444", ["3333-4444"]], ["Russian", "код 1: 1234-5678\nкод 2: 2345-6789", ["1234-5678", "2345-6789"]], ["Russian, in a sentence", "Резервные коды: 12345678, 23456789", ["12345678", "23456789"]],
		["Japanese", "コード：abcd-1234", ["abcd-1234"]], ["Japanese, with a number", "コード 1：abcd-1234\nコード 2：efgh-5678", ["abcd-1234", "efgh-5678"]], ["Chinese", "备用码：12345678", ["12345678"]], ["Arabic", "رمز 1: 1234-5678", ["1234-5678"]],
		["English, several on a line", "code1: 8f3k2m, code2: 9dk2l1", ["8f3k2m", "9dk2l1"]], ["English, with blanks between", "Code 1: 8f3k2m Code 2: 9dk2l1", ["8f3k2m", "9dk2l1"]],
	])("leaves out what a code is called: %s", (_, text, codes) => expect(readBlock(text).codes).toEqual(codes));

	it.each([
		["a code to confirm", "Ваш код подтверждения: 123456"], ["the same in Japanese", "認証コード：123456"], ["a telephone number", "Телефон: 1234567"], ["a sentence", "Введите код 123456 для входа на сайт"], ["a PIN", "PIN-код: 1234"],
		["a date", "日期：2026-01-10"], ["a post code", "Почтовый код: 101000"], ["words alone", "Use code1: or code2: now"],
	])("takes no other thing for a code in another alphabet: %s", (_, text) => expect(readBlock(text).codes).toEqual([]));

	it.each([
		["names in another alphabet", "код ", "", "x"], ["names with numbers", "code 1: ", "", "x"], ["signs behind a name", "：", "код", ""], ["blanks behind a name", " ", "код", "：x"],
		["blanks", " ", "x", "!"], ["wide blanks", "\u2003", "x", "!"], ["tabs", "\t", "1.", "x"], ["dashes", "-", "secret", "x"], ["dashes and blanks", "- ", "secret", "x"], ["underlines", "__", "setup", "x"],
		["bullets", "• ", "", "x"], ["bullets on lines", "- ".repeat(122) + "\n1. ", "", "x"], ["digits", "1", "", "x"], ["numbers", "1. ", "", "x"], ["numbers and wide blanks", "1.\u2003", "1. ", "x"],
		["parentheses", "(", "", "x"], ["quotes", "\"", "", "x"], ["commas", "a,", "", ""], ["words for a key", "secret key ", "", "x"], ["ends of links", ".com/", "a", " x"],
		["blanks of a page", " ", "<p>", "x"], ["beginnings of tags", "<", "<p>", "x"], ["deleted words", "<del", "<p>", "x"], ["struck words", "<s>", "", "x"], ["blocks", "<pre>", "", "x"], ["comments", "<!-- >", "<p>", "x"], ["scripts", "<script>", "<p>", "x"],
		["words of use", "used ", "", "x"], ["ticks", "✓ ", "", "x"], ["quotations", "> ", "", "x"],
	])("takes time with its length where it holds many %s", (_, part, begin, end) => {
		expect(growth((length) => begin + part.repeat(length / part.length) + end, 6000, readBlock)).toBeLessThan(quadratic);
	});
});
