import { Events, type App, type Plugin } from "obsidian";
import { readSettings, type Settings } from "../settings";
import { complain } from "./writing";

/** data.json: read once, read again when sync changed it, and never overwritten without a copy when it could not be read. */
export class Stored extends Events {
	settings: Settings = readSettings(null).settings;
	private damaged = false;
	/** Keys of later versions, kept as they are. */
	private found: object = {};

	constructor(private readonly plugin: Plugin) {
		super();
	}

	/** Whether data.json could not be understood; its copy is made before the next save. */
	get isDamaged(): boolean {
		return this.damaged;
	}

	async load(): Promise<void> {
		try {
			const found: unknown = await this.plugin.loadData();
			const { settings, damaged } = readSettings(found);
			this.settings = settings;
			this.damaged = damaged;
			this.found = typeof found === "object" && found !== null && !damaged ? found : {};
		} catch {
			// Not even JSON, for instance half-written by sync: the last known settings stay in force.
			this.damaged = true;
		}
		if (this.damaged) complain("The settings of Two-Factor Notes could not be read. Your notes are not affected. The file is kept, and copied before anything is saved over it.");
		this.trigger("changed");
	}

	/** @throws when the file could not be written, or does not hold the checks afterwards */
	async save(change: Partial<Settings>): Promise<void> {
		if (this.damaged) await this.keepCopy();
		this.settings = { ...this.settings, ...change };
		this.found = { ...this.found, ...this.settings };
		await this.plugin.saveData(this.found);
		const { settings } = readSettings(await this.plugin.loadData());
		if (JSON.stringify(settings.checks) !== JSON.stringify(this.settings.checks)) throw new Error("The settings were not saved.");
		this.trigger("changed");
	}

	/** Saves one field given as it came from an input; what does not fit is not taken. */
	async saveField(key: string, value: unknown): Promise<void> {
		const { settings, damaged } = readSettings({ ...this.settings, [key]: value });
		if (!damaged) await this.save(settings);
	}

	private async keepCopy(): Promise<void> {
		const { adapter, configDir } = this.plugin.app.vault;
		const folder = this.plugin.manifest.dir ?? `${configDir}/plugins/${this.plugin.manifest.id}`;
		const path = `${folder}/data.json`;
		if (await adapter.exists(path)) await adapter.copy(path, await freeName(this.plugin.app, `${folder}/data-unreadable`));
		this.damaged = false;
	}
}

async function freeName(app: App, stem: string): Promise<string> {
	for (let n = 1; ; n++) {
		const path = `${stem}-${n}.json`;
		if (!(await app.vault.adapter.exists(path))) return path;
	}
}
