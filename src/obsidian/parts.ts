import type { App, Modal } from "obsidian";
import type { Session } from "../lock/session";
import type { Accounts } from "./notes/accounts";
import type { Backups } from "./notes/backups";
import type { Remembered } from "./locking/remembered";
import type { Clipboard } from "./clipboard";
import type { Clock } from "./clock";
import type { Copies } from "./notes/copies";
import type { Device } from "./device";
import type { FilePicker } from "./locking/file-picker";
import type { Journal } from "./notes/journal";
import type { LiveCodes } from "./views/live-codes";
import type { Recent } from "./notes/recent";
import type { Pending } from "./notes/pending";
import type { Stored } from "./stored";
import type { Writing } from "./notes/writing";

/** What the parts of the interface share: made once in main.ts and handed on. */
export interface Parts {
	app: App;
	stored: Stored;
	accounts: Accounts;
	writing: Writing;
	journal: Journal;
	copies: Copies;
	backups: Backups;
	pending: Pending;
	session: Session;
	codes: LiveCodes;
	clock: Clock;
	clipboard: Clipboard;
	picker: FilePicker;
	recent: Recent;
	device: Device;
	remembered: Remembered;
	/** Those that are open: they close with the plugin. */
	dialogs: Set<Modal>;
}
