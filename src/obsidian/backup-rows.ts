import type { SettingGroupItem } from "obsidian";
import { dayWords } from "../note/shown";
import { BackUpDialog } from "./dialogs/back-up";
import { RestoreDialog } from "./dialogs/restore";
import type { Parts } from "./parts";
import { today } from "./views/draw";

/** The row for how often a backup is made by itself, which says it in words. */
const every = "backupEvery";
const byHand = "";
const times = { [byHand]: "By hand only", "0": "After changes", "1": "Every day", "7": "Every week", "30": "Every 30 days" };

/** The settings' rows about backups. */
export function backupRows(parts: Parts): SettingGroupItem[] {
	const { lastGood, folder } = parts.backups;
	const last = lastGood === 0 ? "None was made on this device yet." : `The last good one: ${dayWords(today(lastGood))}.`;
	return [
		{ name: "Back up now", desc: `One file with the accounts as they stand in the notes, encrypted; no passphrase is needed. ${last}`, action: () => new BackUpDialog(parts).open() },
		{ name: "Back up by itself", desc: "While the app is open, locked or not. Where nothing has changed, the last one is read again instead.", control: { type: "dropdown", key: every, options: times } },
		{ name: "Backups to keep", desc: "Older ones go; never one that holds a note which no newer one has.", control: { type: "number", key: "backupKeep", min: 1, max: 1000, step: 1 } },
		{ name: "Folder for backups", desc: `Empty: ${folder}. Keep a copy outside of the vault as well.`, control: { type: "text", key: "backupFolder" } },
		{ name: "Restore from a backup", desc: "Compares it with the vault first. Nothing is written over.", action: () => new RestoreDialog(parts).open() },
	];
}

/** What such a row shows; undefined for any other. */
export function backupValue({ stored }: Parts, key: string): string | undefined {
	return key === every ? String(stored.settings.backupEvery ?? byHand) : undefined;
}

/** Keeps what was chosen in it. @throws when the settings could not be saved */
export function setBackup({ stored }: Parts, value: unknown): Promise<void> {
	return stored.save({ backupEvery: value === byHand ? undefined : Number(value) });
}
