import { isSealed, type SealedText } from "../entry";
import { Alone } from "./alone";
import { newKey, reasonOf, tryPassphrase, type Run } from "./attempt";
import { toBase64url } from "./base64url";
import { checkFor, sealCheck, type Purpose } from "./check";
import { checkCost, groupFor, newCost, saltBytes } from "./field";
import { groupsOf, groupsToTest, groupsToTry, type Group, type Left, type Vault } from "./groups";
import type { Derive, DeriveOptions, DeriveProblem } from "./key";
import { Keyring } from "./keyring";
import { problemWith } from "./passphrase";
import type { CreateReason, TestReason, UnlockReason } from "./sentences";

/** `left`: the groups that stay shut. */
export type Unlocked = { opened: true; left: Left[] } | { reason: UnlockReason; left: Left[] };

/** A passphrase about to be set: write `check` into the settings, read it back, then `open`; false when a lock came between. */
export type Created = { check: SealedText; open(): boolean } | { reason: CreateReason | DeriveProblem };

/** Whether a passphrase is in use: "codes" for backup codes alone, "retired" where it only opens what is older or of others. */
export type Tested = "right" | TestReason | DeriveProblem;

/** The one holder of keys, from unlocking to the lock. The passphrase itself is never kept. */
export class Session extends Keyring {
	/** The key of a passphrase that is about to be set. */
	#coming: Uint8Array | null = null;
	readonly #alone = new Alone();
	readonly #derive: Derive;
	readonly #random: (bytes: number) => Uint8Array;

	/** `random` gives that many random bytes. */
	constructor(derive: Derive, random: (bytes: number) => Uint8Array) {
		super();
		this.#derive = derive;
		this.#random = random;
	}

	/** A key is being derived. */
	get isBusy(): boolean {
		return this.#alone.isBusy;
	}

	/**
	 * Opens every group the passphrase opens, of those that may be tried. What is open already stays open, so that fields under
	 * another passphrase can be opened beside, and is not tried again: where all is open, no passphrase is judged. `agreed`:
	 * groups of `left` (why "ask" or "not tried") that a person agreed to have tried too, however much or many.
	 */
	async unlock(passphrase: string, vault: Vault, { agreed = [], ...options }: DeriveOptions & { agreed?: readonly string[] } = {}): Promise<Unlocked> {
		if (this.isBusy) return { reason: "busy", left: [] };
		const all = groupsOf(vault);
		if (all.length === 0) return { reason: nothingIn(vault), left: [] };
		this.follow(vault);
		const groups = this.shut(all);
		const rounds = groupsToTry(groups, agreed);
		const wanted = rounds.flat();
		let opened = groups.length === 0;
		const shut = await this.#run(options, (run) => tryPassphrase(passphrase, rounds, run, ({ name }, key) => {
			opened = true;
			this.hold(name, key);
		}));
		const left = this.left(groups, shut);
		if (opened && this.isOpen) return { opened: true, left };
		if (wanted.length === 0) return { reason: groups.every(({ cost }) => checkCost(cost) === "refused") ? "too costly" : "not all tried", left };
		const why = opened ? "not tried" : reasonOf(shut);
		if (why === "other passphrase") return { reason: wanted.length === groups.length ? "wrong passphrase" : "not all tried", left };
		return { reason: why === "not tried" ? "cancelled" : "cannot derive", left };
	}

	/** Tells whether a passphrase is the one in use; opens and locks nothing. */
	async test(passphrase: string, vault: Vault, options: DeriveOptions = {}): Promise<Tested> {
		if (this.isBusy) return "busy";
		const groups = groupsOf(vault);
		if (groups.length === 0) return nothingIn(vault);
		const rounds = groupsToTest(groups).map((group) => [group]);
		let found: Group | undefined;
		const shut = await this.#run(options, (run) => tryPassphrase(passphrase, rounds, run, (group, key) => {
			key.fill(0);
			found = group;
		}));
		if (found !== undefined) return found.use === "codes" || found.use === "retired" ? found.use : "right";
		const why = reasonOf(shut);
		if (why !== "other passphrase") return why === "not tried" ? "cancelled" : why;
		return groups.some(({ use }) => use === "main") && !rounds.flat().some(({ use }) => use === "main") ? "too costly" : "wrong passphrase";
	}

	/** Prepares the first passphrase of a vault; refused while anything in it is encrypted, checks included. */
	async createFirst(passphrase: string, existing: Vault, options: DeriveOptions = {}): Promise<Created> {
		if (existing.checks.length > 0 || existing.fields.some(isSealed)) return { reason: "encrypted fields exist" };
		return this.#create(passphrase, ["main", "codes"], [], options);
	}

	/**
	 * Prepares the next passphrase beside the one in use, or one for backup codes alone: what is sealed already stays open, what
	 * is sealed later is sealed for it. The same passphrase once more gets a new salt and the cost of today; that for codes must
	 * be another than the main one.
	 */
	async createNext(passphrase: string, vault: Vault, { for: only, ...options }: DeriveOptions & { for?: "codes" } = {}): Promise<Created> {
		if (this.isBusy) return { reason: "busy" };
		this.follow(vault);
		const hasCodes = checkFor(vault.checks, "codes") !== undefined;
		const why = this.whyNotSeal(only !== undefined && hasCodes ? "code" : "seed");
		if (why !== null) return { reason: why };
		const others = groupsOf(vault).filter(({ use, cost }) => use === (only === undefined ? "codes" : "main") && checkCost(cost) === "automatic");
		return this.#create(passphrase, only !== undefined ? ["codes"] : hasCodes ? ["main"] : ["main", "codes"], others, options);
	}

	/** Ends every key, and whatever is on its way to one. */
	override lock(): void {
		this.#alone.abort();
		this.#expect(null);
		super.lock();
	}

	async #create(passphrase: string, purposes: readonly Purpose[], others: readonly Group[], options: DeriveOptions): Promise<Created> {
		if (this.isBusy) return { reason: "busy" };
		if (problemWith(passphrase) !== null) return { reason: "unfit passphrase" };
		const salt = this.#random(saltBytes);
		const key = await this.#run(options, (run) => newKey(passphrase, { salt, cost: newCost }, others, run, (made) => this.#expect(made)));
		if (typeof key === "string") return { reason: key === "not tried" ? "cancelled" : key };
		if (this.#coming !== key) return { reason: "cancelled" };
		const group = groupFor(newCost, toBase64url(salt));
		return { check: sealCheck(key, group), open: () => this.#adopt(group, key, purposes) };
	}

	#expect<T extends Uint8Array | null>(key: T): T {
		this.#coming?.fill(0);
		this.#coming = key;
		return key;
	}

	#adopt(group: string, key: Uint8Array, purposes: readonly Purpose[]): boolean {
		if (this.#coming !== key) return false;
		this.#coming = null;
		this.hold(group, key, purposes);
		return true;
	}

	/** One derivation at a time: each fills tens of megabytes. */
	#run<T>({ signal, progress = () => undefined }: DeriveOptions, work: (run: Run) => Promise<T>): Promise<T> {
		return this.#alone.run(signal, (stop) => work({ derive: this.#derive, signal: stop, progress }));
	}
}

/** Why no passphrase can be judged where there is no group. */
function nothingIn({ fields, checks }: Vault): "unreadable" | "no fields" {
	return [...fields, ...checks.map(({ sealed }) => sealed)].some(isSealed) ? "unreadable" : "no fields";
}
