import type { App } from "obsidian";
import { fromText, toText } from "../../lock/group-key";
import type { Vault } from "../../lock/groups";
import type { Session } from "../../lock/session";
import type { Device } from "../device";
import type { Accounts } from "../notes/accounts";
import type { Stored } from "../stored";
import { rolesOf } from "./roles";

const id = "two-factor-notes-keys";

/** Derived keys that this device keeps where its person asked for that; never the passphrase. Any plugin can read them. */
export class Remembered {
	constructor(private readonly app: App, private readonly device: Device, private readonly session: Session, private readonly stored: Stored, private readonly accounts: Accounts) {}

	get isOn(): boolean {
		return this.device.get("remember") === 1;
	}

	/** Whether there are keys to unlock with. */
	get isThere(): boolean {
		return this.isOn && this.text !== "";
	}

	/** From now on what is unlocked is remembered, or nothing any more. */
	set(isOn: boolean): void {
		this.device.set("remember", isOn ? 1 : 0);
		if (isOn) this.keep();
		else this.forget();
	}

	/** Keeps the keys that are unlocked now; a lock leaves those kept before. */
	keep(): void {
		if (!this.isOn || !this.session.isOpen) return;
		const keys = this.session.keys();
		this.app.secretStorage.setSecret(id, toText(keys.filter(({ group }) => this.isKept(`tfn1.${group}.`))));
		for (const { key } of keys) key.fill(0);
	}

	/** There is no way to delete a secret: it is emptied. */
	forget(): void {
		if (this.text !== "") this.app.secretStorage.setSecret(id, "");
	}

	/** Unlocks with what is remembered. False when that opens nothing any more; then it is forgotten. */
	unlock(vault: Vault): boolean {
		this.session.resume(fromText(this.text) ?? [], vault);
		if (!this.session.isOpen) this.forget();
		return this.session.isOpen;
	}

	private isKept(head: string): boolean {
		const role = rolesOf(this.stored.settings.checks)(head);
		// A passphrase of their own keeps backup codes apart from the rest: remembered, it would not.
		if (role === "codes") return false;
		// A former one is needed while a field has it; not all may be read yet.
		return role !== "former" || !this.accounts.isComplete || this.accounts.sealedFields().some((field) => field.startsWith(head));
	}

	private get text(): string {
		return this.app.secretStorage.getSecret(id) ?? "";
	}
}
