import { Platform, type SettingGroupItem } from "obsidian";
import { allow, isAllowed } from "./cli";
import { needsRaising } from "../lock/groups";
import { ChangePassphraseDialog, openChangePassphrase } from "./dialogs/change-passphrase";
import { chooseCodesPassphrase, codesPassphraseWords, dropCodesPassphrase, hasCodesPassphrase } from "./dialogs/codes-passphrase";
import { confirm } from "./dialogs/confirm";
import { openKit } from "./dialogs/kit";
import { openReseal } from "./dialogs/reseal";
import { TestPassphraseDialog } from "./dialogs/test-passphrase";
import { otherWords, unfinishedWords } from "./locking/leftovers";
import { allStale, countStale } from "./locking/resealing";
import { ensureOpen, hasPassphrase, knownVault } from "./locking/unlocking";
import type { Parts } from "./parts";

const commandLine = "allowCommandLine";

/** The settings' rows about the passphrase. */
export function passphraseRows(parts: Parts): SettingGroupItem[] {
	const has = (): boolean => hasPassphrase(parts);
	const unfinished = unfinishedWords(parts);
	const { other: others } = countStale(parts);
	return [
		{ name: "Finish the change of the passphrase", desc: unfinished, action: () => void openReseal(parts, ["former", "misplaced"]), visible: unfinished !== "" },
		{ name: "Encrypt fields of other passphrases", desc: otherWords(others), action: () => void adopt(parts), visible: others > 0 },
		{ name: "Change passphrase", desc: "Everything is encrypted anew, note by note; you can stop it and go on later.", action: () => void openChangePassphrase(parts), disabled: () => !has() },
		{ name: "Test passphrase", desc: "Whether you still know it. Nothing is changed.", action: () => new TestPassphraseDialog(parts).open(), disabled: () => !has() },
		{ name: "Print emergency kit", desc: "The passphrase page with a blank line to write it on, or accounts on paper.", action: () => void openKit(parts, "passphrase") },
		{ name: "Strengthen encryption", desc: "The passphrase in use takes less time to guess than a new one would. It stays the same.", action: () => new ChangePassphraseDialog(parts, true).open(), visible: () => needsRaising(knownVault(parts)) },
		{ name: "Remember on this device", desc: "Unlocking takes one click and no typing. Keeps the keys, not the passphrase; every other plugin can read them. On this device only.", control: { type: "toggle", key: "remember", disabled: () => !has() } },
		{ name: "Allow the command line", desc: "Obsidian's own: programs on this computer can ask for codes while it is unlocked. On this device only.", control: { type: "toggle", key: commandLine }, visible: () => Platform.isDesktop },
		{ name: "Separate passphrase for backup codes", desc: codesPassphraseWords(parts), control: { type: "toggle", key: "codesPassphrase", disabled: () => !has() } },
	];
}

/** The switches that are no settings of their own; undefined for other keys. */
export function switchValue(parts: Parts, key: string): boolean | undefined {
	if (key === "remember") return parts.remembered.isOn;
	if (key === commandLine) return isAllowed(parts);
	return key === "codesPassphrase" ? hasCodesPassphrase(parts) : undefined;
}

/** Turns such a switch, asking for what that takes. */
export async function turnSwitch(parts: Parts, key: string, isOn: boolean): Promise<void> {
	if (key === "remember") return isOn ? remember(parts) : parts.remembered.set(false);
	if (key === commandLine) return allow(parts, isOn);
	return isOn ? chooseCodesPassphrase(parts) : dropCodesPassphrase(parts);
}

async function remember(parts: Parts): Promise<void> {
	const agreed = await confirm(parts, {
		title: "Remember on this device?",
		words: "The keys will be kept in Obsidian's secret storage on this device. Every other plugin can read them there, and so can whoever can use this device while it is open. The passphrase itself is not kept; you are asked to type it once in a while.",
		button: "Remember",
	});
	if (!agreed || !(await ensureOpen(parts))) return;
	const { device, clock, remembered } = parts;
	if (device.get("typed") === 0) device.set("typed", clock.now);
	remembered.set(true);
}

/** Types the other passphrases first, so that what they open can be taken over. */
export async function adopt(parts: Parts): Promise<void> {
	if (await ensureOpen(parts, { open: allStale(parts, ["other"]).map(({ stored }) => stored) })) await openReseal(parts, ["other"]);
}
