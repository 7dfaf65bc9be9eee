import { isKeyless, isUnused, type Entry } from "../entry";
import { findFrontmatter } from "./frontmatter";
import { inMarkdown } from "./inert";
import { parseNote } from "./note";
import { quoted } from "./scalars";
import { valueOf } from "./values";

/** The property of a note about a lost device: its name, or "" where the person does not know it. */
export const lostDeviceKey = "lost_device";

/** The device that a note tells the loss of; null where it is no such note. */
export function lostDeviceOf(text: string): string | null {
	const front = findFrontmatter(text);
	const note = front && front !== "open" ? parseNote(text, front) : null;
	const device = note && !("what" in note) ? valueOf(note, lostDeviceKey) : null;
	return typeof device === "string" ? device : null;
}

/** An account in the note about a lost device: how it is called, and the link to its note where there can be one. */
export interface LostAccount {
	entry: Entry;
	title: string;
	link: string | null;
}

/** Whether two names are those of one device. */
export function isSameDevice(one: string, other: string): boolean {
	return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** Whether the account is enrolled on the device; on none that is named, it may be on any. */
export function isOn({ devices }: Entry, device: string): boolean {
	return devices.some((each) => isSameDevice(each, device));
}

/** By which ways the account can be reached without the device ("" = any that it names), in words as the note has them. */
export function waysIn(entry: Entry, device: string): string[] {
	const others = entry.devices.filter((each) => !isSameDevice(each, device));
	const codes = entry.backupCodes.filter(isUnused).length;
	const copies = entry.copies.filter((each) => !isSameDevice(each, device));
	return [
		...(hasCodes(entry) ? ["a code from this vault"] : []),
		...(codes === 0 ? [] : [codes === 1 ? "the last backup code" : `one of ${codes} backup codes`]),
		// Which of them is lost is not known: with two, one is left.
		...(device === "" && others.length === 1 ? [] : others).map((each) => (takesCode(entry) ? `a code from ${each}` : each)),
		...copies.map((each) => `the copy in ${each}`),
	];
}

/** Whether the vault makes this account's codes. */
export function hasCodes(entry: Entry): boolean {
	return entry.seed !== null && entry.unfit === undefined && takesCode(entry);
}

function takesCode({ type }: Entry): boolean {
	return !isKeyless(type);
}

/** The steps of an account, in their order. Those that the app has something for are told by `isSignIn` and by the words below. */
export function stepsFor(entry: Entry, device: string): string[] {
	const ways = waysIn(entry, device).map(inMarkdown);
	const { type } = entry;
	return [
		ways.length === 0 ? "Ask the service for its account recovery, it can take days" : `Sign in with ${listed(ways)}`,
		...(type === "Key" ? ["Remove the lost key at the service", "Register another key"] : []),
		passwordStep,
		sessionsStep,
		...(type === "Push" ? ["Enrol another device, and remove the lost one at the service"] : []),
		...(hasCodes(entry) ? [newKeyStep] : []),
		...(entry.backupCodes.length > 0 ? [newCodesStep] : []),
		...(isOn(entry, device) ? [removalStep(device)] : []),
	];
}

export const passwordStep = "Change the password";
export const sessionsStep = "End all other sessions";
export const newKeyStep = "Set a new secret key";
export const newCodesStep = "Renew the backup codes";

export function removalStep(device: string): string {
	return `Take ${inMarkdown(device)} out of its devices`;
}

export function isSignIn(step: string): boolean {
	return step.startsWith("Sign in ");
}

/** What comes first, whatever the accounts: for a hardware key alone, next to nothing. */
function firstSteps(accounts: readonly LostAccount[]): string[] {
	if (accounts.every(({ entry: { type } }) => type === "Key")) return ["Look once more where the key was last"];
	return [
		"Lock or erase the device from afar: android.com/find or icloud.com/find",
		"Have its SIM card blocked, and your number put on a new one",
		"If it was stolen, tell the police",
		"If this vault is on it: stop the sync there, and change the passphrase if it was remembered there",
	];
}

/** In which order the accounts are dealt with: 0 = mail, 1 = passwords, 2 = the others. */
export function urgency({ entry: { tags }, title }: LostAccount): 0 | 1 | 2 {
	if (/mail|\b(?:apple|icloud|google|microsoft|outlook|proton|yahoo|gmx|web\.de|posteo|tuta|zoho|yandex|aol)\b/i.test(title) || tags.some((tag) => /^#?e?-?mail$/i.test(tag))) return 0;
	return /password|\b(?:bitwarden|lastpass|dashlane|keeper|keepass|nordpass|enpass|roboform)/i.test(title) ? 1 : 2;
}

/** Mail first, then passwords; of each, those without a way in first, for they take longest. */
export function inOrder<T extends LostAccount>(accounts: readonly T[], device: string): T[] {
	const rank = (account: T): number => 2 * urgency(account) + Number(waysIn(account.entry, device).length > 0);
	return [...accounts].sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title));
}

/** The text of the note: what comes first, then each account with its steps. Plain Markdown. */
export function lostDeviceNote(device: string, accounts: readonly LostAccount[]): string {
	const ordered = inOrder(accounts, device);
	const sections = ordered.map((account) => section(headingOf(account), stepsFor(account.entry, device)));
	return [
		`---\n${lostDeviceKey}: ${quoted(device)}\n---\n`,
		"Go through it from top to bottom, and tick what is done: here, or with the command \"Lost device\".\n",
		section("First", firstSteps(accounts)),
		...sections,
	].join("\n");
}

function section(title: string, steps: readonly string[]): string {
	return `## ${title}\n\n${steps.map((step) => `- [ ] ${step}\n`).join("")}`;
}

function headingOf({ entry, title, link }: LostAccount): string {
	const name = inMarkdown(title);
	const linked = link === null || !isLinkable(link) ? name : link === name ? `[[${link}]]` : `[[${link}|${name}]]`;
	return entry.username === "" ? linked : `${linked} (${inMarkdown(entry.username)})`;
}

/** Whether a link can hold this path, and nothing in it would act on the note. */
function isLinkable(link: string): boolean {
	return !/[<>{}`[\]|#^\\%\p{Cc}]/u.test(link);
}

/** The link in a heading of the note; null where it has none. */
export function linkIn(title: string): string | null {
	return /\[\[([^\]|]+)/.exec(title)?.[1]?.trim() ?? null;
}

/** Text of such a note as it is shown: entities are signs again. */
export function shown(text: string): string {
	return text.replace(/\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]/g, "$1").replace(/&#(\d{1,7});/g, (entity, point) => {
		const code = Number(point);
		return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
	});
}

function listed(ways: readonly string[]): string {
	return ways.length < 2 ? ways.join("") : `${ways.slice(0, -1).join(", ")} or ${ways.at(-1) ?? ""}`;
}
