import { squareOf } from "../code/square";
import { html, type Html } from "./sheet-html";
import type { SheetAccount, SheetCode } from "./sheet-account";

/** A QR code for paper, which gives the light border around it; above so many modules it is drawn larger. */
export function drawQr(text: string): Html {
	const square = squareOf(text, "Q");
	if ("problem" in square) return html`<p class="small">${square.problem}</p>`;
	const { size, path } = square;
	return html`<svg class="${size > 90 ? "qr large" : "qr"}" viewBox="4 4 ${size - 8} ${size - 8}" shape-rendering="crispEdges"><path d="${path}"/></svg>`;
}

/** A text that is typed off, in groups of four; an encrypted field stays whole, in small type. */
export function drawSecret({ what, text, isField }: SheetAccount["secrets"][number]): Html {
	// The key's own QR code stands beside the names.
	if (isField) return html`<p class="cap">${what}, encrypted</p><p class="field" dir="ltr">${text}</p>${what === "PIN" ? drawQr(text) : html``}`;
	const groups = what === "PIN" ? [text] : text.match(/.{1,4}/g) ?? [];
	return html`<p class="cap">${what}</p><p class="key" dir="ltr">${groups.map((group) => html`<span>${group}</span> `)}</p>`;
}

/** A box to tick, ticked where the code is used. */
function drawBox({ used }: SheetCode): Html {
	return html`<svg class="box" viewBox="0 0 10 10"><rect x=".5" y=".5" width="9" height="9"/>${used === null ? html`` : html`<path d="M.5 .5l9 9M9.5 .5l-9 9"/>`}</svg>`;
}

/** A code that is no field, beside its box; a used one is struck out. */
function drawCode(code: SheetCode): Html {
	const text = html`<bdi dir="auto">${code.text}</bdi>`;
	return html`${drawBox(code)}<span class="code">${code.used === null ? text : html`<s>${text}</s>`}${code.isUnclear ? " (used?)" : ""}</span>`;
}

/** An encrypted code as a QR code under its number. */
function drawField(code: SheetCode, number: number): Html {
	return html`${drawBox(code)}<span class="code">Code ${number}${code.isUnclear ? " (used?)" : ""}</span>${drawQr(code.text)}`;
}

/** The cell of a code. */
export function drawCell(code: SheetCode): Html {
	return html`<td>${code.field === null ? drawCode(code) : drawField(code, code.field)}</td>`;
}

/** The cells in rows, under words that stand there again where the rows go on on another page. */
export function drawTable(cells: readonly Html[], columns: number, words: Html): Html {
	const rows: Html[] = [];
	for (let at = 0; at < cells.length; at += columns) rows.push(html`<tr>${cells.slice(at, at + columns)}</tr>`);
	return rows.length === 0 ? html`` : html`<table style="--n:${columns}"><thead><tr><th colspan="${columns}">${words}</th></tr></thead><tbody>${rows}</tbody></table>`;
}

/** So many codes stand in a row of `width` millimetres, each of `each` and a box. */
export function columnsFor(codes: readonly SheetCode[], width: number, letter: number, most: number): number {
	const longest = Math.max(0, ...codes.map(({ text, isUnclear }) => [...text].length + (isUnclear ? 8 : 0)));
	return Math.min(most, Math.max(1, Math.floor(width / (longest * letter + 10))));
}

/** With more rows than this an account may go on on the next page, with its name there again. */
const manyRows = 14;
/** The width that is printed on, on the narrower paper. */
const width = 176;

/** The codes in rows, none of which is cut. */
function drawCodes(account: SheetAccount): { table: Html; isLong: boolean } {
	const { codes, name, username, codesWords } = account;
	const areFields = codes.some(({ field }) => field !== null);
	const columns = areFields ? 4 : columnsFor(codes, width, 2.3, 5);
	const isLong = codes.length > columns * (areFields ? 3 : manyRows);
	const whose = isLong ? html`<b><bdi dir="auto">${[name, username].filter((word) => word !== "").join(", ")}</bdi></b>. ` : html``;
	return { isLong, table: drawTable(codes.map(drawCell), columns, html`${whose}${codesWords}`) };
}

/** An account on a page: cut nowhere but between rows of very many codes. `place`: for instance "3 of 12". */
export function drawAccount(account: SheetAccount, place: string): Html {
	const { table, isLong } = drawCodes(account);
	return html`<section class="${isLong ? "account long" : "account"}"><div class="top">
${account.qr === null ? html`` : html`<div>${drawQr(account.qr)}</div>`}
<div class="main"><p class="place">${place}</p><h2><bdi dir="auto">${account.name}</bdi></h2>${account.username === "" ? html`` : html`<p><bdi dir="auto">${account.username}</bdi></p>`}
${account.secrets.map(drawSecret)}
<p class="cap">${account.facts.map((fact) => html`<span>${fact}</span><br>`)}</p></div></div>${table}</section>
`;
}
