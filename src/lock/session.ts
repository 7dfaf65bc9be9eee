import { isSealed, type SealedKind, type SealedText } from "../entry";
import { deriveKey, tryPassphrase } from "./attempt";
import { toBase64url } from "./base64url";
import { sealCheck } from "./check";
import { checkCost, groupFor, groupOf, newCost, parseField, saltBytes, type Cost } from "./field";
import { groupsOf, groupsThatGrow, groupsToTry, leftOf, type Left, type Vault } from "./groups";
import { Listeners } from "./listeners";
import type { Derive, DeriveProblem } from "./key";
import { problemWith } from "./passphrase";
import { CannotSeal, openSealed, seal, type Opened } from "./seal";
import type { CreateReason, OpenReason, UnlockReason } from "./sentences";

/** `left`: the groups that stay shut. */
export type Unlocked = { opened: true; left: Left[] } | { reason: UnlockReason; left: Left[] };

/** A passphrase about to be set: write `check` into the settings, read it back, then `open`; false when a lock came between. */
export type Created = { check: SealedText; open(): boolean } | { reason: CreateReason | DeriveProblem };

/** The one holder of keys, from unlocking to the lock. The passphrase itself is never kept. */
export class Session {
	/** By group; each has opened a field. */
	readonly #keys = new Map<string, Uint8Array>();
	/** The groups new fields may be sealed for, the best first. */
	#mayGrow: string[] = [];
	/** The key of a passphrase that is about to be set. */
	#coming: Uint8Array | null = null;
	#running: AbortController | null = null;
	readonly #listeners = new Listeners();
	readonly #derive: Derive;
	readonly #random: (bytes: number) => Uint8Array;

	/** `random` gives that many random bytes. */
	constructor(derive: Derive, random: (bytes: number) => Uint8Array) {
		this.#derive = derive;
		this.#random = random;
	}

	get isOpen(): boolean {
		return this.#keys.size > 0;
	}

	/** A key is being derived. */
	get isBusy(): boolean {
		return this.#running !== null;
	}

	/** False while locked, and while the passphrase in use is another than those that were typed. */
	get canSeal(): boolean {
		return this.#growing() !== undefined;
	}

	/** Calls back whenever more or less can be opened or sealed; returns how to stop that. */
	onChange(listener: () => void): () => void {
		return this.#listeners.add(listener);
	}

