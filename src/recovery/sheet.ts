import { isSealed } from "../entry";
import { describeCost, parseField } from "../lock/field";
import { accountsWords, dayWords, shownName } from "../note/shown";
import { blank, drawLetter } from "./kit-letter";
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
	/** The text of page one as Markdown; "" = none. Cards have none, nor has the passphrase page, which is one by itself. */
	letter: string;
	/** The SHA-256 of recovery.html in hexadecimal, where there is such a file. */
	page: string | null;
	/** Accounts that are not on the sheet for a reason, each in a sentence. */
	leftOut: readonly string[];
	/** What the names on it mean, where they are in a code: for the list at its end. */
	meanings: readonly Meaning[];
}

/** A name in a code, and which account that is. */
export interface Meaning {
	word: string;
	issuer: string;
	username: string;
}

/** How each is called wherever it is spoken of. */
export const titles: Record<Variant, string> = { open: "Emergency sheet", encrypted: "Encrypted sheet", passphrase: "Passphrase page" };
const about: Record<Variant, string> = {
	open: "With this sheet you can sign in again. It is not encrypted: keep it where you keep your passport, and destroy it when a new one is printed.",
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
	const count = variant === "passphrase" ? "" : `, ${accountsWords(accounts.length)}`;
	yield html`<header><h1>${titles[variant]}</h1><p>Printed ${dayWords(day, "long")}</p><p>${aboutOf(options)}</p><p class="cap">Vault “${vault}”${count}</p></header>`.text;
	const how = html`<section class="how">${drawSteps(options)}${drawSmall(accounts, options)}</section>`.text;
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
	yield drawMeanings(options);
}

/** What the sheet is, and, where its names are in a code, that a list tells them. */
function aboutOf({ variant, meanings }: SheetOptions): string {
	return `${about[variant]}${meanings.length === 0 ? "" : ` Its names are in a code. What they mean is on a list, kept in: ${blank}`}`;
}

/** On a page of its own, which is not to lie with the others. */
function drawMeanings({ meanings }: SheetOptions): string {
	if (meanings.length === 0) return "";
	return html`<section class="how meanings"><h2>What the names mean</h2><p>Keep this page elsewhere: whoever has it and the sheet knows whose codes these are.</p><ul>${meanings.map(({ word, ...names }) => html`<li><bdi dir="auto"><b>${word}</b></bdi>: ${[names.issuer, names.username].filter((name) => name !== "").map((name, n) => html`${n === 0 ? "" : ", "}<bdi dir="auto">${shownName(name, 120)}</bdi>`)}</li>`)}</ul></section>`.text;
}

function* cardParts(accounts: readonly SheetAccount[], options: SheetOptions): Generator<string> {
	const { variant, day, vault, leftOut } = options;
	const state = variant === "open" ? "Not encrypted." : "Encrypted: opened by the passphrase with recovery.html or open.py.";
	const head = html`<h2>${titles[variant]}, vault “${vault}”</h2>`;
	const small = drawSmall(accounts, options);
	// The steps for encrypted text take a card by themselves.
	const front = variant === "encrypted" ? [drawSteps(options), small] : [html`${drawSteps(options)}${small}`];
	for (const [n, how] of front.entries()) yield html`<section class="card steps">${head}${n === 0 ? html`<p>${aboutOf(options)}</p>` : html``}<div class="how">${how}</div></section>`.text;
	if (variant === "passphrase") yield html`<section class="card">${head}${drawHandLines()}<p class="cap foot">Printed ${dayWords(day)}.</p></section>`.text;
	for (const [n, account] of accounts.entries()) {
		for (const card of drawCards(account, `${state} Account ${n + 1} of ${accounts.length}. Printed ${dayWords(day)}.`)) yield card.text;
	}
	for (const sentence of leftOut) yield html`<p class="cap">${sentence}</p>`.text;
	yield drawMeanings(options);
}

function drawHandLines(): Html {
	const lines = ["Passphrase, by hand, every word and space as it is typed", "Where the vault is: which computer, which phone, which sync", "Where the printed accounts are", copies];
	return html`<section class="how">${lines.map((line) => html`<p class="cap hand">${line}</p>`)}</section>`;
}

function drawSteps(options: SheetOptions): Html {
	const { variant, page } = options;
	const steps = variant === "open" ? openSteps : variant === "encrypted" ? encryptedSteps(page !== null) : passphraseSteps(options);
	return html`<h2>How to get back in</h2><ol>${steps.map((step) => html`<li>${step}</li>`)}</ol>`;
}

/** What is kept where, how it is encrypted, and by what the recovery page is known. */
function drawSmall(accounts: readonly SheetAccount[], { variant, page }: SheetOptions): Html {
	const costs = new Set(accounts.flatMap(({ secrets, codes }) => [...secrets, ...codes]).flatMap(({ text }) => costOf(text)));
	return html`${variant === "encrypted" ? html`<p>${copies}: ${blank}</p>` : html``}
${[...costs].map((cost) => html`<p class="small">${cost}</p>`)}
${page === null ? html`` : html`<p class="small">SHA-256 of recovery.html, the page that opens the notes in a browser, on the day of printing. If it differs, so does the page: <span dir="ltr">${page.match(/.{1,8}/g)?.join(" ") ?? ""}</span></p>`}`;
}

const copies = "Where copies of recovery.html, open.py and format.md are";
/** What any app takes a key for. */
const usual = "“TOTP, SHA1, 6 digits, every 30 seconds”";

const openSteps = [
	`Install an authenticator app. Any will do where the account says ${usual}; otherwise Aegis or Ente Auth, or the one that is named there.`,
	"Scan the picture of the account. If it has none, or it will not scan, type the secret key, and set the app as the account says. Except for mOTP, a key has only letters and the digits 2 to 7, so there is no zero and no one. Spaces do not matter.",
	"No app at hand: sign in with one backup code and tick its box.",
	"When you are in, make new backup codes and print this sheet again.",
];

function encryptedSteps(hasPage: boolean): (string | Html)[] {
	return [
		"Scan a picture with any QR reader: it gives a line that begins with tfn1.",
		...(hasPage ? ["Open recovery.html in a browser, paste the line and type the passphrase: it shows the code. Nothing is sent anywhere."] : []),
		html`${hasPage ? "Or with" : "With"} Python and open.py: write the line into a text file account.md, like this, and run “python3 open.py --uri account.md”. It prints a link, of which any QR maker on your own computer makes a picture for an authenticator app.
<pre dir="ltr">---
totp_seed: tfn1.…
---</pre>`,
		`Either way: where the account does not say ${usual}, put below the key, a line each, how it is: “type: HOTP”, “counter: 41”, “algorithm: SHA256”, “digits: 8”, “period: 60”, “pin:” with the PIN's field. Else the codes are wrong.`,
		"Backup codes are pasted in the same way; for open.py they stand behind “backup_codes:”, and it is run without --uri.",
	];
}

function passphraseSteps({ vault, folder, page }: SheetOptions): string[] {
	return [
		`Get the vault “${vault}” back: from another device, from its sync, from a backup.`,
		"Open it in Obsidian with the plugin Two-Factor Notes, and type the passphrase.",
		...(page === null ? [] : [`Without Obsidian: open recovery.html in a browser, drop the notes${within(folder)} on it and type the passphrase.`]),
		`${page === null ? "Without Obsidian" : "Without a browser"}: “python3 open.py” with the notes${within(folder)}.`,
		"Nobody can get a lost passphrase back. The emergency sheet needs none.",
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
