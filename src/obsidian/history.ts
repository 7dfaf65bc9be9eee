import { addHistory } from "../note/history";
import type { Edit } from "../note/write";
import type { Parts } from "./parts";
import { today } from "./views/draw";

/** Whose name is behind a line of a history: this device's, kept on it alone. */
const nameKey = "two-factor-notes:name";

/** The name that this device writes into a history; "" = none. */
export function ownName({ app }: Parts): string {
	const found: unknown = app.loadLocalStorage(nameKey);
	return typeof found === "string" ? found : "";
}

export function setOwnName({ app }: Parts, name: string): void {
	app.saveLocalStorage(nameKey, name.trim() === "" ? null : name.trim());
}

/**
 * The edit with a line of today in the note's history, where histories are kept. `what` names no secret. A body that takes no
 * line never keeps the edit from being made.
 */
export function noted<Refused>(parts: Parts, edit: { text: string } | Refused, what: string): { text: string } | Refused {
	if (parts.stored.settings.history !== true || !hasText(edit)) return edit;
	const told: Edit = addHistory(edit.text, today(parts.clock.now), what, ownName(parts));
	return "text" in told ? told : edit;
}

function hasText(edit: unknown): edit is { text: string } {
	return typeof edit === "object" && edit !== null && "text" in edit;
}
