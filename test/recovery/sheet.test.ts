import fc from "fast-check";
import jsQR from "jsqr";
import { describe, expect, it } from "vitest";
import { hasSeed, readSeed } from "../../src/code/seed";
import type { Entry } from "../../src/entry";
import { readEntry } from "../../src/note/read";
import { firstLetter } from "../../src/recovery/kit-letter";
import { sheetPage, sheetParts, type SheetOptions } from "../../src/recovery/sheet";
import { paperFor } from "../../src/recovery/sheet-style";
import { encryptedAccount, hasFields, initial, openAccount, type SheetAccount } from "../../src/recovery/sheet-account";

/** The key of RFC 4226, appendix D. */
const key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
/** Of docs/format.md: made with libargon2 and libsodium. */
const sealedKey = "tfn1.65536.3.4.ABEiM0RVZneImaq7zN3u_w.5WuJJmHcv66CoZx1iEs5Kp4vEP4zXNPE-XbsE-78EjUKus4ZJo8BYsnXr6zp8MVnEG9NWVhVa1TxIj7hFD-1l3hSGKyq2mLT";
const sealedCode = "tfn1.64.1.1.ABEiM0RVZneImaq7zN3u_w.4fgAr5A9UjbNB6-JBHEft9w46UozM-FbTX262WBc_mxteEa9VlZsoFJ46w_q2IE_HH3ggqyp7PueWlhGpTWFQWaz8VNfp4vw";
const options: SheetOptions = { variant: "open", paper: "A4", day: "2026-11-22", vault: "Notes", folder: "2FA", letter: "", page: null, leftOut: [], meanings: [] };

function entryOf(...properties: string[]): Entry {
	const { entry } = readEntry(`---\n${properties.join("\n")}\ntags: [2fa]\n---\n`);
	if (entry === null) throw new Error("no account");
	return entry;
}

/** As the app does, for a note in the clear. */
function opened(entry: Entry, code: string | null = null): SheetAccount {
	const read = hasSeed(entry) ? readSeed(entry, entry.seed, entry.pin ?? undefined) : null;
	const codes = new Map(entry.backupCodes.map(({ stored }) => [stored, { text: stored }]));
	return openAccount(entry, { issuer: entry.issuer, username: entry.username, code }, { seed: read === null ? null : "seed" in read ? read.seed : read, codes });
}

/** GitHub as below, its key open, its codes as given. */
const openedIn = (codes: Record<string, { text: string } | { problem: string }>): SheetAccount => {
	const read = hasSeed(github) ? readSeed(github, key) : null;
	return openAccount(github, { issuer: "GitHub", username: "", code: null }, { seed: read !== null && "seed" in read ? read.seed : null, codes: new Map(Object.entries(codes)) });
};

const encrypted = (entry: Entry): SheetAccount => encryptedAccount(entry, { issuer: entry.issuer, username: entry.username, code: null });

const github = entryOf(
	"issuer: GitHub", "username: mara@example.org", `totp_seed: ${key}`, "verified: 2026-01-10", "copies: [safe, Bitwarden]", "devices: [Pixel 8, desktop]",
	"backup_codes:", "  - 9832-3290", "  - 1903-4875 used 2026-02-15", "  - on paper 1", "backup_codes_generated: 2026-01-10", "backup_codes_renew: 2027-01-10",
);

const entities: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };
/** What a person reads there. */
const words = (page: string): string => page.replace(/<style>[^]*?<\/style>/, "").replace(/<[^>]*>/g, " ").replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? "").replace(/\s+/g, " ");

/** What a reader that is not ours makes of the QR codes there, drawn four dots a module in a white border. */
function scanned(page: string): (string | undefined)[] {
	return [...page.matchAll(/viewBox="4 4 (\d+) \d+" shape-rendering="crispEdges"><path d="([^"]*)"/g)].map(([, size = "", path = ""]) => {
		const side = (Number(size) + 8) * 4;
		const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
		for (const [, x, y, wide] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
			for (let row = Number(y) * 4; row < Number(y) * 4 + 4; row++) for (let dot = Number(x) * 4; dot < (Number(x) + Number(wide)) * 4; dot++) pixels.fill(0, (row * side + dot) * 4, (row * side + dot) * 4 + 3);
		return jsQR(pixels, side, side)?.data;
	});
}

