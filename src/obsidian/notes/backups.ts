import { normalizePath, Notice, Platform, TFile, type App, type Component } from "obsidian";
import { readEntry } from "../../note/read";
import { accountsWords } from "../../note/shown";
import { storedSecrets } from "../../note/secrets";
import { pack, unpack, type Kept, type Unpacked } from "../../recovery/archive";
import { backupName, backupTime, isDue, isSameLot, toDrop, type HeldNote } from "../../recovery/backups";
import type { Settings } from "../../settings";
import type { Clock } from "../clock";
import type { Device } from "../device";
import { download } from "../download";
import type { Stored } from "../stored";
import type { Account, Accounts } from "./accounts";
import { createWhole, freeAt } from "./creating";
import { isLeftOut, keepLeftOut, knownLeftOut, whyLeftOut } from "./left-out";
import { lotOf, type Lot } from "./lot";
import { allCalledIn } from "./naming";
import { complain } from "./writing";

/** A backup under way has this behind its name: what was killed half-way is never taken for a backup. */
const half = ".part";
/** Milliseconds between two looks at whether one is due; and after a change, for more of them may follow. */
const look = 10 * 60_000;

/** Where backups go unless a person says otherwise: beside the accounts. */
export function usualFolder({ folder }: Settings): string {
	return normalizePath(`${folder}/Backups`);
}

/** What a backup came to: the file, how many accounts are in it, and those that are not encrypted and were left out. */
export interface BackedUp {
	file: TFile;
	count: number;
	leftOut: Account[];
	/** Nothing had changed since: this one was there, and was read. */
	isOld: boolean;
}

/** Backups: zips of the accounts' notes as they stand, in a folder of the vault. Needs no passphrase. */
export class Backups {
	private running: Promise<unknown> = Promise.resolve();
	private isChanged = true;
	private complained = "";

	constructor(readonly app: App, readonly accounts: Accounts, private readonly stored: Stored, private readonly device: Device, private readonly clock: Clock) {}

	/** When the last good one was made or read again on this device, in milliseconds since 1970; 0 = never. */
	get lastGood(): number {
		return this.device.get("backed-up");
	}

	/** Whether each new one is given to the computer too. */
	get savesOutside(): boolean {
		return Platform.isDesktop && this.device.get("backup-outside") === 1;
	}

	get folder(): string {
		const { settings } = this.stored;
		return settings.backupFolder === "" ? usualFolder(settings) : normalizePath(settings.backupFolder);
	}

	/** Those in the folder for backups, the newest first. */
	all(): TFile[] {
		return this.among(this.inFolder());
	}

	/** Those in other folders of the vault, such as the one used before, the newest first. */
	elsewhere(): TFile[] {
		return this.among(this.app.vault.getFiles().filter(({ parent }) => parent?.path !== this.folder));
	}

	private among(files: TFile[]): TFile[] {
		return files.filter(({ name }) => backupTime(name) !== null).sort((one, other) => this.ageOf(one) - this.ageOf(other) || (one.name < other.name ? 1 : -1));
	}

	/** Milliseconds. What a clock made that was ahead is older than any: nothing else is known of it. */
	private ageOf({ name }: TFile): number {
		const age = this.clock.now - (backupTime(name)?.getTime() ?? 0);
		return age < 0 ? Infinity : age;
	}

	/** Reads one. @throws a sentence where it is none */
	async read(file: TFile): Promise<Unpacked> {
		return unpack(new Uint8Array(await this.app.vault.readBinary(file)));
	}

	/** Looks now and then whether one is due, until `owner` unloads. */
	follow(owner: Component): void {
		const { vault } = this.app;
		const changed = (): void => {
			this.isChanged = true;
		};
		owner.registerEvent(this.accounts.on("changed", changed));
		// What stands below the properties is backed up too, and no change of the account.
		owner.registerEvent(vault.on("modify", ({ path }) => {
			if (this.accounts.at(path) !== undefined) changed();
		}));
		owner.registerInterval(window.setInterval(() => void this.makeWhenDue(), look));
	}

	private async makeWhenDue(): Promise<void> {
		const every = this.stored.settings.backupEvery;
		if (every === undefined || this.accounts.all().length === 0) return;
		if (!(every === 0 ? this.isChanged : isDue(this.lastGood, this.clock.now, every))) return;
		const known = knownLeftOut(this.app);
		const made = await this.make();
		const { leftOut } = made;
		// It stays, as it is said once: from then on health names them.
		if (leftOut.some(({ path }) => !known.has(path))) new Notice("problem" in made ? made.problem : `The backup is without ${accountsWords(leftOut.length)}, ${whyLeftOut}: ${allCalledIn(this.accounts, leftOut, 5)}.`, 0);
		const problem = "problem" in made && leftOut.length === 0 ? made.problem : "";
		if (problem !== "" && problem !== this.complained) complain(problem);
		this.complained = problem;
	}

