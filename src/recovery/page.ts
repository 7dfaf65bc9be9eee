import { writeAegis } from "../exchange/aegis";
import type { Written } from "../exchange/account";
import { writeUriList } from "../exchange/uri-list";
import { derive } from "../lock/derive";
import { Session } from "../lock/session";
import { accountsWords } from "../note/shown";
import type { Kept } from "./archive";
import { readNotes, sharedTitle } from "./inside";
import { download, list, part, toggles } from "./page-draw";
import { leftWords, opened } from "./page-export";
import { dropped, gather, type Chosen, type Gathered } from "./page-files";
import { accountsIn, byName, countWords, findIn, pasted, sealedOf, without, type Drawn, type Found } from "./page-notes";
import { Row } from "./page-row";
import { Unlock } from "./page-unlock";

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
const session = new Session(derive, random);
let found: Found[] = [];
let drawn: Drawn[] = [];
let rows: Row[] = [];
const unlock = new Unlock(session, () => found.flatMap(sealedOf));

/** Adds what stands in texts and says what came of each. */
function add({ files, told, archives }: Gathered): void {
	const read = files.flatMap((file) => findIn(file) ?? []);
	const known = new Set(found.map(({ text }) => text));
	const fresh = read.filter(({ text }) => !known.has(text) && known.add(text));
	found = [...found.flatMap((one) => without(one, fresh)), ...fresh];
	part(document, "added").textContent = fresh.length > 0 ? `Added: ${countWords(fresh)}.` : `${read.length > 0 ? "Nothing new" : "No account"} was found.`;
	const newest = archives.sort().pop();
	const hint = newest === undefined || read.length > 0 ? [] : [`There is a backup in this folder. Choose that file itself: ${newest}`];
	const empty = files.filter(({ path, text }) => !read.some((one) => one.path === path && one.text === text));
	list(part(document, "told"), [...hint, ...told, ...emptyWords(empty)]);
	draw();
	if (fresh.length > 0) unlock.ask();
}

/** Files that hold no account are usual in a folder; one that was chosen itself was meant to hold one. */
function emptyWords(files: readonly Kept[]): string[] {
	const inFolders = files.filter(({ path }) => path.includes("/")).length;
	const alone = files.filter(({ path }) => !path.includes("/")).map(({ path }) => `${path} holds no account of Two-Factor Notes.`);
	return inFolders === 0 ? alone : [...alone, inFolders === 1 ? "1 other file holds no account." : `${inFolders} other files hold no account.`];
}

async function take(chosen: readonly Chosen[]): Promise<void> {
	if (chosen.length === 0) return;
	part(document, "add").hidden = false;
	part(document, "added").textContent = "Reading…";
	add(await gather(chosen));
}

function draw(): void {
	drawn = found.flatMap((one) => accountsIn(one, session)).sort(byName);
	rows = drawn.map((each) => new Row(each, session, Date.now()));
	part(document, "list").replaceChildren(...rows.map(({ el }) => el));
	part(document, "accounts").hidden = rows.length === 0;
	part(document, "bar").querySelector("input")?.toggleAttribute("hidden", rows.length < 8);
	part(document, "lock").hidden = !session.isOpen;
	part(document, "export").hidden = opened(drawn, session).accounts.length === 0;
	filter();
	unlock.draw();
}

function filter(): void {
	const search = part<HTMLInputElement>(document, "search").value.trim();
	for (const row of rows) row.el.hidden = !row.fits(search);
	part(document, "none").hidden = rows.some(({ el }) => !el.hidden);
}

function save(write: (accounts: ReturnType<typeof opened>["accounts"]) => Written): void {
	const { accounts, left } = opened(drawn, session);
	const written = write(accounts);
	download(written.name, written.bytes);
	part(document, "saved").textContent = `Saved ${accountsWords(written.count)} as ${written.name}. It is not encrypted.`;
	list(part(document, "left-out"), leftWords([...left, ...written.left]));
}

function files(name: string): void {
	const input = part<HTMLInputElement>(document, name);
	input.addEventListener("change", () => {
		const chosen = [...(input.files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
		input.value = "";
		void take(chosen);
	});
}

function listen(): void {
	files("files");
	files("folder");
	const zone = part(document, "add");
	document.addEventListener("dragover", (event) => event.preventDefault());
	zone.addEventListener("dragenter", () => zone.classList.add("is-over"));
	zone.addEventListener("dragleave", (event) => zone.classList.toggle("is-over", event.relatedTarget instanceof Node && zone.contains(event.relatedTarget)));
	document.addEventListener("drop", (event) => {
		event.preventDefault();
		zone.classList.remove("is-over");
		if (event.dataTransfer !== null) void dropped(event.dataTransfer).then(take);
	});
	const pasting = part<HTMLFormElement>(document, "pasting");
	const text = part<HTMLTextAreaElement>(document, "text");
	toggles(part(document, "paste"), pasting, () => window.setTimeout(() => text.focus()));
	pasting.addEventListener("submit", (event) => {
		event.preventDefault();
		if (text.value.trim() !== "") add({ files: [{ path: pasted, text: text.value }], told: [], archives: [] });
		text.value = "";
	});
	part(document, "search").addEventListener("input", filter);
	part(document, "lock").addEventListener("click", () => session.lock());
	part(document, "uris").addEventListener("click", () => save(writeUriList));
	part(document, "aegis").addEventListener("click", () => save((accounts) => writeAegis(accounts, random)));
	session.onChange(draw);
	window.addEventListener("pagehide", () => session.lock());
	window.setInterval(() => rows.forEach((row) => row.tick(Date.now())), 1000);
}

/** The page of one who was given an account asks for its passphrase first; what opens other notes is folded away behind it. */
function asShared(): void {
	const more = part(document, "more");
	const zone = part(document, "add");
	part(document, "heading").textContent = "An account was shared with you";
	part(document, "opens").textContent = "Type the passphrase that you were told for it. Then its codes are here, and can be taken to your own authenticator app.";
	more.hidden = false;
	part(document, "app").append(more, zone);
	part(document, "added").textContent = "";
	zone.hidden = true;
	toggles(more, zone, () => undefined);
}

part(document, "needs").remove();
part(document, "app").hidden = false;
listen();
const inside = readNotes(part(document, "notes-inside").textContent);
if (inside.length > 0) add({ files: inside, told: [], archives: [] });
if (document.title.endsWith(sharedTitle)) asShared();
