/** What the tests of the uses share: sample notes, the three looks, and codes reckoned by Node alone. */
import { execFileSync, spawnSync } from "node:child_process";
import { createHash, createHmac } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "vitest";
import { type SealedKind } from "../../src/entry";
import { toBase64url } from "../../src/lock/base64url";
import { groupFor, newCost } from "../../src/lock/field";
import { seal } from "../../src/lock/seal";
import { deriveHere, unhex } from "../lock/derive-here";
import { openStage, type Stage, type StageOptions } from "./stage";

/** A Sunday; every period of 30 seconds has 24 of them left. */
export const start = Date.UTC(2026, 10, 22, 10, 0, 6);
export const today = "2026-11-22";

export const looks: { look: string; options: StageOptions }[] = [
	{ look: "light", options: { theme: "light", clock: start } },
	{ look: "dark", options: { theme: "dark", clock: start } },
	{ look: "phone", options: { theme: "light", phone: true, clock: start } },
];

export const passphrase = "pw";
export const key = "JBSWY3DPEHPK3PXP";
/** The key of RFC 4226, appendix D, and its first codes. */
export const rfcKey = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
export const rfcCodes = ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"];

/** The key above for GitHub:me, made with libargon2 and libsodium (docs/format.md). */
export const sealedKey = "tfn1.65536.3.4.ABEiM0RVZneImaq7zN3u_w.5WuJJmHcv66CoZx1iEs5Kp4vEP4zXNPE-XbsE-78EjUKus4ZJo8BYsnXr6zp8MVnEG9NWVhVa1TxIj7hFD-1l3hSGKyq2mLT";
const salt = unhex("00112233445566778899aabbccddeeff");
const derived = await deriveHere(new TextEncoder().encode(passphrase), salt, newCost);

/** More fields that the same passphrase opens. */
export const sealed = (kind: SealedKind, secret: string, label: string): string => seal(derived, groupFor(newCost, toBase64url(salt)), kind, secret, label);