	/** Makes a backup, unless the newest says the same and can be read. `withClear` takes accounts in that are not encrypted. Gives what came of it, or a sentence. */
	make(withClear = false): Promise<BackedUp | { problem: string; leftOut: Account[] }> {
		const made = this.running.then(() => this.makeNow(withClear));
		this.running = made;
		return made;
	}

	private async makeNow(withClear: boolean): Promise<BackedUp | { problem: string; leftOut: Account[] }> {
		try {
			this.isChanged = false;
			const { files, leftOut } = await this.collect(withClear);
			const old = this.all()[0];
			const isOld = old !== undefined && (await this.says(old, files));
			const file = files.length === 0 ? null : isOld ? old : await this.write(files);
			keepLeftOut(this.app, leftOut);
			if (file === null) return { problem: leftOut.length === 0 ? "There is no account to back up." : "No account is encrypted for sure, so none was backed up. Encrypt them, or mend what keeps them from being read, first.", leftOut };
			this.device.set("backed-up", this.clock.now);
			if (!isOld) await this.drop(file);
			await this.clearHalves();
			if (!isOld && this.savesOutside) await this.saveOutside(file);
			return { file, count: files.length, leftOut, isOld };
		} catch {
			this.isChanged = true;
			return { problem: `No backup was made: it could not be written to ${this.folder} as it should be. Those made before are as they were. Check that there is room and that the folder can be written, then try again.`, leftOut: [] };
		}
	}

	/** The notes as they stand. */
	private collect(withClear: boolean): Promise<Lot> {
		return lotOf(this, (text) => {
			const { entry, problems } = readEntry(text, this.stored.settings.tag);
			return (entry === null || isLeftOut({ entry, problems })) && !withClear ? null : text;
		});
	}

	/** Whether a backup can be read and says what the notes say. */
	private async says(backup: TFile, files: readonly Kept[]): Promise<boolean> {
		try {
			const read = await this.read(backup);
			return read.damaged.length === 0 && isSameLot(read.files, files);
		} catch {
			return false;
		}
	}

	/** Under another name until it was read back; a file that is there is never written over. */
	private async write(files: readonly Kept[]): Promise<TFile> {
		const at = new Date(this.clock.now);
		const path = await freeAt(this.app, normalizePath(`${this.folder}/${backupName(at)}`));
		const file = await createWhole(this.app, `${path}${half}`, pack(files, at));
		await this.app.vault.rename(file, path);
		return file;
	}

	private notesIn({ files, damaged }: Unpacked): HeldNote[] | null {
		if (damaged.length > 0) return null;
		return files.map(({ path, text }) => {
			const { entry } = readEntry(text, this.stored.settings.tag);
			return { path, secrets: entry === null ? [] : storedSecrets(entry).map(({ stored }) => stored) };
		});
	}

	/** Gives a copy to the computer, which keeps it outside of the vault. */
	async saveOutside(file: TFile, doc = activeDocument): Promise<void> {
		const bytes = await this.app.vault.readBinary(file).catch(() => null);
		if (bytes === null) complain("The backup could not be read, so no copy was saved. Make one anew: Back up now.");
		else download(doc, file.name, bytes, "application/zip");
	}

	/** What a run left that was killed half-way. */
	private async clearHalves(): Promise<void> {
		const halves = this.inFolder().filter(({ name }) => name.endsWith(half) && backupTime(name.slice(0, -half.length)) !== null);
		for (const file of halves) await this.app.fileManager.trashFile(file).catch(() => undefined);
	}

	private inFolder(): TFile[] {
		return this.app.vault.getFolderByPath(this.folder)?.children.filter((file) => file instanceof TFile) ?? [];
	}

	/** Those beyond the number that is kept go the way of all deleted files. What cannot be deleted stays: the new one is good all the same. */
	private async drop(made: TFile): Promise<void> {
		// The newest whatever its name says: clocks are set back.
		const backups = [made, ...this.all().filter((file) => file !== made)];
		const notesIn = (file: TFile): Promise<HeldNote[] | null> => this.read(file).then((read) => this.notesIn(read), () => null);
		for (const file of await toDrop(backups, this.stored.settings.backupKeep, notesIn)) await this.app.fileManager.trashFile(file).catch(() => undefined);
	}
}
