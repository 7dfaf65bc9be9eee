import { isSealed } from "../entry";
import { describeCost, parseField } from "../lock/field";
import { dayWords } from "../note/shown";
import { drawLetter } from "./kit-letter";
import type { SheetAccount } from "./sheet-account";
import { drawCards } from "./sheet-cards";
import { drawAccount } from "./sheet-draw";
import { Html, html } from "./sheet-html";
import { styleOf, type Paper } from "./sheet-style";

export type Variant = "open" | "encrypted" | "passphrase";

export interface SheetOptions {
	variant: Variant;
	paper: Paper;
	/** The day of printing, YYYY-MM-DD. */
	day: string;
	vault: string;
	/** Where accounts are, "" = the whole vault. */
	folder: string;
	/** The text of page one as Markdown; "" = none. Cards have none, nor has the page for the passphrase, which is one by itself. */
	letter: string;
	/** The SHA-256 of recovery.html in hexadecimal, where there is such a file. */
	page: string | null;
	/** Accounts that are not on the sheet for a reason, each in a sentence. */
	leftOut: readonly string[];
}

const titles: Record<Variant, string> = { open: "Emergency sheet", encrypted: "Encrypted sheet", passphrase: "Emergency kit" };
const about: Record<Variant, string> = {
	open: "With this sheet alone you can sign in again. It is not encrypted: keep it where you keep your passport, and destroy it when a new one is printed.",
	encrypted: "The secrets on this sheet are encrypted: it is useless without the passphrase, which is not on it. Keep the two in different places.",
	passphrase: "The passphrase, written by hand, and the way back in. Keep it where you keep your passport, and apart from your devices.",
};

const pageBreak = `<div class="break"></div>`;

/** The sheet as one HTML document that asks for nothing outside of it, to be printed. `day` and all texts are as given: nothing in them acts. */
export function sheetPage(accounts: readonly SheetAccount[], options: SheetOptions): string {
	return [...sheetParts(accounts, options)].join("");
}

