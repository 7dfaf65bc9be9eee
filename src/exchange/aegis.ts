import { decodeSecret, encodeSecret } from "../code/secret";
import type { Account, Written } from "./account";

/**
 * A vault of Aegis that is not encrypted (header version 1, database version 3), which Stratum, Ente, 2FAS and others read too.
 * `random` gives that many random bytes, for the ids of entries and groups. Backup codes stand in the note of their entry.
 */
export function writeAegis(accounts: readonly Account[], random: (bytes: number) => Uint8Array): Written {
	const groups = new Map([...new Set(accounts.flatMap(({ tags = [] }) => tags))].map((name) => [name, uuid(random(16))]));
	const entries = accounts.map((account) => ({
		type: account.type, uuid: uuid(random(16)), name: account.username, issuer: account.issuer,
		note: noteOf(account), favorite: account.favourite ?? false, icon: null, icon_mime: null, icon_hash: null,
		info: makingOf(account), groups: (account.tags ?? []).map((tag) => groups.get(tag)),
	}));
	const db = { version: 3, entries, groups: [...groups].map(([name, id]) => ({ uuid: id, name })), icons_optimized: true };
	const vault = { version: 1, header: { slots: null, params: null }, db };
	return { name: "aegis.json", bytes: new TextEncoder().encode(JSON.stringify(vault, null, "\t")), count: entries.length, left: [] };
}

/** What Aegis calls info. mOTP's key is the base32 of its bytes and its hash MD5; Yandex's is the first 16 bytes and SHA256. */
function makingOf({ type, secret, algorithm, digits, period = 30, counter = 0, pin = "" }: Account) {
	if (type === "motp") return { secret: encodeSecret(bytesOf(secret)), algo: "MD5", digits: 6, period: 10, pin };
	if (type === "yandex") return { secret: encodeSecret(base32(secret).subarray(0, 16)), algo: "SHA256", digits: 8, period: 30, pin };
	return { secret, algo: algorithm, digits, ...(type === "hotp" ? { counter } : { period }) };
}

function bytesOf(hex: string): Uint8Array {
	return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function base32(text: string): Uint8Array {
	const read = decodeSecret(text);
	return "secret" in read ? read.secret : new Uint8Array();
}

function noteOf({ note, backupCodes = [] }: Account): string {
	const lines = backupCodes.map((code) => {
		const [, text = code, day] = /^(.*?)(?: used (\d{4}-\d\d-\d\d).*)?$/.exec(code) ?? [];
		return `backup code: ${text} (${day === undefined ? "unused" : `used ${day}`})`;
	});
	return [...(note === undefined ? [] : [note]), ...lines].join("\n");
}

/** A random UUID. RFC 9562, section 5.4. */
function uuid(bytes: Uint8Array): string {
	const hex = Array.from(bytes, (byte, at) => (at === 6 ? (byte & 15) | 64 : at === 8 ? (byte & 63) | 128 : byte).toString(16).padStart(2, "0")).join("");
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
