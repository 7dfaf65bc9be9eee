import { isLink } from "../code/uri";
import { isKeyless, isSealed, type Entry, type Problem, type SealedKind } from "../entry";
import type { Keyring } from "../lock/keyring";
import { readEntry } from "../note/read";
import { sealedIn, type SealedField } from "../note/sealed";
import { kindOf } from "../note/secrets";
import type { Kept } from "./archive";

/** What stands in a file or in pasted text: an account, or encrypted fields that no account has. */
export interface Found extends Kept {
	entry: Entry | null;
	problems: Problem[];
	/** Encrypted fields beside the key, the PIN and the backup codes of the entry. */
	loose: SealedField[];
}

/** An account as it is drawn. `path` names the file, `name` the account where it names no service. */
export interface Drawn {
	path: string;
	name: string;
	entry: Entry;
	problems: string[];
}

/** Reads a note, the properties of one without their lines of dashes, or of any other text (a sheet that was saved) the encrypted fields in it; null where there is nothing. */
export function findIn({ path, text }: Kept): Found | null {
	const isNote = /^\uFEFF?(?:---|<)/.test(text) || !/^(?:totp_seed|backup_codes|type|algorithm|digits|period|counter|pin)[ \t]*:/m.test(text);
	const note = isNote ? text : `---\n${withKey(text.trim())}\n---\n`;
	const { entry, problems } = readEntry(note);
	const own = entry === null ? [] : secretsOf(entry);
	const loose = [...new Map(fieldsIn(path, note).filter(({ stored }) => !own.includes(stored)).map((field) => [field.stored, field])).values()];
	return entry === null && loose.length === 0 ? null : { path, text, entry, problems, loose };
}

/** A key by itself, as it is scanned from paper, beside lines that say how its codes are made. */
function withKey(lines: string): string {
	return /^totp_seed[ \t]*:/m.test(lines) ? lines : lines.replace(/^(?=tfn\d+\.)/m, "totp_seed: ");
}

function secretsOf({ seed, pin, backupCodes }: Entry): string[] {
	return [seed, pin, ...backupCodes.map(({ stored }) => stored)].filter((stored) => stored !== null);
}

/** Of the properties; of a text that is no note, of all of it. A note may well write of fields, as format.md does. */
function fieldsIn(path: string, text: string): SealedField[] {
	const found = sealedIn(text);
	return found.length > 0 || /\.md$/i.test(path) ? found : [...text.matchAll(/tfn\d+\.[\w.-]+/g)].map(([stored]) => ({ property: null, stored }));
}

/** What text is called that came with no file. */
export const pasted = "Pasted text";

/** What is left of a former pasting: what is pasted again takes its place, mostly with more said of it. */
export function without(one: Found, added: readonly Found[]): Found[] {
	const again = added.filter(({ path }) => path === pasted).flatMap(storedOf);
	if (one.path !== pasted || !storedOf(one).some((stored) => again.includes(stored))) return [one];
	const { entry } = one;
	const loose = one.loose.filter(({ stored }) => !again.includes(stored));
	if (entry !== null && secretsOf(entry).some((stored) => !again.includes(stored))) return [{ ...one, loose }];
	return loose.length === 0 ? [] : [{ ...one, entry: null, problems: [], loose }];
}

function storedOf({ entry, loose }: Found): string[] {
	return [...(entry === null ? [] : secretsOf(entry)), ...loose.map(({ stored }) => stored)];
}

/** How much was found: what no account has is a field, of which several may be one account's. */
export function countWords(all: readonly Found[]): string {
	const words = (count: number, word: string): string[] => (count === 0 ? [] : [`${count} ${word}${count === 1 ? "" : "s"}`]);
	const loose = all.flatMap((one) => (one.entry === null ? one.loose : []));
	return [...words(all.filter(({ entry }) => entry !== null).length, "account"), ...words(loose.length, "encrypted field")].join(", ");
}

/** Every encrypted field. */
export function sealedOf({ entry, loose }: Found): string[] {
	return [...(entry === null ? [] : secretsOf(entry).filter(isSealed)), ...loose.map(({ stored }) => stored)];
}