/** The same document piece by piece, one for each account: QR codes take their time, and the app is to go on meanwhile. */
export function* sheetParts(accounts: readonly SheetAccount[], options: SheetOptions): Generator<string> {
	const { variant, paper, day, vault } = options;
	const foot = `${titles[variant]}, vault “${vault}”, printed ${dayWords(day)}`;
	yield html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${titles[variant]}</title><style>${new Html(styleOf(paper, foot))}</style></head><body>
`.text;
	yield* paper === "cards" ? cardParts(accounts, options) : pageParts(accounts, options);
	yield "</body></html>\n";
}

function* pageParts(accounts: readonly SheetAccount[], options: SheetOptions): Generator<string> {
	const { variant, letter, day, vault, leftOut } = options;
	const count = variant === "passphrase" ? "" : `, ${accounts.length === 1 ? "1 account" : `${accounts.length} accounts`}`;
	yield html`<header><h1>${titles[variant]}</h1><p>Printed ${dayWords(day, "long")}</p><p>${about[variant]}</p><p class="cap">Vault “${vault}”${count}</p></header>`.text;
	const how = drawHow(accounts, options).text;
	if (variant === "passphrase") {
		yield `${drawHandLines().text}${how}`;
		return;
	}
	// What is done with encrypted text takes a page of its own: the first stays plain.
	if (letter !== "") yield [drawLetter(letter).text, how].join(variant === "encrypted" ? pageBreak : "");
	if (letter !== "" && variant === "open") yield pageBreak;
	for (const [n, account] of accounts.entries()) yield drawAccount(account, `${n + 1} of ${accounts.length}`).text;
	if (leftOut.length > 0) yield html`<section class="how"><h2>Not on this sheet</h2><ul>${leftOut.map((sentence) => html`<li>${sentence}</li>`)}</ul></section>`.text;
	if (letter === "") yield how;
}

function* cardParts(accounts: readonly SheetAccount[], { variant, day, vault, leftOut }: SheetOptions): Generator<string> {
	const state = variant === "open" ? "Not encrypted." : "Encrypted: opened by the passphrase with recovery.html or open.py of Two-Factor Notes.";
	if (variant === "passphrase") yield html`<section class="card"><h2>${titles.passphrase}, vault “${vault}”</h2>${drawHandLines()}<p class="cap foot">Printed ${dayWords(day)}.</p></section>`.text;
	for (const [n, account] of accounts.entries()) {
		for (const card of drawCards(account, `${state} Account ${n + 1} of ${accounts.length}. Printed ${dayWords(day)}.`)) yield card.text;
	}
	for (const sentence of leftOut) yield html`<p class="cap">${sentence}</p>`.text;
}

function drawHandLines(): Html {
	const lines = ["Passphrase, by hand, every word and space as it is typed", "Where the vault is: which computer, which phone, which sync", "Where the printed accounts are"];
	return html`<section class="how">${lines.map((line) => html`<p class="cap hand">${line}</p>`)}</section>`;
}

function drawHow(accounts: readonly SheetAccount[], options: SheetOptions): Html {
	const { variant, page } = options;
	const steps = variant === "open" ? openSteps : variant === "encrypted" ? encryptedSteps(options) : passphraseSteps(options);
	const costs = new Set(accounts.flatMap(({ secrets, codes }) => [...secrets, ...codes]).flatMap(({ text }) => costOf(text)));
	return html`<section class="how"><h2>How to get back in</h2><ol>${steps.map((step) => html`<li>${step}</li>`)}</ol>
${variant !== "encrypted" ? html`` : html`<pre dir="ltr">---
totp_seed: tfn1.…
---</pre>`}
${[...costs].map((cost) => html`<p class="small">${cost}</p>`)}
${page === null ? html`` : html`<p class="small">SHA-256 of recovery.html on the day of printing, to tell whether the file is still that one: <span dir="ltr">${page.match(/.{1,8}/g)?.join(" ") ?? ""}</span></p>`}</section>`;
}

const openSteps = [
	"Install any authenticator app: Aegis, Ente Auth, 2FAS, Google Authenticator.",
	"Scan the picture of the account. If it has none, or it will not scan, type the secret key instead: except for mOTP, it has only letters and the digits 2 to 7, so there is no zero and no one. Spaces do not matter.",
	"No app at hand: sign in with one backup code and tick its box.",
	"When you are in, make new backup codes and print this sheet again.",
];

function encryptedSteps({ folder, page }: SheetOptions): string[] {
	return [
		"Have the passphrase at hand. Without it nobody can open what is on this sheet.",
		"Scan a picture with any QR reader. It gives one line that begins with tfn1.",
		...(page === null ? [] : [`Open recovery.html, which is kept in the vault${within(folder)}, in a browser. Paste the line and type the passphrase: it shows the code. Nothing is sent anywhere.`]),
		`${page === null ? "With" : "Or with"} Python and the file open.py of Two-Factor Notes: write the line into a text file account.md as below, then run “python3 open.py --uri account.md”.`,
		"In both: where an account is not “TOTP, SHA1, 6 digits, every 30 seconds”, its codes are right only with lines below the key that say how it is, such as “type: HOTP”, “counter: 41”, “algorithm: SHA256”, “digits: 8”, “period: 60”; a PIN goes behind “pin:”.",
		"What it prints is a link: any QR maker on your own computer makes a picture of it for an authenticator app. A backup code goes behind “backup_codes:” in the same manner; run open.py without --uri.",
	];
}

function passphraseSteps({ vault, folder, page }: SheetOptions): string[] {
	return [
		`Get the vault “${vault}” back: from another device, from its sync, from a backup.`,
		"Open it in Obsidian with the plugin Two-Factor Notes, and type the passphrase.",
		...(page === null ? [] : [`Without Obsidian: open recovery.html${within(folder)} in a browser, drop the notes on it and type the passphrase.`]),
		`${page === null ? "Without Obsidian" : "Without a browser"}: “python3 open.py” with the notes${within(folder)}; open.py and format.md belong to Two-Factor Notes.`,
		"Nobody can get a lost passphrase back. An emergency sheet with the keys in the clear needs none.",
	];
}

function within(folder: string): string {
	return folder === "" || folder === "/" ? "" : ` in the folder “${folder}”`;
}

/** How a field was encrypted, for whoever has to open it in years. */
function costOf(text: string): string[] {
	const field = isSealed(text) ? parseField(text) : null;
	if (field === null || "reason" in field) return [];
	const { passes, lanes } = field.cost;
	return [`Encrypted as tfn1: the key by Argon2id (${describeCost(field.cost).memory} MiB, ${passes === 1 ? "1 pass" : `${passes} passes`}, ${lanes === 1 ? "1 lane" : `${lanes} lanes`}), the field by XChaCha20-Poly1305; the whole format is on half a page, format.md of Two-Factor Notes.`];
}