/** The bytes of base32 (RFC 4648), without padding. */
function bytesOf(base32: string): Buffer {
	const bits = [...base32].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
	return Buffer.from((bits.match(/[01]{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}

/** RFC 4226, 5.3: the 31 bits that a code is made of. */
function truncated(base32: string, counter: number, algorithm: string): number {
	const moving = Buffer.alloc(8);
	moving.writeBigUInt64BE(BigInt(counter));
	const hash = createHmac(algorithm, bytesOf(base32)).update(moving).digest();
	return hash.readUInt32BE((hash.at(-1) ?? 0) & 15) & 0x7fffffff;
}

/** RFC 6238: the code of a key at a time in milliseconds. */
export function totp(base32: string, ms: number, { digits = 6, period = 30, algorithm = "sha1" } = {}): string {
	return String(truncated(base32, Math.floor(ms / 1000 / period), algorithm) % 10 ** digits).padStart(digits, "0");
}

/** Steam's five letters at a time in milliseconds. */
export function steam(base32: string, ms: number): string {
	const letters = "23456789BCDFGHJKMNPQRTVWXY";
	let rest = truncated(base32, Math.floor(ms / 30_000), "sha1");
	return Array.from({ length: 5 }, () => {
		const letter = letters[rest % letters.length] ?? "";
		rest = Math.floor(rest / letters.length);
		return letter;
	}).join("");
}

/** An encrypted code that was used on a day: its mark ends in the first 4 characters of base64url(SHA-256(stored text)). */
export const usedOn = (day: string, stored: string): string => `${stored} used ${day}~${createHash("sha256").update(stored).digest("base64url").slice(0, 4)}`;

/** A note of these properties, line by line. */
export const note = (properties: string[], body = ""): string => `---\n${properties.join("\n")}\n---\n${body}`;

export const github = note(["issuer: GitHub", "account: me", "type: TOTP", `totp_seed: ${sealedKey}`, "tags: [2fa]"], "\n```2fa\n```\n");
export const cloudflare = note(["issuer: Cloudflare", "account: your@email.com", `totp_seed: ${key}`, "type: TOTP", "tags: [2fa]"]);

/** Types the passphrase where it is asked for, and waits until that is over. */
export async function unlock({ page }: Stage, words = passphrase): Promise<void> {
	await page.locator(".tfn-passphrase input").last().fill(words);
	await page.locator(".tfn-passphrase input").last().press("Enter");
	await page.locator(".tfn-busy-line").waitFor({ state: "detached" });
}

/** Writes past the app, which is not told: what it draws, or holds in an editor, is older than the file. */
export const writeUnseen = ({ page }: Stage, path: string, text: string): Promise<void> => page.evaluate(async ([path, text]) => {
	const { disk } = window.host;
	const told = disk.$changed;
	disk.$changed = () => undefined;
	await disk.write(path, text);
	disk.$changed = told;
}, [path, text] as const);

/** From now on this file cannot be read, as when it is in the cloud only. */
export const failReads = ({ page }: Stage, path: string): Promise<void> => page.evaluate((path) => {
	const { disk } = window.host;
	const [text, bytes] = [disk.read.bind(disk), disk.readBinary.bind(disk)];
	disk.read = (each) => (each === path ? Promise.reject(new Error("EIO: i/o error")) : text(each));
	disk.readBinary = (each) => (each === path ? Promise.reject(new Error("EIO: i/o error")) : bytes(each));
}, path);

/** The device forgets what it wrote, as if it were new: a note that is put back to what it was is then no loss. */
export const forgetWrites = ({ page }: Stage): Promise<void> => page.evaluate(async () => {
	const done = <T>(request: IDBRequest<T>): Promise<T> => new Promise((done, fail) => {
		request.onsuccess = () => done(request.result);
		request.onerror = () => fail(new Error("not read"));
	});
	for (const { name = "" } of await indexedDB.databases()) {
		if (!name.startsWith("two-factor-notes-")) continue;
		const base = await done(indexedDB.open(name));
		for (const store of base.objectStoreNames) await done(base.transaction(store, "readwrite").objectStore(store).clear());
		base.close();
	}
});

/** The note, and the pane beside it; phones show the pane over it. */
export async function openBoth(stage: Stage, file: string): Promise<void> {
	await stage.openNote(file);
	await stage.run("open-pane");
	await stage.cached();
}

const hasZbar = spawnSync("zbarimg", ["--version"]).status === 0;

/** What a phone reads off the QR code in there; `otherwise` where nothing is installed that can read it: then it is drawn at least. */
export async function scanned({ page }: Stage, within: string, otherwise: string): Promise<string> {
	const qr = page.locator(`${within} .tfn-qr`);
	expect(await qr.locator("path").getAttribute("d")).toMatch(/^M\d+ \d+h/);
	if (!hasZbar) return otherwise;
	const file = path.join(tmpdir(), `tfn-qr-${process.pid}.png`);
	writeFileSync(file, await qr.screenshot());
	return execFileSync("zbarimg", ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", file], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
}

/** Whether a text stands anywhere on the page: to be read, in a name, in a field. */
export const shows = ({ page }: Stage, words: string): Promise<boolean> => page.evaluate((words) => [...document.querySelectorAll("*")].some((el) =>
	(el.textContent ?? "").includes(words) || [...el.attributes].some(({ value }) => value.includes(words)) || ("value" in el && String(el.value).includes(words))), words);

/** Prints how long a drill took. */
export const toldTime = (loss: string, began: number): void => console.info(`drill, ${loss}: ${Math.round(performance.now() - began)} ms to the first right code`);

/** What is read again until it is as expected: clicks and files take their time. */
export const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 10_000 });

/** Nothing was used that the app does not document, nothing went out, nothing failed, nothing was printed. */
export async function expectQuiet(stage: Stage): Promise<void> {
	expect(await stage.noticed()).toEqual({ undocumented: [], misuse: [], network: [], errors: [] });
	expect(stage.console).toEqual([]);
}

/** The pane in the sidebar, as a workspace has it. */
export const right = { leaves: [{ type: "two-factor-notes", active: true }] };

/** The app with the pane beside, every note read by the cache. Nothing unusual may have been noticed at the end. */
export async function inApp(options: StageOptions, run: (stage: Stage) => Promise<void>): Promise<void> {
	const stage = await openStage({ workspace: { right }, ...options });
	await stage.cached();
	await run(stage);
	await expectQuiet(stage);
	await stage.close();
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong inside our own elements: rule and element. The primary button has the colours of the theme. */
export async function violations({ page }: Stage, selector: string): Promise<string[]> {
	// Evaluated, not added as a script: the page's policy lets no script of another origin in.
	await page.evaluate(axe);
	return page.evaluate(async (selector) => {
		const { axe } = window as unknown as { axe: { run(context: unknown, options: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } };
		const result = await axe.run({ include: [selector], exclude: [".mod-cta"] }, { resultTypes: ["violations"], iframes: false });
		return result.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
	}, selector);
}
