import { isKeyless, type Entry, type Problem } from "../entry";
import { readBroken } from "./broken";
import { Fields, namesOf, readType, usual } from "./fields";
import { findFrontmatter, nextLine } from "./frontmatter";
import type { Frontmatter } from "./frontmatter";
import { withBothHistories } from "./histories";
import { readCode } from "./marks";
import { conflict, parseNote } from "./note";
import { bare, hasTag, readTags } from "./tags";
import { secretProblems } from "./told";

/** Reads the account that a note is; `entry` is null when it is none. `tag` makes an account of a note with a type. Never throws. */
export function readEntry(text: string, tag = "2fa"): { entry: Entry | null; problems: Problem[] } {
	const front = findFrontmatter(text);
	// A note that two devices made at once begins with git's marker.
	if (!front && text.startsWith("<<<<<<<")) return readBroken(text.slice(nextLine(text, 0)), tag, conflict);
	if (!front || !mayBeAccount(text, front, tag)) return { entry: null, problems: [] };
	if (front === "open") return readBroken(text, tag, { what: "The properties of this note have no closing line (---). Add it below them." });
	const note = parseNote(text, front);
	if ("what" in note) return readBroken(text, tag, note);
	if (!note.root) return readBroken(text, tag, { what: "The properties of this note do not read as names and values. There must be a blank after each colon." });
	const fields = new Fields(note);
	if (!isAccount(fields, tag)) return { entry: null, problems: [] };
	const entry = entryOf(fields);
	return { entry, problems: [...note.problems, ...secretProblems(note), ...fields.problems, ...nothingKept(entry), ...historyProblems(text)] };
}

/** That git left a conflict in the history which can be put together. */
export const historyConflict: Problem = { what: "Git left a merge conflict in the history of this note. Nothing is lost: both sides stand in it.", where: "2FA history" };

function historyProblems(text: string): Problem[] {
	return withBothHistories(text) === text ? [] : [historyConflict];
}

/** A cheap look before the text is parsed. */
function mayBeAccount(text: string, front: Frontmatter | "open", tag: string): boolean {
	const source = front === "open" ? text : text.slice(front.from, front.to);
	if (/totp_seed|backup_codes/.test(source)) return true;
	return source.includes("type") && source.toLowerCase().includes(bare(tag).toLowerCase());
}

function isAccount(fields: Fields, tag: string): boolean {
	if (fields.has("totp_seed") || fields.has("backup_codes")) return true;
	return readType(fields.text("type") ?? "") !== null && hasTag(readTags(fields), tag);
}

function nothingKept(entry: Entry): Problem[] {
	if (isKeyless(entry.type) || entry.seed !== null || entry.backupCodes.length > 0) return [];
	return [{ what: "This account has neither a secret key (totp_seed) nor backup codes.", where: "type" }];
}

/** What decides how a code is made of a seed: where one of these cannot be read, every code would be wrong. */
const decisive = ["type", "algorithm", "digits", "period", "counter"];

function entryOf(fields: Fields): Entry {
	const type = fields.type();
	const { digits, period } = usual(type);
	const generated = fields.day("backup_codes_generated");
	return {
		type,
		...namesOf((key) => fields.text(key)),
		seed: fields.text("totp_seed"),
		algorithm: fields.algorithm(),
		digits: fields.number("digits", 1, 10, digits),
		period: fields.number("period", 1, 86400, period),
		counter: fields.number("counter", 0, Number.MAX_SAFE_INTEGER, 0),
		pin: fields.text("pin"),
		verified: fields.day("verified"),
		devices: fields.texts("devices"),
		copies: [...new Set([...fields.texts("copies"), ...fields.texts("backup_codes_stored")])],
		backupCodes: fields.codes("backup_codes").map((code) => readCode(code, generated)),
		backupCodesGenerated: generated,
		backupCodesRenew: fields.day("backup_codes_renew") ?? fields.day("backup_codes_rotate"),
		backupCodesTested: fields.day("backup_codes_tested"),
		formerBackupCodes: fields.codes("backup_codes_former").map((code) => readCode(code, null)),
		nextSeed: fields.text("totp_seed_next"),
		sheetPrinted: fields.day("sheet_printed"),
		favourite: /^(?:true|yes|on)$/i.test(fields.text("favourite") ?? ""),
		healthIgnore: fields.texts("health_ignore"),
		tags: readTags(fields),
		...unfitOf(fields),
	};
}

function unfitOf({ problems }: Fields): Pick<Entry, "unfit"> {
	const found = problems.find(({ where = "" }) => decisive.includes(where));
	return found === undefined ? {} : { unfit: found.what };
}
