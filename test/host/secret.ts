import { Events } from "./events";

/** Secrets of this device, by vault. Any plugin can read every one of them, in the app too; none can be deleted, only emptied. */
export class SecretStorage extends Events {
	readonly #start: string;

	constructor(vaultId: string) {
		super();
		this.#start = `${vaultId}-host-secret-`;
	}

	setSecret(id: string, secret: string): void {
		if (!/^[a-z0-9-]+$/.test(id)) throw new Error(`Invalid secret id "${id}": only lower-case letters, digits and dashes.`);
		if (typeof secret !== "string") throw new TypeError("A secret is a text.");
		localStorage.setItem(this.#start + id, secret);
	}

	getSecret(id: string): string | null {
		return localStorage.getItem(this.#start + id);
	}

	listSecrets(): string[] {
		return Object.keys(localStorage).filter((key) => key.startsWith(this.#start)).map((key) => key.slice(this.#start.length));
	}
}
