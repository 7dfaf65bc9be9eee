import { findFrontmatter } from "./frontmatter";
import { secretsIn } from "./garbled";
import type { SecretOf } from "./garbled";
import { likeliest } from "./heal";
import { readEntry } from "./read";
import { sealedIn } from "./sealed";
import { storedSecrets } from "./secrets";
import { secretProperties } from "./told";

/** The properties of a note, as they may be kept outside of it: null where they cannot be read or hold a secret in the clear. */
export function propertiesOf(text: string): string | null {
	const front = findFrontmatter(text);
	const { entry, problems } = readEntry(text);
	// What is not read as it was typed, or stands behind an encrypted text, may be a secret too.
	const isRead = problems.every(({ where }) => where !== undefined && !secretProperties.includes(where));
	const isSafe = isRead && entry !== null && [...entry.backupCodes, ...entry.formerBackupCodes].every(({ unclear }) => unclear === undefined)
		&& storedSecrets(entry).every(({ stored }) => /^tfn\d+\.[\w.-]+$/.test(stored));
	return isSafe && front && front !== "open" ? text.slice(front.from, front.to) : null;
}

/**
 * The note with properties that were kept in the place of its own; null where they are none, where its own have no clear end, or
 * where these hold anything else than the kept ones or what is garbled of them: a code, a mark or a word that came since.
 */
export function withProperties(text: string, properties: string | null, secretOf: SecretOf): string | null {
	const front = findFrontmatter(text);
	if (properties === null || !front || front === "open") return null;
	const whole = text.slice(0, front.from) + properties + text.slice(front.to);
	return isWhole(whole) && isAllIn(text.slice(0, front.to), whole, properties, secretOf) ? whole : null;
}

function isAllIn(found: string, whole: string, properties: string, secretOf: SecretOf): boolean {
	const kept = wordsOf(properties);
	const secrets = secretsIn(whole, secretOf);
	const known = new Set([...kept, "---", ...sealedIn(`${found}---\n`).map(({ stored }) => stored).filter((stored) => {
		const secret = secretOf(stored, "backup_codes") ?? secretOf(stored, "totp_seed");
		return secret !== null && secrets.has(secret);
	})]);
	// Short words are not likened: a digit or a short code is in any long text.
	const isKnown = (word: string): boolean => known.has(word) || (word.length >= 8 && (properties.includes(word) || likeliest(word, kept) !== null));
	const marks = [...found.matchAll(/\bused\s+(\d{4}-\d\d-\d\d\S*)/g)].map(([, mark = ""]) => mark.replace(/["',\]]+$/, ""));
	return wordsOf(found).every(isKnown) && marks.every((mark) => kept.includes(mark));
}

function wordsOf(source: string): string[] {
	return source.split(/[\s"',[\]\uFEFF]+/).filter((word) => word !== "");
}

/** Whether the properties of a note can be read and changed. */
export function isWhole(text: string): boolean {
	return readEntry(text).problems.every(({ where }) => where !== undefined);
}
