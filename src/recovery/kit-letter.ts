import { html, type Html } from "./sheet-html";

/** To be filled in by hand. */
export const blank = "________________________________________";

/** What only one of the sheets says. */
const own = {
	open: {
		skill: "You need no special knowledge to use them.",
		what: "With these pages the codes can be had on any phone. The passwords are not here.",
		where: `My passwords are kept in: ${blank}`,
		install: "On your own phone, from its app store, one of these authenticator apps: Aegis, Ente Auth, 2FAS, Google Authenticator. They are free.",
		keep: "Keep these pages like a passport. Whoever reads them may be able to sign in as me.",
	},
	encrypted: {
		skill: "If computers are not your trade, ask somebody you trust to sit beside you.",
		what: "These pages hold what the codes are made from, but encrypted: they are of use only together with my passphrase. Neither it nor the passwords are here.",
		where: `My passphrase is kept in: ${blank}\n\nMy passwords are kept in: ${blank}`,
		install: "Nothing: a phone that reads QR codes and a computer with a browser will do.",
		keep: "Keep these pages and the passphrase apart. Whoever has both may be able to sign in as me.",
	},
};

/** The sheets that have a page one. */
export type Lettered = keyof typeof own;

/** Page one to begin with, for whoever comes after: the text of a note, which is the person's to change. */
export function firstLetter(variant: Lettered): string {
	const { skill, what, where, install, keep } = own[variant];
	return `# For whoever looks after my affairs

You hold these pages because something has happened to me, or because I asked you to keep them. ${skill}

## What this is

Most of my accounts ask for a password and then for a short code, which changes all the time. That is two-factor authentication. ${what}

${where}

## What to install

${install}

## What to do first

1. Keep my phone number, my phone and my computer as they are. Cancel and erase nothing yet.
2. Begin with my e-mail account: most others can be reached through it. Here it is called: ________________
3. Take a code for it as the part “How to get back in” says, and sign in.
4. Tell nobody a code who asks for it by phone or by message, whoever they say they are.
5. ${keep}

Somebody who can help you: ${blank}
`;
}

/** The simple parts of Markdown: headings, lists, paragraphs; properties are left out. All else is text as it stands. */
export function drawLetter(markdown: string): Html {
	const text = markdown.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n").replace(/^---[ \t]*\n(?:[^]*?\n)?---[ \t]*(?:\n|$)/, "");
	return html`<section class="letter">${blocksOf(text).map(drawBlock)}</section>`;
}

type Kind = "heading" | "ol" | "ul" | "p";
interface Block {
	kind: Kind;
	/** 1 to 6, of a heading. */
	level: number;
	/** The number a list begins with. */
	from: number;
	lines: string[];
}

/** Lines of one kind that follow each other; an indented line goes on with the item above. */
function blocksOf(text: string): Block[] {
	const blocks: Block[] = [];
	let isNew = true;
	for (const line of text.split("\n")) {
		const [, marks, item, ordered, words = ""] = /^(?:(#{1,6})\s+|(\s*(?:[-*+]|(\d{1,9})[.)])\s+))?(.*)$/.exec(line) ?? [];
		const last = blocks.at(-1);
		const kind: Kind = marks !== undefined ? "heading" : item === undefined ? "p" : ordered === undefined ? "ul" : "ol";
		if (line.trim() === "") isNew = true;
		else if (kind === "p" && last !== undefined && last.kind !== "heading" && (!isNew || (last.kind !== "p" && /^\s/.test(line)))) {
			last.lines.push(`${last.lines.pop() ?? ""}\n${words.trim()}`);
			isNew = false;
		} else {
			if (kind !== "heading" && kind !== "p" && last?.kind === kind) last.lines.push(words.trim());
			else blocks.push({ kind, level: marks?.length ?? 0, from: Number(ordered ?? 1), lines: [words.trim()] });
			isNew = false;
		}
	}
	return blocks;
}

function drawBlock({ kind, level, from, lines }: Block): Html {
	const items = lines.map((line) => html`<li>${drawLines(line)}</li>`);
	switch (kind) {
		case "heading": return level === 1 ? html`<h2>${lines.join()}</h2>` : html`<h3>${lines.join()}</h3>`;
		case "ol": return html`<ol start="${from}">${items}</ol>`;
		case "ul": return html`<ul>${items}</ul>`;
		case "p": return html`<p>${drawLines(lines.join("\n"))}</p>`;
	}
}

/** Bold and code lose their signs: paper shows them as text. */
function drawLines(text: string): Html[] {
	return text.split("\n").map((line, n) => html`${n === 0 ? html`` : html`<br>`}${line.replace(/\*\*(.+?)\*\*/g, "$1")}`);
}
