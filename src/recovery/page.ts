import { writeAegis } from "../exchange/aegis";
import type { Written } from "../exchange/account";
import { writeUriList } from "../exchange/uri-list";
import { derive } from "../lock/derive";
import { Session } from "../lock/session";
import type { Kept } from "./archive";
import { readNotes } from "./inside";
import { download, list, part, toggles } from "./page-draw";
import { leftWords, opened } from "./page-export";
import { dropped, gather, type Chosen } from "./page-files";
import { accountsIn, findIn, sealedOf, type Drawn, type Found } from "./page-notes";
import { Row } from "./page-row";
import { Unlock } from "./page-unlock";

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
const session = new Session(derive, random);
const found: Found[] = [];
let drawn: Drawn[] = [];
let rows: Row[] = [];
const unlock = new Unlock(session, () => found.flatMap(sealedOf));

/** Adds what stands in texts and says what came of each. */
function add(files: readonly Kept[], told: readonly string[]): void {
	const before = found.length;
	const nothing: string[] = [];
	for (const file of files) {
		const one = findIn(file);
		if (one === null) nothing.push(file.path);
		else if (!found.some(({ text }) => text === one.text)) found.push(one);
	}
	const count = found.length - before;
	part(document, "added").textContent = count === 0 ? (files.length === 0 ? "" : "Nothing new was found.") : `Added: ${count === 1 ? "1 account" : `${count} accounts`}.`;
	list(part(document, "told"), [...told, ...emptyWords(nothing, files.length)]);
	draw();
	if (count > 0) unlock.focus();
}

/** Files that hold no account are usual in a folder; one alone was meant to hold one. */
function emptyWords(paths: readonly string[], all: number): string[] {
	if (paths.length === 0) return [];
	if (all > 10) return [`${paths.length} other notes hold no account.`];
	return paths.map((path) => `${path} holds no account: neither totp_seed nor backup_codes nor an encrypted field (tfn1.…) in its properties.`);
}

async function take(chosen: readonly Chosen[]): Promise<void> {
	if (chosen.length === 0) return;
	part(document, "added").textContent = "Reading…";
	const { files, told } = await gather(chosen);
	add(files, told);
}

function draw(): void {
	drawn = found.flatMap((one) => accountsIn(one, session));
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
}

function save(write: (accounts: ReturnType<typeof opened>["accounts"]) => Written): void {
	const { accounts, left } = opened(drawn, session);
	const written = write(accounts);
	download(written.name, written.bytes);
	part(document, "saved").textContent = `Saved ${written.count === 1 ? "1 account" : `${written.count} accounts`} as ${written.name}. It is not encrypted.`;
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
		if (text.value.trim() !== "") add([{ path: "Pasted text", text: text.value }], []);
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

part(document, "needs").remove();
part(document, "app").hidden = false;
listen();
const inside = readNotes(part(document, "notes-inside").textContent);
if (inside.length > 0) add(inside, []);