/** The accounts to draw: what a note says, and of loose fields what their keys tell once they are held. */
export function accountsIn({ path, entry, problems, loose }: Found, keyring: Keyring): Drawn[] {
	const name = path.replace(/^.*\//, "").replace(/\.md$/i, "");
	const told = problems.map(({ what }) => what);
	const isRead = entry !== null && (secretsOf(entry).length > 0 || loose.length === 0);
	const others = looseAccounts(loose, keyring, isRead ? entry : null);
	if (entry === null) return others.map((other) => ({ path, name, ...other }));
	// Of a note that cannot be read no more than its fields and its names are known.
	const { issuer, username } = entry;
	const named = others.map((other) => ({ path, name, problems: isRead ? other.problems : [...told, ...other.problems], entry: { ...other.entry, ...(other.entry.issuer === "" && { issuer, username }) } }));
	return isRead ? [{ path, name, entry: { ...entry, ...namesOf(entry, keyring) }, problems: told }, ...named] : named;
}

/** Where a text names no account, its key tells what it was encrypted for. */
function namesOf({ issuer, username, seed }: Entry, keyring: Keyring): Pick<Entry, "issuer" | "username"> {
	const opened = issuer + username === "" && seed !== null && isSealed(seed) ? keyring.open(seed, "seed") : null;
	return opened !== null && "secret" in opened ? namesIn(opened.label) : { issuer, username };
}

function namesIn(label: string): Pick<Entry, "issuer" | "username"> {
	const [issuer = "", ...username] = label.split(":");
	return { issuer, username: username.join(":") };
}

/** The order of accounts on the page. */
export function byName(a: Drawn, b: Drawn): number {
	return titleOf(a).localeCompare(titleOf(b)) || a.entry.username.localeCompare(b.entry.username);
}

/** What an account is called. */
export function titleOf({ entry, name }: Drawn): string {
	return entry.issuer || name;
}

interface Opened extends SealedField {
	kind: SealedKind;
	label: string;
	/** A key that does not say itself how its codes are made. */
	isBare: boolean;
}

/** What was encrypted for one account is one again, but for a second key of it; what does not open stands alone. `note`: what says how codes are made. */
function looseAccounts(fields: readonly SealedField[], keyring: Keyring, note: Entry | null): Pick<Drawn, "entry" | "problems">[] {
	const byName = new Map<string, Opened[]>();
	for (const field of fields) {
		const opened = openLoose(field, keyring);
		const wanted = opened.label === "" ? opened.stored : `${opened.label} ${opened.property ?? ""}`;
		const name = opened.kind === "seed" && byName.get(wanted)?.some(({ kind }) => kind === "seed") ? opened.stored : wanted;
		byName.set(name, [...(byName.get(name) ?? []), opened]);
	}
	return [...byName.values()].map((all) => {
		const isBare = all.some((field) => field.isBare);
		const making = isBare && note !== null && note.unfit === undefined ? makingOf(note) : {};
		const problems = all.slice(0, 1).flatMap(({ property }) => told[property ?? ""] ?? []);
		return { entry: { ...entryOf(all), ...making }, problems: isBare && !("type" in making) ? [...problems, asMost] : problems };
	});
}

/** A new key is for codes like those of the old one, the counter begun anew; a push account gets codes by time with its first key. */
function makingOf({ type, algorithm, digits, period, pin }: Entry): Partial<Entry> {
	return { type: isKeyless(type) ? "TOTP" : type, algorithm, digits, period, pin };
}

const asMost = "Of this account no more than its key is known here, so its codes are made as most are: TOTP, SHA1, 6 digits, every 30 seconds. If its sheet or its note says otherwise, they are wrong: paste the key again with such lines below it, for instance “digits: 8”.";

const told: Record<string, string> = {
	totp_seed_next: "This is the new secret key of this account, of which no code was accepted yet.",
	backup_codes_former: "These are the backup codes of the set before.",
};

const kinds: SealedKind[] = ["seed", "code", "pin"];

/** What kind a field is of only its key tells; until then it is what its property says, else a seed. */
function openLoose({ property, stored }: SealedField, keyring: Keyring): Opened {
	for (const kind of kinds) {
		const opened = keyring.open(stored, kind);
		if ("secret" in opened) return { property, stored, kind, label: opened.label, isBare: kind === "seed" && !isLink(opened.secret) };
	}
	return { property, stored, kind: property === null ? "seed" : kindOf(property), label: "", isBare: false };
}

function entryOf(fields: Opened[]): Entry {
	const { issuer, username } = namesIn(fields[0]?.label ?? "");
	const of = (kind: SealedKind) => fields.filter((field) => field.kind === kind).map(({ stored }) => stored);
	const lines = [
		`issuer: ${JSON.stringify(issuer)}`, `username: ${JSON.stringify(username)}`,
		...of("seed").map((stored) => `totp_seed: ${stored}`), ...of("pin").slice(0, 1).map((stored) => `pin: ${stored}`),
		`backup_codes: [${of("code").join(", ")}]`,
	];
	const { entry } = readEntry(`---\n${lines.join("\n")}\n---\n`);
	if (entry === null) throw new Error("An account was not read again.");
	return entry;
}