describe("the open sheet", () => {
	const page = sheetPage([opened(github)], options);

	it.each([
		"Emergency sheet", "Printed 22 November 2026", "It is not encrypted: keep it where you keep your passport, and destroy it when a new one is printed.", "Vault “Notes”, 1 account",
		"1 of 1 GitHub mara@example.org Secret key GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ", "TOTP, SHA1, 6 digits, every 30 seconds.", "Verified 10 Jan 2026.",
		"Copies kept in: safe, Bitwarden.", "Devices: Pixel 8, desktop.", "Backup codes (made 10 Jan 2026, renew by 10 Jan 2027). Each works once. 9832-3290 1903-4875 on paper 1",
		"Except for mOTP, a key has only letters and the digits 2 to 7, so there is no zero and no one.",
		"Any will do where the account says “TOTP, SHA1, 6 digits, every 30 seconds”; otherwise Aegis or Ente Auth, or the one that is named there.",
	])("says “%s”", (said) => expect(words(page)).toContain(said));

	it("has a QR code that other readers read as the link of the account", () => {
		expect(scanned(page)).toEqual([`otpauth://totp/GitHub:mara%40example.org?secret=${key}&issuer=GitHub`]);
	});

	it("strikes out and ticks a used code, and no other", () => {
		expect([...page.matchAll(/<s>(.*?)<\/s>/g)].map(([, text]) => words(text ?? "").trim())).toEqual(["1903-4875"]);
		expect([...page.matchAll(/<rect[^>]*>(<path[^>]*>)?/g)].map(([, tick]) => tick !== undefined)).toEqual([false, true, false]);
	});

	it.each(["A4", "cards"] as const)("tells in a code of the person's own neither service, user name, device nor copies, but on a last page to be kept elsewhere: %s", (paper) => {
		const coded = sheetPage([opened(github, "G")], { ...options, paper, meanings: [{ word: "G", issuer: "GitHub", username: "mara@example.org" }] });
		expect(scanned(coded)).toEqual([`otpauth://totp/G?secret=${key}&issuer=G`]);
		const [sheet = "", list = "", ...more] = words(coded).split("What the names mean");
		expect(more).toEqual([]);
		expect(sheet).toMatch(/G Secret key GEZD/);
		expect(sheet).not.toMatch(/GitHub|mara|Pixel|Bitwarden/);
		expect(sheet).toContain("Its names are in a code. What they mean is on a list, kept in: ____");
		expect(list).toContain("Keep this page elsewhere: whoever has it and the sheet knows whose codes these are. G : GitHub , mara@example.org");
		expect(words(page)).not.toContain("in a code");
	});

	it.each<{ of: string; account: SheetAccount; isWhole: boolean }>([
		{ of: "key and codes", account: opened(github), isWhole: true },
		{ of: "no secret, as of a push account", account: opened(entryOf("issuer: Okta", "type: Push")), isWhole: true },
		{ of: "a used code that was not opened", account: openedIn({ "9832-3290": { text: "9832-3290" }, "1903-4875": { problem: "It is locked." } }), isWhole: true },
		{ of: "a code that was not opened", account: openedIn({ "9832-3290": { problem: "It is locked." } }), isWhole: false },
		{ of: "a code that was not looked at", account: openedIn({}), isWhole: false },
		{ of: "a key that was not opened", account: openAccount(github, { issuer: "", username: "", code: null }, { seed: { problem: "It is locked." }, codes: new Map([["9832-3290", { text: "" }]]) }), isWhole: false },
		{ of: "a key that no type of account has", account: opened(entryOf("issuer: Okta", "type: Push", `totp_seed: ${key}`)), isWhole: false },
	])("knows whether it has all that is of use: $of", ({ account, isWhole }) => expect(account.isWhole).toBe(isWhole));

	it.each<{ of: string; properties: string[]; said: string[]; qr: string[] }>([
		{ of: "a counter", properties: ["issuer: Bank", "type: HOTP", "counter: 41", `totp_seed: ${key}`], said: ["by counter: the next was 41"], qr: [`otpauth://hotp/Bank?secret=${key}&issuer=Bank&counter=41`] },
		{ of: "other numbers", properties: ["issuer: Bank", "algorithm: SHA256", "digits: 8", "period: 60", `totp_seed: ${key}`], said: ["TOTP, SHA256, 8 digits, every 60 seconds."], qr: [`otpauth://totp/Bank?secret=${key}&issuer=Bank&algorithm=SHA256&digits=8&period=60`] },
		{ of: "mOTP, which no link holds", properties: ["issuer: VPN", "type: mOTP", "totp_seed: 0123456789abcdef", 'pin: "1234"'], said: ["0123 4567 89ab cdef", "PIN 1234", "hexadecimal"], qr: [] },
		{ of: "a push account", properties: ["issuer: Okta", "type: Push", "backup_codes: [12345678]"], said: ["there is no key to print", "12345678"], qr: [] },
		{ of: "a mark that is unclear", properties: ["issuer: X", "backup_codes_generated: 2026-03-01", "backup_codes: [9832-3290 used 2026-02-15]"], said: ["9832-3290 (used?)"], qr: [] },
	])("has what it takes for $of", ({ properties, said, qr }) => {
		const found = sheetPage([opened(entryOf(...properties))], options);
		for (const each of said) expect(words(found)).toContain(each);
		expect(scanned(found)).toEqual(qr);
	});

	it("says what could not be opened, and prints the rest", () => {
		const found = openAccount(github, { issuer: "GitHub", username: "", code: null }, { seed: { problem: "This field is damaged." }, codes: new Map([["9832-3290", { problem: "Not opened." }]]) });
		expect(words(sheetPage([found], options))).toContain("The secret key is not on this sheet. This field is damaged.");
		expect(words(sheetPage([found], options))).toContain("Not opened.");
	});

	it("names what is not on it", () => expect(words(sheetPage([], { ...options, leftOut: ["2FA/X.md: it cannot be read."] }))).toContain("Not on this sheet 2FA/X.md: it cannot be read."));

	it("keeps an account whole, and one of very many codes in rows under its name", () => {
		const many = opened(entryOf("issuer: Hundred", "username: me", "backup_codes:", ...Array.from({ length: 100 }, (_, n) => `  - ${1000 + n}-5555`)));
		expect(sheetPage([many], options)).toMatch(/class="account long"[^]*<thead><tr><th colspan="5"><b><bdi dir="auto">Hundred, me<\/bdi><\/b>/);
		expect(page).not.toContain("account long");
	});
});

