import type { SealedKind, SealedText } from "../entry";
import type { Shut } from "./attempt";
import { purposeOf, sealCheck, type Purpose } from "./check";
import { checkCost, parseField, type Cost } from "./field";
import { fitsGroup, groupsOf, groupsThatGrow, leftOf, type Group, type Left, type Vault } from "./groups";
import type { GroupKey } from "./group-key";
import { Listeners } from "./listeners";
import { CannotSeal, openSealed, seal, type Opened } from "./seal";
import type { OpenReason, SealReason } from "./sentences";

/** The keys that are held, by group, and what can be done with them. Each has opened a field. */
export class Keyring {
	readonly #keys = new Map<string, Uint8Array>();
	/** The groups new fields may be sealed for, the best first. */
	#mayGrow: Record<Purpose, readonly string[]> = { main: [], codes: [] };
	readonly #listeners = new Listeners();

	/** Whether anything can be opened. */
	get isOpen(): boolean {
		return this.#keys.size > 0;
	}

	/** False while locked, and while the passphrase in use is another than those that were typed. */
	get canSeal(): boolean {
		return this.canSealFor("seed");
	}

	/** As `canSeal`, for a kind: backup codes may have a passphrase of their own. */
	canSealFor(kind: SealedKind): boolean {
		return this.whyNotSeal(kind) === null;
	}

	/** Why nothing of a kind can be sealed now, or null. */
	whyNotSeal(kind: SealedKind): Exclude<SealReason, "not one line"> | null {
		const purpose = purposeOf(kind);
		if (this.#growing(purpose) !== undefined) return null;
		if (!this.isOpen) return "locked";
		return purpose === "codes" && this.canSeal ? "codes locked" : "passphrase changed";
	}

	/** Calls back whenever more or less can be opened or sealed; returns how to stop that. */
	onChange(listener: () => void): () => void {
		return this.#listeners.add(listener);
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

	/** Seals for the passphrase in use. @throws CannotSeal where `canSealFor` or `canBeSealed` (seal.ts) is false */
	seal(kind: SealedKind, secret: string, label: string, more?: string): SealedText {
		return seal(...this.#sealing(kind), kind, secret, label, more);
	}

	/** The check of the passphrase in use for a kind, to be kept in the settings where it is missing there. @throws CannotSeal */
	check(kind: SealedKind = "seed"): SealedText {
		return sealCheck(...this.#sealing(kind));
	}

	/** Whether a field is sealed for the passphrase in use for that kind; by its head alone. */
	isCurrent(text: string, kind: SealedKind): boolean {
		const group = this.#growing(purposeOf(kind));
		return group !== undefined && text.startsWith(`tfn1.${group}.`);
	}

	/** Takes up what changed on disk, so that nothing is sealed for a passphrase that was changed on another device. */
	follow(vault: Vault): void {
		const before = [this.#growing("main"), this.#growing("codes")];
		this.#mayGrow = groupsThatGrow(vault);
		if (this.#growing("main") !== before[0] || this.#growing("codes") !== before[1]) this.#listeners.call();
	}

	/** Copies of all keys, for a device that is to remember them: to be wiped. */
	keys(): GroupKey[] {
		return [...this.#keys].map(([group, key]) => ({ group, key: key.slice() }));
	}

	/** Opens with remembered keys: those that open a field or check of their group. Wipes what it is given; gives what stays shut. */
	resume(keys: readonly GroupKey[], vault: Vault): Left[] {
		this.follow(vault);
		const groups = this.shut(groupsOf(vault));
		for (const { group: name, key } of keys) {
			const group = groups.find((each) => each.name === name);
			if (group !== undefined && fitsGroup(key, group)) this.#put(name, key.slice());
			key.fill(0);
		}
		const left = this.left(groups, new Map());
		if (this.shut(groups).length < groups.length) this.#listeners.call();
		return left;
	}

	/** Ends every key. */
	lock(): void {
		const wasOpen = this.isOpen;
		for (const key of this.#keys.values()) key.fill(0);
		this.#keys.clear();
		if (wasOpen) this.#listeners.call();
	}

	/** Takes over a key; with `purposes`, what is sealed for those is from now on sealed for it. */
	protected hold(group: string, key: Uint8Array, purposes: readonly Purpose[] = []): void {
		for (const purpose of purposes) this.#mayGrow[purpose] = [group];
		this.#put(group, key);
		this.#listeners.call();
	}

	/** Those groups that are shut. */
	protected shut(groups: readonly Group[]): Group[] {
		return groups.filter(({ name }) => !this.#keys.has(name));
	}

	/** Those that are shut and worth telling of: nobody needs a retired passphrase that opens no field. */
	protected left(groups: readonly Group[], tried: ReadonlyMap<string, Shut>): Left[] {
		const told = this.shut(groups).filter(({ use, fields }) => use !== "retired" || fields > 0);
		// Where the main passphrase opened, that for codes was not tried: it is another one.
		const isOther = ({ use, name }: Group) => use === "codes" && this.canSeal && !tried.has(name);
		return told.map((group) => ({ ...leftOf(group, tried), ...(isOther(group) && { why: "other passphrase" as const }) }));
	}

	#put(group: string, key: Uint8Array): void {
		this.#keys.get(group)?.fill(0);
		this.#keys.set(group, key);
	}

	#growing(purpose: Purpose): string | undefined {
		return this.#mayGrow[purpose].find((group) => this.#keys.has(group));
	}

	#sealing(kind: SealedKind): [key: Uint8Array, group: string] {
		const group = this.#growing(purposeOf(kind));
		const key = group === undefined ? undefined : this.#keys.get(group);
		if (group === undefined || key === undefined) throw new CannotSeal(this.whyNotSeal(kind) ?? "locked");
		return [key, group];
	}

	#whyShut(cost: Cost): OpenReason {
		return !this.isOpen ? "locked" : checkCost(cost) === "refused" ? "too costly" : checkCost(cost) === "ask" ? "costly" : "other passphrase";
	}
}
