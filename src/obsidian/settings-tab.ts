import { PluginSettingTab, type Plugin, type SettingDefinitionItem } from "obsidian";
import { backupRows, backupValue, setBackup } from "./backup-rows";
import { whyNoFolder } from "./notes/creating";
import { isClear } from "./notes/secrets";
import { encryptAll } from "./dialogs/encrypt-all";
import { NewAccountDialog } from "./dialogs/new-account";
import { ownName, setOwnName } from "./history";
import { leavingRows } from "./leaving-rows";
import type { Parts } from "./parts";
import { passphraseRows, switchValue, turnSwitch } from "./passphrase-rows";
import { setTime, timeRows, timeValue } from "./time-rows";
import { complain } from "./notes/writing";

/** The text for a history, which is no setting of all devices. */
const nameControl = "historyName";

/** The settings. What loosens security stays on this device; the rest is in data.json. */
export class SettingsTab extends PluginSettingTab {
	override icon = "key-round";
	/** What the rows looked like when they were last asked for by the app. */
	private shown = "";

	constructor(plugin: Plugin, private readonly parts: Parts) {
		super(parts.app, plugin);
		// What the rows say and offer follows what their dialogs, and sync, do meanwhile. Drawn anew only then: somebody may be typing.
		const follow = (): void => {
			if (this.containerEl.isConnected && this.shown !== sightOf(this.definitions())) this.update();
		};
		plugin.registerEvent(parts.accounts.on("changed", follow));
		plugin.registerEvent(parts.stored.on("changed", follow));
		plugin.registerEvent(parts.device.on("changed", follow));
	}

	override getSettingDefinitions(): SettingDefinitionItem[] {
		const definitions = this.definitions();
		this.shown = sightOf(definitions);
		return definitions;
	}

	private definitions(): SettingDefinitionItem[] {
		return [
			{
				type: "group", heading: "Accounts", items: [
					{ name: "Folder for new accounts", desc: "Accounts are found wherever they are; this is only where new ones go.", control: { type: "folder", key: "folder", includeRoot: true, validate: (path) => whyNoFolder(this.parts.app, path) } },
					{ name: "Tag", desc: "A note with this tag and a type is an account, even before it has a secret key.", control: { type: "text", key: "tag", placeholder: "2fa" } },
					{ name: "Template for new accounts", desc: "A note with placeholders such as {{issuer}}, {{username}}, {{totp_seed}} and {{date}}. Empty: the built-in one.", control: { type: "file", key: "template" } },
					{ name: "New account", desc: "From the link or the secret key that a service shows you.", action: () => new NewAccountDialog(this.parts).open() },
				],
			},
			{
				type: "group", heading: "History", items: [
					{ name: "Keep a history in the note", desc: "A dated line at the end of the note for each use, test and renewal of backup codes and each new key. No code and no key stands in it.", control: { type: "toggle", key: "history" } },
					{ name: "Your name in it", desc: "For vaults that several people share. On this device only.", control: { type: "text", key: nameControl }, visible: () => this.parts.stored.settings.history === true },
				],
			},
			{ type: "group", heading: "Backups", items: backupRows(this.parts) },
			{
				type: "group", heading: "Encryption", items: [
					{ name: "Encrypt all accounts", desc: "Shows first what would be encrypted.", action: () => void encryptAll(this.parts), disabled: () => !this.parts.accounts.all().some(isClear) },
					...passphraseRows(this.parts),
					...timeRows(this.parts),
				],
			},
			{ type: "group", heading: "Leaving", items: leavingRows(this.parts) },
		];
	}

	override getControlValue(key: string): unknown {
		const turned = switchValue(this.parts, key) ?? timeValue(this.parts, key) ?? backupValue(this.parts, key);
		if (turned !== undefined) return turned;
		if (key === nameControl) return ownName(this.parts);
		return new Map<string, unknown>(Object.entries(this.parts.stored.settings)).get(key);
	}

	override async setControlValue(key: string, value: unknown): Promise<void> {
		if (switchValue(this.parts, key) !== undefined) {
			await turnSwitch(this.parts, key, value === true);
			// A switch that was not turned after all shows what is so.
			return this.update();
		}
		if (key === nameControl) return setOwnName(this.parts, String(value));
		await this.keep(key, value)
			.catch(() => complain("The settings could not be saved, so they are as they were. Check that there is room on the disk, then try again."));
		// A switch for all devices changes what the rows say.
		if (typeof value === "boolean") this.update();
	}

	private keep(key: string, value: unknown): Promise<void> {
		if (timeValue(this.parts, key) !== undefined) return setTime(this.parts, key, value);
		if (backupValue(this.parts, key) !== undefined) return setBackup(this.parts, key, value);
		return this.parts.stored.saveField(key, value);
	}
}

/** What of the rows can change by itself: which are there, what they say, which can be used. */
function sightOf(definitions: SettingDefinitionItem[]): string {
	return JSON.stringify(definitions, (key, value: unknown) => ((key === "visible" || key === "disabled") && typeof value === "function" ? (value as () => boolean)() : value));
}