describe("the encrypted sheet", () => {
	const entry = entryOf("issuer: GitHub", "username: me", `totp_seed: ${sealedKey}`, "backup_codes:", `  - ${sealedCode}`, `  - ${sealedCode} used 2026-02-15`);
	const page = sheetPage([encrypted(entry)], { ...options, variant: "encrypted", page: "0123456789abcdef".repeat(4) });

	it("has the fields as they stand in the note, a used code left out", () => {
		expect(scanned(page)).toEqual([sealedKey, sealedCode]);
		expect(words(page)).toContain("Used and left out: 2.");
		expect(page.split(sealedKey)).toHaveLength(2);
	});

	it.each(["useless without the passphrase", "GitHub me", "64 MiB, 3 passes, 4 lanes", "XChaCha20-Poly1305", "open.py", "Open recovery.html", "“digits: 8”", "Where copies of recovery.html, open.py and format.md are: ____", "01234567 89abcdef 01234567"])("says “%s”", (said) => expect(words(page)).toContain(said));

	it("has no secret in the clear, and says so", () => {
		const mixed = entryOf("issuer: X", `totp_seed: ${key}`, "backup_codes:", "  - 9832-3290", `  - ${sealedCode}`);
		const found = sheetPage([encrypted(mixed)], { ...options, variant: "encrypted" });
		expect(found.replaceAll(" ", "")).not.toContain(key.slice(0, 8));
		expect(found).not.toContain("9832-3290");
		expect(words(found)).toContain("What is not encrypted in the note is not on this sheet.");
		expect(scanned(found)).toEqual([sealedCode]);
	});

	it("shows what is to be written into a file where that is spoken of", () => {
		expect(words(page)).toMatch(/into a text file account\.md, like this, and run “python3 open\.py --uri account\.md”\. It prints a link, [^.]*\. --- totp_seed: tfn1\.… --- Either way/);
	});

	it("knows whether it has all that is of use: not of what is in the clear, but for a code that is used", () => {
		const wholes = [[`totp_seed: ${sealedKey}`, "backup_codes:", "  - 9832-3290 used 2026-02-15", `  - ${sealedCode}`, "  - on paper 1"], [`totp_seed: ${key}`, `backup_codes: [${sealedCode}]`], [`totp_seed: ${sealedKey}`, "backup_codes: [9832-3290]"], ["type: Push"]];
		expect(wholes.map((properties) => encrypted(entryOf("issuer: X", ...properties)).isWhole)).toEqual([true, false, false, true]);
	});

	it("is only for accounts with something encrypted", () => {
		expect([entry, github, entryOf("issuer: X", `backup_codes: [${sealedCode}]`)].map(hasFields)).toEqual([true, false, true]);
	});
});

