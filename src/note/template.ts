import type { AccountType, Algorithm } from "../entry";
import { addItems } from "./add-codes";
import { inTurn } from "./edit";
import { Fields, usual } from "./fields";
import { fillBody, fillFrontmatter } from "./fill";
import type { Values } from "./fill";
import { findFrontmatter, nextLine } from "./frontmatter";
import { oneLine } from "./inert";
import { setProperty, typedValue, withFrontmatter } from "./insert";
import { noteName } from "./name";
import { parseNote } from "./note";
import { readEntry } from "./read";
import { hasTag, readTags } from "./tags";
import { setWords } from "./words";

/** What a new note is made of. `seed` is its stored text: encrypted or in the clear; `date` is today, YYYY-MM-DD. */
export interface NewAccount {
	issuer: string;
	username: string;
	type: AccountType;
	seed: string | null;
	algorithm?: Algorithm;
	digits?: number;
	period?: number;
	counter?: number;
	pin?: string | null;
	/** Where it is set up. */
	devices?: string[];
	date: string;
	/** Without `#`; absent = 2fa. */
	tags?: string[];
}

const body = "\n```2fa\n```\n";

/**
 * The text of a new account's note, after the person's template when there is one. What the template does not place is
 * added; a template whose properties cannot be kept as YAML gives its body alone.
 */
export function newNote(account: NewAccount, template?: string): string {
	if (template === undefined) return builtIn(account, body);
	const values = valuesOf(account);
	const front = findFrontmatter(template);
	if (!front || front === "open") return builtIn(account, fillBody(template, values));
	const rest = fillBody(template.slice(front.to), values);
	const head = fillFrontmatter(template, values);
	const note = head === null ? null : completed(head + rest, account);
	return note !== null && saysAll(note, account) ? note : builtIn(account, rest.slice(nextLine(rest, 0)));
}

function builtIn(account: NewAccount, rest: string): string {
	const needed = properties(account).filter(({ isNeeded }) => isNeeded);
	const tags = tagsOf(account).map((tag) => (plainTag.test(tag) ? tag : typedValue("tags", tag)));
	const lines = needed.map(({ key, value }) => `${key}: ${typedValue(key, value)}`);
	const devices = devicesOf(account).map((device) => typedValue("devices", device));
	if (devices.length > 0) lines.push(`devices: [${devices.join(", ")}]`);
	return withFrontmatter(rest, [...lines, `tags: [${tags.join(", ")}]`]);
}

/** A tag that no YAML version takes for a number or a truth value. */
const plainTag = /^(?!(?:y|n|yes|no|on|off|true|false|null)$)(?:2fa|[a-z][a-z0-9/-]*)$/i;

interface Property {
	key: string;
	value: string;
	/** Whether the note has to say it: it is not what reading takes for granted. */
	isNeeded: boolean;
}

/** What the note has to say, in the order of the properties. */
function properties(account: NewAccount): Property[] {
	const { type, algorithm = "SHA1", counter = 0 } = account;
	const issuer = oneLine(account.issuer);
	const username = oneLine(account.username);
	const { digits, period } = usual(type);
	const text = (key: string, value: string) => ({ key, value, isNeeded: value !== "" });
	const number = (key: string, value: number, otherwise: number) => ({ key, value: String(value), isNeeded: value !== otherwise });
	return [
		text("issuer", issuer),
		text(username === issuer ? "username" : "account", username),
		text("type", type),
		text("totp_seed", oneLine(account.seed ?? "")),
		{ key: "algorithm", value: algorithm, isNeeded: algorithm !== "SHA1" },
		number("digits", account.digits ?? digits, digits),
		number("period", account.period ?? period, period),
		{ key: "counter", value: String(counter), isNeeded: type === "HOTP" },
		text("pin", oneLine(account.pin ?? "")),
	];
}

function tagsOf({ tags = ["2fa"] }: NewAccount): string[] {
	return tags.map((tag) => oneLine(tag).replace(/^#+/, "").replace(/[\s,]+/g, "-")).filter((tag) => tag !== "");
}

function devicesOf({ devices = [] }: NewAccount): string[] {
	return devices.map(oneLine).filter((device) => device !== "");
}

function valuesOf(account: NewAccount): Values {
	const { date, type } = account;
	const username = oneLine(account.username);
	const title = noteName(account.issuer, account.username);
	return { issuer: oneLine(account.issuer), account: username, username, title, date, type, totp_seed: oneLine(account.seed ?? "") };
}

/** The note with what the template does not say; null when an edit is refused. */
function completed(text: string, account: NewAccount): string | null {
	let note: string | null = text;
	for (const wanted of properties(account)) note = note === null ? null : withProperty(note, wanted);
	const fields = note === null ? null : fieldsOf(note);
	if (note === null || fields === null) return null;
	const missing = tagsOf(account).filter((tag) => !hasTag(readTags(fields), tag));
	const edit = inTurn(note, [(now) => setWords(now, "devices", devicesOf(account), []), (now) => addItems(now, "tags", missing)]);
	return "text" in edit ? edit.text : null;
}

function withProperty(text: string, { key, value, isNeeded }: Property): string | null {
	const fields = fieldsOf(text);
	if (fields === null) return null;
	const said = fields.text(key);
	if (said === value || (said === null && !isNeeded)) return text;
	const isName = key === "account" && (fields.has("username") || said !== null);
	const edit = setProperty(text, isName ? "username" : key, value);
	return "text" in edit ? edit.text : null;
}

function fieldsOf(text: string): Fields | null {
	const front = findFrontmatter(text);
	const note = front && front !== "open" ? parseNote(text, front) : null;
	return note && !("what" in note) ? new Fields(note) : null;
}

/** Whether the note reads as the account it was made for. */
function saysAll(text: string, account: NewAccount): boolean {
	const { entry } = readEntry(text, tagsOf(account)[0]);
	const { entry: wanted } = readEntry(builtIn(account, ""), tagsOf(account)[0]);
	const said = (["issuer", "username", "type", "seed", "algorithm", "digits", "period", "counter", "pin"] as const);
	return said.every((key) => entry?.[key] === wanted?.[key]) && devicesOf(account).every((device) => entry?.devices.includes(device));
}
