import { Plugin } from "obsidian";
import { derive } from "./lock/derive";
import { Session } from "./lock/session";
import { Accounts } from "./obsidian/notes/accounts";
import { Backups } from "./obsidian/notes/backups";
import { Counters } from "./obsidian/notes/counters";
import { Copies } from "./obsidian/notes/copies";
import { Clipboard } from "./obsidian/clipboard";
import { Clock } from "./obsidian/clock";
import { registerCli } from "./obsidian/cli";
import { registerCommands, registerMenus } from "./obsidian/commands";
import { followNames } from "./obsidian/dialogs/kit-accounts";
import { Device } from "./obsidian/device";
import { registerBackground } from "./obsidian/locking/background";
import { FilePicker } from "./obsidian/locking/file-picker";
import { registerLeftovers } from "./obsidian/locking/leftovers";
import { Remembered } from "./obsidian/locking/remembered";
import { registerIdleLock } from "./obsidian/locking/idle-lock";
import { Windows } from "./obsidian/locking/windows";
import { registerInNote } from "./obsidian/views/in-note";
import { inlineCodes } from "./obsidian/views/live-preview";
import { Journal } from "./obsidian/notes/journal";
import { LiveCodes } from "./obsidian/views/live-codes";
import { registerMarking } from "./obsidian/marking";
import { openPane, paneType } from "./obsidian/opening";
import { Pane } from "./obsidian/views/pane";
import type { Parts } from "./obsidian/parts";
import { Recent } from "./obsidian/notes/recent";
import { Pending } from "./obsidian/notes/pending";
import { SettingsTab } from "./obsidian/settings-tab";
import { registerStatus } from "./obsidian/status";
import { Stored } from "./obsidian/stored";
import { Writing } from "./obsidian/notes/writing";

export default class TwoFactorNotes extends Plugin {
	private readonly stored = new Stored(this);

	override async onload(): Promise<void> {
		const { app, stored } = this;
		await stored.load();
		const device = new Device(app, () => stored.settings);
		const windows = new Windows(this);
		const session = new Session(derive, (bytes) => crypto.getRandomValues(new Uint8Array(bytes)));
		const clock = new Clock();
		const accounts = new Accounts(app, stored);
		const journal = new Journal(app);
		const writing = new Writing(app, accounts, journal);
		const copies = new Copies(accounts);
		const pending = new Pending(app);
		const counters = new Counters(app);
		const codes = new LiveCodes(session, writing, clock, counters);
		const clipboard = new Clipboard(() => device.get("clearClipboardAfter"), windows);
		const remembered = new Remembered(app, device, session, stored, accounts);
		const recent = new Recent(app, accounts);
		const backups = new Backups(app, accounts, stored, device, clock);
		const parts: Parts = { app, stored, accounts, writing, journal, copies, backups, pending, session, codes, clock, clipboard, picker: new FilePicker(), device, recent, remembered, dialogs: new Set() };

		this.registerView(paneType, (leaf) => new Pane(leaf, parts));
		registerInNote(this, parts);
		this.registerEditorExtension(inlineCodes(parts));
		registerCommands(this, parts);
		registerMenus(this, parts);
		registerCli(this, parts);
		copies.follow(this);
		backups.follow(this);
		registerMarking(this, parts);
		registerStatus(this, parts);
		registerIdleLock(this, windows, parts, () => device.get("lockAfter"));
		registerBackground(this, windows, parts, () => device.get("lockInBackground"));
		this.addSettingTab(new SettingsTab(this, parts));
		registerLeftovers(this, parts);
		this.register(session.onChange(() => remembered.keep()));
		this.registerEvent(stored.on("changed", () => session.follow({ checks: stored.settings.checks, fields: accounts.sealedFields() })));
		this.register(() => {
			const open = [...parts.dialogs];
			parts.dialogs.clear();
			for (const dialog of open) dialog.close();
		});
		this.register(() => void clipboard.clear());
		this.register(() => session.lock());
		this.register(() => clock.stop());
		this.registerEvent(app.vault.on("rename", (file, from) => counters.rename(from, file.path)));
		this.register(() => writing.stop());
		journal.follow(this);
		this.register(() => journal.close());
		app.workspace.onLayoutReady(() => accounts.follow(this));
		recent.follow(this, clipboard);
		followNames(this, parts);
	}

	override onUserEnable(): void {
		void openPane(this.app);
	}

	override async onExternalSettingsChange(): Promise<void> {
		await this.stored.load();
	}
}
