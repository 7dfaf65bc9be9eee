import type { Plugin } from "obsidian";
import { groupsOfChecks } from "../../lock/check";
import { openReseal } from "../dialogs/reseal";
import { TestPassphraseDialog } from "../dialogs/test-passphrase";
import { offer } from "../notes/writing";
import type { Parts } from "../parts";
import { costWords, fieldsNeed, groupsOfTexts } from "../../lock/costly";
import { allStale, countStale } from "./resealing";
import { ensureOpen, isCostly, isShut, wasChanged } from "./unlocking";

/** How long these notices stay: the settings offer the same. */
const ms = 20_000;

/** After unlocking: says what stays shut or is not encrypted with the passphrase in use, and offers what can be done about it. */
export function offerLeftovers(parts: Parts): void {
	const unfinished = unfinishedWords(parts);
	if (unfinished !== "") offer(unfinished, ms, "Go on", () => void openReseal(parts, ["former", "misplaced"]));
	// Where the settings were lost, the passphrase in use has no check yet that would tell whose its fields are.
	const others = allStale(parts, ["other"]).filter(({ stored, kind }) => !parts.session.isCurrent(stored, kind)).map(({ stored }) => stored);
	const shut = others.filter((text) => isShut(parts, text));
	const costly = shut.filter((text) => isCostly(parts, text));
	const plain = shut.filter((text) => !isCostly(parts, text));
	if (plain.length > 0) offer(`${fieldsNeed(plain.length)} another passphrase. The rest is unlocked.`, ms, "Type the other passphrase", () => void ensureOpen(parts, { open: plain }));
	if (costly.length > 0) offer(`${fieldsNeed(costly.length)} ${costWords(groupsOfTexts(costly).map(({ cost }) => cost))}. The rest is unlocked.`, ms, "Try these too", () => void ensureOpen(parts, { open: costly }));
	if (shut.length > 0) return;
	if (others.length > 0 && parts.session.canSealFor("seed")) offer(otherWords(others.length), ms, "Encrypt them with this vault's passphrase", () => void openReseal(parts, ["other"]));
}

/** A passphrase that is never typed is forgotten: after 90 days it is asked for, as a test. */
export function remindToType(parts: Parts): void {
	const { device, clock } = parts;
	if (clock.now - device.get("typed") < 90 * 86_400_000) return;
	offer("You have not typed your passphrase for 90 days or more. Type it once, so that you do not forget it.", 0, "Test passphrase", () => new TestPassphraseDialog(parts).open());
}

/** What a change of the passphrase has left, or one from one passphrase to two; "" when nothing. */
export function unfinishedWords(parts: Parts): string {
	const { former, misplaced } = countStale(parts);
	const words = [former === 0 ? "" : formerWords(former), misplaced === 0 ? "" : `${misplaced === 1 ? "1 field is" : `${misplaced} fields are`} still encrypted with the other of this vault's two passphrases.`];
	return words.filter((each) => each !== "").join(" ");
}

/** How many fields are of a former passphrase. */
function formerWords(count: number): string {
	return `${count === 1 ? "1 field is" : `${count} fields are`} still encrypted with the former passphrase.`;
}

/** How many fields are of passphrases that this vault's settings do not know. */
export function otherWords(count: number): string {
	return `${count === 1 ? "1 field is" : `${count} fields are`} encrypted with another passphrase than this vault's.`;
}

/** Says when the passphrase was changed on another device, and when fields of a former one come later, as sync brings them. */
export function registerLeftovers(plugin: Plugin, parts: Parts): void {
	const { accounts, session, stored, dialogs } = parts;
	let changed = false;
	let former = 0;
	// While it is locked nothing could be done about them; and mostly there is no former passphrase at all.
	const count = (): number => (session.isOpen && groupsOfChecks(stored.settings.checks).retired.size > 0 ? countStale(parts).former : 0);
	plugin.registerEvent(stored.on("changed", () => {
		former = count();
		// This device's own change unlocks the new passphrase just after it was saved.
		window.setTimeout(() => tell());
	}));
	const tell = (): void => {
		if (!changed && wasChanged(parts)) offer("The passphrase was changed on another device. Nothing is encrypted here until you type the new one.", 0, "Type the new one", () => void ensureOpen(parts, { seal: ["seed"] }));
		changed = wasChanged(parts);
	};
	// Once the new one was typed, the next change is told again.
	plugin.register(session.onChange(() => {
		changed &&= wasChanged(parts);
		former = count();
	}));
	plugin.registerEvent(accounts.on("changed", () => {
		const before = former;
		former = count();
		if (former > before && session.canSealFor("seed") && dialogs.size === 0) offer(formerWords(former), ms, "Go on", () => void openReseal(parts, ["former", "misplaced"]));
	}));
}