describe("the page for the passphrase", () => {
	it("has a line to write on and no account", () => {
		const page = words(sheetPage([], { ...options, variant: "passphrase", letter: firstLetter("open") }));
		for (const said of ["Passphrase page", "Passphrase, by hand", "Where the vault is", "Where copies of recovery.html, open.py and format.md are", "in the folder “2FA”", "Nobody can get a lost passphrase back."]) expect(page).toContain(said);
		expect(page).not.toContain("looks after my affairs");
	});
});

describe("cards", () => {
	const cards = (count: number): string => sheetPage([opened(entryOf("issuer: GitHub", `totp_seed: ${key}`, "backup_codes:", ...Array.from({ length: count }, (_, n) => `  - ${1000 + n}-5555`)))], { ...options, paper: "cards", letter: firstLetter("open") });

	it.each([[0, 1], [12, 1], [13, 2], [40, 2], [41, 3], [100, 5]])("for %i codes are %i, each with the name", (codes, count) => {
		const page = cards(codes);
		expect(page.split('class="card"')).toHaveLength(count + 1);
		expect(page.split('<h2><bdi dir="auto">GitHub')).toHaveLength(count + 1);
		expect(page.split("-5555")).toHaveLength(codes + 1);
		expect(words(page)).toContain(count === 1 ? "Not encrypted. Account 1 of 1. Printed 22 Nov 2026." : `Card ${count} of ${count}. Not encrypted.`);
	});

	it("have no page one", () => expect(words(cards(1))).not.toContain("looks after my affairs"));

	it.each([["open", "tick its box"], ["encrypted", "any QR reader"], ["passphrase", "type the passphrase"]] as const)("have one with the way back in at the front: %s", (variant, said) => {
		const [first = ""] = sheetPage([], { ...options, variant, paper: "cards" }).split("</ol>");
		expect(first.split('<section class="card')).toHaveLength(2);
		expect(words(first)).toContain("How to get back in");
		expect(words(first)).toContain(said);
	});
});

describe("page one", () => {
	const letter = (text: string): string => /<section class="letter">([^]*?)<\/section>/.exec(sheetPage([], { ...options, letter: text }))?.[1] ?? "";

	it.each([
		["# A\n\nB\nC\n\n## D", "<h2>A</h2><p>B<br>C</p><h3>D</h3>"],
		["- a\n- b\n  more\n\n- c", "<ul><li>a</li><li>b<br>more</li><li>c</li></ul>"],
		["3. a\n4) b", '<ol start="3"><li>a</li><li>b</li></ol>'],
		["---\ntitle: x\n---\r\n**Bold** text", "<p>Bold text</p>"],
		["a\n- b\nc\n\nd", "<p>a</p><ul><li>b<br>c</li></ul><p>d</p>"],
		["", ""],
	])("reads %j as the simple parts of Markdown", (text, expected) => expect(letter(text)).toBe(expected));

	it.each(["open", "encrypted"] as const)("is for whoever comes after, in plain words: %s", (variant) => {
		for (const heading of ["What this is", "What to install", "What to do first"]) expect(words(letter(firstLetter(variant)))).toContain(heading);
	});

	it("says of an encrypted sheet what it is good for, and where the passphrase is to be looked for", () => {
		const [open, encrypted] = [words(letter(firstLetter("open"))), words(letter(firstLetter("encrypted")))];
		for (const said of ["the codes can be had on any phone", "Whoever reads them may be able to sign in", "authenticator apps"]) {
			expect(open).toContain(said);
			expect(encrypted).not.toContain(said);
		}
		expect(open).not.toContain("passphrase");
		for (const said of ["only together with my passphrase", "My passphrase is kept in:"]) expect(encrypted).toContain(said);
		for (const letter of [open, encrypted]) expect(letter).toMatch(/my e-mail account: [^.]*\. Here it is called: ____/);
	});
});

