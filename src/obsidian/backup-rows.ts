import { Platform, type SettingGroupItem } from "obsidian";
import { dayWords } from "../note/shown";
import { BackUpDialog } from "./dialogs/back-up";
import { RecoveryPageDialog } from "./dialogs/recovery-page";
import { RestoreDialog } from "./dialogs/restore";
import { triedWords } from "./dialogs/try-recovery";
import { usualFolder } from "./notes/backups";
import { whyNoFolder } from "./notes/creating";
import { leftOutWords } from "./notes/left-out";
import type { Parts } from "./parts";
import { today } from "./views/draw";

/** The row for how often a backup is made by itself, which says it in words. */
const every = "backupEvery";
/** The switch for a copy outside of the vault. */
const outside = "backupOutside";
const byHand = "";
const times = { [byHand]: "By hand only", "0": "After changes", "1": "Every day", "7": "Every week", "30": "Every 30 days" };

/** The settings' rows about backups, and what opens them without Obsidian. */
export function backupRows(parts: Parts): SettingGroupItem[] {
	const { lastGood } = parts.backups;
	const last = lastGood === 0 ? "None was made on this device yet." : `The last good one: ${dayWords(today(lastGood))}${leftOutWords(parts)}.`;
	return [
		{ name: "Back up now", desc: `One file with the accounts as they stand in the notes, encrypted; no passphrase is needed. ${last}`, action: () => new BackUpDialog(parts).open() },
		{ name: "Back up by itself", desc: "While the app is open, locked or not. Where nothing has changed, the last one is read again instead.", control: { type: "dropdown", key: every, options: times } },
		{ name: "Backups to keep", desc: "Older ones go; never one that holds a note which no newer one has.", control: { type: "number", key: "backupKeep", min: 1, max: 1000, step: 1 } },
		{ name: "Folder for backups", desc: `Empty: ${usualFolder(parts.stored.settings)}. Keep a copy outside of the vault as well.`, control: { type: "folder", key: "backupFolder", validate: (path) => whyNoFolder(parts.app, path) } },
		{ name: "Save each new one outside the vault too", desc: "As a download, for which this computer may ask where to. On this device only.", control: { type: "toggle", key: outside }, visible: () => Platform.isDesktop },
		{ name: "Restore from a backup", desc: "Compares it with the vault first. Nothing is written over.", action: () => new RestoreDialog(parts).open() },
		{ name: "Recovery page", desc: `One file that opens your accounts in any browser, without Obsidian. ${triedWords(parts)}`, action: () => new RecoveryPageDialog(parts).open(), disabled: () => parts.accounts.all().length === 0 },
	];
}

/** What such a row shows; undefined for any other. */
export function backupValue({ stored, backups }: Parts, key: string): string | boolean | undefined {
	if (key === outside) return backups.savesOutside;
	return key === every ? String(stored.settings.backupEvery ?? byHand) : undefined;
}

/** Keeps what was chosen in it. @throws when the settings could not be saved */
export async function setBackup({ stored, device }: Parts, key: string, value: unknown): Promise<void> {
	if (key === outside) device.set("backup-outside", value === true ? 1 : 0);
	else await stored.save({ backupEvery: value === byHand ? undefined : Number(value) });
}
