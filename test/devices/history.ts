/** A note, and what two devices do with it before they hear of each other. */
import { toBase64url } from "../../src/lock/base64url";
import { groupFor } from "../../src/lock/field";
import { openSealed, seal } from "../../src/lock/seal";
import { isSealed, labelOf, type SealedKind } from "../../src/entry";
import { readEntry } from "../../src/note/read";
import { wroteBetween, type Wrote } from "../../src/note/wrote";
import { addBackupCodes, markCodeUsed, replaceSecret, setProperty, type Edit } from "../../src/note/write";
import type { Chance } from "./chance";

const group = (n: number): string => groupFor({ memory: 64, passes: 1, lanes: 1 }, toBase64url(new Uint8Array(16).fill(n)));
/** The keys of two passphrases, the former and the present one: a derivation would only cost time here. */
const keys = [1, 2].map((n) => ({ group: group(n), key: new Uint8Array(32).fill(n) }));

/** The secret that an encrypted text holds, or null where no key opens it. */
export function opened(stored: string, kind: SealedKind): string | null {
	for (const { key, group } of keys) {
		if (!stored.startsWith(`tfn1.${group}.`)) continue;
		const found = openSealed(key, stored, kind);
		if ("secret" in found) return found.secret;
	}
	return null;
}

export const sealedFor = (n: 0 | 1, kind: SealedKind, secret: string, label: string): string => {
	const { key, group } = keys[n] ?? { key: new Uint8Array(32), group: "" };
	return seal(key, group, kind, secret, label);
};

/** A note with its truth: every code in it, and those that are used. */
export interface History {
	base: string;
	devices: Device[];
	codes: Set<string>;
	seed: string;
}

/** One device: its note, the encrypted texts that left or came with its writes, and what it did. */
export interface Device {
	text: string;
	wrote: Wrote;
	marked: Set<string>;
	added: Set<string>;
	counter: number;
}

const label = "GitHub:me";
const days = ["2026-02-15", "2026-03-01", "2026-11-22"];

export function makeHistory(chance: Chance): History {
	const codes = Array.from({ length: 3 + chance.below(8) }, () => newCode(chance));
	const seed = "JBSWY3DPEHPK3PXP";
	const base = makeNote(chance, codes, seed);
	const devices = [0, 1].map(() => {
		const device: Device = { text: base, wrote: { came: [], stood: [], properties: null, marks: [] }, marked: new Set(), added: new Set(), counter: 7 };
		for (let n = 1 + chance.below(4); n > 0; n--) act(device, chance);
		return device;
	});
	return { base, devices, codes: new Set([...codes, ...devices.flatMap(({ added }) => [...added])]), seed };
}

function newCode(chance: Chance): string {
	const four = (): string => String(chance.below(10_000)).padStart(4, "0");
	return `${four()}-${four()}`;
}

function makeNote(chance: Chance, codes: string[], seed: string): string {
	const isEncrypted = chance.is(0.7);
	const typed = (kind: SealedKind, secret: string): string => (isEncrypted || chance.is(0.3) ? sealedFor(0, kind, secret, label) : secret);
	const items = codes.map((code) => typed("code", code));
	const quote = chance.pick(["", "\"", "'"]) ?? "";
	const list = chance.pick([
		["backup_codes:", ...items.map((item) => `  - ${quote}${item}${quote}`)],
		["backup_codes:", ...items.map((item) => `- ${quote}${item}${quote}`)],
		["backup_codes: |", ...items.map((item) => `  ${item}`)],
		[`backup_codes: [${items.map((item) => `${quote}${item}${quote}`).join(", ")}]`],
	]) ?? [];
	const lines = ["issuer: GitHub", "account: me", "type: HOTP", `totp_seed: ${typed("seed", seed)}`, "counter: 7", ...list, "tags: [2fa, work]", "url: https://github.com"];
	return `---\n${lines.join("\n")}\n---\n\nThe account at work.\n\n## Notes\n\nAsk Ann.\n`;
}

/** One write, as the plugin makes it: what encrypted text leaves or comes is kept. */
function write(device: Device, edit: (text: string) => Edit): boolean {
	const edited = edit(device.text);
	if (!("text" in edited)) return false;
	const { came, gone, stood, properties, marks, unmarked } = wroteBetween(device.text, edited.text);
	const { wrote } = device;
	device.wrote = { came: [...wrote.came.filter(({ stored }) => !gone.some((field) => field.stored === stored)), ...came], stood: [...wrote.stood, ...stood], properties, marks: [...wrote.marks.filter(({ code }) => !unmarked.includes(code)), ...marks] };
	device.text = edited.text;
	return true;
}

function act(device: Device, chance: Chance): void {
	const { entry } = readEntry(device.text);
	if (entry === null) throw new Error("The note is no account.");
	const unused = entry.backupCodes.filter(({ used }) => used === null);
	const deed = chance.below(10);
	if (deed < 5) {
		const code = chance.pick(unused);
		const day = chance.pick(days) ?? "";
		if (code === undefined || !write(device, (text) => markCodeUsed(text, code.stored, day))) return;
		device.marked.add(plainOf(code.stored));
	} else if (deed === 5) {
		const code = newCode(chance);
		if (write(device, (text) => addBackupCodes(text, [sealedFor(0, "code", code, label)]))) device.added.add(code);
	} else if (deed === 6) reseal(device, 0, (stored) => !isSealed(stored));
	else if (deed === 7) reseal(device, 1, () => true);
	else if (deed === 8) {
		device.counter++;
		write(device, (text) => setProperty(text, "counter", String(device.counter)));
	} else {
		const [key, value] = chance.pick([["account", "me@work"], ["verified", "2026-11-22"], ["favourite", "true"], ["issuer", "GitHub Enterprise"]] as const) ?? ["account", "me"];
		write(device, (text) => setProperty(text, key, value));
	}
}

/** Encrypts, or encrypts anew for the present passphrase, what is chosen; under the names that the note has then. */
function reseal(device: Device, n: 0 | 1, isMeant: (stored: string) => boolean): void {
	const { entry } = readEntry(device.text);
	if (entry === null) return;
	const { seed } = entry;
	if (seed !== null && isMeant(seed)) write(device, (text) => replaceSecret(text, "totp_seed", seed, sealedFor(n, "seed", plainOf(seed, "seed"), labelOf(entry))));
	for (const { stored } of entry.backupCodes.filter(({ stored }) => isMeant(stored)))
		write(device, (text) => replaceSecret(text, "backup_codes", stored, sealedFor(n, "code", plainOf(stored), labelOf(entry))));
}

function plainOf(stored: string, kind: SealedKind = "code"): string {
	const plain = isSealed(stored) ? opened(stored, kind) : stored;
	if (plain === null) throw new Error("A field of the history does not open.");
	return plain;
}
