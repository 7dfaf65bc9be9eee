import type { Finding, FoundAccount } from "../../health/findings";
import { dayWords } from "../../note/shown";
import { drawButton, today } from "../views/draw";
import { drawNamed, keyed } from "./draw-finding";

/** A finding that is put off, and until when, in milliseconds since 1970. */
export interface PutOff {
	finding: Finding;
	until: number;
}

/** How much is not told, in words; "" when nothing. */
export function asideWords(ignored: readonly Finding[], off: readonly PutOff[]): string {
	const count = ignored.reduce((sum, { accounts }) => sum + Math.max(accounts.length, 1), 0);
	return [
		count === 0 ? "" : count === 1 ? "1 finding ignored" : `${count} findings ignored`,
		off.length === 0 ? "" : `${off.length} put off`,
	].filter((words) => words !== "").join(", ");
}

/** Draws what is not told, each with the button that has it told again. */
export function drawAside(parent: HTMLElement, ignored: readonly Finding[], off: readonly PutOff[], does: { tell: (finding: Finding, account: FoundAccount | null) => void; resume: (finding: Finding) => void }): void {
	const section = parent.createEl("section", { cls: "tfn-finding" });
	section.createEl("h3", { text: "Not told" });
	const list = section.createEl("ul");
	for (const { finding, until } of off) {
		const item = drawHeading(list, finding, `put off until ${dayWords(today(until))}`);
		keyed(drawButton(item, "Tell now", () => does.resume(finding), undefined, "tfn-plain"), `${finding.id} resume`, finding.heading);
	}
	for (const finding of ignored) {
		if (finding.accounts.length === 0) keyed(drawButton(drawHeading(list, finding, "ignored"), "Tell again", () => does.tell(finding, null), undefined, "tfn-plain"), `${finding.id} tell`, finding.heading);
		for (const account of finding.accounts) {
			const item = list.createEl("li");
			drawNamed(item, account, finding.heading);
			keyed(drawButton(item, "Tell again", () => does.tell(finding, account), undefined, "tfn-plain"), `${finding.id} tell ${account.account.path}`, `${finding.heading}, ${account.account.title}`);
		}
	}
}

function drawHeading(list: HTMLElement, { heading }: Finding, why: string): HTMLElement {
	const item = list.createEl("li");
	const words = item.createDiv();
	words.createSpan({ text: heading });
	words.createSpan({ cls: "tfn-why", text: why });
	return item;
}
