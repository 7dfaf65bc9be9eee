import { columnsFor, drawCell, drawQr, drawSecret, drawTable } from "./sheet-draw";
import type { SheetAccount } from "./sheet-account";
import { html, type Html } from "./sheet-html";

/** Of a card of 5 by 3 inches this is printed on, in millimetres. */
const width = 113;
/** A letter of a code. */
const letter = 2;
/** Rows of codes: beside the key, and on a card of their own; of QR codes. */
const rows = { first: 3, more: 7, fields: 1 };

/** An account on a card, or on as many as its codes take, each with its name. `foot`: what stands small at the end of each. */
export function drawCards(account: SheetAccount, foot: string): Html[] {
	const { codes, codesWords } = account;
	const areFields = codes.some(({ field }) => field !== null);
	const columns = areFields ? 4 : columnsFor(codes, width, letter, 4);
	const first = areFields ? 0 : rows.first * columns;
	const later = (areFields ? rows.fields : rows.more) * columns;
	const sets = [codes.slice(0, first)];
	for (let at = first; at < codes.length; at += later) sets.push(codes.slice(at, at + later));
	const which = (n: number) => (sets.length === 1 ? "" : `Card ${n + 1} of ${sets.length}. `);
	return sets.map((set, n) => drawCard(account, n === 0, drawTable(set.map(drawCell), columns, html`${codesWords}`), `${which(n)}${foot}`));
}

function drawCard(account: SheetAccount, isFirst: boolean, codes: Html, foot: string): Html {
	const names = html`<h2><bdi dir="auto">${account.name}</bdi></h2>${account.username === "" ? html`` : html`<p><bdi dir="auto">${account.username}</bdi></p>`}`;
	const top = isFirst
		? html`<div class="top"><div class="main">${names}${account.secrets.map(drawSecret)}</div>${account.qr === null ? html`` : html`<div>${drawQr(account.qr)}</div>`}</div>`
		: html`<div class="names">${names}</div>`;
	return html`<section class="card">${top}${codes}<p class="cap foot">${isFirst ? account.facts.map((fact) => html`${fact} `) : html``}${foot}</p></section>
`;
}
