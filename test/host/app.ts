import { MetadataCache } from "./cache";
import { Commands, Palette } from "./commands";
import type { Disk } from "./disk";
import { FileManager } from "./files";
import { host } from "./here";
import { Keymap, Scope } from "./keymap";
import { iconButton } from "./notice";
import type { CliCommand } from "./plugin";
import { SecretStorage } from "./secret";
import { SettingsModal, type PluginSettingTab } from "./settings-tab";
import { Vault } from "./vault";
import { Documented } from "./watch";
import { Workspace } from "./workspace";
import type { Extension } from "@codemirror/state";

export interface AppOptions {
	disk: Disk;
	vaultId: string;
	phone: boolean;
	cacheDelay: number;
}

export class App extends Documented {
	keymap: Keymap;
	scope = new Scope();
	workspace: Workspace;
	vault: Vault;
	metadataCache: MetadataCache;
	fileManager: FileManager;
	secretStorage: SecretStorage;
	readonly $isPhone: boolean;
	readonly $commands = new Commands(this);
	readonly $settings: PluginSettingTab[] = [];
	readonly $editorExtensions: Extension[] = [];
	readonly $protocol = new Map<string, (params: Record<string, string>) => unknown>();
	readonly $cli = new Map<string, CliCommand>();
	readonly $statusBarEl: HTMLElement;
	#vaultId: string;

	constructor({ disk, vaultId, phone, cacheDelay }: AppOptions) {
		super();
		host.app = this;
		this.#vaultId = vaultId;
		this.$isPhone = phone;
		const container = document.body.createDiv({ cls: "app-container", attr: { "data-host": "" } });
		this.keymap = new Keymap(this.scope);
		this.vault = new Vault(disk);
		this.metadataCache = new MetadataCache(this.vault, cacheDelay, () => new Promise((done) => this.workspace.onLayoutReady(() => done(null))));
		this.fileManager = new FileManager(this);
		this.secretStorage = new SecretStorage(vaultId);
		this.workspace = new Workspace(this, container);
		this.$statusBarEl = container.createDiv("status-bar");
		if (phone) this.$statusBarEl.hide();
		this.keymap.$viewScope = () => this.workspace.$active?.view.scope ?? null;
		this.scope.register(["Mod"], "p", () => (new Palette(this).open(), false));
		this.scope.register(["Mod"], ",", () => (new SettingsModal(this).open(), false));
		this.scope.register(["Mod"], "e", () => (this.workspace.activeEditor?.$toggle(), false));
		this.#ribbon();
	}

	#ribbon(): void {
		const palette = (): void => new Palette(this).open();
		const settings = (): void => new SettingsModal(this).open();
		iconButton(this.workspace.$ribbonEl, "side-dock-ribbon-action", "lucide-terminal", "Open command palette", palette);
		if (this.$isPhone) return void iconButton(this.workspace.$ribbonEl, "side-dock-ribbon-action", "lucide-settings", "Settings", settings);
		const profile = this.workspace.leftSplit.$el.createDiv("workspace-sidedock-vault-profile");
		profile.createSpan({ text: this.vault.getName() });
		iconButton(profile, "", "lucide-settings", "Settings", settings);
	}

	isDarkMode(): boolean {
		return document.body.hasClass("theme-dark");
	}

	loadLocalStorage(key: string): unknown {
		const text = localStorage.getItem(`${this.#vaultId}-${key}`);
		return text === null ? null : (JSON.parse(text) as unknown);
	}

	saveLocalStorage(key: string, data: unknown): void {
		if (data === null || data === undefined) localStorage.removeItem(`${this.#vaultId}-${key}`);
		else localStorage.setItem(`${this.#vaultId}-${key}`, JSON.stringify(data));
	}
}