	/**
	 * Opens every group the passphrase opens, of those that may be tried. What is open already stays open, so that fields under
	 * another passphrase can be opened beside. `agreed`: groups of `left` (why "ask" or "not tried") that a person agreed to
	 * have tried too, however much or many.
	 */
	async unlock(passphrase: string, vault: Vault, signal?: AbortSignal, agreed: readonly string[] = []): Promise<Unlocked> {
		const groups = groupsOf(vault);
		const rounds = groupsToTry(groups, agreed);
		const wanted = rounds.flat();
		if (this.isBusy) return { reason: "busy", left: [] };
		if (groups.length === 0) return { reason: vault.fields.some(isSealed) ? "unreadable" : "no fields", left: [] };
		if (wanted.length === 0) return { reason: "too costly", left: groups.map((group) => leftOf(group, new Map())) };
		this.#mayGrow = groupsThatGrow(vault);
		let opened = false;
		const fits = (name: string, key: Uint8Array) => {
			opened = true;
			this.#hold(name, key);
		};
		const shut = await this.#alone(signal, (stop) => tryPassphrase(passphrase, rounds, this.#derive, stop, fits));
		const left = groups.filter(({ name }) => !this.#keys.has(name)).map((group) => leftOf(group, shut));
		if (opened && this.isOpen) return { opened: true, left };
		const reasons = [...shut.values()];
		if (opened || reasons.includes("not tried")) return { reason: "cancelled", left };
		if (reasons.some((why) => why !== "other passphrase")) return { reason: "cannot derive", left };
		return { reason: left.every(({ group }) => wanted.some(({ name }) => name === group)) ? "wrong passphrase" : "not all tried", left };
	}

	/** Prepares the first passphrase of a vault; refused while anything in it is encrypted, checks included. */
	async createFirst(passphrase: string, existing: Vault, signal?: AbortSignal): Promise<Created> {
		return existing.checks.length > 0 || existing.fields.some(isSealed) ? { reason: "encrypted fields exist" } : this.#create(passphrase, signal);
	}

	/** Prepares the next passphrase beside the one in use: what is sealed already stays open, what is sealed later is sealed for it. */
	async createNext(passphrase: string, signal?: AbortSignal): Promise<Created> {
		return this.isOpen ? this.#create(passphrase, signal) : { reason: "locked" };
	}

	/** Takes up what changed on disk, so that nothing is sealed for a passphrase that was changed on another device. */
	follow(vault: Vault): void {
		const before = this.#growing();
		this.#mayGrow = groupsThatGrow(vault);
		if (this.#growing() !== before) this.#listeners.call();
	}

	/** Opens a field for the kind of property it stands in. */
	open(text: string, kind: SealedKind): Opened | { reason: OpenReason } {
		const field = parseField(text);
		if ("reason" in field) return field;
		const key = this.#keys.get(field.group);
		if (key === undefined) return { reason: this.#whyShut(field.cost) };
		const opened = openSealed(key, text, kind);
		if (!("reason" in opened)) return opened;
		// The key has opened another field of this group, so it is this field that is wrong.
		return { reason: opened.reason === "wrong key" ? "damaged" : opened.reason };
	}

	/** Seals for the passphrase in use. @throws CannotSeal where `canSeal` or `canBeSealed` (seal.ts) is false */
	seal(kind: SealedKind, secret: string, label: string): SealedText {
		return seal(...this.#sealing(), kind, secret, label);
	}

	/** The check of the passphrase in use, to be kept in the settings where it is missing there. @throws CannotSeal */
	check(): SealedText {
		return sealCheck(...this.#sealing());
	}

	/** Whether a field is sealed for the passphrase in use. */
	isCurrent(text: string): boolean {
		return this.#growing() !== undefined && groupOf(text) === this.#growing();
	}

	/** Ends every key, and whatever is on its way to one. */
	lock(): void {
		const wasOpen = this.isOpen;
		this.#running?.abort();
		this.#running = null;
		this.#coming?.fill(0);
		this.#coming = null;
		for (const key of this.#keys.values()) key.fill(0);
		this.#keys.clear();
		if (wasOpen) this.#listeners.call();
	}

	async #create(passphrase: string, signal?: AbortSignal): Promise<Created> {
		if (this.isBusy) return { reason: "busy" };
		if (problemWith(passphrase) !== null) return { reason: "unfit passphrase" };
		const salt = this.#random(saltBytes);
		const key = await this.#alone(signal, (stop) => deriveKey(passphrase, { salt, cost: newCost }, this.#derive, stop));
		if (typeof key === "string") return { reason: key === "not tried" ? "cancelled" : key };
		this.#coming?.fill(0);
		this.#coming = key;
		const group = groupFor(newCost, toBase64url(salt));
		return { check: sealCheck(key, group), open: () => this.#adopt(group, key) };
	}

	#adopt(group: string, key: Uint8Array): boolean {
		if (this.#coming !== key) return false;
		this.#coming = null;
		this.#mayGrow = [group];
		this.#hold(group, key);
		return true;
	}

	#hold(group: string, key: Uint8Array): void {
		this.#keys.get(group)?.fill(0);
		this.#keys.set(group, key);
		this.#listeners.call();
	}

	#growing(): string | undefined {
		return this.#mayGrow.find((group) => this.#keys.has(group));
	}

	#sealing(): [key: Uint8Array, group: string] {
		const group = this.#growing();
		const key = group === undefined ? undefined : this.#keys.get(group);
		if (group === undefined || key === undefined) throw new CannotSeal(this.isOpen ? "passphrase changed" : "locked");
		return [key, group];
	}

	#whyShut(cost: Cost): OpenReason {
		return !this.isOpen ? "locked" : checkCost(cost) === "automatic" ? "other passphrase" : "too costly";
	}

	/** One derivation at a time: each fills tens of megabytes. */
	async #alone<T>(signal: AbortSignal | undefined, work: (stop: AbortSignal) => Promise<T>): Promise<T> {
		const running = new AbortController();
		const stop = () => running.abort();
		if (signal?.aborted) stop();
		signal?.addEventListener("abort", stop);
		this.#running = running;
		try {
			return await work(running.signal);
		} finally {
			signal?.removeEventListener("abort", stop);
			// A lock has let it go already, and another may have begun since.
			if (this.#running === running) this.#running = null;
		}
	}
}