/** Every tag that a sheet has. */
const tags = new Set(["!doctype", "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "h3", "p", "section", "div", "span", "b", "s", "br", "bdi", "ol", "ul", "li", "pre", "svg", "path", "rect", "table", "thead", "tbody", "tr", "th", "td"]);

describe("texts of others", () => {
	it("are text wherever they stand", () => {
		fc.assert(fc.property(fc.string({ unit: "binary" }), fc.constantFrom("</style><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'\\\"}@import url(//x)\n", "<!--"), fc.constantFrom("A4" as const, "cards" as const), (any, hostile, paper) => {
			const text = `${any}${hostile}`;
			const account = openAccount({ ...github, copies: [text], devices: [text] }, { issuer: text, username: text, code: null }, { seed: { problem: text }, codes: new Map([["9832-3290", { text }]]) });
			const page = sheetPage([{ ...account, secrets: [{ what: "PIN", text, isField: false }] }], { ...options, paper, vault: text, folder: text, letter: `# ${text}\n\n- ${text}\n\n${text}`, leftOut: [text], meanings: [{ word: text, issuer: text, username: text }] });
			const [, style = ""] = /<style>([^]*?)<\/style>/.exec(page) ?? [];
			expect([...page.matchAll(/<\/?([^\s>/]+)/g)].map(([, tag]) => tag).filter((tag) => !tags.has(tag ?? ""))).toEqual([]);
			expect(page.split("<style>")).toHaveLength(2);
			// Of a string in CSS nothing is left that could end it.
			expect(/@bottom-left \{ content: "([^"]*)"; font/.exec(style)?.[1]).toMatch(/^(?:[\p{L}\p{N}_ ,.]|\\[0-9a-f]{1,6} )*$/u);
		}), { numRuns: 200 });
	});

	it("are whole in the foot of a page, blanks behind a number too", () => {
		const page = sheetPage([opened(github)], { ...options, vault: "Café notes – 2FA" });
		const [, foot = ""] = /@bottom-left \{ content: "([^"]*)"/.exec(page) ?? [];
		// CSS Syntax, 4.3.7: up to six digits, and one blank that belongs to them.
		expect(foot.replace(/\\([\da-f]{1,6})[ \n\t]?/g, (_, digits: string) => String.fromCodePoint(parseInt(digits, 16)))).toContain("“Café notes – 2FA”");
	});

	it("bring nothing in from outside", () => {
		const page = sheetPage([opened(github)], { ...options, letter: firstLetter("open") });
		expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
		expect(page).not.toMatch(/\b(?:src|href|url|import)\b\s*[=(]/);
	});
});

it("comes piece by piece, an account at a time", () => {
	expect([...sheetParts([opened(github), opened(github)], options)].filter((part) => part.includes('class="account"'))).toHaveLength(2);
});

it.each([["GitHub", "G"], ["Google", "G3"], ["amazon", "A"], ["", "?"], ["Ärzte", "Ä"]])("proposes for %s a first letter that is not taken as its name in a code", (service, word) => {
	const taken = service === "Google" ? ["G", "G2"] : [];
	expect(initial(service, (each) => taken.includes(each))).toBe(word);
});

it.each([["en-US", "Letter"], ["fr-CA", "Letter"], ["en-GB", "A4"], ["de", "A4"], ["ja-JP", "A4"], ["?", "A4"]])("takes %s to print on %s", (language, paper) => expect(paperFor(language)).toBe(paper));
