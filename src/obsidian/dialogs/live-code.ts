import type { Account } from "../notes/accounts";
import { complain } from "../notes/writing";
import type { Parts } from "../parts";
import { drawCode, drawTool, fillCode, Ring } from "../views/draw";

/** A code that lives as long as it is on the page, with its ring and a way to copy it. For codes by time. */
export function drawLiveCode(parent: HTMLElement, parts: Parts, account: Account): void {
	const line = parent.createDiv({ cls: "tfn-live" });
	const el = drawCode(line);
	const ring = new Ring(line, true);
	drawTool(line, "copy", "Copy code", () => void parts.clipboard.copy(el.textContent ?? "", `${account.path}#next`).then((copied) => {
		if (!copied) complain("The clipboard refused the code, so nothing was copied.");
	}));
	const draw = (now: number): void => {
		if (!el.isConnected) return stop();
		const shown = parts.codes.of(account, now);
		fillCode(el, shown.kind === "code" ? shown.code.text : null);
		if (shown.kind === "code" && shown.code.until !== undefined) ring.fill(Math.ceil((shown.code.until - now) / 1000), shown.period);
	};
	const stop = parts.clock.onTick(draw);
	draw(parts.clock.now);
}
