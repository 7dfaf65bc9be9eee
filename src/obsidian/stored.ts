import { Events, type App, type Plugin } from "obsidian";
import { readSettings, type Settings } from "../settings";
import { complain } from "./notes/writing";

type Checks = Settings["checks"];

/** Why a passphrase is not in the settings, by what stands there now. */
export const notSaved = {
	asBefore: "The settings could not be saved, so no passphrase was set or changed, and no note. Check that there is room on the disk, then try again.",
	others: "Sync changed the settings at the same moment, so nothing is encrypted with the passphrase just typed. No note was changed; everything opens with the passphrase it had. Test which passphrase is in use now, then try again.",
	unreadable: "The settings cannot be read, so it is not known which passphrase they name. No note was changed; everything opens with the passphrase it had. Wait for sync, or put data.json in the plugin's folder right or away, then restart and test the passphrase.",
};

/** data.json: read once, read again when sync changed it, and never overwritten without a copy when it could not be read. */
export class Stored extends Events {
	settings: Settings = readSettings(null).settings;
	private damaged = false;
	/** Keys of later versions, kept as they are. */
	private found: object = {};
	private saving: Promise<unknown> = Promise.resolve();

	constructor(private readonly plugin: Plugin) {
		super();
	}

	/** Whether data.json could not be understood; its copy is made before the next save. */
	get isDamaged(): boolean {
		return this.damaged;
	}

	async load(): Promise<void> {
		await this.read();
		if (this.damaged) complain("The settings of Two-Factor Notes could not be read. Your notes are not affected. The file is kept, and copied before anything is saved over it.");
		this.trigger("changed");
	}

	private async read(): Promise<void> {
		const found: unknown = await this.plugin.loadData().catch(() => null);
		// Not even JSON, for instance half-written by sync: the last known settings stay in force.
		if ((found ?? null) === null && (await this.exists())) this.damaged = true;
		else {
			const { settings, damaged } = readSettings(found);
			// A check that was dropped because it cannot be read would let secrets be encrypted for another passphrase.
			this.settings = damaged && this.settings.checks.length > settings.checks.length ? { ...settings, checks: this.settings.checks } : settings;
			this.damaged = damaged;
			this.found = typeof found === "object" && found !== null && !damaged ? found : {};
		}
	}

	/** A function is given what stands in the file, and gives null where nothing is to be saved. @throws when the file could not be written, or does not hold the checks afterwards; then the settings stay as they were */
	save(change: Partial<Settings> | ((now: Settings) => Partial<Settings> | null)): Promise<void> {
		return this.change((settings) => {
			const more = typeof change === "function" ? change(settings) : change;
			return more === null ? null : { ...settings, ...more };
		});
	}

	/** Saves one field given as it came from an input; what does not fit is not taken. */
	saveField(key: string, value: unknown): Promise<void> {
		return this.change((now) => {
			const { settings, damaged } = readSettings({ ...now, [key]: value });
			return damaged ? now : settings;
		});
	}

	/** Puts other checks in the place of those known. Gives null, or a sentence on what stands in the file now where that is not they. */
	async saveChecks(known: Checks, checks: Checks): Promise<string | null> {
		try {
			await this.change((settings) => {
				if (this.damaged || !isSame(settings.checks, known)) throw new Error("There are other checks by now.");
				return { ...settings, checks };
			});
			return null;
		} catch {
			await this.saving;
			if (this.damaged) return notSaved.unreadable;
			// What could not be read back at once may have been written all the same.
			if (isSame(this.settings.checks, checks)) return null;
			return isSame(this.settings.checks, known) ? notSaved.asBefore : notSaved.others;
		}
	}

	/** One save after the other: each begins with what stands in the file, where sync may have put more. */
	private change(by: (settings: Settings) => Settings | null): Promise<void> {
		const saved = this.saving.then(async () => {
			await this.read();
			const changed = by(this.settings);
			if (changed !== null) await this.write(changed);
		});
		// What stands in the file is in force, whatever came of the writing.
		this.saving = saved.catch(async () => {
			await this.read();
			this.trigger("changed");
		});
		return saved;
	}

	private async write(settings: Settings): Promise<void> {
		if (this.damaged) await this.keepCopy();
		const data = { ...this.found, ...settings };
		await this.plugin.saveData(data);
		const written = readSettings(await this.plugin.loadData());
		if (!isSame(written.settings.checks, settings.checks)) throw new Error("The settings were not saved.");
		this.settings = settings;
		this.found = data;
		this.trigger("changed");
	}

	private async keepCopy(): Promise<void> {
		const { app } = this.plugin;
		if (await this.exists()) await app.vault.adapter.copy(`${this.folder}/data.json`, await freeName(app, `${this.folder}/data-unreadable`));
		this.damaged = false;
	}

	private get folder(): string {
		const { app, manifest } = this.plugin;
		return manifest.dir ?? `${app.vault.configDir}/plugins/${manifest.id}`;
	}

	private exists(): Promise<boolean> {
		return this.plugin.app.vault.adapter.exists(`${this.folder}/data.json`);
	}
}

function isSame(checks: Checks, others: Checks): boolean {
	return JSON.stringify(checks) === JSON.stringify(others);
}

async function freeName(app: App, stem: string): Promise<string> {
	for (let n = 1; ; n++) {
		const path = `${stem}-${n}.json`;
		if (!(await app.vault.adapter.exists(path))) return path;
	}
}
