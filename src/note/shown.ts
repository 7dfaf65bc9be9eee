import { oneLine } from "./inert";

/** So many characters of a name are shown where it stands among others. */
const most = 60;

/**
 * A name from outside as it is shown: one line, without what turns the direction of the text around it, cut where it is long, and
 * with at most four marks on a letter, which would else stand over other lines.
 */
export function shownName(name: string, length = most): string {
	// Most names are like this, and lists compare them often.
	if (name.length <= length && /^[\w @.,+()-]*$/.test(name)) return name;
	const characters = Array.from(oneLine(name).replace(/(\p{M}{4})\p{M}+/gu, "$1"));
	return characters.length <= length ? characters.join("") : `${characters.slice(0, length - 1).join("").trimEnd()}…`;
}

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** A name for a sentence: one that runs from right to left is set apart, so that it turns nothing around it (UAX 9: FSI and PDI). */
export function isolated(name: string): string {
	return rightToLeft.test(name) ? `\u2068${name}\u2069` : name;
}

/** Alphabets that have letters which look the same; of other scripts (Japanese, Korean), words mix them as they are. Wide and mathematical letters are drawn after Latin ones. */
const alphabets = [
	/(?![\uff21-\uff5a])\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Armenian}/u, /\p{Script=Cherokee}/u, /\p{Script=Coptic}/u, /\p{Script=Lisu}/u,
	/[\uff21-\uff5a\u{1d400}-\u{1d7cb}]/u,
];

/**
 * The first word of a name that mixes alphabets with look-alike letters, such as a Cyrillic `о` in `Google`; null where none does.
 * A small rule with limits: a word written in one other alphabet alone, and look-alikes within one (`rn`, `1`, `ɡ`), are not seen,
 * and a name may mix them rightly (`μTorrent` with a Greek letter).
 */
export function lookAlikeIn(name: string): string | null {
	if (/^[\p{ASCII}]*$/u.test(name)) return null;
	const words = oneLine(name).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
	const mixed = words.find((word) => alphabets.filter((alphabet) => alphabet.test(word.replace(/\p{M}/gu, ""))).length > 1);
	return mixed === undefined ? null : shownName(mixed, 40);
}

/** A text for a terminal: what one would take for a command, or what turns the text around it, is written by its number, as JSON does. */
export function plainText(text: string): string {
	return text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, (sign) => (sign === "\n" || sign === "\t" ? sign : `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`));
}

/** So many accounts. */
export function accountsWords(count: number): string {
	return count === 1 ? "1 account" : `${count} accounts`;
}

/** A day in words, for instance 10 Jan 2026, or with the month whole; other texts stay as they are. */
export function dayWords(day: string, month: "short" | "long" = "short"): string {
	const date = new Date(`${day}T00:00:00Z`);
	if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(date.getTime())) return day;
	return date.toLocaleDateString("en-GB", { day: "numeric", month, year: "numeric", timeZone: "UTC" });
}
