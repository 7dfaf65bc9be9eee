import { cssString } from "./sheet-html";

export const papers = { A4: "A4", Letter: "Letter", cards: "3 × 5 cards" };
export type Paper = keyof typeof papers;

/** What is printed on: black on white, nothing that a printer leaves out with backgrounds. */
const common = `
:root { color-scheme: light; background: #fff; color: #000; font: 10.5pt/1.4 "Helvetica Neue", Helvetica, Arial, "Noto Sans", sans-serif; --line: #888 }
* { box-sizing: border-box; margin: 0; padding: 0 }
body { overflow-wrap: anywhere }
h1 { font-size: 22pt; line-height: 1.2 } h2 { font-size: 14pt; line-height: 1.25 } h3 { font-size: 11.5pt }
header { display: grid; grid-template-columns: 1fr max-content; gap: 1mm 8mm; align-items: end; padding-bottom: 4mm; margin-bottom: 6mm; border-bottom: .6mm solid }
header > :nth-child(even) { text-align: end }
.cap, th, .place { font-size: 9pt; color: #333; font-weight: normal }
.small { font-size: 9pt } 
.letter, .how { font-size: 10pt; line-height: 1.35 } .letter > *, .how > * { margin-bottom: 2mm; break-inside: avoid } .letter :is(h2, h3), .how h2 { margin-top: 4mm; break-after: avoid }
:is(.letter, .how) :is(ol, ul) { padding-inline-start: 7mm; break-inside: auto } :is(.letter, .how) li { margin-bottom: 1mm; break-inside: avoid }
pre { font: 9pt/1.2 monospace; padding-inline-start: 7mm; white-space: pre-wrap }
.hand { border-bottom: .3mm solid; min-height: 13mm; padding-top: 1mm }
.break { break-after: page } .meanings { break-before: page } .meanings ul { columns: 2; column-gap: 8mm }
.how + .account { margin-top: 6mm; padding-top: 6mm; border-top: .3mm solid var(--line) }
.account { padding-bottom: 6mm; margin-bottom: 6mm; border-bottom: .3mm solid var(--line); break-inside: avoid }
.account.long { break-inside: auto } .top { display: flex; gap: 8mm; break-inside: avoid } .main { flex: 1; min-width: 0 }
.main > .cap, .main > .key, .main > .field { margin-top: 1.5mm } .place { float: inline-end }
.qr { display: block; width: 45mm; height: 45mm } .qr.large { width: 62mm; height: 62mm }
.key { font: 13pt/1.5 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace } .key span { margin-inline-end: .35em; white-space: nowrap }
.field { font: 7.5pt/1.3 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; word-break: break-all }
table { width: 100%; table-layout: fixed; border-collapse: collapse; margin-top: 4mm } th { text-align: start; padding-bottom: 1mm }
thead { display: table-header-group } tr { break-inside: avoid } td { width: calc(100% / var(--n)); padding: 1mm 2mm 1mm 0; vertical-align: top }
.code { font: 11pt/1.2 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace } td .qr, td .qr.large { width: 38mm; height: 38mm; margin-top: 1.5mm }
s { color: #555 } .box { width: 4mm; height: 4mm; margin-inline-end: 2mm; vertical-align: -.6mm; fill: none; stroke: #000; stroke-width: .8 }
`;

/** Cards are cut out along their dashes, four of a page; one grows rather than cut what it holds. */
const cards = `
body { font-size: 0 }
.card { width: 5in; min-height: 3in; padding: 3.5mm 6mm; margin: 0 -.3mm -.3mm 0; border: .3mm dashed var(--line); display: inline-flex; flex-direction: column; vertical-align: top; break-inside: avoid; font-size: 9pt }
.steps, .steps .how, .steps .small { font-size: 7.5pt; line-height: 1.25 } .steps h2 { font-size: 10pt } .steps .how > *, .steps .how h2, .steps li { margin: .5mm 0 } .steps :is(ol, pre) { padding-inline-start: 4mm } .steps pre { font-size: 7pt }
.card .top { gap: 4mm } .card .qr { width: 33mm; height: 33mm } .card .qr.large { width: 42mm; height: 42mm } .card td .qr, .card td .qr.large { width: 26mm; height: 26mm; margin-top: .5mm }
.card h2 { font-size: 13pt } .card .key { font-size: 10.5pt; line-height: 1.35; margin-top: .5mm } .card .field { font-size: 6.5pt } .card table { margin-top: 2mm } .card td { padding: .5mm 0 } .card .code { font-size: 9pt }
.card .cap, .card th { font-size: 8pt; line-height: 1.25 } .card .foot { margin-top: auto; padding-top: 1mm } .card .box { width: 3.4mm; height: 3.4mm; margin-inline-end: 1.5mm } .card .hand { min-height: 10mm }
`;

/** Page numbers are drawn by browsers that know margin boxes (Chromium since 131); elsewhere the browser's own foot has them. */
export function styleOf(paper: Paper, foot: string): string {
	const size = paper === "cards" ? "size: landscape; margin: 13mm 12mm 15mm" : `size: ${paper}; margin: 16mm 17mm 18mm`;
	const box = "font: 9pt sans-serif; color: #333";
	return `@page { ${size}; @bottom-left { content: ${cssString(foot)}; ${box} } @bottom-right { content: "page " counter(page) " of " counter(pages); ${box} } }
@media screen { body { padding: 16mm 17mm; max-width: ${paper === "Letter" ? "216mm" : "210mm"}; margin: auto } }
${common}${paper === "cards" ? cards : ""}`;
}

/** Where paper is Letter: Unicode CLDR, paperSize. */
const letterRegions = ["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"];

/** The paper that is usual where a language such as `en-GB` is spoken. */
export function paperFor(language: string): Paper {
	try {
		return letterRegions.includes(new Intl.Locale(language).maximize().region ?? "") ? "Letter" : "A4";
	} catch {
		return "A4";
	}
}
