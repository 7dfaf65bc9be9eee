import type { App } from "./app";
import { Events } from "./events";
import { BaseComponent, TextComponent } from "./setting";

const prefix = "host-secret-";

/** Secrets of this device. Any plugin can read every one of them, in the app too. */
export class SecretStorage extends Events {
	#name: (id: string) => string;

	constructor(vaultId: string) {
		super();
		this.#name = (id) => `${vaultId}-${prefix}${id}`;
	}

	setSecret(id: string, secret: string): void {
		if (!/^[a-z0-9-]+$/.test(id)) throw new Error("Invalid secret id: only lower-case letters, digits and dashes.");
		if (typeof secret !== "string") throw new TypeError("A secret is a text.");
		localStorage.setItem(this.#name(id), secret);
		this.trigger("change", id);
	}

	getSecret(id: string): string | null {
		return localStorage.getItem(this.#name(id));
	}

	listSecrets(): string[] {
		const start = this.#name("");
		return Object.keys(localStorage).filter((key) => key.startsWith(start)).map((key) => key.slice(start.length));
	}
}

/** Asks for the name of a secret. */
export class SecretComponent extends BaseComponent {
	#text: TextComponent;

	constructor(_app: App, containerEl: HTMLElement) {
		super();
		this.#text = new TextComponent(containerEl).setPlaceholder("Name of the secret");
	}

	setValue(value: string): this {
		this.#text.setValue(value);
		return this;
	}

	onChange(cb: (value: string) => unknown): this {
		this.#text.onChange(cb);
		return this;
	}
}
